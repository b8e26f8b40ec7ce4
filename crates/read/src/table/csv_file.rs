//! Registers as CSV.

use std::collections::BTreeMap;
use std::sync::Arc;

use csv::{ReaderBuilder, StringRecord};
use model::{InputFile, Obstacle, Place};

use super::{Field, Table};
use crate::line_number::LineNumbers;

/// Reads a CSV register; a file with nothing in it has an empty header.
///
/// # Errors
///
/// An obstacle if the file is not UTF-8.
pub(super) fn read(file: &InputFile) -> Result<Table, Obstacle> {
    let text =
        std::str::from_utf8(&file.bytes).map_err(|error| not_unicode(file, error.valid_up_to()))?;
    let text = text.trim_start_matches('\u{feff}');
    let delimiter = delimiter(text);
    let mut reader = ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter)
        .from_reader(text.as_bytes());
    let mut lines = LineNumbers::new(text.as_bytes());
    let mut records = reader.records().filter_map(|record| match record {
        Ok(record) if record.iter().all(|field| field.trim().is_empty()) => None,
        Ok(record) => Some(Ok(lined(&record, &mut lines))),
        Err(error) => Some(Err(damaged(file, lines.at(byte(error.position()))))),
    });
    let (header_line, header) = records.next().transpose()?.unwrap_or_default();
    let rows = records.map(|record| {
        record.map(|(line, fields)| (line, fields.into_iter().map(Field::Text).collect()))
    });
    Ok(Table {
        path: Arc::clone(&file.path),
        sheet: None,
        decimal_comma: delimiter == b';',
        header,
        header_line,
        rows: rows.collect::<Result<_, _>>()?,
        columns: BTreeMap::new(),
        private: &[],
    })
}

/// The delimiter that stands more often in the header line, outside quotation marks.
fn delimiter(text: &str) -> u8 {
    let header = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    let outside = header.split('"').step_by(2);
    let (commas, semicolons) = outside.fold((0, 0), |(commas, semicolons), part| {
        (commas + part.matches(',').count(), semicolons + part.matches(';').count())
    });
    if semicolons > commas { b';' } else { b',' }
}

/// A record with its line, from 0, and its fields without spaces around them.
fn lined(record: &StringRecord, lines: &mut LineNumbers<'_>) -> (u32, Vec<String>) {
    let line = lines.at(byte(record.position())) - 1;
    let fields = record.iter().map(|field| field.trim().to_owned()).collect();
    (line, fields)
}

/// Where a record begins in the text.
fn byte(position: Option<&csv::Position>) -> u64 {
    position.map_or(0, csv::Position::byte)
}

fn not_unicode(file: &InputFile, valid_up_to: usize) -> Obstacle {
    let line = file.bytes[..valid_up_to].iter().filter(|byte| **byte == b'\n').count() + 1;
    Obstacle::new(
        format!("`{}` is not saved as UTF-8 text; the first letter that cannot be read is in line {line}.", file.name()),
        "In Excel choose \"Save as\", type \"CSV UTF-8\", or save it as a workbook (.xlsx) of the same name.",
    )
    .at(Place::line(Arc::clone(&file.path), line as u32, 1))
}

fn damaged(file: &InputFile, line: u32) -> Obstacle {
    Obstacle::new(
        format!("Line {line} of `{}` cannot be read as a row of a table.", file.name()),
        "Open the file in a spreadsheet program, look at that line, and save it as CSV UTF-8.",
    )
    .at(Place::line(Arc::clone(&file.path), line, 1))
}
