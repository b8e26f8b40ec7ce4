//! Sheet `Statement`: opening, income, expense, closing.

use model::finance::{AccountClass, AccountKind};
use rust_xlsxwriter::{Workbook, Worksheet, XlsxError};

use super::layout::{Column, Layout, class_sum, class_title, kind_title, total};
use super::page::{Cells, FIRST_ROW, STATEMENT, head, in_currency, set_up};
use crate::style;
use crate::xlsx::{absolute, relative};

/// Column of the actual amounts.
const ACTUAL: u16 = 3;
/// What the column of last year holds.
const LAST_YEAR_NOTE: &str = "Last year: the balances and the surplus are those of last year's summary; income and \
    expense are those of the accounts of this year's budget, so an account that is no longer in it is not in them.";

/// The sheet while it is written.
struct Page<'s, 'a> {
    sheet: &'s mut Worksheet,
    layout: &'s Layout<'a>,
    /// Columns of amounts, in order.
    columns: Vec<Column>,
    row: u32,
}

/// Adds the sheet, and names for its totals.
pub(super) fn write(workbook: &mut Workbook, layout: &Layout) -> Result<(), XlsxError> {
    let mut columns = vec![Column::Budget, Column::Revised, Column::Actual, Column::Difference];
    columns.extend(layout.column(Column::LastYear).map(|_| Column::LastYear));
    let sheet = workbook.add_worksheet().set_name(STATEMENT)?;
    let widths = columns.iter().map(|column| column.head());
    let heads: Vec<(&str, f64)> =
        [("Item", 48.0)].into_iter().chain(widths.map(|(label, _)| (label, 17.0))).collect();
    let mut below = in_currency(layout.inputs);
    if columns.contains(&Column::LastYear) {
        below = format!("{below} {LAST_YEAR_NOTE}");
    }
    head(sheet, "Statement of income and expense", &below, &heads)?;
    let mut page = Page { sheet, layout, columns, row: FIRST_ROW };
    let cells = page.balances()?;
    set_up(sheet, layout.inputs)?;
    for (name, row) in cells {
        workbook.define_name(name, &format!("={}", absolute(STATEMENT, row, ACTUAL)))?;
    }
    Ok(())
}

impl Page<'_, '_> {
    /// Every row; gives back the names of totals with their rows.
    fn balances(&mut self) -> Result<Vec<(&'static str, u32)>, XlsxError> {
        let statement = self.layout.inputs.statement;
        let opening = self.value("Opening balance", statement.opening)?;
        let income = self.section(AccountKind::Income)?;
        let expense = self.section(AccountKind::Expense)?;
        let cell = |row| relative(row, ACTUAL);
        let surplus = self.sum(
            "Surplus (income less expense)",
            &format!("{}-{}", cell(income), cell(expense)),
            statement.income - statement.expense,
        )?;
        let last = self.layout.inputs.last.filter(|_| statement.last_closing.is_some());
        let plain = Cells::plain(statement.currency);
        let total = Cells::total(statement.currency);
        self.last_year(&plain, opening, last.map(|last| last.opening))?;
        self.last_year(&total, surplus, last.map(|last| last.income - last.expense))?;
        let closing = self.sum(
            "Closing balance",
            &format!("{}+{}", cell(opening), cell(surplus)),
            statement.closing,
        )?;
        self.last_year(&total, closing, statement.last_closing)?;
        self.band("Checked against")?;
        let bank = self.value("The bank's balance on the last day", statement.bank_closing)?;
        self.sum(
            "Closing balance less the bank's",
            &format!("{}-{}", cell(closing), cell(bank)),
            statement.closing - statement.bank_closing,
        )?;
        if let Some(last) = statement.last_closing {
            let before = self.value("Last year's closing balance", last)?;
            self.sum(
                "Opening balance less last year's closing",
                &format!("{}-{}", cell(opening), cell(before)),
                statement.opening - last,
            )?;
        }
        Ok(vec![
            ("opening_balance", opening),
            ("total_income", income),
            ("total_expense", expense),
            ("surplus", surplus),
            ("closing_balance", closing),
        ])
    }

    /// A kind's classes and their sum; gives back the row of the sum.
    fn section(&mut self, kind: AccountKind) -> Result<u32, XlsxError> {
        self.band(kind_title(kind))?;
        for class in AccountClass::ALL {
            if self.layout.accounts(kind, Some(*class)).next().is_some() {
                self.class(kind, *class)?;
            }
        }
        let title = format!("Total {}", kind_title(kind).to_lowercase());
        let cells = Cells::total(self.layout.inputs.statement.currency);
        cells.text(self.sheet, (self.row, 0), &title)?;
        for (at, column) in (1..).zip(self.columns.clone()) {
            let target = self.layout.column(column).unwrap_or_default();
            let formula = self.layout.total_cell(kind, target);
            let amount = total(self.layout.accounts(kind, None), column);
            cells.formula(self.sheet, (self.row, at), &formula, amount)?;
        }
        self.row += 1;
        Ok(self.row - 1)
    }

    fn class(&mut self, kind: AccountKind, class: AccountClass) -> Result<(), XlsxError> {
        let cells = Cells::plain(self.layout.inputs.statement.currency);
        cells.text(self.sheet, (self.row, 0), class_title(class))?;
        for (at, column) in (1..).zip(&self.columns) {
            let (formula, amount) = class_sum(self.layout, kind, class, *column);
            cells.formula(self.sheet, (self.row, at), &formula, amount)?;
        }
        self.row += 1;
        Ok(())
    }

    fn band(&mut self, text: &str) -> Result<(), XlsxError> {
        for column in 0..=self.columns.len() as u16 {
            self.sheet.write_blank(self.row, column, &style::band())?;
        }
        self.sheet.write_string_with_format(self.row, 0, text, &style::band())?;
        self.row += 1;
        Ok(())
    }

    /// A balance that is given, not computed; gives back its row.
    fn value(&mut self, title: &str, minor: i64) -> Result<u32, XlsxError> {
        let cells = Cells::plain(self.layout.inputs.statement.currency);
        self.frame(title, &cells)?;
        cells.amount(self.sheet, (self.row - 1, ACTUAL), Some(minor))?;
        Ok(self.row - 1)
    }

    /// A balance that is computed; gives back its row.
    fn sum(&mut self, title: &str, formula: &str, minor: i64) -> Result<u32, XlsxError> {
        let currency = self.layout.inputs.statement.currency;
        let cells = Cells::total(currency);
        self.frame(title, &cells)?;
        let formula = format!("ROUND({formula},{})", currency.minor_unit());
        cells.formula(self.sheet, (self.row - 1, ACTUAL), &formula, minor)?;
        Ok(self.row - 1)
    }

    /// Last year's amount of a balance, where the sheet has the column.
    fn last_year(&mut self, cells: &Cells, row: u32, minor: Option<i64>) -> Result<(), XlsxError> {
        let position = self.columns.iter().position(|column| *column == Column::LastYear);
        let (Some(position), Some(minor)) = (position, minor) else {
            return Ok(());
        };
        cells.amount(self.sheet, (row, position as u16 + 1), Some(minor))
    }

    fn frame(&mut self, title: &str, cells: &Cells) -> Result<(), XlsxError> {
        cells.text(self.sheet, (self.row, 0), title)?;
        for column in 1..=self.columns.len() as u16 {
            cells.amount(self.sheet, (self.row, column), None)?;
        }
        self.row += 1;
        Ok(())
    }
}
