//! The columns of the contributions' sheet.

use model::finance::{ContributionLine, ContributionPayment, Statement};

use super::FinancialSummaryInputs;
use super::layout::Layout;
use super::page::{Head, amount_width};

/// Widths of the columns that further tables of the sheet share.
pub(super) const ID_WIDTH: f64 = 14.0;
pub(super) const NAME_WIDTH: f64 = 23.0;
pub(super) const DECISION_WIDTH: f64 = 19.0;
/// Least width of a column of amounts: that of the longest word over one.
pub(super) const AMOUNT_WIDTH: f64 = 13.0;

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
            Self::Exchange => lines.iter().any(|line| line.exchange_difference.is_some()),
            Self::BookedBefore | Self::BookedAfter | Self::ForEarlier | Self::Advance => {
                lines.iter().any(|line| column.minor(line) != Some(0))
            }
            _ => true,
        };
        Self::ALL.into_iter().filter(is_used).collect()
    }

    /// Label and width: as narrow as can be read, so that all columns fit on a page in letters that can be.
    pub(super) fn head(self, statement: &Statement) -> Head {
        let year = statement.year;
        let amount = |label: String| Head::number(label, amount_width(statement, AMOUNT_WIDTH));
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
            Self::DaysOverdue => Head::number("Days overdue", 12.5),
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
            Self::Exchange => line.exchange_difference,
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

    /// Whether it is known what a participant has in a column of amounts: every payment that is in it could be read and
    /// converted.
    pub(super) fn is_known(self, line: &ContributionLine, layout: &Layout) -> bool {
        let statement = layout.inputs.statement;
        let year = statement.year;
        let booked = |of: &dyn Fn(&ContributionPayment) -> bool| {
            line.payments.iter().filter(|payment| of(payment)).all(|p| p.booked.is_some())
        };
        let owed = layout.owed.iter().find(|owed| owed.line.participant == line.participant);
        match self {
            Self::Due => line.due.is_some(),
            Self::Received | Self::BookedBefore | Self::BookedAfter => {
                statement.knows_receipts() && booked(&|payment| payment.for_year == year)
            }
            Self::Exchange | Self::Outstanding | Self::DaysOverdue | Self::Overpaid => match owed {
                Some(owed) => owed.known,
                None => line.waived && statement.knows_receipts(),
            },
            Self::ForEarlier => {
                !statement.rows_missing && booked(&|payment| payment.for_year < year)
            }
            Self::Advance => !statement.rows_missing && booked(&|payment| payment.for_year > year),
            Self::Booked => {
                !statement.rows_missing && booked(&|payment| payment.ledger_year == year)
            }
            _ => true,
        }
    }
}
