//! Sheet `Ledger`: every line as it was booked.

use rust_xlsxwriter::{Workbook, XlsxError};

use super::layout::Layout;
use super::ledger_columns::LedgerColumn;
use super::page::{FIRST_ROW, HEAD_ROW, Head, LEDGER, head, in_currency, set_up};
use super::table::{Table, Value};

/// What is said where the office does not let them be shown.
const WITHOUT_DESCRIPTIONS: &str =
    " Descriptions and voucher numbers stay in the office, since they may name persons.";

/// Adds the sheet, and names for its columns.
pub(super) fn write(workbook: &mut Workbook, layout: &Layout) -> Result<(), XlsxError> {
    let inputs = layout.inputs;
    let booked = &inputs.statement.booked;
    let columns: Vec<Head> =
        layout.ledger.iter().map(|column| column.head(inputs.statement)).collect();
    let below = format!(
        "{} Booked = amount ÷ rate, rounded to the cent; exactly half a cent goes to the even cent. The other side of a \
         payment is named where it is a participant; others may be persons.{} {}",
        in_currency(inputs),
        if inputs.statement.publish_descriptions { "" } else { WITHOUT_DESCRIPTIONS },
        layout.where_lines_stand()
    );
    let sheet = workbook.add_worksheet().set_name(LEDGER)?;
    head(sheet, "Ledger", &below, &columns)?;
    let mut table = Table::new(sheet, &columns, inputs.statement.currency, FIRST_ROW);
    for line in booked {
        let values: Vec<Value> =
            layout.ledger.iter().map(|column| column.value(line, layout)).collect();
        table.line(&values)?;
    }
    set_up(sheet, inputs)?;
    if !booked.is_empty() {
        let last = FIRST_ROW + booked.len() as u32 - 1;
        sheet.autofilter(HEAD_ROW, 0, last, columns.len() as u16 - 1)?;
    }
    let names =
        [("ledger_account", LedgerColumn::Account), ("ledger_booked", LedgerColumn::Booked)];
    for (name, column) in names {
        workbook.define_name(name, &format!("={}", layout.ledger_range(column)))?;
    }
    Ok(())
}
