//! In which row what stands, so that formulas can point there.

use model::Decimal;
use model::finance::{AccountClass, AccountKind, AccountLine};

use super::FinancialSummaryInputs;
use super::page::{ACCOUNTS, FIRST_ROW, LEDGER};
use crate::xlsx::{absolute, absolute_range, quoted};

/// Stands where a difference from the budget is to be explained and is not.
const NO_EXPLANATION: &str = "no explanation on file";

/// Columns of the ledger that formulas point to.
pub(super) const LEDGER_ACCOUNT: u16 = 1;
pub(super) const LEDGER_BOOKED: u16 = 8;

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
    Explanation,
}

/// A row of the accounts.
pub(super) enum Row<'a> {
    /// Heading of income or of expense.
    Band(AccountKind),
    /// An account.
    Account(&'a AccountLine),
    /// Sum of income or of expense.
    Total(AccountKind),
    /// Heading of the accounts that are not in the budget.
    OutsideBand,
    /// An account that is not in the budget.
    Outside(&'a AccountLine),
}

/// In which row what stands.
pub(super) struct Layout<'a> {
    /// What the workbook is made from.
    pub inputs: &'a FinancialSummaryInputs<'a>,
    /// Columns of the accounts, in order; what no account has is left out.
    pub columns: Vec<Column>,
    /// Rows of the accounts, from `FIRST_ROW` on.
    pub rows: Vec<Row<'a>>,
}

impl<'a> Layout<'a> {
    pub(super) fn of(inputs: &'a FinancialSummaryInputs<'a>) -> Self {
        let accounts = &inputs.statement.accounts;
        let mut rows = Vec::new();
        for kind in AccountKind::ALL {
            rows.push(Row::Band(*kind));
            let own = accounts.iter().filter(|a| a.in_budget() && a.kind == *kind);
            rows.extend(own.map(Row::Account));
            rows.push(Row::Total(*kind));
        }
        let mut outside = accounts.iter().filter(|a| !a.in_budget()).peekable();
        if outside.peek().is_some() {
            rows.push(Row::OutsideBand);
            rows.extend(outside.map(Row::Outside));
        }
        Self { inputs, columns: columns(inputs), rows }
    }

    /// The explanation given of an account's difference from the budget; that there is none where one is
    /// due (`explain_above`).
    pub(super) fn explanation(&self, line: &'a AccountLine) -> &'a str {
        explanation(line, self.inputs)
    }

    /// The column of the accounts' sheet; `None` if it is left out.
    pub(super) fn column(&self, column: Column) -> Option<u16> {
        let position = self.columns.iter().position(|c| *c == column);
        position.map(|index| index as u16)
    }

    /// The row of a kind's total.
    pub(super) fn total_row(&self, kind: AccountKind) -> u32 {
        let is_total = |row: &Row| matches!(row, Row::Total(k) if *k == kind);
        FIRST_ROW + self.rows.iter().position(is_total).unwrap_or(0) as u32
    }

    /// First and last row of the accounts of a kind; `None` if it has none.
    pub(super) fn account_rows(&self, kind: AccountKind) -> Option<(u32, u32)> {
        let is_own = |row: &Row| matches!(row, Row::Account(line) if line.kind == kind);
        let first = self.rows.iter().position(is_own)? as u32;
        let last = self.rows.iter().rposition(is_own)? as u32;
        Some((FIRST_ROW + first, FIRST_ROW + last))
    }

    /// A column of the accounts of both kinds, without the ones not in the budget, as formulas take it.
    pub(super) fn accounts_range(&self, column: u16) -> String {
        let last = self.total_row(AccountKind::Expense);
        absolute_range(ACCOUNTS, (FIRST_ROW, column), (last, column))
    }

    /// The cell of a kind's total in a column.
    pub(super) fn total_cell(&self, kind: AccountKind, column: u16) -> String {
        absolute(ACCOUNTS, self.total_row(kind), column)
    }

    /// A column of the ledger, as formulas take it.
    pub(super) fn ledger_range(&self, column: u16) -> String {
        let lines = self.inputs.statement.booked.len().max(1) as u32;
        absolute_range(LEDGER, (FIRST_ROW, column), (FIRST_ROW + lines - 1, column))
    }

    /// The accounts in the budget of a kind, and of a class where one is given.
    pub(super) fn accounts(
        &self,
        kind: AccountKind,
        class: Option<AccountClass>,
    ) -> impl Iterator<Item = &'a AccountLine> {
        let accounts = self.inputs.statement.accounts.iter();
        accounts.filter(move |line| {
            line.in_budget() && line.kind == kind && class.is_none_or(|class| line.class == class)
        })
    }
}

