//! Sheet `Accounts`: every account against its budget.

use model::finance::{AccountKind, AccountLine};
use model::{Decimal, round_half_even};
use rust_xlsxwriter::{Formula, Workbook, Worksheet, XlsxError};

use super::charts;
use super::layout::{Column, LEDGER_ACCOUNT, LEDGER_BOOKED, Layout, Row, class_title, kind_title};
use super::page::{ACCOUNTS, CANNOT_SAY, Cells, FIRST_ROW, head, in_currency, set_up};
use crate::style;
use crate::text_fit::{height, lines};
use crate::xlsx::{absolute_range, relative};

/// Adds the sheet, with its charts below the table.
pub(super) fn write(workbook: &mut Workbook, layout: &Layout) -> Result<(), XlsxError> {
    let columns: Vec<(&str, f64)> = layout.columns.iter().map(|column| column.head()).collect();
    let sheet = workbook.add_worksheet().set_name(ACCOUNTS)?;
    head(sheet, "Accounts against budget", &in_currency(layout.inputs), &columns)?;
    for (row, content) in (FIRST_ROW..).zip(&layout.rows) {
        match content {
            Row::Band(kind) => band(sheet, row, kind_title(*kind), layout)?,
            Row::OutsideBand => band(sheet, row, "Not in the budget, and in no total", layout)?,
            Row::Account(line) => account(sheet, row, line, layout, true)?,
            Row::Outside(line) => account(sheet, row, line, layout, false)?,
            Row::Total(kind) => total(sheet, row, *kind, layout)?,
        }
    }
    set_up(sheet, layout.inputs)?;
    charts::insert(sheet, layout)?;
    for (name, column) in [("account_actual", Column::Actual), ("account_budget", Column::Revised)]
    {
        if let Some(column) = layout.column(column) {
            workbook.define_name(name, &format!("={}", layout.accounts_range(column)))?;
        }
    }
    Ok(())
}

fn band(sheet: &mut Worksheet, row: u32, text: &str, layout: &Layout) -> Result<(), XlsxError> {
    for column in 0..layout.columns.len() as u16 {
        sheet.write_blank(row, column, &style::band())?;
    }
    let format = style::band().unset_text_wrap();
    sheet.write_string_with_format(row, 0, text, &format)?;
    Ok(())
}

fn account<'a>(
    sheet: &mut Worksheet,
    row: u32,
    line: &'a AccountLine,
    layout: &Layout<'a>,
    in_budget: bool,
) -> Result<(), XlsxError> {
    let cells = Cells::plain(layout.inputs.statement.currency);
    let mut most = 1;
    for (column, kind) in (0..).zip(&layout.columns) {
        let at = (row, column);
        let text = match kind {
            Column::Account => line.account.as_str(),
            Column::Title => &line.title,
            Column::Kind if in_budget => kind_title(line.kind),
            Column::Class if in_budget => class_title(line.class),
            Column::Explanation => layout.explanation(line),
            Column::Actual => {
                cells.formula(sheet, at, &booked_on(layout, row), line.actual)?;
                continue;
            }
            Column::Difference | Column::Share if in_budget => {
                compared(sheet, at, *kind, line, layout)?;
                continue;
            }
            Column::Budget | Column::Revised | Column::LastYear | Column::NextYear => {
                let amount = kind.amount(line).filter(|_| in_budget);
                cells.amount(sheet, at, amount)?;
                continue;
            }
            _ => "",
        };
        most = most.max(lines(text, kind.head().1, 11.0));
        cells.text(sheet, at, text)?;
    }
    sheet.set_row_height(row, height(most, 11.0))?;
    Ok(())
}

/// The sum of what was booked on the account of a row. Compared letter by letter: the usual conditional
/// sums would take account `0100` for `100`.
fn booked_on(layout: &Layout, row: u32) -> String {
    format!(
        "SUMPRODUCT(EXACT({},{})*{})",
        layout.ledger_range(LEDGER_ACCOUNT),
        relative(row, 0),
        layout.ledger_range(LEDGER_BOOKED)
    )
}

fn compared(
    sheet: &mut Worksheet,
    (row, column): (u32, u16),
    kind: Column,
    line: &AccountLine,
    layout: &Layout,
) -> Result<(), XlsxError> {
    let cells = Cells::plain(layout.inputs.statement.currency);
    let (actual, revised) = cells_compared(row, layout);
    if kind == Column::Share {
        return share(
            sheet,
            (row, column),
            (&actual, &revised),
            (line.actual, line.revised_budget),
            &cells,
        );
    }
    let formula = rounded(&format!("{actual}-{revised}"), layout);
    cells.formula(sheet, (row, column), &formula, line.difference())
}

fn cells_compared(row: u32, layout: &Layout) -> (String, String) {
    let cell = |column| relative(row, layout.column(column).unwrap_or_default());
    (cell(Column::Actual), cell(Column::Revised))
}

/// Sums of cents are rounded to the cent again: spreadsheets add binary numbers.
fn rounded(formula: &str, layout: &Layout) -> String {
    let places = layout.inputs.statement.currency.minor_unit();
    format!("ROUND({formula},{places})")
}

/// Actual as a share of the revised budget; nothing where nothing was budgeted.
fn share(
    sheet: &mut Worksheet,
    (row, column): (u32, u16),
    (actual, revised): (&str, &str),
    (actual_minor, revised_minor): (i64, i64),
    cells: &Cells,
) -> Result<(), XlsxError> {
    let value = Decimal::from(actual_minor).checked_div(Decimal::from(revised_minor));
    let result = value.map(|value| round_half_even(value, 15).normalize().to_string());
    let formula = format!("=IF({revised}=0,\"{CANNOT_SAY}\",{actual}/{revised})");
    let formula = Formula::new(formula).set_result(result.unwrap_or_else(|| CANNOT_SAY.to_owned()));
    sheet.write_formula_with_format(row, column, formula, &cells.share)?;
    Ok(())
}

fn total(
    sheet: &mut Worksheet,
    row: u32,
    kind: AccountKind,
    layout: &Layout,
) -> Result<(), XlsxError> {
    let cells = Cells::total(layout.inputs.statement.currency);
    let sum = |column: Column| -> i64 {
        layout.accounts(kind, None).filter_map(|line| column.amount(line)).sum()
    };
    for (at, column) in (0..).zip(&layout.columns) {
        match column {
            Column::Title => {
                let title = format!("Total {}", kind_title(kind).to_lowercase());
                cells.text(sheet, (row, at), &title)?;
            }
            Column::Share => {
                let (actual, revised) = cells_compared(row, layout);
                let amounts = (sum(Column::Actual), sum(Column::Revised));
                share(sheet, (row, at), (&actual, &revised), amounts, &cells)?;
            }
            Column::Account | Column::Kind | Column::Class | Column::Explanation => {
                cells.text(sheet, (row, at), "")?;
            }
            _ => {
                let formula = match layout.account_rows(kind) {
                    Some((first, last)) => {
                        let range = absolute_range(ACCOUNTS, (first, at), (last, at));
                        rounded(&format!("SUM({range})"), layout)
                    }
                    None => "0".to_owned(),
                };
                cells.formula(sheet, (row, at), &formula, sum(*column))?;
            }
        }
    }
    Ok(())
}
