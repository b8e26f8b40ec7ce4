//! Delimited text: any delimiter, quote and line end, with the line each record stands on.
//!
//! How the text is delimited and which record is the header are inferred together; where two readings are
//! equally good the file is refused with both, never guessed (contract: "Supporting spreadsheets").

mod dialect;
mod escape;
mod infer;
mod lines;
pub(super) mod plain;
mod score;

use csv::ReaderBuilder;
use model::{Cell, CellAddress, CellValue, FaultKind, InputFile, Sheet};

use super::FileFault;
use super::limits::Budget;
use dialect::{Dialect, Quoting};
use lines::LineCounter;

/// Extensions of workbooks: text with such a name must at least be a table.
const WORKBOOK_EXTENSIONS: [&str; 5] = ["xlsx", "xlsm", "xlsb", "xls", "ods"];

/// Reads a text as one sheet: row = line − 1 of the line a record begins on, column = field − 1.
///
/// `delimiter` is what parts the fields, where somebody said it.
pub(super) fn sheet(
    file: &InputFile,
    text: &str,
    delimiter: Option<char>,
    budget: &mut Budget,
) -> Result<Sheet, FileFault> {
    let inferred = infer::infer(text, delimiter)?;
    if inferred.columns < 2 && WORKBOOK_EXTENSIONS.contains(&file.extension().as_str()) {
        return Err(FileFault::new(
            FaultKind::NotAWorkbook,
            "the file is plain text with a workbook's name; send the workbook itself",
        ));
    }
    let mut sheet = Sheet {
        title: file.name().to_owned(),
        hidden: false,
        cells: Vec::new(),
        hidden_rows: Vec::new(),
        merged: Vec::new(),
    };
    let plain = inferred.dialect.plain(text);
    let body = &plain[inferred.skipped.min(plain.len())..];
    let mut lines = LineCounter::new(plain.as_bytes());
    lines.skip_to(inferred.skipped);
    let mut reader = reader(body.as_bytes(), inferred.dialect);
    let mut record = csv::StringRecord::new();
    let damaged = |error: csv::Error| FileFault::damaged(error);
    while reader.read_record(&mut record).map_err(damaged)? {
        let start = record.position().map_or(0, csv::Position::byte) as usize;
        let row = lines.line_of_record(inferred.skipped + start);
        for (column, field) in record.iter().enumerate() {
            if field.is_empty() {
                continue;
            }
            let cell = Cell {
                address: CellAddress::new(row, column as u32),
                value: CellValue::Text(field.to_owned()),
                raw: field.to_owned(),
                number_format: None,
                formula: false,
                without_stored_value: false,
            };
            budget.take(&cell)?;
            sheet.cells.push(cell);
        }
    }
    Ok(sheet)
}

fn reader(bytes: &[u8], dialect: Dialect) -> csv::Reader<&[u8]> {
    let mut builder = ReaderBuilder::new();
    builder.has_headers(false).flexible(true).delimiter(dialect.byte());
    match dialect.quoting {
        Quoting::None => builder.quoting(false),
        Quoting::Doubled(quote) => builder.quote(quote),
        Quoting::Backslash(quote) => builder.quote(quote).double_quote(true).escape(Some(b'\\')),
    };
    builder.from_reader(bytes)
}

#[cfg(test)]
mod tests;