/// The sum of a class's accounts in a column of amounts: as a formula, and in minor units.
pub(super) fn class_sum(
    layout: &Layout,
    kind: AccountKind,
    class: AccountClass,
    column: Column,
) -> (String, i64) {
    let range = |column| layout.accounts_range(layout.column(column).unwrap_or_default());
    let places = layout.inputs.statement.currency.minor_unit();
    let formula = format!(
        "ROUND(SUMPRODUCT(({}={})*({}={})*{}),{places})",
        range(Column::Kind),
        quoted(kind_title(kind)),
        range(Column::Class),
        quoted(class_title(class)),
        range(column)
    );
    (formula, total(layout.accounts(kind, Some(class)), column))
}

/// The sum of a column of amounts, in minor units.
pub(super) fn total<'a>(lines: impl Iterator<Item = &'a AccountLine>, column: Column) -> i64 {
    lines.filter_map(|line| column.amount(line)).sum()
}

fn explanation<'a>(line: &'a AccountLine, inputs: &FinancialSummaryInputs) -> &'a str {
    let finance = inputs.year.settings.finance.as_ref();
    let limit = finance.and_then(|finance| finance.explain_above);
    let due = limit.is_some_and(|limit| {
        let allowed = limit * Decimal::from(line.revised_budget).abs();
        Decimal::from(line.difference()).abs() > allowed
    });
    match line.explanation.trim() {
        "" if due => NO_EXPLANATION,
        given => given,
    }
}

fn columns(inputs: &FinancialSummaryInputs) -> Vec<Column> {
    let accounts = &inputs.statement.accounts;
    let mut columns = vec![
        Column::Account,
        Column::Title,
        Column::Kind,
        Column::Class,
        Column::Budget,
        Column::Revised,
        Column::Actual,
        Column::Difference,
        Column::Share,
    ];
    if accounts.iter().any(|line| line.last_year.is_some()) {
        columns.push(Column::LastYear);
    }
    if accounts.iter().any(|line| line.next_year_budget.is_some()) {
        columns.push(Column::NextYear);
    }
    if accounts.iter().any(|line| !explanation(line, inputs).is_empty()) {
        columns.push(Column::Explanation);
    }
    columns
}

impl Column {
    /// Label and width of the column.
    pub(super) fn head(self) -> (&'static str, f64) {
        match self {
            Column::Account => ("Account", 11.0),
            Column::Title => ("Title", 34.0),
            Column::Kind => ("Kind", 11.0),
            Column::Class => ("Class", 26.0),
            Column::Budget => ("Budget", 14.0),
            Column::Revised => ("Revised budget", 14.0),
            Column::Actual => ("Actual", 14.0),
            Column::Difference => ("Actual less revised budget", 15.0),
            Column::Share => ("Share of revised budget", 13.0),
            Column::LastYear => ("Last year", 14.0),
            Column::NextYear => ("Next year's budget", 14.0),
            Column::Explanation => ("Explanation", 46.0),
        }
    }

    /// What an account has in an amount column.
    pub(super) fn amount(self, line: &AccountLine) -> Option<i64> {
        match self {
            Column::Budget => Some(line.budget),
            Column::Revised => Some(line.revised_budget),
            Column::Actual => Some(line.actual),
            Column::Difference => Some(line.difference()),
            Column::LastYear => line.last_year,
            Column::NextYear => line.next_year_budget,
            _ => None,
        }
    }
}

/// What a kind is called.
pub(super) fn kind_title(kind: AccountKind) -> &'static str {
    match kind {
        AccountKind::Income => "Income",
        AccountKind::Expense => "Expense",
    }
}

/// What a class is called.
pub(super) fn class_title(class: AccountClass) -> &'static str {
    match class {
        AccountClass::Contribution => "Contributions",
        AccountClass::Voluntary => "Voluntary contributions",
        AccountClass::Earmarked => "Earmarked contributions",
        AccountClass::OtherIncome => "Other income",
        AccountClass::Staff => "Staff",
        AccountClass::Services => "Services",
        AccountClass::Travel => "Travel",
        AccountClass::Events => "Events",
        AccountClass::OtherExpense => "Other expense",
    }
}
