//! Amounts that come to more than can be counted: a number with too many digits in a file.

use jiff::civil::Date;
use model::finance::{BudgetLine, Commitment, ContributionDue, LedgerLine};
use model::{Currency, RateHistory, YearReading};

use crate::booking::{book, converted, rate_of_day};
use crate::statement::Inputs;

/// What the amounts of a file may come to without their signs, in minor units. Every total is a sum of
/// some of them, and what is made of totals is a sum of few, so that all of it fits an `i64`.
const LARGEST_SUM: i128 = i64::MAX as i128 / 16;

/// The files of which the amounts can be summed.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) struct Countable {
    budget: bool,
    /// The ledgers of all years together.
    pub(crate) ledgers: bool,
    contributions: bool,
    funds: bool,
    commitments: bool,
}

impl Countable {
    /// Looks at every amount, as given and in the accounts' currency.
    pub(crate) fn of(inputs: &Inputs, currency: Currency) -> Self {
        let (finance, rates) = (&inputs.year.finance, &inputs.pact.rates);
        let last_day = inputs.as_of.unwrap_or(inputs.year.settings.period.end);
        let others = inputs.books.values().flat_map(|books| &books.ledger);
        let lines = others.chain(&finance.ledger);
        let dues = finance.contributions.iter();
        let commitments = finance.commitments.iter();
        Self {
            budget: fit(finance.budget.iter().flat_map(budgeted)),
            ledgers: fit(lines.flat_map(|line| paid(line, currency, rates))),
            funds: fit(finance.funds.iter().map(|fund| fund.opening)),
            contributions: fit(dues.flat_map(|due| owed(due, currency, last_day, rates))),
            commitments: fit(commitments.flat_map(|one| committed(one, currency, last_day, rates))),
        }
    }

    /// Whether all can be.
    pub(crate) fn all(self) -> bool {
        self.statement() && self.commitments
    }

    /// Whether all that the statement rests on can be.
    fn statement(self) -> bool {
        self.budget && self.ledgers && self.contributions && self.funds
    }

    /// The year without the files that cannot be summed, and incomplete as if they could not be read: it
    /// would be a guess which of their numbers is wrong.
    pub(crate) fn of_year(self, year: &YearReading) -> YearReading {
        let mut year = year.clone();
        let finance = &mut year.finance;
        finance.incomplete |= !self.statement();
        finance.commitments_incomplete |= !self.commitments;
        finance.budget.retain(|_| self.budget);
        finance.ledger.retain(|_| self.ledgers);
        finance.contributions.retain(|_| self.contributions);
        finance.funds.retain(|_| self.funds);
        finance.commitments.retain(|_| self.commitments);
        year
    }
}

/// Whether amounts can be summed in whatever order and selection.
fn fit(amounts: impl Iterator<Item = i64>) -> bool {
    let gross: i128 = amounts.map(|amount| i128::from(amount).abs()).sum();
    gross <= LARGEST_SUM
}

fn budgeted(line: &BudgetLine) -> impl Iterator<Item = i64> {
    let revised = line.revised_amount.unwrap_or(line.amount);
    [Some(line.amount), Some(revised), line.next_year_amount].into_iter().flatten()
}

fn paid(
    line: &LedgerLine,
    currency: Currency,
    rates: &RateHistory,
) -> impl Iterator<Item = i64> + use<> {
    [Some(line.amount), book(line, currency, rates).booked].into_iter().flatten()
}

fn owed(
    due: &ContributionDue,
    currency: Currency,
    last_day: Date,
    rates: &RateHistory,
) -> impl Iterator<Item = i64> + use<> {
    let day = due.due_on.unwrap_or(last_day);
    [Some(due.due), in_accounts(due.due, due.currency, currency, day, rates)].into_iter().flatten()
}

fn committed(
    one: &Commitment,
    currency: Currency,
    last_day: Date,
    rates: &RateHistory,
) -> impl Iterator<Item = i64> + use<> {
    let converted = in_accounts(one.amount, one.currency, currency, last_day, rates);
    [Some(one.amount), converted].into_iter().flatten()
}

/// An amount in another currency than the accounts', in that of the accounts.
fn in_accounts(
    minor: i64,
    own: Currency,
    currency: Currency,
    day: Date,
    rates: &RateHistory,
) -> Option<i64> {
    converted(minor, own, currency, rate_of_day(own, currency, day, rates)?)
}
