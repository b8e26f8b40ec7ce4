//! In which row what stands, so that formulas can point there.

use std::collections::{BTreeMap, BTreeSet};

use model::finance::{AccountClass, AccountKind, AccountLine, Statement};
use model::{Decimal, Place};

use super::FinancialSummaryInputs;
use super::account_columns::Column;
use super::dues::Owed;
use super::ledger_columns::LedgerColumn;
use super::page::{ACCOUNTS, FIRST_ROW, LEDGER, rounded};
use super::receipts::{Receipt, receipts};
use crate::xlsx::{absolute, absolute_range, quoted};
use model::shown_books::ShownBooks;

/// A row of the accounts.
pub(super) enum Row<'a> {
    /// Heading of income or of expense.
    Band(AccountKind),
    /// An account.
    Account(&'a AccountLine),
    /// What last year had on accounts of a kind that are not in this year's budget.
    NoLongerInUse(i64),
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
    /// Columns of the ledger, in order; what no line has is left out.
    pub ledger: Vec<LedgerColumn>,
    /// What each participant owes by decision.
    pub owed: Vec<Owed<'a>>,
    /// Receipts on accounts of contributions.
    pub receipts: Vec<Receipt>,
    /// The words of the books as they are shown.
    pub shown: ShownBooks<'a>,
    /// The accounts in the budget.
    known: BTreeMap<&'a str, &'a AccountLine>,
    /// What the register calls each participant that a line of the ledger names.
    named: BTreeMap<&'a str, &'a str>,
}

impl<'a> Layout<'a> {
    pub(super) fn of(inputs: &'a FinancialSummaryInputs<'a>) -> Self {
        let statement = inputs.statement;
        let accounts = &statement.accounts;
        let mut rows = Vec::new();
        for kind in AccountKind::ALL {
            rows.push(Row::Band(*kind));
            let own = accounts.iter().filter(|a| a.in_budget() && a.kind == *kind);
            rows.extend(own.map(Row::Account));
            rows.extend(no_longer_in_use(inputs, *kind).map(Row::NoLongerInUse));
            rows.push(Row::Total(*kind));
        }
        let mut outside = accounts.iter().filter(|a| !a.in_budget()).peekable();
        if outside.peek().is_some() {
            rows.push(Row::OutsideBand);
            rows.extend(outside.map(Row::Outside));
        }
        let known = accounts.iter().filter(|line| line.in_budget());
        Self {
            inputs,
            columns: Column::of(inputs),
            rows,
            ledger: LedgerColumn::of(&statement.booked, !statement.funds.is_empty()),
            owed: Owed::all(inputs),
            receipts: receipts(inputs),
            shown: ShownBooks::new(statement, inputs.register),
            known: known.map(|line| (line.account.as_str(), line)).collect(),
            named: named(inputs),
        }
    }

