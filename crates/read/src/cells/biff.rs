//! Looks over an old Excel file before it is read: whether it is encrypted, which version it is, what it
//! would cost to read, and which rows are hidden.
//!
//! The reader builds dense tables and believes the sizes a file claims, so both are checked here first.

use std::io::{Cursor, Read};

use model::FaultKind;

use super::FileFault;
use super::limits::{DENSE_SLOTS, too_large};

/// What was found out about an old Excel file.
pub(super) struct Survey {
    /// BIFF8 (Excel 97 to 2003); else BIFF5 (Excel 5 and 95).
    pub(super) biff8: bool,
    /// Its days are counted from 1904.
    pub(super) days_from_1904: bool,
    /// The sheets, in the file's order.
    pub(super) sheets: Vec<SheetSurvey>,
}

/// What was found out about one sheet.
#[derive(Default)]
pub(super) struct SheetSurvey {
    /// Hidden rows, from 0.
    pub(super) hidden_rows: Vec<u32>,
    first: Option<(u16, u16)>,
    last: (u16, u16),
}

/// Looks over an OLE container. `Err` where it is no workbook, or one that cannot be read safely.
pub(super) fn survey(bytes: &[u8]) -> Result<Survey, FileFault> {
    let mut container = cfb::CompoundFile::open(Cursor::new(bytes))
        .map_err(|_| FileFault::damaged("it breaks off or its directory is broken"))?;
    let names: Vec<String> = container
        .walk()
        .filter(|entry| entry.is_stream())
        .map(|entry| entry.path().to_string_lossy().into_owned())
        .collect();
    let stream = |wanted: &str| {
        names.iter().find(|name| name.trim_start_matches('/').eq_ignore_ascii_case(wanted))
    };
    if stream("EncryptedPackage").is_some() {
        return Err(FileFault::encrypted());
    }
    let Some(path) = stream("Workbook").or_else(|| stream("Book")) else {
        return Err(no_workbook(&names));
    };
    let mut content = Vec::new();
    let damaged = |_| FileFault::damaged("its workbook breaks off");
    let opened = container.open_stream(path).map_err(damaged)?;
    let mut limited = opened.take(bytes.len() as u64);
    limited.read_to_end(&mut content).map_err(damaged)?;
    survey_stream(&content)
}

fn no_workbook(names: &[String]) -> FileFault {
    let has = |wanted: &str| names.iter().any(|name| name.ends_with(wanted));
    let what = if has("WordDocument") {
        "a Word document"
    } else if has("PowerPoint Document") {
        "a PowerPoint presentation"
    } else if has("__properties_version1.0") {
        "an Outlook message"
    } else {
        "an Office file without a workbook"
    };
    FileFault::new(
        FaultKind::NotAWorkbook,
        format!("the file is {what}; send the spreadsheet itself, saved as .xlsx"),
    )
}

/// A record of the stream: number and content.
struct Records<'a> {
    rest: &'a [u8],
}

