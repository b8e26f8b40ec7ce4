//! The flat cell layer: bytes of any spreadsheet or text table to cells with their addresses.
//!
//! The format is told from the content, never from the name. A file that cannot be read whole is refused
//! whole: a [`FileFault`] says what it is and what to ask the sender for, and every other file is still
//! read. Hostile files are met with limits on what they may unpack to, and a library's panic is caught.

mod biff;
mod content;
mod delimited;
mod guard;
mod limits;
mod ods;
mod package;
mod sheet_xml;
mod text;
mod values;
mod xls;
mod xlsb;
mod xlsx;

use std::sync::Arc;

use encoding_rs::Encoding;
use model::cell::FileFormat;
use model::fault::ContextCell;
use model::place::column_letters;
use model::supporting::TableReading;
use model::{CellAddress, FaultKind, InputFile, Place, Sheet, Workbook};

use content::Content;
use limits::Budget;

/// Why a file as a whole cannot be read.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct FileFault {
    /// What kind of fault; one of the kinds for files.
    pub kind: FaultKind,
    /// What the file is or what is wrong with it, and what to do, in words for the sender.
    pub detail: String,
    /// The line of a text file from which on it cannot be read as somebody said it is coded, from 1; `None` of any
    /// other fault.
    pub undecodable_line: Option<u32>,
}

impl FileFault {
    /// A fault of a kind with its explanation.
    pub(crate) fn new(kind: FaultKind, detail: impl Into<String>) -> Self {
        Self { kind, detail: detail.into(), undecodable_line: None }
    }

    /// A text file with letters that are not coded as somebody said.
    fn undecodable(what: &text::Undecodable) -> Self {
        let text::Undecodable { line, said, probably } = what;
        let detail = format!(
            "line {line} holds letters that are not coded as `{said}`, which the mapping names as `encoding`; write `encoding = \"{probably}\"`, as which the file seems to be coded, or take `encoding` out of the mapping"
        );
        let undecodable_line = Some(*line);
        Self { undecodable_line, ..Self::new(FaultKind::UnsupportedFormat, detail) }
    }

    /// A file that breaks off or contradicts itself.
    pub(crate) fn damaged(what: impl std::fmt::Display) -> Self {
        let detail = format!(
            "the file is damaged ({what}); open it in the spreadsheet program, save it anew as .xlsx and send it again"
        );
        Self::new(FaultKind::DamagedFile, detail)
    }

    /// A workbook with a sheet of a kind that keeps the whole of it from being read.
    pub(crate) fn macro_sheet() -> Self {
        Self::new(
            FaultKind::UnsupportedFormat,
            "the workbook holds an old macro sheet (Excel 4.0), dialog or the like; delete that sheet, save the workbook as .xlsx and send it again",
        )
    }

    /// A file behind a password.
    pub(crate) fn encrypted() -> Self {
        Self::new(
            FaultKind::EncryptedFile,
            "the file is protected by a password; save it without a password and send it again",
        )
    }
}

/// Reads a file into sheets of cells (contract: "A return", "Supporting spreadsheets").
///
/// Formats: xlsx, xlsm, xlsb, xls (BIFF5 and BIFF8), ods, and delimited text in UTF-8, UTF-16 or a code page, which
/// is then guessed. Cells are sorted by row and column; empty ones are not kept.
///
/// # Errors
///
/// A [`FileFault`] where the file is empty, damaged, protected by a password, too large when unpacked, or
/// no table at all. Nothing of such a file is used.
pub fn workbook(file: &InputFile) -> Result<Workbook, FileFault> {
    text_as(file, TextFormat::default())
}

/// Reads a supporting file as [`workbook`] does, a text file by what its mapping says of it.
///
/// # Errors
///
/// As [`workbook`].
pub fn supporting(file: &InputFile, tables: &[&TableReading]) -> Result<Workbook, FileFault> {
    let table = tables.iter().find(|table| *table.path == *file.path);
    let name = table.and_then(|table| table.encoding.as_deref());
    let format = TextFormat {
        delimiter: table.and_then(|table| table.delimiter),
        encoding: name.and_then(|name| Encoding::for_label(name.as_bytes())),
    };
    text_as(file, format)
}

/// What somebody said of a text file.
#[derive(Clone, Copy, Default)]
pub(crate) struct TextFormat {
    /// What parts its fields.
    pub(crate) delimiter: Option<char>,
    /// How its letters are coded.
    pub(crate) encoding: Option<&'static Encoding>,
}

/// Reads a file as [`workbook`] does, a text file by what somebody said of it.
///
/// # Errors
///
/// As [`workbook`].
pub(crate) fn text_as(file: &InputFile, format: TextFormat) -> Result<Workbook, FileFault> {
    let read = || read_content(file, format);
    let mut workbook = guard::quietly(read).unwrap_or_else(|| {
        Err(FileFault::damaged("its parts contradict each other in a way that cannot be read"))
    })?;
    for sheet in &mut workbook.sheets {
        put_in_order(sheet);
    }
    Ok(workbook)
}

