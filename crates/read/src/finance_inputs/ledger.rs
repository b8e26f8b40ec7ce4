//! `finance/ledger.csv`.

use std::collections::BTreeMap;

use model::finance::LedgerLine;
use model::{Fault, InputFile, Obstacle};

use crate::registers::rows;
use crate::table::{Columns, RowReader};

const COLUMNS: Columns = Columns {
    required: &["date", "account", "amount", "currency"],
    optional: &["description", "counterparty", "reference", "activity", "fund", "for_year"],
    titled: &[],
    private: &[],
};

/// Reads the ledger in the file's order. Whether its accounts are in the budget and its days in the year
/// is for the rules to judge.
pub(super) fn ledger(
    files: &BTreeMap<String, InputFile>,
    folder: &str,
    faults: &mut Vec<Fault>,
) -> Result<Vec<LedgerLine>, Vec<Obstacle>> {
    rows(files, &format!("{folder}/ledger"), &COLUMNS, faults, ledger_line)
}

/// One row.
fn ledger_line(row: &mut RowReader<'_>) -> Option<LedgerLine> {
    let date = row.required_day("date");
    let account = row.required_text("account");
    let currency = row.currency("currency");
    let amount = row.required_amount("amount", currency);
    Some(LedgerLine {
        description: row.text("description"),
        counterparty: row.text("counterparty"),
        reference: row.text("reference"),
        activity: row.text("activity"),
        fund: row.text("fund"),
        for_year: row.year("for_year"),
        place: row.place("amount"),
        date: date?,
        account,
        amount: amount?,
        currency: currency?,
    })
}
