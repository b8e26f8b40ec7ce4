//! Contributions due and received (§5.3.1), by participant.

mod gather;
mod settle;

use jiff::civil::Date;
use model::finance::{
    BookedLine, ContributionDue, ContributionLine, ContributionPayment, UnlistedReceipt,
};
use model::period::days_between;
use model::{Currency, Identifier, RateHistory};

use crate::statement::Inputs;
use gather::{Gathered, Parties};
use settle::{Left, settle};

pub use settle::due_rate_day;

/// What is due, what came, and the cells both came from.
pub(crate) struct Contributions<'a> {
    /// A line for each coordinating participant in force, each other one with a row in
    /// `contributions.csv`, and each other one that paid for another year.
    pub parties: Vec<Party<'a>>,
    /// What participants gave without owing it: id and sum, by id.
    pub voluntary: Vec<(String, i64)>,
    /// Receipts on accounts of contributions and gifts that fit no one in the register, in the ledger's order.
    pub unlisted: Vec<UnlistedReceipt>,
    /// An amount that is due or was received has no rate.
    pub incomplete: bool,
}

/// Contributions of one participant.
pub(crate) struct Party<'a> {
    /// As the statement shows it.
    pub line: ContributionLine,
    /// Whether payments could be set off against what is due; else `outstanding` and `overpaid` are not
    /// to be relied on.
    pub settled: bool,
    /// Rows of `contributions.csv`.
    pub dues: Vec<&'a ContributionDue>,
    /// Payments for this year, as booked.
    pub received: Vec<BookedLine>,
    /// This year's payments for a later year, as booked.
    pub advance: Vec<BookedLine>,
    /// This year's payments for an earlier year, as booked.
    pub arrears: Vec<BookedLine>,
}

impl Party<'_> {
    /// Whether nothing is owed for the year, by decision or because no contribution is expected: what is paid for it is
    /// voluntary.
    pub(crate) fn owes_nothing(&self) -> bool {
        self.line.waived || !self.line.expected
    }

    /// Takes what was paid for the year out of the payments of contributions, where nothing is owed, and gives what of it
    /// the year's own ledger has; what another has was told there, as paid in advance or for an earlier year.
    fn given_freely(&mut self, year: i16) -> i64 {
        self.line.received_on.clear();
        let (given, payments) = std::mem::take(&mut self.line.payments)
            .into_iter()
            .partition(|payment| payment.for_year == year);
        self.line.payments = payments;
        let given: Vec<ContributionPayment> = given;
        let own = given.iter().filter(|payment| payment.ledger_year == year);
        own.filter_map(|payment| payment.booked).sum()
    }
}

/// In what currency, up to what day and by which rates contributions are set off.
#[derive(Clone, Copy)]
pub(crate) struct Terms<'a> {
    /// The accounts' currency.
    pub currency: Currency,
    /// The statement's last day.
    pub last_day: Date,
    /// Whether the statement is interim.
    pub interim: bool,
    /// The Bank's rates.
    pub rates: &'a RateHistory,
}

/// Draws up the contributions of the year.
pub(crate) fn contributions<'a>(
    inputs: &Inputs<'a>,
    currency: Currency,
    last_day: Date,
) -> Contributions<'a> {
    let rates = &inputs.pact.rates;
    let terms = Terms { currency, last_day, interim: inputs.as_of.is_some(), rates };
    let Parties { by_id, mut voluntary, unlisted } = Parties::gather(inputs, currency);
    let mut all =
        Contributions { parties: Vec::new(), voluntary: Vec::new(), unlisted, incomplete: false };
    for (id, gathered) in by_id {
        let mut party = gathered.set_off(&id, &terms);
        let lines = [&party.received, &party.advance, &party.arrears];
        all.incomplete |= lines.into_iter().flatten().any(|line| line.booked.is_none());
        all.incomplete |= party.line.expected && !party.dues.is_empty() && party.line.due.is_none();
        if party.owes_nothing() {
            let given = party.given_freely(inputs.year.year());
            if given != 0 {
                *voluntary.entry(id).or_default() += given;
            }
        }
        let paid_for_another_year = !party.advance.is_empty() || !party.arrears.is_empty();
        if party.line.expected || paid_for_another_year {
            all.parties.push(party);
        }
    }
    all.voluntary = voluntary.into_iter().map(|(id, sum)| (id.to_string(), sum)).collect();
    all
}

impl<'a> Gathered<'a> {
    /// Sets what was paid off against what is due.
    fn set_off(mut self, id: &Identifier, terms: &Terms<'_>) -> Party<'a> {
        // Oldest first, those without a date last.
        self.dues.sort_by_key(|due| (due.due_on.is_none(), due.due_on));
        let owed: Vec<&ContributionDue> = self.dues.iter().copied().filter(|d| !d.waived).collect();
        let waived = owed.is_empty() && !self.dues.is_empty();
        let due = match (waived, owed.is_empty()) {
            (true, _) => Some(0),
            (false, true) => None,
            (false, false) => owed.iter().map(|due| terms.at_due_date(due, due.due)).sum(),
        };
        let expected = self.coordinating || !self.dues.is_empty();
        let owes_nothing = waived || !expected;
        let counted: &[BookedLine] = if owes_nothing { &[] } else { &self.received };
        let [received_before, received_after] =
            if owes_nothing { [0, 0] } else { self.before_and_after };
        let received = sum(counted);
        let left = due.and_then(|_| settle(&owed, counted, terms));
        let due_in = |currency| owed.iter().any(|due| due.currency == currency);
        let exchanged = |own: &BookedLine| own.line.paid.is_some_and(|paid| due_in(paid.currency));
        let foreign =
            owed.iter().any(|due| due.currency != terms.currency) || counted.iter().any(exchanged);
        let exchange_difference = due
            .zip(left.as_ref())
            .filter(|_| foreign)
            .map(|(due, left)| received - due + left.amount);
        let settled = left.is_some();
        let left = left.unwrap_or(Left { amount: 0, since: None });
        Party {
            line: ContributionLine {
                participant: id.clone(),
                due,
                due_on: owed.iter().find_map(|due| due.due_on),
                waived,
                expected,
                days_overdue: left.since.and_then(|since| overdue(since, terms.last_day)),
                payments: self.payments(),
                exchange_difference,
                received,
                received_before,
                received_after,
                received_for_earlier: sum(&self.arrears),
                received_on: self.received_on(),
                outstanding: left.amount.max(0),
                overpaid: (-left.amount).max(0),
                advance: sum(&self.advance),
            },
            settled,
            dues: self.dues,
            received: self.received,
            advance: self.advance,
            arrears: self.arrears,
        }
    }

    /// The payments in the order of their days, and within a day of their ledgers.
    fn payments(&mut self) -> Vec<ContributionPayment> {
        let mut payments = std::mem::take(&mut self.payments);
        payments.sort_by_key(|payment| (payment.date, payment.ledger_year));
        payments
    }

    /// The days on which something came for this year.
    fn received_on(&self) -> Vec<Date> {
        let mut days: Vec<Date> = self.received.iter().map(|booked| booked.line.date).collect();
        days.sort();
        days.dedup();
        days
    }
}

/// Days after a due day up to the last one; `None` where it is not over yet.
fn overdue(due_on: Date, last_day: Date) -> Option<i32> {
    Some(days_between(due_on, last_day)).filter(|days| *days > 0)
}

fn sum(lines: &[BookedLine]) -> i64 {
    lines.iter().filter_map(|line| line.booked).sum()
}