impl<'a> Iterator for Records<'a> {
    type Item = (u16, &'a [u8]);

    fn next(&mut self) -> Option<Self::Item> {
        let (head, rest) = self.rest.split_at_checked(4)?;
        let length = usize::from(word(head, 2)?);
        let (content, rest) = rest.split_at_checked(length)?;
        self.rest = rest;
        Some((word(head, 0)?, content))
    }
}

fn word(bytes: &[u8], at: usize) -> Option<u16> {
    let pair = bytes.get(at..at + 2)?;
    Some(u16::from_le_bytes([pair[0], pair[1]]))
}

const BEGIN: u16 = 0x0809;
const END: u16 = 0x000A;
const FILE_PASS: u16 = 0x002F;
const DATE_MODE: u16 = 0x0022;
const BOUND_SHEET: u16 = 0x0085;
const DIMENSIONS: u16 = 0x0200;
const ROW: u16 = 0x0208;
const MULTIPLE_NUMBERS: u16 = 0x00BD;
const CELLS: [u16; 8] = [0x0006, 0x00D6, 0x00FD, 0x0203, 0x0204, 0x0205, 0x027E, 0x0207];
const STRING_RESULT: u16 = 0x0207;

fn survey_stream(stream: &[u8]) -> Result<Survey, FileFault> {
    let mut survey = Survey { biff8: true, days_from_1904: false, sheets: Vec::new() };
    let mut slots = 0_u64;
    for (record, content) in (Records { rest: stream }) {
        match record {
            BEGIN => survey.biff8 = word(content, 0) != Some(0x0500),
            FILE_PASS => return Err(FileFault::encrypted()),
            DATE_MODE => survey.days_from_1904 = word(content, 0) == Some(1),
            BOUND_SHEET => {
                let offset = word(content, 0).zip(word(content, 2));
                let offset = offset
                    .map_or(usize::MAX, |(low, high)| usize::from(low) | (usize::from(high) << 16));
                let Some(rest) = stream.get(offset..) else {
                    return Err(FileFault::damaged("it breaks off before its last sheet"));
                };
                let sheet = survey_sheet(rest)?;
                slots += sheet.slots();
                survey.sheets.push(sheet);
            }
            END => break,
            _ => {}
        }
        if slots > DENSE_SLOTS {
            return Err(too_large(
                "cells so far apart that the table between them cannot be read".to_owned(),
            ));
        }
    }
    Ok(survey)
}

fn survey_sheet(stream: &[u8]) -> Result<SheetSurvey, FileFault> {
    let mut sheet = SheetSurvey::default();
    let mut depth = 0_u32;
    for (record, content) in (Records { rest: stream }) {
        match record {
            BEGIN => depth += 1,
            END if depth <= 1 => break,
            END => depth -= 1,
            _ if depth > 1 => {}
            DIMENSIONS => check_claim(content)?,
            ROW => {
                let hidden = word(content, 12).is_some_and(|flags| flags & 0x20 != 0);
                if let (true, Some(row)) = (hidden, word(content, 0)) {
                    sheet.hidden_rows.push(u32::from(row));
                }
            }
            MULTIPLE_NUMBERS => {
                sheet.extend(content, 2);
                sheet.extend(content, content.len().saturating_sub(2));
            }
            STRING_RESULT => {}
            record if CELLS.contains(&record) => sheet.extend(content, 2),
            _ => {}
        }
    }
    Ok(sheet)
}

/// The reader sets memory aside for what a sheet claims; no sheet of this format has more than 65,536
/// rows and 256 columns.
fn check_claim(content: &[u8]) -> Result<(), FileFault> {
    let number = |at| word(content, at).map_or(0, u64::from);
    let long = |at| number(at) | (number(at + 2) << 16);
    let (first_row, last_row, first_column, last_column) = match content.len() {
        14 | 16 => (long(0), long(4), number(8), number(10)),
        _ => (number(0), number(2), number(4), number(6)),
    };
    let rows = last_row.saturating_sub(first_row);
    let columns = last_column.saturating_sub(first_column);
    if rows > 65_536 || columns > 256 {
        let claim = format!("a sheet claims {rows} rows and {columns} columns");
        return Err(FileFault::damaged(claim));
    }
    Ok(())
}

impl SheetSurvey {
    fn extend(&mut self, content: &[u8], column_at: usize) {
        let (Some(row), Some(column)) = (word(content, 0), word(content, column_at)) else {
            return;
        };
        let (first_row, first_column) = self.first.unwrap_or((row, column));
        self.first = Some((first_row.min(row), first_column.min(column)));
        self.last = (self.last.0.max(row), self.last.1.max(column));
    }

    /// Size of the dense table between the first and the last cell.
    fn slots(&self) -> u64 {
        let Some(first) = self.first else { return 0 };
        let rows = u64::from(self.last.0 - first.0) + 1;
        rows * (u64::from(self.last.1 - first.1) + 1)
    }
}
