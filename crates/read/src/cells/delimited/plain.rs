//! Delimited text as programs write it: every record has as many fields as the header, quotes are doubled (RFC 4180).

use csv::{ReaderBuilder, StringRecord};
use model::{Cell, CellAddress, CellValue, Sheet};

use super::super::FileFault;
use super::super::limits::Budget;
use super::lines::LineCounter;

/// Delimiters that programs write, and that spreadsheet programs save with.
const DELIMITERS: [char; 3] = [',', ';', '\t'];

/// Reads a text as one sheet, with the delimiter by which all its records have as many fields as the first; of
/// several the one with most fields.
///
/// Nothing else is inferred: quotes are `"` and doubled inside a field, so that apostrophes and blanks in answers are
/// letters like any other.
pub(in crate::cells) fn sheet(
    title: &str,
    text: &str,
    budget: &mut Budget,
) -> Result<(Sheet, char), FileFault> {
    // Quotes open and close fields or stand in pairs; a text that breaks off in a field has one too few.
    if !text.matches('"').count().is_multiple_of(2) {
        let what = "a quotation mark in it is opened and not closed, so it breaks off";
        return Err(FileFault::damaged(what));
    }
    let counted =
        DELIMITERS.iter().filter_map(|delimiter| Some((*delimiter, fields(text, *delimiter)?)));
    // Of equals the first counts: `max_by_key` takes the last.
    let best = counted.rev().filter(|(_, fields)| *fields > 1).max_by_key(|(_, fields)| *fields);
    let Some((delimiter, _)) = best else {
        return Err(FileFault::damaged(
            "not all of its rows have as many fields as its header, as those of an export have",
        ));
    };
    let mut lines = LineCounter::new(text.as_bytes());
    let mut reader = reader(text, delimiter);
    let mut record = StringRecord::new();
    let mut cells = Vec::new();
    while reader.read_record(&mut record).map_err(FileFault::damaged)? {
        let position = record.position().map_or(0, csv::Position::byte);
        let row = lines.line_of_record(usize::try_from(position).unwrap_or(usize::MAX));
        for (column, field) in record.iter().enumerate().filter(|(_, field)| !field.is_empty()) {
            let cell = Cell {
                address: CellAddress::new(row, column as u32),
                value: CellValue::Text(field.to_owned()),
                raw: field.to_owned(),
                number_format: None,
                formula: false,
                without_stored_value: false,
            };
            budget.take(&cell)?;
            cells.push(cell);
        }
    }
    let (hidden_rows, merged) = (Vec::new(), Vec::new());
    Ok((Sheet { title: title.to_owned(), hidden: false, cells, hidden_rows, merged }, delimiter))
}

/// The number of fields of every record; `None` if one has another number than the first.
fn fields(text: &str, delimiter: char) -> Option<usize> {
    let mut reader = reader(text, delimiter);
    let mut record = StringRecord::new();
    let mut fields = 0;
    while reader.read_record(&mut record).ok()? {
        fields = record.len();
    }
    Some(fields)
}

fn reader(text: &str, delimiter: char) -> csv::Reader<&[u8]> {
    let byte = u8::try_from(delimiter).unwrap_or(b',');
    ReaderBuilder::new().has_headers(false).delimiter(byte).from_reader(text.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    type Texts = Vec<(u32, u32, String)>;

    fn read(text: &str) -> Option<(Texts, char)> {
        let (sheet, delimiter) = sheet("t", text, &mut Budget::default()).ok()?;
        let cells = sheet.cells.into_iter();
        Some((
            cells.map(|cell| (cell.address.row, cell.address.column, cell.raw)).collect(),
            delimiter,
        ))
    }

    #[test]
    fn answers_keep_their_apostrophes_commas_and_lines() {
        let text = "KEY,a\nuuid:1,\"l'achat, \"\"bien\"\"\ndeux\"\nuuid:2,'x'\n";
        let (cells, delimiter) = read(text).unwrap();
        assert_eq!(delimiter, ',');
        let expected = [
            (0, 0, "KEY"),
            (0, 1, "a"),
            (1, 0, "uuid:1"),
            (1, 1, "l'achat, \"bien\"\ndeux"),
            (3, 0, "uuid:2"),
            (3, 1, "'x'"),
        ];
        assert_eq!(cells, expected.map(|(row, column, raw)| (row, column, raw.to_owned())));
    }

    #[test]
    fn the_delimiter_is_the_one_all_rows_agree_on() {
        assert_eq!(read("a;b,c\n1;2\n").unwrap().1, ';');
        assert_eq!(read("a,b\n1,\"2;3;4\"\n").unwrap().1, ',');
        assert_eq!(read("a,b\n1,2,3\n"), None);
        assert_eq!(read("a,b\n1,2\n3,\"cut off\n"), None);
    }
}
