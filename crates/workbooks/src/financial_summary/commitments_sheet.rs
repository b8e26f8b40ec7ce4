//! Sheet `Commitments`: what was ordered or promised and is not paid yet, a note beside the statement.

use std::collections::BTreeSet;

use model::finance::{CommittedLine, GENERAL_FUND};
use rust_xlsxwriter::{Workbook, Worksheet, XlsxError};

use super::account_columns::Column;
use super::funds_sheet;
use super::layout::Layout;
use super::page::{
    ACCOUNTS, COMMITMENTS, FIRST_ROW, Head, amount_width, head, heads, rounded, set_up,
};
use super::table::{Table, Value};
use crate::xlsx::{absolute, absolute_range, relative};

const ACCOUNT: u16 = 0;
const FUND: u16 = 2;
const COMMITTED: u16 = 6;

const BELOW: &str = "What was ordered or promised and is not paid yet: a note, in none of the statement's amounts. In another \
    currency at the European Central Bank's rate of the statement's last day. What is left of a budget is the revised budget \
    less the actual. The other side is named where it is a \
    participant; others may be persons.";

const INCOMPLETE: &str =
    "Incomplete: a row of the commitments could not be read, so no sum of them is known.";

/// Adds the sheet, where the year has commitments.
pub(super) fn write(workbook: &mut Workbook, layout: &Layout) -> Result<(), XlsxError> {
    let statement = layout.inputs.statement;
    let lines = &statement.commitments;
    if lines.is_empty() {
        return Ok(());
    }
    let currency = statement.currency;
    let width = amount_width(statement, 16.0);
    let columns = [
        Head::text("Account", 14.0),
        Head::text("Title", 32.0),
        Head::text("Fund", width),
        Head::number("Amount", width),
        Head::text("Currency", width),
        Head::number("Rate", 11.0),
        Head::number(format!("Committed, {currency}"), width),
        Head::text("What for", 36.0),
        Head::text("Participant", 22.0),
        Head::text("Committed on", 12.5),
        Head::text("Expected on", 12.5),
        Head::text("Stands in", 26.0),
    ];
    let sheet = workbook.add_worksheet().set_name(COMMITMENTS)?;
    let mut below = format!(
        "Amounts in {currency}, on {}. {BELOW} {}",
        statement.last_day,
        layout.where_lines_stand()
    );
    if layout.inputs.year.finance.commitments_incomplete {
        below = format!("{below} {INCOMPLETE}");
    }
    head(sheet, "Commitments", &below, &columns)?;
    let mut table = Table::new(sheet, &columns, currency, FIRST_ROW);
    for line in lines {
        table.line(&values(line, layout))?;
    }
    let mut sums = vec![Value::Blank; columns.len()];
    sums[1] = Value::text("Total");
    let formula = format!("SUM({})", range(COMMITTED, layout));
    sums[usize::from(COMMITTED)] = Value::Sum(rounded(&formula, currency), committed(layout).1)
        .if_known(are_known(lines, layout));
    table.sums(&sums)?;
    let row = table.row + 1;
    let row = by_account(sheet, row, layout)?;
    if !statement.funds.is_empty() {
        by_fund(sheet, row, layout)?;
    }
    set_up(sheet, layout.inputs)
}

/// The cell of what is committed in all, and the amount.
pub(super) fn committed(layout: &Layout) -> (String, i64) {
    let lines = &layout.inputs.statement.commitments;
    let row = FIRST_ROW + lines.len() as u32;
    let minor = lines.iter().filter_map(|line| line.amount).sum();
    (absolute(COMMITMENTS, row, COMMITTED), minor)
}

/// Whether the sum of these is known: every row could be read, and each of them converted.
pub(super) fn are_known<'l>(
    lines: impl IntoIterator<Item = &'l CommittedLine>,
    layout: &Layout,
) -> bool {
    let incomplete = layout.inputs.year.finance.commitments_incomplete;
    !incomplete && lines.into_iter().all(|line| line.amount.is_some())
}

/// The formula of what is committed from the general fund; `None` without commitments.
pub(super) fn committed_from_general(layout: &Layout) -> Option<String> {
    let is_there = !layout.inputs.statement.commitments.is_empty();
    is_there.then(|| sum_of(FUND, &format!("\"{GENERAL_FUND}\""), layout))
}

fn values(line: &CommittedLine, layout: &Layout) -> Vec<Value> {
    let own = &line.commitment;
    let register = layout.inputs.register;
    let other = register.named(&own.counterparty);
    let party = match &other {
        Some(id) => Value::text(register.name(id.as_str())),
        None => Value::shown("", &own.counterparty),
    };
    let description = layout.shown.description(&own.description);
    vec![
        Value::text(own.account.as_str()),
        Value::Text(layout.title(&own.account)),
        Value::text(layout.shown.fund(own.fund_code())),
        Value::Own(own.amount, own.currency),
        Value::text(own.currency.code()),
        Value::Rate(line.rate),
        Value::Amount(line.amount),
        Value::shown(&description, &own.description),
        party,
        Value::Day(own.committed_on),
        Value::Day(own.expected_on),
        Value::Text(layout.stands_in(&own.place)),
    ]
}

