//! The columns of the accounts' sheet.

use model::finance::AccountLine;

use super::FinancialSummaryInputs;
use super::layout::last_year;
use super::page::{Head, amount_width};

/// A column of the accounts.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Column {
    Account,
    Title,
    Kind,
    Class,
    Budget,
    Revised,
    Actual,
    Difference,
    Share,
    LastYear,
    NextYear,
    ExplanationDue,
    Explanation,
}

impl Column {
    /// The columns of a year's accounts: what no account has is left out.
    pub(super) fn of(inputs: &FinancialSummaryInputs) -> Vec<Self> {
        let accounts = &inputs.statement.accounts;
        let finance = inputs.year.settings.finance.as_ref();
        let mut columns = vec![
            Self::Account,
            Self::Title,
            Self::Kind,
            Self::Class,
            Self::Budget,
            Self::Revised,
            Self::Actual,
            Self::Difference,
            Self::Share,
        ];
        if last_year(inputs).is_some() {
            columns.push(Self::LastYear);
        }
        // An interim statement has no next year's budget, and no explanation is due yet.
        if inputs.statement.as_of.is_some() {
            return columns;
        }
        if accounts.iter().any(|line| line.next_year_budget.is_some()) {
            columns.push(Self::NextYear);
        }
        if finance.is_some_and(|finance| finance.explain_above.is_some()) {
            columns.push(Self::ExplanationDue);
        }
        if accounts.iter().any(|line| !line.explanation.trim().is_empty()) {
            columns.push(Self::Explanation);
        }
        columns
    }

    /// Whether it rests on what was booked in the year.
    pub(super) fn is_booked(self) -> bool {
        matches!(self, Self::Actual | Self::Difference | Self::Share | Self::ExplanationDue)
    }

    /// Head of the column.
    pub(super) fn head(self, inputs: &FinancialSummaryInputs) -> Head {
        let interim = inputs.statement.as_of.is_some();
        let amount = |label: &str| Head::number(label, amount_width(inputs.statement, 14.0));
        match self {
            Self::Account => Head::text("Account", 11.0),
            Self::Title => Head::text("Title", 30.0),
            Self::Kind => Head::text("Kind", 11.0),
            Self::Class => Head::text("Class", 23.0),
            Self::Budget => amount("Budget"),
            Self::Revised => amount("Revised budget"),
            Self::Actual if interim => amount("Actual to date"),
            Self::Actual => amount("Actual"),
            Self::Difference => amount("Actual less revised budget"),
            Self::Share if interim => Head::number("Share of revised budget used to date", 15.0),
            Self::Share => Head::number("Share of revised budget used", 15.0),
            Self::LastYear => amount("Last year"),
            Self::NextYear => amount("Next year's budget"),
            Self::ExplanationDue => Head::text("Explanation due", 14.0),
            Self::Explanation => Head::text("Explanation", 42.0),
        }
    }

    /// What an account has in an amount column.
    pub(super) fn amount(self, line: &AccountLine) -> Option<i64> {
        match self {
            Self::Budget => Some(line.budget),
            Self::Revised => Some(line.revised_budget),
            Self::Actual => Some(line.actual),
            Self::Difference => Some(line.difference()),
            Self::LastYear => line.last_year,
            Self::NextYear => line.next_year_budget,
            _ => None,
        }
    }
}
