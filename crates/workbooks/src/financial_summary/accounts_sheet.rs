//! Sheet `Accounts`: every account against its budget.

use model::Decimal;
use model::finance::{AccountKind, AccountLine};
use rust_xlsxwriter::{
    ConditionalFormatCell, ConditionalFormatCellRule, Workbook, Worksheet, XlsxError,
};

use super::account_columns::Column;
use super::charts;
use super::layout::{Layout, Row, class_title, kind_title};
use super::ledger_columns::LedgerColumn;
use super::page::{
    ACCOUNTS, FIRST_ROW, Head, NOT_APPLICABLE, SETTING_ROW, head, in_currency, rounded, set_up,
    setting,
};
use super::table::{Table, Value};
use crate::style;
use crate::xlsx::{absolute, absolute_range, number, relative};

/// Column of the share from which on a difference is to be explained.
const LIMIT: u16 = 4;
/// What is said of an explanation.
const MISSING: &str = "missing";
const GIVEN: &str = "given";
const NOT_DUE: &str = "no";

/// Adds the sheet, with its charts below the table.
pub(super) fn write(workbook: &mut Workbook, layout: &Layout) -> Result<(), XlsxError> {
    let inputs = layout.inputs;
    let columns: Vec<Head> = layout.columns.iter().map(|column| column.head(inputs)).collect();
    let sheet = workbook.add_worksheet().set_name(ACCOUNTS)?;
    head(sheet, "Accounts against budget", &in_currency(inputs), &columns)?;
    limit(sheet, layout)?;
    let mut table = Table::new(sheet, &columns, inputs.statement.currency, FIRST_ROW);
    for content in &layout.rows {
        match content {
            Row::Band(kind) => table.band(kind_title(*kind))?,
            Row::OutsideBand => table.band("Not in the budget, and in no total")?,
            Row::Account(line) => account(&mut table, line, layout, true)?,
            Row::Outside(line) => account(&mut table, line, layout, false)?,
            Row::NoLongerInUse(minor) => no_longer_in_use(&mut table, *minor, layout)?,
            Row::Total(kind) => totals(&mut table, *kind, layout)?,
        };
    }
    set_up(sheet, inputs)?;
    charts::accounts(sheet, layout)?;
    for (name, column) in [("account_actual", Column::Actual), ("account_budget", Column::Revised)]
    {
        if let Some(column) = layout.column(column) {
            workbook.define_name(name, &format!("={}", layout.accounts_range(column)))?;
        }
    }
    if layout.explain_above().is_some() {
        workbook.define_name(
            "explain_above",
            &format!("={}", absolute(ACCOUNTS, SETTING_ROW, LIMIT)),
        )?;
    }
    Ok(())
}

/// The share from which on a difference is to be explained, and the mark of explanations that are missing.
fn limit(sheet: &mut Worksheet, layout: &Layout) -> Result<(), XlsxError> {
    let (Some(limit), Some(column)) =
        (layout.explain_above(), layout.column(Column::ExplanationDue))
    else {
        return Ok(());
    };
    let text = "A difference of more than this share of the revised budget is to be explained:";
    let percent = (limit * Decimal::ONE_HUNDRED).normalize();
    let decimals = "0".repeat(percent.scale() as usize);
    let point = if decimals.is_empty() { "" } else { "." };
    let share = setting(sheet, text)?.set_num_format(format!("0{point}{decimals}%"));
    sheet.write_number_with_format(SETTING_ROW, LIMIT, number(limit), &share)?;
    let last = FIRST_ROW + layout.rows.len() as u32 - 1;
    let rule = ConditionalFormatCell::new()
        .set_rule(ConditionalFormatCellRule::EqualTo(MISSING))
        .set_format(style::differs());
    sheet.add_conditional_format(FIRST_ROW, column, last, column, &rule)?;
    Ok(())
}

fn account(
    table: &mut Table,
    line: &AccountLine,
    layout: &Layout,
    in_budget: bool,
) -> Result<u32, XlsxError> {
    let row = table.row;
    let known = layout.inputs.statement.knows_account(&line.account);
    let value = |column: &Column| match column {
        column if column.is_booked() && !known && (in_budget || *column == Column::Actual) => {
            Value::Blank.if_known(false)
        }
        Column::Account => Value::text(line.account.as_str()),
        Column::Title => Value::Text(layout.shown.account_title(line)),
        Column::Explanation => Value::Text(layout.shown.explanation(line)),
        Column::Actual => Value::Sum(booked_on(row, layout), line.actual),
        _ if !in_budget => Value::Blank,
        Column::Kind => Value::text(kind_title(line.kind)),
        Column::Class => Value::text(class_title(line.class)),
        Column::Difference => Value::Sum(difference(row, layout), line.difference()),
        Column::Share => share(row, (line.actual, line.revised_budget), layout),
        Column::ExplanationDue => explanation_due(row, line, layout),
        Column::Budget | Column::Revised | Column::LastYear | Column::NextYear => {
            Value::Amount(column.amount(line))
        }
    };
    let values: Vec<Value> = layout.columns.iter().map(value).collect();
    table.line(&values)
}

