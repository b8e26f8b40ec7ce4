//! Sheet `Years`: the years on file beside each other, at most five.

use model::finance::{AccountClass, AccountKind, YearOfAccounts};
use rust_xlsxwriter::{Workbook, XlsxError};

use super::account_columns::Column;
use super::charts;
use super::layout::{Layout, class_sum, class_title, kind_title};
use super::page::{
    FIRST_ROW, Head, NOT_APPLICABLE, YEARS, amount_width, head, in_currency, mark, rounded, set_up,
};
use super::statement_sheet::verdict;
use super::table::{Table, Value};
use crate::xlsx::{absolute, relative};

const BELOW: &str = "At most five years, as their ledgers on file have them; the last column is this year's statement. A year \
    that is not on file, is incomplete or was kept in another currency ends the row.";

/// The rows that the chart shows.
#[derive(Clone, Copy)]
pub(super) struct Rows {
    pub income: u32,
    pub expense: u32,
    pub closing: u32,
    /// First and last column of years.
    pub columns: (u16, u16),
}

/// The sheet while it is written.
struct Page<'s, 'a> {
    table: Table<'s>,
    layout: &'s Layout<'a>,
}

/// Adds the sheet, where more than one year is on file and this one's totals are known.
pub(super) fn write(workbook: &mut Workbook, layout: &Layout) -> Result<(), XlsxError> {
    let statement = layout.inputs.statement;
    let years = &statement.years;
    if years.len() < 2 || !statement.totals_known {
        return Ok(());
    }
    let mut columns = vec![Head::text("Item", 44.0)];
    columns.extend(years.iter().map(|line| {
        let interim = statement.as_of.is_some() && line.year == statement.year;
        let label = if interim { format!("{} to date", line.year) } else { line.year.to_string() };
        Head::number(label, amount_width(statement, 18.0))
    }));
    let sheet = workbook.add_worksheet().set_name(YEARS)?;
    head(sheet, "Several years", &format!("{} {BELOW}", in_currency(layout.inputs)), &columns)?;
    let table = Table::new(sheet, &columns, statement.currency, FIRST_ROW);
    let mut page = Page { table, layout };
    let (rows, verdicts) = page.rows()?;
    let below = page.table.row + 1;
    let (first, last) = rows.columns;
    mark(sheet, (verdicts, first), (verdicts, last))?;
    charts::years(sheet, below, rows, layout)?;
    set_up(sheet, layout.inputs)?;
    // The chart stands on the page of its table.
    sheet.set_print_fit_to_pages(1, 1);
    Ok(())
}

/// The cell of this year's closing.
pub(super) fn closing_cell(layout: &Layout) -> String {
    let years = &layout.inputs.statement.years;
    let classes = |kind| classes(years, kind).len() as u32;
    // Opening, two bands, two sums and the surplus stand above it.
    let row = FIRST_ROW + 6 + classes(AccountKind::Income) + classes(AccountKind::Expense);
    absolute(YEARS, row, years.len() as u16)
}

/// The classes of a kind that any year has something in.
fn classes(years: &[YearOfAccounts], kind: AccountKind) -> Vec<AccountClass> {
    let has = |class: &&AccountClass| {
        years.iter().any(|year| by_class(year, kind).iter().any(|(own, _)| own == *class))
    };
    AccountClass::ALL.iter().filter(has).copied().collect()
}

fn by_class(year: &YearOfAccounts, kind: AccountKind) -> &[(AccountClass, i64)] {
    match kind {
        AccountKind::Income => &year.income_by_class,
        AccountKind::Expense => &year.expense_by_class,
    }
}

impl Page<'_, '_> {
    fn years(&self) -> &[YearOfAccounts] {
        &self.layout.inputs.statement.years
    }

    /// Every row; gives back those of the chart, and that of the verdicts.
    fn rows(&mut self) -> Result<(Rows, u32), XlsxError> {
        let currency = self.layout.inputs.statement.currency;
        let opening = self.row("Opening balance", false, |year, _, this| match this {
            true => Value::Sum("opening_balance".to_owned(), year.opening),
            false => Value::Amount(Some(year.opening)),
        })?;
        let income = self.section(AccountKind::Income)?;
        let expense = self.section(AccountKind::Expense)?;
        let surplus = self.row("Surplus (income less expense)", true, |year, column, _| {
            let formula = format!("{}-{}", relative(income, column), relative(expense, column));
            Value::Sum(rounded(&formula, currency), year.income() - year.expense())
        })?;
        let closing = self.row("Closing balance", true, |year, column, _| {
            let formula = format!("{}+{}", relative(opening, column), relative(surplus, column));
            Value::Sum(rounded(&formula, currency), year.closing())
        })?;
        let before: Vec<Option<i64>> = std::iter::once(None)
            .chain(self.years().iter().map(|year| Some(year.closing())))
            .collect();
        let against = |year: &YearOfAccounts, column: u16| {
            before[usize::from(column) - 1].map(|closing| year.opening - closing)
        };
        let difference =
            self.row("Opening less the year before's closing", false, |year, column, _| {
                let Some(minor) = against(year, column) else {
                    return Value::InPlace(NOT_APPLICABLE);
                };
                let last = relative(closing, column - 1);
                let formula = format!("{}-{last}", relative(opening, column));
                Value::Sum(rounded(&formula, currency), minor)
            })?;
        let verdicts = self.row("", false, |year, column, _| match against(year, column) {
            Some(minor) => verdict(&relative(difference, column), minor),
            None => Value::InPlace(NOT_APPLICABLE),
        })?;
        let columns = (1, self.years().len() as u16);
        Ok((Rows { income, expense, closing, columns }, verdicts))
    }

    /// A kind's classes and their sum; gives back the row of the sum.
    fn section(&mut self, kind: AccountKind) -> Result<u32, XlsxError> {
        let currency = self.layout.inputs.statement.currency;
        let layout = self.layout;
        self.table.band(kind_title(kind))?;
        let first = self.table.row;
        for class in classes(self.years(), kind) {
            self.row(class_title(class), false, |year, _, this| {
                let own = by_class(year, kind).iter().find(|(own, _)| *own == class);
                let minor = own.map_or(0, |(_, minor)| *minor);
                match this {
                    true => Value::Sum(class_sum(layout, kind, class, Column::Actual).0, minor),
                    false => Value::Amount(Some(minor)),
                }
            })?;
        }
        let row = self.table.row;
        let title = format!("Total {}", kind_title(kind).to_lowercase());
        self.row(&title, true, |year, column, _| {
            let minor = match kind {
                AccountKind::Income => year.income(),
                AccountKind::Expense => year.expense(),
            };
            let formula = match row == first {
                true => "0".to_owned(),
                false => {
                    let range =
                        format!("{}:{}", relative(first, column), relative(row - 1, column));
                    rounded(&format!("SUM({range})"), currency)
                }
            };
            Value::Sum(formula, minor)
        })
    }

    /// A row with a value of each year: of the year, its column, and whether it is this year; gives back which row.
    fn row(
        &mut self,
        title: &str,
        total: bool,
        value: impl Fn(&YearOfAccounts, u16, bool) -> Value,
    ) -> Result<u32, XlsxError> {
        let this = self.layout.inputs.statement.year;
        let mut values = vec![Value::text(title)];
        values.extend(
            (1..).zip(self.years()).map(|(column, year)| value(year, column, year.year == this)),
        );
        match total {
            true => self.table.sums(&values),
            false => self.table.line(&values),
        }
    }
}
