//! Sheet `Statement`: opening, income, expense, closing.

use model::finance::{AccountClass, AccountKind, Statement};
use rust_xlsxwriter::{Workbook, XlsxError};

use super::account_columns::Column;
use super::accounts_sheet::share_of;
use super::layout::{
    Layout, class_sum, class_title, kind_title, last_year, last_year_of_class, total,
};
use super::memoranda;
use super::page::{
    AGREES, FIRST_ROW, Head, LOOK_HERE, STATEMENT, amount_width, head, in_currency, mark, rounded,
    set_up,
};
use super::table::{Table, Value};
use crate::xlsx::{absolute, relative};

/// Columns of the revised budget and of the actual amounts, and that of what a comparison comes to.
const REVISED: u16 = 2;
pub(super) const ACTUAL: u16 = 3;
const RESULT: u16 = 4;
/// What the column of last year holds.
const LAST_YEAR_NOTE: &str =
    "Last year: as in last year's summary, each account in the class it had then.";

/// The sheet while it is written.
struct Page<'s, 'a> {
    table: Table<'s>,
    layout: &'s Layout<'a>,
    /// Columns of amounts, in order.
    columns: Vec<Column>,
    /// Names for rows' actual amounts.
    names: Vec<(&'static str, u32)>,
}

/// Adds the sheet, and names for its totals.
pub(super) fn write(workbook: &mut Workbook, layout: &Layout) -> Result<(), XlsxError> {
    let inputs = layout.inputs;
    let interim = inputs.statement.as_of.is_some();
    let mut columns =
        vec![Column::Budget, Column::Revised, Column::Actual, Column::Difference, Column::Share];
    let optional = [Column::LastYear, Column::NextYear];
    columns.extend(optional.into_iter().filter(|column| layout.column(*column).is_some()));
    let mut heads = vec![Head::text("Item", 48.0)];
    let width = amount_width(inputs.statement, 17.0);
    heads.extend(columns.iter().map(|column| Head { width, ..column.head(inputs) }));
    let mut below = in_currency(inputs);
    if columns.contains(&Column::LastYear) {
        below = format!("{below} {LAST_YEAR_NOTE}");
    }
    let title = match interim {
        true => "Statement of income and expense to date",
        false => "Statement of income and expense",
    };
    let sheet = workbook.add_worksheet().set_name(STATEMENT)?;
    head(sheet, title, &below, &heads)?;
    let table = Table::new(sheet, &heads, inputs.statement.currency, FIRST_ROW);
    let mut page = Page { table, layout, columns, names: Vec::new() };
    page.balances()?;
    let last = page.table.row;
    let mut names = std::mem::take(&mut page.names);
    names.extend(memoranda::write(&mut page.table, layout)?);
    mark(sheet, (FIRST_ROW, RESULT), (last, RESULT))?;
    set_up(sheet, inputs)?;
    for (name, row) in names {
        workbook.define_name(name, &format!("={}", absolute(STATEMENT, row, ACTUAL)))?;
    }
    Ok(())
}

impl Page<'_, '_> {
    fn balances(&mut self) -> Result<(), XlsxError> {
        let statement = self.layout.inputs.statement;
        let last = last_year(self.layout.inputs);
        let opening = Value::Amount(Some(statement.opening));
        let before = Value::Amount(last.map(|last| last.opening));
        let opening = self.row("Opening balance", opening, before, false)?;
        let income = self.section(AccountKind::Income)?;
        let expense = self.section(AccountKind::Expense)?;
        let surplus = self.difference(income, expense, statement.income - statement.expense);
        let before =
            self.before(&[(income, ""), (expense, "-")], |last| last.income - last.expense);
        let surplus = surplus.if_known(statement.totals_known);
        let surplus = self.row("Surplus (income less expense)", surplus, before, true)?;
        let formula = format!("{}+{}", relative(opening, ACTUAL), relative(surplus, ACTUAL));
        let closing = Value::Sum(rounded(&formula, statement.currency), statement.closing)
            .if_known(statement.totals_known);
        let label = match statement.as_of {
            Some(day) => format!("Balance on {day}"),
            None => "Closing balance".to_owned(),
        };
        let before = self.before(&[(opening, ""), (surplus, "+")], |last| last.closing);
        let closing = self.row(&label, closing, before, true)?;
        self.names.push(("opening_balance", opening));
        if statement.totals_known {
            self.names.extend([
                ("total_income", income),
                ("total_expense", expense),
                ("surplus", surplus),
                ("closing_balance", closing),
            ]);
        }
        self.checked(opening, closing)
    }

    /// The bank's balance and last year's closing beside ours.
    fn checked(&mut self, opening: u32, closing: u32) -> Result<(), XlsxError> {
        let statement = self.layout.inputs.statement;
        if statement.as_of.is_some() && statement.last_closing.is_none() {
            return Ok(());
        }
        self.table.band("Checked against")?;
        if statement.as_of.is_none() {
            self.beside_bank(closing)?;
        }
        if let Some(last) = statement.last_closing {
            let before = Value::Amount(Some(last));
            let before = self.row("Last year's closing balance", before, Value::Blank, false)?;
            self.names.push(("last_closing_balance", before));
            let minor = statement.opening - last;
            self.compared("Opening balance less last year's closing", (opening, before), minor)?;
        }
        Ok(())
    }

