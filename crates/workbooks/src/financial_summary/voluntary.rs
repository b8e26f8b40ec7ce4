//! Below the contributions: what was given freely, and receipts that fit no one listed.

use rust_xlsxwriter::{Worksheet, XlsxError};

use super::contribution_columns::{AMOUNT_WIDTH, DECISION_WIDTH, ID_WIDTH, NAME_WIDTH};
use super::layout::Layout;
use super::page::{Head, amount_width, heads, rounded};
use super::receipts::{CountsAs, Receipt};
use super::receipts_sheet::Taken;
use super::table::{Table, Value};
use crate::xlsx::relative;

const AMOUNT: u16 = 3;

/// Adds the tables from `row` on; gives back the next free row.
pub(super) fn write(sheet: &mut Worksheet, row: u32, layout: &Layout) -> Result<u32, XlsxError> {
    let row = freely(sheet, row, layout)?;
    unlisted(sheet, row, layout)
}

fn columns(label: &str, layout: &Layout) -> [Head; 4] {
    [
        Head::text("Id", ID_WIDTH),
        Head::text(label, NAME_WIDTH),
        Head::text("", DECISION_WIDTH),
        Head::number("Amount", amount_width(layout.inputs.statement, AMOUNT_WIDTH)),
    ]
}

fn freely(sheet: &mut Worksheet, row: u32, layout: &Layout) -> Result<u32, XlsxError> {
    let statement = layout.inputs.statement;
    let given = &statement.voluntary;
    if given.is_empty() {
        return Ok(row);
    }
    let columns = columns("Given voluntarily by", layout);
    heads(sheet, row, &columns)?;
    let mut table = Table::new(sheet, &columns, statement.currency, row + 1);
    let mut all_known = true;
    for (id, amount) in given {
        let known = is_known(layout, |receipt| {
            receipt.counts_as == CountsAs::Voluntary
                && receipt.ledger_year == statement.year
                && receipt.participant.as_ref().is_some_and(|own| own.as_str() == id)
        });
        all_known &= known;
        let cell = format!("${}", relative(table.row, 0));
        let sum = Taken::all(layout).of(&cell).counted(CountsAs::Voluntary).ledger("=").sum();
        let name = layout.inputs.register.name(id);
        table.line(&values(id, name, Value::Sum(sum, *amount).if_known(known)))?;
    }
    let sum = format!("SUM({}:{})", relative(row + 1, AMOUNT), relative(table.row - 1, AMOUNT));
    let sum = rounded(&sum, statement.currency);
    let minor = given.iter().map(|(_, amount)| amount).sum();
    table.sums(&values("", "Total", Value::Sum(sum, minor).if_known(all_known)))?;
    Ok(table.row + 1)
}

fn unlisted(sheet: &mut Worksheet, row: u32, layout: &Layout) -> Result<u32, XlsxError> {
    let statement = layout.inputs.statement;
    if statement.unlisted.is_empty() {
        return Ok(row);
    }
    let columns = columns("Receipts that fit no one listed", layout);
    heads(sheet, row, &columns)?;
    let mut table = Table::new(sheet, &columns, statement.currency, row + 1);
    let count = statement.unlisted.len();
    let noun = if count == 1 { "receipt" } else { "receipts" };
    let sum = Taken::all(layout).counted(CountsAs::Nobody).sum();
    let minor = statement.unlisted.iter().filter_map(|receipt| receipt.booked).sum();
    let title = format!("{count} {noun}: income, and no part of what is due");
    let known = is_known(layout, |receipt| receipt.counts_as == CountsAs::Nobody);
    table.sums(&values("", &title, Value::Sum(sum, minor).if_known(known)))?;
    Ok(table.row + 1)
}

/// Whether all of these receipts could be read and converted.
fn is_known(layout: &Layout, is_own: impl Fn(&Receipt) -> bool) -> bool {
    let mut own = layout.receipts.iter().filter(|receipt| is_own(receipt));
    !layout.inputs.statement.rows_missing && own.all(|receipt| receipt.booked.is_some())
}

fn values(id: &str, name: &str, amount: Value) -> [Value; 4] {
    [Value::text(id), Value::text(name), Value::Blank, amount]
}
