//! The columns of the accounts' sheet.

use model::finance::AccountLine;

use super::FinancialSummaryInputs;
use super::page::Head;

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
        if accounts.iter().any(|line| line.last_year.is_some()) {
            columns.push(Self::LastYear);
        }
        if accounts.iter().any(|line| line.next_year_budget.is_some()) {
            columns.push(Self::NextYear);
        }
        let due = finance.is_some_and(|finance| finance.explain_above.is_some());
        if due && inputs.statement.as_of.is_none() {
            columns.push(Self::ExplanationDue);
        }
        if accounts.iter().any(|line| !line.explanation.trim().is_empty()) {
            columns.push(Self::Explanation);
        }
        columns
    }

    /// Head of the column; `interim` where the year is not over.
    pub(super) fn head(self, interim: bool) -> Head {
        match self {
            Self::Account => Head::text("Account", 11.0),
            Self::Title => Head::text("Title", 34.0),
            Self::Kind => Head::text("Kind", 11.0),
            Self::Class => Head::text("Class", 26.0),
            Self::Budget => Head::number("Budget", 14.0),
            Self::Revised => Head::number("Revised budget", 14.0),
            Self::Actual if interim => Head::number("Actual to date", 14.0),
            Self::Actual => Head::number("Actual", 14.0),
            Self::Difference => Head::number("Actual less revised budget", 15.0),
            Self::Share if interim => Head::number("Share of revised budget used to date", 13.0),
            Self::Share => Head::number("Share of revised budget used", 13.0),
            Self::LastYear => Head::number("Last year", 14.0),
            Self::NextYear => Head::number("Next year's budget", 14.0),
            Self::ExplanationDue => Head::text("Explanation due", 13.0),
            Self::Explanation => Head::text("Explanation", 46.0),
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
