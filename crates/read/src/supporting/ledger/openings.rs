//! What an export opens with, by its running balances, against what the year opens with.

use model::{Currency, Date, Decimal, Fault, Money};

use super::sums::in_full;

/// The running balance of the money in one table, from its first row to its last.
pub(super) struct Run {
    /// The account on which the money lies; empty where the table is of one alone.
    pub(super) account: String,
    /// The day of its first row.
    pub(super) first_day: Date,
    /// What it opens with.
    pub(super) opening: Decimal,
    /// What it closes with.
    pub(super) closing: Decimal,
    /// The currency of all its rows.
    pub(super) currency: Currency,
    /// A fault at the cell in which the opening stands, or the first balance; without what was expected.
    pub(super) fault: Fault,
}

/// The balances of all tables.
#[derive(Default)]
pub(super) struct Openings {
    tables: Vec<Vec<Run>>,
    /// A table with bookings does not say what it opens with.
    unknown: bool,
}

impl Openings {
    /// Takes in a table with bookings; `None` where it is not known what it opens with.
    pub(super) fn add(&mut self, runs: Option<Vec<Run>>) {
        match runs.filter(|runs| !runs.is_empty()) {
            Some(runs) => self.tables.push(runs),
            None => self.unknown = true,
        }
    }

    /// The fault of an export that opens with another amount than the year does. `None` where one of the two is not
    /// known, or not in the accounts' currency.
    pub(super) fn otherwise(
        self,
        currency: Option<Currency>,
        opening: Option<i64>,
    ) -> Option<Fault> {
        let (currency, minor) = currency.zip(opening).filter(|_| !self.unknown)?;
        let wanted = Money { currency, minor }.to_decimal();
        let runs: Vec<(usize, Run)> = self
            .tables
            .into_iter()
            .enumerate()
            .flat_map(|(at, runs)| runs.into_iter().map(move |run| (at, run)))
            .collect();
        if runs.iter().any(|(_, run)| run.currency != currency) {
            return None;
        }
        let opening = opening_of(&runs)?;
        let fault = runs.into_iter().min_by_key(|(_, run)| run.first_day)?.1.fault;
        let raw = in_full(Some(currency), opening);
        let expected =
            format!("{}, the `opening_balance` of year.toml", in_full(Some(currency), wanted));
        (opening != wanted).then_some(Fault { raw, expected, ..fault })
    }
}

/// What all accounts open with together. A table that goes on from where an earlier one of the same account ends adds
/// nothing to it.
fn opening_of(runs: &[(usize, Run)]) -> Option<Decimal> {
    let mut ended = vec![false; runs.len()];
    let mut sum = Decimal::ZERO;
    let mut order: Vec<usize> = (0..runs.len()).collect();
    order.sort_by_key(|at| runs[*at].1.first_day);
    for (place, at) in order.iter().enumerate() {
        let (table, run) = &runs[*at];
        let before = order[..place].iter().find(|other| {
            let (of_table, other_run) = &runs[**other];
            let same_account = of_table != table && other_run.account == run.account;
            !ended[**other] && same_account && other_run.closing == run.opening
        });
        match before {
            Some(before) => ended[*before] = true,
            None => sum = sum.checked_add(run.opening)?,
        }
    }
    Some(sum)
}
