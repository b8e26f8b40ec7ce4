//! Delimited text: any delimiter, either quote, any line end, with the line each field stands on.

use csv::ReaderBuilder;
use model::{Cell, CellAddress, CellValue, FaultKind, InputFile, Sheet};

use super::FileFault;
use super::limits::Budget;

/// Delimiters looked for, the likelier first.
const DELIMITERS: [u8; 7] = *b",;\t|^~:";
/// Extensions of workbooks: text with such a name must at least be a table.
const WORKBOOK_EXTENSIONS: [&str; 5] = ["xlsx", "xlsm", "xlsb", "xls", "ods"];
/// Records looked at to tell the delimiter.
const SAMPLE_RECORDS: usize = 200;

/// How a text is delimited.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
struct Dialect {
    delimiter: u8,
    quote: u8,
}

/// Reads a text as one sheet: row = line − 1 of the line a record begins on, column = field − 1.
pub(super) fn sheet(file: &InputFile, text: &str, budget: &mut Budget) -> Result<Sheet, FileFault> {
    let (dialect, columns, skipped) = dialect(text);
    if columns < 2 && WORKBOOK_EXTENSIONS.contains(&file.extension().as_str()) {
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
    let mut lines = LineCounter::new(text.as_bytes());
    lines.skip_to(skipped);
    let body = &text[skipped..];
    let mut reader = reader(body.as_bytes(), dialect);
    let mut record = csv::StringRecord::new();
    let damaged = |error: csv::Error| FileFault::damaged(error);
    while reader.read_record(&mut record).map_err(damaged)? {
        let start = record.position().map_or(0, csv::Position::byte) as usize;
        let row = lines.line_of_record(skipped + start);
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
    ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(dialect.delimiter)
        .quote(dialect.quote)
        .from_reader(bytes)
}

/// Tells delimiter and quote; gives back the usual number of columns and the bytes of a leading `sep=;`
/// line, which Excel writes and no table holds.
fn dialect(text: &str) -> (Dialect, usize, usize) {
    let first_line = text.split(['\r', '\n']).next().unwrap_or_default();
    if let Some(&[delimiter]) = first_line
        .get(..4)
        .filter(|start| start.eq_ignore_ascii_case("sep="))
        .map(|_| &first_line.as_bytes()[4..])
    {
        let quote = quote(text, delimiter);
        return (Dialect { delimiter, quote }, 2, first_line.len());
    }
    let mut best = (Dialect { delimiter: b',', quote: b'"' }, 1, 0_usize);
    for delimiter in DELIMITERS {
        let dialect = Dialect { delimiter, quote: quote(text, delimiter) };
        let (columns, share) = consistency(text, dialect);
        if columns > 1 && share > best.2 {
            best = (dialect, columns, share);
        }
    }
    (best.0, best.1, 0)
}

/// `'` quotes where it stands beside delimiters and `"` does not.
fn quote(text: &str, delimiter: u8) -> u8 {
    let beside = |quote: char| {
        let delimiter = delimiter as char;
        let before = text.matches(&format!("{delimiter}{quote}") as &str).count();
        let after = text.matches(&format!("{quote}{delimiter}") as &str).count();
        before.min(after)
    };
    if beside('\'') > 0 && beside('"') == 0 && !text.starts_with('"') { b'\'' } else { b'"' }
}

/// The most frequent number of fields a record has, and how well it fits: the share of records with that
/// number, in thousandths, more columns counting a little more.
fn consistency(text: &str, dialect: Dialect) -> (usize, usize) {
    let mut counts = std::collections::BTreeMap::new();
    let mut records = 0_usize;
    let mut reader = reader(text.as_bytes(), dialect);
    for record in reader.byte_records().take(SAMPLE_RECORDS) {
        let Ok(record) = record else { return (1, 0) };
        *counts.entry(record.len()).or_insert(0_usize) += 1;
        records += 1;
    }
    let usual = counts.iter().max_by_key(|(columns, count)| {
        let several = usize::from(**columns > 1);
        (several * **count, **columns)
    });
    match usual {
        Some((columns, count)) => (*columns, count * 1000 / records.max(1) + columns.min(&20)),
        None => (1, 0),
    }
}

/// Counts lines, whatever ends them: LF, CR LF or CR alone.
struct LineCounter<'a> {
    bytes: &'a [u8],
    at: usize,
    line: u32,
}

impl<'a> LineCounter<'a> {
    fn new(bytes: &'a [u8]) -> Self {
        Self { bytes, at: 0, line: 0 }
    }

    fn skip_to(&mut self, position: usize) {
        while self.at < position.min(self.bytes.len()) {
            let crlf = self.bytes[self.at] == b'\r' && self.bytes.get(self.at + 1) == Some(&b'\n');
            let ends = match self.bytes[self.at] {
                b'\n' => true,
                b'\r' => !crlf,
                _ => false,
            };
            self.line += u32::from(ends);
            self.at += 1;
        }
    }

    /// The line, from 0, of the record found at or after a position: line ends and blank lines before its
    /// first byte do not belong to it.
    fn line_of_record(&mut self, position: usize) -> u32 {
        let mut start = position;
        while matches!(self.bytes.get(start), Some(b'\r' | b'\n')) {
            start += 1;
        }
        self.skip_to(start);
        self.line
    }
}