    /// The bank's balance, and what ours differs by; where it is not on file, that it is not.
    fn beside_bank(&mut self, closing: u32) -> Result<(), XlsxError> {
        let statement = self.layout.inputs.statement;
        let on_file = statement.bank_closing;
        let shown = on_file.map_or(Value::text("not on file yet"), |it| Value::Amount(Some(it)));
        let bank = self.row("The bank's balance on the last day", shown, Value::Blank, false)?;
        let Some(minor) = on_file.map(|minor| statement.closing - minor) else { return Ok(()) };
        self.names.push(("bank_balance", bank));
        if !statement.totals_known {
            return Ok(());
        }
        self.compared("Closing balance less the bank's", (closing, bank), minor)
    }

    /// A difference that is to be nothing, with a word for what it comes to.
    fn compared(
        &mut self,
        title: &str,
        (one, other): (u32, u32),
        minor: i64,
    ) -> Result<(), XlsxError> {
        let value = self.difference(one, other, minor);
        let mut values = self.values(title, value, &Value::Blank);
        values[usize::from(RESULT)] = verdict(&relative(self.table.row, ACTUAL), minor);
        self.table.sums(&values)?;
        Ok(())
    }

    fn difference(&self, one: u32, other: u32, minor: i64) -> Value {
        let formula = format!("{}-{}", relative(one, ACTUAL), relative(other, ACTUAL));
        Value::Sum(rounded(&formula, self.layout.inputs.statement.currency), minor)
    }

    /// Last year's amount of a row as a formula of other rows, each behind a sign; blank where last year is not shown.
    fn before(&self, rows: &[(u32, &str)], minor: impl Fn(&Statement) -> i64) -> Value {
        let inputs = self.layout.inputs;
        let column = self.columns.iter().position(|column| *column == Column::LastYear);
        let (Some(last), Some(index)) = (last_year(inputs), column) else { return Value::Blank };
        let cell =
            |(row, sign): &(u32, &str)| format!("{sign}{}", relative(*row, index as u16 + 1));
        let formula: String = rows.iter().map(cell).collect();
        Value::Sum(rounded(&formula, inputs.statement.currency), minor(last))
    }

    /// A kind's classes and their sum; gives back the row of the sum.
    fn section(&mut self, kind: AccountKind) -> Result<u32, XlsxError> {
        self.table.band(kind_title(kind))?;
        for class in self.layout.classes_of_both_years(kind) {
            let of_class = |layout: &Layout, column| match column {
                Column::LastYear => Value::Amount(last_year_of_class(layout.inputs, kind, class)),
                column => {
                    let (formula, minor) = class_sum(layout, kind, class, column);
                    Value::Sum(formula, minor)
                }
            };
            let values = self.amounts(class_title(class), kind, Some(class), of_class);
            self.table.line(&values)?;
        }
        let title = format!("Total {}", kind_title(kind).to_lowercase());
        let of_kind = |layout: &Layout, column| {
            let target = layout.column(column).unwrap_or_default();
            Value::Sum(layout.total_cell(kind, target), layout.total(kind, column))
        };
        let values = self.amounts(&title, kind, None, of_kind);
        self.table.sums(&values)
    }

    /// Every amount of a class or of a kind.
    fn amounts(
        &self,
        title: &str,
        kind: AccountKind,
        class: Option<AccountClass>,
        sum: impl Fn(&Layout, Column) -> Value,
    ) -> Vec<Value> {
        let row = self.table.row;
        let of = |column| total(self.layout.accounts(kind, class), column);
        let known =
            |column: &Column| self.layout.inputs.statement.totals_known || !column.is_booked();
        let mut values = vec![Value::text(title)];
        values.extend(self.columns.iter().map(|column| match column {
            column if !known(column) => Value::Blank.if_known(false),
            Column::Share => share_of(
                (&relative(row, ACTUAL), &relative(row, REVISED)),
                (of(Column::Actual), of(Column::Revised)),
            ),
            column => sum(self.layout, *column),
        }));
        values
    }

    /// A balance; gives back its row.
    fn row(
        &mut self,
        title: &str,
        actual: Value,
        before: Value,
        computed: bool,
    ) -> Result<u32, XlsxError> {
        let values = self.values(title, actual, &before);
        match computed {
            true => self.table.sums(&values),
            false => self.table.line(&values),
        }
    }

    fn values(&self, title: &str, actual: Value, before: &Value) -> Vec<Value> {
        let mut values = vec![Value::text(title)];
        values.extend(self.columns.iter().map(|column| match column {
            Column::Actual => actual.clone(),
            Column::LastYear => before.clone(),
            _ => Value::Blank,
        }));
        values
    }
}

/// Whether a difference in a cell is nothing.
pub(super) fn verdict(cell: &str, minor: i64) -> Value {
    let word = if minor == 0 { AGREES } else { LOOK_HERE };
    Value::WordBelow(format!("IF({cell}=0,\"{AGREES}\",\"{LOOK_HERE}\")"), word)
}