fn read_content(file: &InputFile, format: TextFormat) -> Result<Workbook, FileFault> {
    let mut budget = Budget::default();
    let mut days_from_1904 = None;
    let (kind, sheets) = match content::recognise(file, format.encoding)? {
        Content::Xlsx(package) => {
            let (sheets, from_1904) = xlsx::sheets(package, &mut budget)?;
            days_from_1904 = Some(from_1904);
            (FileFormat::Xlsx, sheets)
        }
        Content::Xlsb(package) => (FileFormat::Xlsb, xlsb::sheets(package, &mut budget)?),
        Content::Ods(package) => {
            let (sheets, from_1904) = ods::sheets(package, &mut budget)?;
            days_from_1904 = from_1904;
            (FileFormat::Ods, sheets)
        }
        Content::Xls(survey) => {
            days_from_1904 = Some(survey.days_from_1904);
            let sheets = xls::sheets(&file.bytes, &survey, &mut budget)?;
            (FileFormat::Xls, sheets)
        }
        Content::Text(text) => {
            let sheet = delimited::sheet(file, &text, format.delimiter, &mut budget)?;
            (FileFormat::Csv, vec![sheet])
        }
    };
    Ok(Workbook { path: file.path.to_string(), format: kind, days_from_1904, sheets })
}

/// Reads a text file as a program wrote it, one sheet, with what parts its fields; `None` for any file that is no
/// text.
///
/// # Errors
///
/// As [`workbook`]; also where not all rows have as many fields as the header.
pub(crate) fn written_text(file: &InputFile) -> Result<Option<(Workbook, char)>, FileFault> {
    let Content::Text(text) = content::recognise(file, None)? else {
        return Ok(None);
    };
    let (sheet, delimiter) = delimited::plain::sheet(file.name(), &text, &mut Budget::default())?;
    let path = file.path.to_string();
    let format = FileFormat::Csv;
    let workbook = Workbook { path, format, days_from_1904: None, sheets: vec![sheet] };
    Ok(Some((workbook, delimiter)))
}

/// The encoding a text file is read by although nothing in it says so; `None` for any other file.
pub(crate) fn guessed_encoding(file: &InputFile) -> Option<&'static Encoding> {
    let is_text = matches!(content::recognise(file, None), Ok(Content::Text(_)));
    is_text.then(|| text::guessed(&file.bytes)).flatten()
}

/// Sorts the cells by address; of two cells at one address the later one stands, as in the programs that
/// write such files.
fn put_in_order(sheet: &mut Sheet) {
    let in_order = sheet.cells.windows(2).all(|pair| pair[0].address < pair[1].address);
    if !in_order {
        sheet.cells.sort_by_key(|cell| cell.address);
        sheet.cells.dedup_by(|later, earlier| {
            let same = later.address == earlier.address;
            if same {
                std::mem::swap(later, earlier);
            }
            same
        });
    }
    sheet.hidden_rows.sort_unstable();
    sheet.hidden_rows.dedup();
}

/// The place of a cell: `path!sheet!cell`, in a text file `path!line:column` (contract: "source").
pub fn place(workbook: &Workbook, sheet: &Sheet, address: CellAddress) -> Place {
    let path: Arc<str> = workbook.path.as_str().into();
    match workbook.format {
        FileFormat::Csv => Place::line(path, address.row + 1, address.column + 1),
        _ => Place::cell(path, sheet.title.as_str(), address),
    }
}

/// Most cells shown beside the marked one.
const CONTEXT_CELLS: usize = 6;
/// Longest text shown of a neighbouring cell, in characters.
const CONTEXT_CHARACTERS: usize = 60;

/// The cells of a row around a marked column, left to right, the marked one included where it holds
/// something, to show the sender its own line. Long texts are cut.
pub fn context(sheet: &Sheet, row: u32, marked_column: u32) -> Vec<ContextCell> {
    let mut nearest: Vec<_> = sheet.row(row).iter().collect();
    nearest.sort_by_key(|cell| cell.address.column.abs_diff(marked_column));
    nearest.truncate(CONTEXT_CELLS + 1);
    nearest.sort_by_key(|cell| cell.address.column);
    let shown = nearest.into_iter();
    shown.map(|cell| context_cell(cell.address.column, &cell.raw)).collect()
}

/// One cell as shown beside a fault: letters of its column and its text on one line, cut where it is long.
pub(crate) fn context_cell(column: u32, raw: &str) -> ContextCell {
    let line = raw.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut text: String = line.chars().take(CONTEXT_CHARACTERS).collect();
    if text.len() < line.len() {
        text.push('…');
    }
    ContextCell { column: column_letters(column), text }
}

#[cfg(test)]
mod tests;