/// What last year had on accounts that are not in this year's budget: it completes last year's total.
fn no_longer_in_use(table: &mut Table, minor: i64, layout: &Layout) -> Result<u32, XlsxError> {
    let value = |column: &Column| match column {
        Column::Title => Value::text("Accounts no longer in use"),
        Column::LastYear => Value::Amount(Some(minor)),
        _ => Value::Blank,
    };
    let values: Vec<Value> = layout.columns.iter().map(value).collect();
    table.line(&values)
}

/// The sum of what was booked on the account of a row. Compared letter by letter: the usual conditional
/// sums would take account `0100` for `100`.
fn booked_on(row: u32, layout: &Layout) -> String {
    layout.booked_where(Some((LedgerColumn::Account, &relative(row, 0))), None, None)
}

fn cell(row: u32, column: Column, layout: &Layout) -> String {
    relative(row, layout.column(column).unwrap_or_default())
}

fn difference(row: u32, layout: &Layout) -> String {
    let formula =
        format!("{}-{}", cell(row, Column::Actual, layout), cell(row, Column::Revised, layout));
    rounded(&formula, layout.inputs.statement.currency)
}

/// Actual as a share of the revised budget; nothing where nothing was budgeted.
fn share(row: u32, (actual, revised): (i64, i64), layout: &Layout) -> Value {
    let cells = (cell(row, Column::Actual, layout), cell(row, Column::Revised, layout));
    share_of((&cells.0, &cells.1), (actual, revised))
}

/// One amount as a share of another: as a formula over two cells, and in minor units.
pub(super) fn share_of((part, whole): (&str, &str), (actual, revised): (i64, i64)) -> Value {
    let result = Decimal::from(actual).checked_div(Decimal::from(revised));
    Value::Share(format!("IF({whole}=0,\"{NOT_APPLICABLE}\",{part}/{whole})"), result)
}

/// Whether the difference is to be explained, and is.
fn explanation_due(row: u32, line: &AccountLine, layout: &Layout) -> Value {
    let Some(limit) = layout.explain_above() else { return Value::Blank };
    // Rounded far behind the cent: a share such as 0.1 is not exact in a spreadsheet.
    let is_due = format!(
        "ROUND(ABS({})-explain_above*ABS({}),6)>0",
        cell(row, Column::Difference, layout),
        cell(row, Column::Revised, layout)
    );
    let given = match layout.column(Column::Explanation) {
        Some(column) => {
            format!("IF(TRIM({})=\"\",\"{MISSING}\",\"{GIVEN}\")", relative(row, column))
        }
        None => format!("\"{MISSING}\""),
    };
    let allowed = limit * Decimal::from(line.revised_budget).abs();
    let due = Decimal::from(line.difference()).abs() > allowed;
    let word = match (due, line.explanation.trim().is_empty()) {
        (false, _) => NOT_DUE,
        (true, true) => MISSING,
        (true, false) => GIVEN,
    };
    Value::Word(format!("IF({is_due},{given},\"{NOT_DUE}\")"), word)
}

fn totals(table: &mut Table, kind: AccountKind, layout: &Layout) -> Result<u32, XlsxError> {
    let row = table.row;
    let currency = layout.inputs.statement.currency;
    let sum = |column: Column| layout.total(kind, column);
    let known = layout.inputs.statement.totals_known;
    let value = |(at, column): (u16, &Column)| match column {
        Column::Actual | Column::Difference | Column::Share if !known => {
            Value::Blank.if_known(false)
        }
        Column::Title => Value::text(format!("Total {}", kind_title(kind).to_lowercase())),
        Column::Share => share(row, (sum(Column::Actual), sum(Column::Revised)), layout),
        Column::Account
        | Column::Kind
        | Column::Class
        | Column::ExplanationDue
        | Column::Explanation => Value::Blank,
        _ => {
            let formula = match layout.summed_rows(kind) {
                Some((first, last)) => {
                    let range = absolute_range(ACCOUNTS, (first, at), (last, at));
                    rounded(&format!("SUM({range})"), currency)
                }
                None => "0".to_owned(),
            };
            Value::Sum(formula, sum(*column))
        }
    };
    let values: Vec<Value> = (0..).zip(&layout.columns).map(value).collect();
    table.sums(&values)
}
