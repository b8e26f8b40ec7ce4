//! The columns of the contributions' sheet.

use model::finance::{ContributionLine, Statement};

use super::FinancialSummaryInputs;
use super::page::Head;

/// Widths of the columns that further tables of the sheet share.
pub(super) const ID_WIDTH: f64 = 14.0;
pub(super) const NAME_WIDTH: f64 = 23.0;
pub(super) const DECISION_WIDTH: f64 = 19.0;
/// Least width of a column of amounts: that of the longest word over one.
const AMOUNT_WIDTH: f64 = 12.5;

/// A column of the contributions.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Column {
    Id,
    Name,
    Decision,
    Due,
    DueOn,
    Received,
    ReceivedOn,
    Exchange,
    Outstanding,
    DaysOverdue,
    Overpaid,
    BookedBefore,
    BookedAfter,
    ForEarlier,
    Advance,
    Booked,
}

impl Column {
    const ALL: [Self; 16] = [
        Self::Id,
        Self::Name,
        Self::Decision,
        Self::Due,
        Self::DueOn,
        Self::Received,
        Self::ReceivedOn,
        Self::Exchange,
        Self::Outstanding,
        Self::DaysOverdue,
        Self::Overpaid,
        Self::BookedBefore,
        Self::BookedAfter,
        Self::ForEarlier,
        Self::Advance,
        Self::Booked,
    ];

    /// The columns of a year's contributions: what no participant has is left out.
    pub(super) fn of(inputs: &FinancialSummaryInputs) -> Vec<Self> {
        let lines = &inputs.statement.contributions;
        let is_used = |column: &Self| match column {
            Self::Exchange
            | Self::BookedBefore
            | Self::BookedAfter
            | Self::ForEarlier
            | Self::Advance => lines.iter().any(|line| column.minor(line) != Some(0)),
            _ => true,
        };
        Self::ALL.into_iter().filter(is_used).collect()
    }

    /// Label and width: as narrow as can be read, so that all columns fit on a page in letters that can be.
    pub(super) fn head(self, statement: &Statement) -> Head {
        let year = statement.year;
        let amount = |label: String| Head::number(label, amount_width(statement));
        match self {
            Self::Id => Head::text("Id", ID_WIDTH),
            Self::Name => Head::text("Participant", NAME_WIDTH),
            Self::Decision => Head::text("Decision", DECISION_WIDTH),
            Self::Due => amount("Due".into()),
            Self::DueOn => Head::text("Due on", 12.0),
            Self::Received => amount(format!("Received for {year}")),
            Self::ReceivedOn => Head::text("Received on", 12.0),
            Self::Exchange => amount("Exchange difference".into()),
            Self::Outstanding => amount("Outstanding".into()),
            Self::DaysOverdue => Head::number("Days overdue", 9.5),
            Self::Overpaid => amount("Paid beyond what is due".into()),
            Self::BookedBefore => amount("Of it, booked in earlier years".into()),
            Self::BookedAfter => amount("Of it, booked in later years".into()),
            Self::ForEarlier => amount("Received for earlier years".into()),
            Self::Advance => amount("Received for a later year".into()),
            Self::Booked => amount(format!("Booked in {year}")),
        }
    }

    /// What a participant has in a column of amounts, in minor units; `None` where it cannot be said.
    pub(super) fn minor(self, line: &ContributionLine) -> Option<i64> {
        match self {
            Self::Due => line.due,
            Self::Received => Some(line.received),
            Self::Exchange => Some(exchange_difference(line)),
            Self::Outstanding => line.due.map(|_| line.outstanding),
            Self::Overpaid => line.due.map(|_| line.overpaid),
            Self::BookedBefore => Some(line.received_before),
            Self::BookedAfter => Some(line.received_after),
            Self::ForEarlier => Some(line.received_for_earlier),
            Self::Advance => Some(line.advance),
            Self::Booked => {
                let own = line.received - line.received_before - line.received_after;
                Some(own + line.received_for_earlier + line.advance)
            }
            _ => None,
        }
    }
}

/// What exchange rates made between due date and payment: nothing where all is in one currency.
fn exchange_difference(line: &ContributionLine) -> i64 {
    line.due.map_or(0, |due| line.received - due + line.outstanding - line.overpaid)
}

/// A width that the largest amount of the sheet fits in, with its sign, its point and what stands between thousands.
pub(super) fn amount_width(statement: &Statement) -> f64 {
    let sum = |amounts: &mut dyn Iterator<Item = i64>| amounts.map(i64::unsigned_abs).sum::<u64>();
    let lines = || statement.contributions.iter();
    let largest = [
        sum(&mut lines().filter_map(|line| line.due)),
        sum(&mut lines().map(|line| line.received)),
        sum(&mut lines().map(|line| line.received_for_earlier)),
        sum(&mut lines().map(|line| line.advance)),
        statement.income.unsigned_abs(),
    ];
    let digits = largest.into_iter().max().unwrap_or_default().to_string().len();
    (digits as f64 * 4.0 / 3.0 + 3.0).max(AMOUNT_WIDTH)
}
