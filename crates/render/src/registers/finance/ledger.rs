//! Where the ledger came from, where it is the export of an accounting system: what became of every row.

use model::document::{Alignment, RowKind, TableCell};
use model::finance::LedgerFile;

use super::super::{Content, body, columns, number};
use super::{dated, note, row, statement_of};
use crate::context::Material;
use crate::store::clean;
use crate::trouble::Trouble;

type Count = fn(&LedgerFile) -> u32;

/// Columns; those that may be empty are shown where a file has such rows.
const COUNTS: [(&str, bool, Count); 8] = [
    ("rows_read", true, |file| file.read),
    ("rows_booked", true, |file| file.booked),
    ("rows_money_accounts", false, |file| file.money_accounts),
    ("rows_transfers", false, |file| file.transfers),
    ("rows_sums", false, |file| file.sums),
    ("rows_skipped", false, |file| file.skipped),
    ("rows_refused", false, |file| file.refused),
    ("rows_unconfirmed", false, |file| file.unconfirmed),
];

/// Columns that a note explains.
const EXPLAINED: [&str; 6] = [
    "rows_money_accounts",
    "rows_transfers",
    "rows_sums",
    "rows_skipped",
    "rows_refused",
    "rows_unconfirmed",
];

/// A row for each file or sheet of it: rows read, booked, and passed over for each reason; the counts add up.
pub(crate) fn files(material: &Material) -> Result<Content, Trouble> {
    let statement = statement_of(material)?;
    let files = &material.this.reading.finance.ledger_files;
    let shown: Vec<_> = COUNTS
        .iter()
        .filter(|(_, always, count)| *always || files.iter().any(|file| count(file) > 0))
        .collect();
    let mut rows = Vec::new();
    for file in files {
        let file_name = file.path.rsplit('/').next().unwrap_or(&file.path);
        let name = match file.sheet.as_str() {
            "" => file_name.to_owned(),
            sheet => format!("{file_name}, {sheet}"),
        };
        let counts = shown.iter().map(|(_, _, count)| number(count(file)));
        rows.push(body(std::iter::once(TableCell::text(clean(&name))).chain(counts).collect()));
    }
    if files.len() > 1 {
        let sums = shown.iter().map(|(_, _, count)| {
            number(files.iter().map(|file| u64::from(count(file))).sum::<u64>())
        });
        let name = TableCell::text(material.words.get("total"));
        rows.push(row(RowKind::Total, std::iter::once(name).chain(sums).collect()));
    }
    let mut titles = vec![("ledger_file", Alignment::Left, 36)];
    titles.extend(shown.iter().map(|(name, ..)| (*name, Alignment::Right, 12)));
    let columns = dated(material, statement, columns(material, &titles));
    let explained = shown.iter().filter(|(name, ..)| EXPLAINED.contains(name));
    let notes = explained.map(|(name, ..)| note(material.words.get(&format!("statement.{name}"))));
    Ok(Content { columns, rows, notes: notes.collect() })
}