    /// An account of the budget.
    pub(super) fn account(&self, account: &str) -> Option<&'a AccountLine> {
        self.known.get(account).copied()
    }

    /// The title of an account of the budget, as it is shown; empty for others.
    pub(super) fn title(&self, account: &str) -> String {
        self.account(account).map_or_else(String::new, |line| self.shown.account_title(line))
    }

    /// What the register calls the participant that a text of the ledger names by its id or name; empty for everybody
    /// else, who may be a person.
    pub(super) fn participant(&self, text: &str) -> &'a str {
        self.named.get(text).copied().unwrap_or_default()
    }

    /// Where a line stands, below the folder of the year's inputs, which the head of the sheet names.
    pub(super) fn stands_in(&self, place: &Place) -> String {
        let place = place.to_string();
        let folder = self.folder();
        place.strip_prefix(&folder).map_or_else(|| place.clone(), ToOwned::to_owned)
    }

    /// What is said of where lines stand.
    pub(super) fn where_lines_stand(&self) -> String {
        format!("Where a line stands is said below {}.", self.folder())
    }

    /// The folder of the year's inputs.
    pub(super) fn folder(&self) -> String {
        format!("inputs/{}/", self.inputs.statement.year)
    }

    /// From which share of the budget on a difference is to be explained; `None` where the year says none, or the
    /// statement is interim.
    pub(super) fn explain_above(&self) -> Option<Decimal> {
        let finance = self.inputs.year.settings.finance.as_ref()?;
        finance.explain_above.filter(|_| self.inputs.statement.as_of.is_none())
    }

    /// The column of the accounts' sheet; `None` if it is left out.
    pub(super) fn column(&self, column: Column) -> Option<u16> {
        let position = self.columns.iter().position(|c| *c == column);
        position.map(|index| index as u16)
    }

    /// The row of an account of the budget.
    pub(super) fn account_row(&self, account: &str) -> Option<u32> {
        let is_own = |row: &Row| matches!(row, Row::Account(line) if line.account == account);
        Some(FIRST_ROW + self.rows.iter().position(is_own)? as u32)
    }

    /// The row of a kind's total.
    pub(super) fn total_row(&self, kind: AccountKind) -> u32 {
        let is_total = |row: &Row| matches!(row, Row::Total(k) if *k == kind);
        FIRST_ROW + self.rows.iter().position(is_total).unwrap_or(0) as u32
    }

    /// First and last row of what a kind's total adds up; `None` if there is none.
    pub(super) fn summed_rows(&self, kind: AccountKind) -> Option<(u32, u32)> {
        let total = self.total_row(kind);
        let band = |row: &Row| matches!(row, Row::Band(own) if *own == kind);
        let first = FIRST_ROW + self.rows.iter().position(band)? as u32 + 1;
        (first < total).then(|| (first, total - 1))
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

    /// The position of a column of the ledger; one that the ledger does not have is asked for by no formula.
    pub(super) fn ledger_column(&self, column: LedgerColumn) -> u16 {
        let position = self.ledger.iter().position(|c| *c == column);
        position.unwrap_or_default() as u16
    }

    /// A column of the ledger, as formulas take it.
    pub(super) fn ledger_range(&self, column: LedgerColumn) -> String {
        let column = self.ledger_column(column);
        let lines = self.inputs.statement.booked.len().max(1) as u32;
        absolute_range(LEDGER, (FIRST_ROW, column), (FIRST_ROW + lines - 1, column))
    }

    /// The formula of what was booked on the lines that a text in a column has letter by letter, and that count as
    /// income or as expense where a kind is given, of a class where one is.
    pub(super) fn booked_where(
        &self,
        exact: Option<(LedgerColumn, &str)>,
        kind: Option<AccountKind>,
        class: Option<AccountClass>,
    ) -> String {
        let mut factors = Vec::new();
        if let Some((column, cell)) = exact {
            factors.push(format!("EXACT({},{cell})", self.ledger_range(column)));
        }
        let is = |column, title| format!("({}={})", self.ledger_range(column), quoted(title));
        factors.extend(kind.map(|kind| is(LedgerColumn::CountsAs, kind_title(kind))));
        factors.extend(class.map(|class| is(LedgerColumn::Class, class_title(class))));
        factors.push(self.ledger_range(LedgerColumn::Booked));
        let formula = format!("SUMPRODUCT({})", factors.join("*"));
        rounded(&formula, self.inputs.statement.currency)
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

    /// What a kind's total adds up to in a column of amounts, in minor units.
    pub(super) fn total(&self, kind: AccountKind, column: Column) -> i64 {
        match (column, last_year(self.inputs)) {
            (Column::LastYear, Some(last)) => of_year(last, kind),
            _ => total(self.accounts(kind, None), column),
        }
    }

    /// The classes of a kind that accounts of the budget have, of this year or of last year.
    pub(super) fn classes_of_both_years(&self, kind: AccountKind) -> Vec<AccountClass> {
        let own = self.classes(kind);
        let has = |class: &&AccountClass| {
            own.contains(class)
                || last_year(self.inputs)
                    .is_some_and(|last| in_class(last, kind, **class).next().is_some())
        };
        AccountClass::ALL.iter().filter(has).copied().collect()
    }

    /// The classes of a kind that accounts of the budget have.
    pub(super) fn classes(&self, kind: AccountKind) -> Vec<AccountClass> {
        let has = |class: &&AccountClass| self.accounts(kind, Some(**class)).next().is_some();
        AccountClass::ALL.iter().filter(has).copied().collect()
    }
}

fn named<'a>(inputs: &FinancialSummaryInputs<'a>) -> BTreeMap<&'a str, &'a str> {
    let lines = inputs.statement.booked.iter().map(|booked| &booked.line);
    let texts = lines.flat_map(|line| [line.counterparty.as_str(), line.for_participant.as_str()]);
    let distinct: BTreeSet<&str> = texts.collect();
    let register = inputs.register;
    let name = |text| {
        let id = register.named(text)?;
        let rows = register.rows.iter().filter(|row| row.id == id);
        rows.max_by_key(|row| row.joined()).map(|row| (text, row.name.as_str()))
    };
    distinct.into_iter().filter_map(name).collect()
}

