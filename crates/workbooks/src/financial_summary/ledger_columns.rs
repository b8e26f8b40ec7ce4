//! The columns of the ledger's sheet, and what stands in them.

use model::finance::{AccountLine, BookedLine, Statement};

use super::layout::{Layout, class_title, kind_title};
use super::page::{Head, amount_width};
use super::table::Value;

/// A column of the ledger.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum LedgerColumn {
    Date,
    Account,
    Title,
    Class,
    CountsAs,
    Description,
    Participant,
    Reference,
    Fund,
    Activity,
    ForYear,
    ForParticipant,
    Amount,
    Currency,
    Rate,
    Booked,
    PaidAmount,
    PaidCurrency,
    StandsIn,
}

impl LedgerColumn {
    /// Every column, in order.
    const ALL: [Self; 19] = [
        Self::Date,
        Self::Account,
        Self::Title,
        Self::Class,
        Self::CountsAs,
        Self::Description,
        Self::Participant,
        Self::Reference,
        Self::Fund,
        Self::Activity,
        Self::ForYear,
        Self::ForParticipant,
        Self::Amount,
        Self::Currency,
        Self::Rate,
        Self::Booked,
        Self::PaidAmount,
        Self::PaidCurrency,
        Self::StandsIn,
    ];

    /// The columns of a ledger: those in which something stands, and those that formulas point to.
    pub(super) fn of(booked: &[BookedLine], has_funds: bool) -> Vec<Self> {
        let any = |test: fn(&BookedLine) -> bool| booked.iter().any(test);
        let is_used = |column: &Self| match column {
            Self::Reference => any(|booked| !booked.line.reference.trim().is_empty()),
            Self::Fund => has_funds || any(|booked| !booked.line.fund.trim().is_empty()),
            Self::Activity => any(|booked| !booked.line.activity.trim().is_empty()),
            Self::ForYear => any(|booked| booked.line.for_year.is_some()),
            Self::ForParticipant => any(|booked| !booked.line.for_participant.trim().is_empty()),
            Self::Rate => any(|booked| booked.rate.is_some()),
            Self::PaidAmount | Self::PaidCurrency => any(|booked| booked.line.paid.is_some()),
            _ => true,
        };
        Self::ALL.into_iter().filter(is_used).collect()
    }

    /// Label and width.
    pub(super) fn head(self, statement: &Statement) -> Head {
        match self {
            Self::Date => Head::text("Date", 12.5),
            Self::Account => Head::text("Account", 11.0),
            Self::Title => Head::text("Title", 24.0),
            Self::Class => Head::text("Class", 15.0),
            Self::CountsAs => Head::text("Counts as", 11.5),
            Self::Description => Head::text("Description", 34.0),
            Self::Participant => Head::text("Participant", 22.0),
            Self::Reference => Head::text("Reference", 12.0),
            Self::Fund => Head::text("Fund", 13.0),
            Self::Activity => Head::text("Activity", 14.0),
            Self::ForYear => Head::text("For year", 8.5),
            Self::ForParticipant => Head::text("Paid for", 20.0),
            Self::Amount => Head::number("Amount", amount_width(statement, 13.0)),
            Self::Currency => Head::text("Currency", 10.5),
            Self::Rate => Head::number("Rate", 11.0),
            Self::Booked => Head::number("Booked", amount_width(statement, 13.0)),
            Self::PaidAmount => Head::number("Paid as", amount_width(statement, 13.0)),
            Self::PaidCurrency => Head::text("in currency", 10.5),
            Self::StandsIn => Head::text("Stands in", 24.0),
        }
    }

    /// What a line has in the column.
    pub(super) fn value(self, booked: &BookedLine, layout: &Layout) -> Value {
        let line = &booked.line;
        let account = layout.account(&line.account);
        match self {
            Self::Date => Value::Day(Some(line.date)),
            Self::Account => Value::text(line.account.as_str()),
            Self::Title => Value::Text(layout.title(&line.account)),
            Self::Class => Value::text(account.map_or("", |account| class_title(account.class))),
            Self::CountsAs => Value::text(counts_as(booked, account)),
            Self::Description => {
                Value::shown(&layout.shown.description(&line.description), &line.description)
            }
            Self::Participant => {
                Value::shown(layout.participant(&line.counterparty), &line.counterparty)
            }
            Self::Reference => Value::shown(layout.shown.voucher(&line.reference), &line.reference),
            Self::Fund if layout.inputs.statement.funds.is_empty() => {
                Value::text(layout.shown.fund(&line.fund))
            }
            Self::Fund => Value::text(layout.shown.fund(line.fund_code())),
            Self::Activity => Value::Text(layout.shown.activity(&line.activity)),
            Self::ForYear => match line.for_year {
                Some(year) => Value::Count(i64::from(year)),
                None => Value::Blank,
            },
            Self::ForParticipant => {
                Value::shown(layout.participant(&line.for_participant), &line.for_participant)
            }
            Self::Amount => Value::Own(line.amount, line.currency),
            Self::Currency => Value::text(line.currency.code()),
            Self::Rate => Value::Rate(booked.rate),
            Self::Booked => Value::Amount(booked.booked),
            Self::PaidAmount => {
                line.paid.map_or(Value::Blank, |paid| Value::Own(paid.minor, paid.currency))
            }
            Self::PaidCurrency => {
                Value::text(line.paid.as_ref().map_or("", |paid| paid.currency.code()))
            }
            Self::StandsIn => Value::Text(layout.stands_in(&line.place)),
        }
    }
}

/// Income or expense; else why a line is in no total.
fn counts_as(booked: &BookedLine, account: Option<&AccountLine>) -> &'static str {
    match (booked.booked, account) {
        (None, _) => "no rate is known: in no total",
        (_, None) => "account not in the budget: in no total",
        (_, Some(account)) => kind_title(account.kind),
    }
}
