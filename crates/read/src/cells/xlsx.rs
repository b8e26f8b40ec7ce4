//! Office Open XML workbooks: values from the cell reader, everything else from the sheet's markup.

use std::io::Cursor;

use calamine::{Data, Reader, SheetType, SheetVisible, Xlsx, XlsxError};
use model::{Cell, CellValue, Sheet};

use super::FileFault;
use super::limits::Budget;
use super::package::Package;
use super::sheet_xml::{self, CellMarkup, SheetMarkup};
use super::values;

type Book<'a> = Xlsx<Cursor<&'a [u8]>>;

/// Reads every sheet of an xlsx or xlsm workbook, and whether its days are counted from 1904.
pub(super) fn sheets(
    mut package: Package<'_>,
    budget: &mut Budget,
) -> Result<(Vec<Sheet>, bool), FileFault> {
    let main =
        package.main_part()?.ok_or_else(|| FileFault::damaged("the package has no workbook"))?;
    let parts = package.sheet_parts(&main)?;
    let mut book = Xlsx::new(Cursor::new(package.bytes)).map_err(opening_fault)?;
    let worksheets = book.sheets_metadata().to_vec();
    let mut sheets = Vec::new();
    for entry in worksheets {
        if entry.typ != SheetType::WorkSheet {
            continue;
        }
        let path = parts.iter().find(|(title, _)| *title == entry.name);
        let xml = match path {
            Some((_, path)) => package.xml(path)?,
            None => None,
        };
        let xml = xml
            .ok_or_else(|| FileFault::damaged(format!("its sheet `{}` is missing", entry.name)))?;
        let mut sheet = sheet(&mut book, &entry.name, &xml, budget)?;
        sheet.hidden = entry.visible != SheetVisible::Visible;
        sheets.push(sheet);
    }
    Ok((sheets, book.has_1904_epoch()))
}

fn opening_fault(error: XlsxError) -> FileFault {
    match error {
        XlsxError::Password => FileFault::encrypted(),
        XlsxError::Unrecognized { typ: "sheet:type", .. } => FileFault::macro_sheet(),
        error => FileFault::damaged(error),
    }
}

/// Why a sheet was not read.
enum Stopped {
    /// A cell the cell reader refuses: its address has to come from the markup.
    AddressUnknown,
    Fault(FileFault),
}

impl From<FileFault> for Stopped {
    fn from(fault: FileFault) -> Self {
        Self::Fault(fault)
    }
}

/// Reads a sheet; its markup only where something stands in it that the cell reader does not tell.
fn sheet(
    book: &mut Book<'_>,
    title: &str,
    xml: &str,
    budget: &mut Budget,
) -> Result<Sheet, FileFault> {
    let untouched = *budget;
    if !sheet_xml::may_hold_more(xml) {
        match cells(book, title, None, budget) {
            Ok(sheet) => return Ok(sheet),
            Err(Stopped::Fault(fault)) => return Err(fault),
            Err(Stopped::AddressUnknown) => *budget = untouched,
        }
    }
    let markup = sheet_xml::markup(xml).map_err(|error| damaged(title, &error))?;
    cells(book, title, Some(markup), budget).map_err(|stopped| match stopped {
        Stopped::Fault(fault) => fault,
        Stopped::AddressUnknown => damaged(title, &"its cells cannot be told apart"),
    })
}

fn damaged(title: &str, error: &dyn std::fmt::Display) -> FileFault {
    FileFault::damaged(format!("its sheet `{title}`: {error}"))
}

/// The cells of a sheet, with what its markup tells of them where that was read.
fn cells(
    book: &mut Book<'_>,
    title: &str,
    markup: Option<SheetMarkup>,
    budget: &mut Budget,
) -> Result<Sheet, Stopped> {
    let damaged = |error: &dyn std::fmt::Display| damaged(title, error);
    let plain = markup.is_none();
    let markup = markup.unwrap_or_default();
    let mut sheet = Sheet {
        title: title.to_owned(),
        hidden: false,
        cells: Vec::new(),
        hidden_rows: markup.hidden_rows,
        merged: markup.merged,
    };
    let mut reader = match book.worksheet_cells_reader(title) {
        Ok(reader) => reader,
        // A worksheet without any data element is an empty sheet.
        Err(XlsxError::XmlEof("worksheet") | XlsxError::NotAWorksheet(_)) => return Ok(sheet),
        Err(error) => return Err(damaged(&error).into()),
    };
    let mut elements = markup.cells.into_iter();
    loop {
        let (value, style, element) = match reader.next_cell_with_style_id() {
            Ok(Some((cell, style))) => {
                let element = match plain {
                    true => sheet_xml::without_formula(cell.get_position()),
                    false => elements.next(),
                };
                (values::stored(Data::from(cell.get_value().clone())), style, element)
            }
            Ok(None) => break,
            Err(_) if plain => return Err(Stopped::AddressUnknown),
            Err(error) => {
                let value = unreadable_value(error).map_err(|error| damaged(&error))?;
                (Some(value), 0, elements.next())
            }
        };
        let element = element.ok_or(Stopped::AddressUnknown)?;
        let format = reader.styles().get(style).and_then(|style| style.number_format.as_ref());
        let format = format.map(|format| format.format_code.as_str());
        if let Some(cell) = cell(element, value, format) {
            budget.take(&cell)?;
            sheet.cells.push(cell);
        }
    }
    Ok(sheet)
}

/// The cell of an element and its value; `None` where it holds nothing.
fn cell(
    element: CellMarkup,
    value: Option<(CellValue, String)>,
    format: Option<&str>,
) -> Option<Cell> {
    let without_stored_value = element.formula && !element.value;
    let (value, raw) = match value {
        Some(value) if !without_stored_value => value,
        _ if without_stored_value => (CellValue::Text(String::new()), String::new()),
        _ => return None,
    };
    Some(Cell {
        address: element.address,
        value,
        raw,
        number_format: format.filter(|code| *code != "General").map(str::to_owned),
        formula: element.formula,
        without_stored_value,
    })
}

/// A value the cell reader refuses is that cell's error, not the file's, as long as the markup is whole.
fn unreadable_value(error: XlsxError) -> Result<(CellValue, String), XlsxError> {
    match error {
        // Newer errors, such as `#SPILL!`.
        XlsxError::CellError(text) => Ok(values::error(text)),
        XlsxError::ParseFloat(_)
        | XlsxError::CellTAttribute(_)
        | XlsxError::Unexpected(_)
        | XlsxError::Unrecognized { .. } => Ok(values::error(error.to_string())),
        error => Err(error),
    }
}