/// Last year's statement, where this year's shows it: it is complete and in the same currency, and this year's is not
/// interim.
pub(super) fn last_year<'a>(inputs: &FinancialSummaryInputs<'a>) -> Option<&'a Statement> {
    let statement = inputs.statement;
    inputs.last.filter(|_| statement.as_of.is_none() && statement.last_closing.is_some())
}

/// What last year had on accounts of a kind that are not in this year's budget as such; `None` where nothing.
fn no_longer_in_use(inputs: &FinancialSummaryInputs, kind: AccountKind) -> Option<i64> {
    let of_all = of_year(last_year(inputs)?, kind);
    let accounts = inputs.statement.accounts.iter();
    let own = accounts.filter(|line| line.in_budget() && line.kind == kind);
    Some(of_all - total(own, Column::LastYear)).filter(|gone| *gone != 0)
}

fn of_year(statement: &Statement, kind: AccountKind) -> i64 {
    match kind {
        AccountKind::Income => statement.income,
        AccountKind::Expense => statement.expense,
    }
}

/// A statement's accounts of a class.
fn in_class(
    statement: &Statement,
    kind: AccountKind,
    class: AccountClass,
) -> impl Iterator<Item = &AccountLine> {
    let accounts = statement.accounts.iter();
    accounts.filter(move |own| own.in_budget() && own.kind == kind && own.class == class)
}

/// What last year had on its accounts of a class, as they were classed then.
pub(super) fn last_year_of_class(
    inputs: &FinancialSummaryInputs,
    kind: AccountKind,
    class: AccountClass,
) -> Option<i64> {
    Some(total(in_class(last_year(inputs)?, kind, class), Column::Actual))
}

/// The sum of a class's accounts in a column of amounts: as a formula, and in minor units.
pub(super) fn class_sum(
    layout: &Layout,
    kind: AccountKind,
    class: AccountClass,
    column: Column,
) -> (String, i64) {
    let range = |column| layout.accounts_range(layout.column(column).unwrap_or_default());
    let formula = format!(
        "SUMPRODUCT(({}={})*({}={})*{})",
        range(Column::Kind),
        quoted(kind_title(kind)),
        range(Column::Class),
        quoted(class_title(class)),
        range(column)
    );
    let formula = rounded(&formula, layout.inputs.statement.currency);
    (formula, total(layout.accounts(kind, Some(class)), column))
}

/// The sum of a column of amounts, in minor units.
pub(super) fn total<'a>(lines: impl Iterator<Item = &'a AccountLine>, column: Column) -> i64 {
    lines.filter_map(|line| column.amount(line)).sum()
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
        AccountClass::Earmarked => "Earmarked income",
        AccountClass::OtherIncome => "Other income",
        AccountClass::Staff => "Staff",
        AccountClass::Services => "Services",
        AccountClass::Travel => "Travel",
        AccountClass::Events => "Events",
        AccountClass::OtherExpense => "Other expense",
    }
}