fn range(column: u16, layout: &Layout) -> String {
    let last = FIRST_ROW + layout.inputs.statement.commitments.len() as u32 - 1;
    absolute_range(COMMITMENTS, (FIRST_ROW, column), (last, column))
}

/// The sum of what is committed where a column has the text of a cell, letter by letter.
fn sum_of(column: u16, cell: &str, layout: &Layout) -> String {
    let formula =
        format!("SUMPRODUCT(EXACT({},{cell})*{})", range(column, layout), range(COMMITTED, layout));
    rounded(&formula, layout.inputs.statement.currency)
}

/// What is committed on each account, beside what is left of its budget; gives back the next free row.
fn by_account(sheet: &mut Worksheet, row: u32, layout: &Layout) -> Result<u32, XlsxError> {
    let statement = layout.inputs.statement;
    let lines = &statement.commitments;
    let width = amount_width(statement, 16.0);
    let columns = [
        Head::text("By account", 14.0),
        Head::text("Title", 32.0),
        Head::number("Committed", width),
        Head::number("Left of the budget", width),
        Head::number("Left after what is committed", width),
    ];
    heads(sheet, row, &columns)?;
    let mut table = Table::new(sheet, &columns, statement.currency, row + 1);
    let accounts: BTreeSet<&str> =
        lines.iter().map(|line| line.commitment.account.as_str()).collect();
    for account in accounts {
        let row = table.row;
        let own = || lines.iter().filter(|line| line.commitment.account == account);
        let committed: i64 = own().filter_map(|line| line.amount).sum();
        let known_sum = are_known(own(), layout);
        let cell = format!("${}", relative(row, ACCOUNT));
        let known = layout.account(account);
        let mut values = vec![
            Value::text(account),
            match known {
                Some(_) => Value::Text(layout.title(account)),
                None => Value::text("not in the budget"),
            },
            Value::Sum(sum_of(ACCOUNT, &cell, layout), committed).if_known(known_sum),
        ];
        if let (Some(known), Some(at)) = (known, layout.account_row(account)) {
            let column = |column| layout.column(column).unwrap_or_default();
            let (revised, actual) = (
                absolute(ACCOUNTS, at, column(Column::Revised)),
                absolute(ACCOUNTS, at, column(Column::Actual)),
            );
            let left = rounded(&format!("{revised}-{actual}"), statement.currency);
            let booked = statement.knows_account(account);
            values.push(Value::Sum(left, -known.difference()).if_known(booked));
            let after = format!("{}-{}", relative(row, 3), relative(row, 2));
            let after = rounded(&after, statement.currency);
            let after = Value::Sum(after, -known.difference() - committed);
            values.push(after.if_known(booked && known_sum));
        } else {
            values.extend([Value::Blank, Value::Blank]);
        }
        table.line(&values)?;
    }
    Ok(table.row + 1)
}

/// What is committed from each fund, beside what is in it.
fn by_fund(sheet: &mut Worksheet, row: u32, layout: &Layout) -> Result<u32, XlsxError> {
    let statement = layout.inputs.statement;
    let width = amount_width(statement, 16.0);
    let columns = [
        Head::text("By fund", 14.0),
        Head::text("Title", 32.0),
        Head::number("Committed", width),
        Head::number("In the fund", width),
        Head::number("Left after what is committed", width),
    ];
    heads(sheet, row, &columns)?;
    let mut table = Table::new(sheet, &columns, statement.currency, row + 1);
    for (index, fund) in (0..).zip(&statement.funds) {
        let row = table.row;
        let own = || statement.commitments.iter().filter(|l| l.commitment.fund_code() == fund.id);
        let committed: i64 = own().filter_map(|line| line.amount).sum();
        let known_sum = are_known(own(), layout);
        let in_fund = funds_sheet::are_known(statement);
        let cell = format!("${}", relative(row, ACCOUNT));
        let after = format!("{}-{}", relative(row, 3), relative(row, 2));
        table.line(&[
            Value::text(fund.id.as_str()),
            Value::Text(funds_sheet::title(fund, layout)),
            Value::Sum(sum_of(FUND, &cell, layout), committed).if_known(known_sum),
            Value::Sum(funds_sheet::closing_of(index), fund.closing()).if_known(in_fund),
            Value::Sum(rounded(&after, statement.currency), fund.closing() - committed)
                .if_known(in_fund && known_sum),
        ])?;
    }
    Ok(table.row + 1)
}
