//! What stands beside the statement, and in none of its amounts.

use model::Period;
use model::finance::GENERAL_FUND;
use rust_xlsxwriter::XlsxError;

use super::contribution_columns::Column;
use super::layout::Layout;
use super::table::{Table, Value};
use super::{commitments_sheet, contributions_sheet, funds_sheet, in_kind_sheet};

/// Adds the rows; gives back names for their amounts.
pub(super) fn write(
    table: &mut Table,
    layout: &Layout,
) -> Result<Vec<(&'static str, u32)>, XlsxError> {
    let statement = layout.inputs.statement;
    let mut rows: Vec<(&'static str, String, Value)> = Vec::new();
    let year = statement.year;
    if !statement.contributions.is_empty() {
        let (cell, minor) = contributions_sheet::outstanding(layout);
        let decided = contributions_sheet::misses_decisions(layout);
        let decided = if decided { ", where it is decided what is due" } else { "" };
        let title = format!("Contributions for {year} still to come{decided}");
        let known = contributions_sheet::is_sum_known(Column::Outstanding, layout);
        rows.push(("contributions_outstanding", title, Value::Sum(cell, minor).if_known(known)));
    }
    if let Some((cell, minor)) = in_kind_sheet::value(layout) {
        rows.push(("in_kind_value", in_kind_sheet::title(layout), Value::Sum(cell, minor)));
    }
    if !statement.commitments.is_empty() {
        let (cell, minor) = commitments_sheet::committed(layout);
        let known = commitments_sheet::are_known(&statement.commitments, layout);
        let value = Value::Sum(cell, minor).if_known(known);
        rows.push(("committed", "Committed and not paid yet".to_owned(), value));
    }
    if rows.is_empty() && statement.reserve_months.is_none() {
        return Ok(Vec::new());
    }
    table.band("Beside the statement, and in none of its amounts")?;
    let mut names = Vec::new();
    for (name, title, value) in rows {
        names.push((name, table.line(&framed(title, value, table))?));
    }
    // Part of a year says nothing of the pace of the whole one.
    if let Some(months) = statement.reserve_months.filter(|_| statement.as_of.is_none()) {
        let from = if statement.funds.is_empty() { "" } else { " in the general fund" };
        let less =
            match statement.commitments.iter().any(|c| c.commitment.fund_code() == GENERAL_FUND) {
                true => ", less what is committed from it",
                false => "",
            };
        let title = format!("Months of expense that the balance{from}{less}, would pay for");
        let title = if less.is_empty() { title.replace(", would", " would") } else { title };
        let formula = reserve_formula(layout).unwrap_or_else(|| months.to_string());
        table.line(&framed(title, Value::Months(formula, months), table))?;
    }
    Ok(names)
}

/// What is free in the general fund, divided by a month's expense. `None` where the period cannot be counted in months.
fn reserve_formula(layout: &Layout) -> Option<String> {
    let statement = layout.inputs.statement;
    let start = layout.inputs.year.settings.period.start;
    let (months, parts) = Period::new(start, statement.last_day)?.months();
    let closing = match statement.funds.is_empty() {
        true => "closing_balance".to_owned(),
        false => funds_sheet::closing_of(0),
    };
    let reserve = match commitments_sheet::committed_from_general(layout) {
        Some(committed) => format!("({closing}-{committed})"),
        None => closing,
    };
    let parts = if parts == 1 { String::new() } else { format!("/{parts}") };
    Some(format!("ROUND({reserve}/total_expense*{months}{parts},6)"))
}

fn framed(title: String, value: Value, table: &Table) -> Vec<Value> {
    let mut values = vec![Value::Blank; table.columns()];
    values[0] = Value::Text(title);
    values[usize::from(super::statement_sheet::ACTUAL)] = value;
    values
}
