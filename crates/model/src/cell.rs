//! The flat cell layer: every format is read into this first; meaning comes after.

use jiff::civil::{Date, DateTime};
use rust_decimal::Decimal;

use crate::place::CellAddress;

/// What a cell stores.
#[derive(Clone, PartialEq, Debug)]
pub enum CellValue {
    /// Text as typed.
    Text(String),
    /// A number, exact: the shortest text of the stored binary number, read as a decimal.
    Number(Decimal),
    /// A logical value.
    Boolean(bool),
    /// A number shown as a date, or an ISO date (ods); the time is midnight for a plain date.
    Date(DateTime),
    /// An error such as `#REF!`, or a number no decimal can hold.
    Error(String),
}

/// One cell that holds something. Empty cells are not kept.
#[derive(Clone, PartialEq, Debug)]
pub struct Cell {
    /// Where it stands in its sheet.
    pub address: CellAddress,
    /// What it stores.
    pub value: CellValue,
    /// What it stores, as text: numbers in plain notation with a decimal point, dates ISO 8601.
    pub raw: String,
    /// The number format, where the file format lets it be known.
    pub number_format: Option<String>,
    /// Whether a formula stands behind the value.
    pub formula: bool,
    /// A formula that was never computed: the file holds no value for it, whatever `value` says.
    pub without_stored_value: bool,
}

impl Cell {
    /// The text if it is a text, without spaces around it.
    pub fn text(&self) -> Option<&str> {
        match &self.value {
            CellValue::Text(text) => Some(text.trim()),
            _ => None,
        }
    }

    /// The day if the cell is a date.
    pub fn date(&self) -> Option<Date> {
        match self.value {
            CellValue::Date(moment) => Some(moment.date()),
            _ => None,
        }
    }
}

/// A sheet: its cells in reading order (by row, then column).
#[derive(Clone, PartialEq, Debug)]
pub struct Sheet {
    /// Title on the tab; for a text file its name.
    pub title: String,
    /// Whether the sheet is hidden.
    pub hidden: bool,
    /// The cells that hold something, by row and then column.
    pub cells: Vec<Cell>,
    /// Rows that are hidden, from 0, sorted; empty where the format does not say.
    pub hidden_rows: Vec<u32>,
    /// Merged ranges, first and last cell.
    pub merged: Vec<(CellAddress, CellAddress)>,
}

impl Sheet {
    /// The cell at an address, if it holds something.
    pub fn at(&self, row: u32, column: u32) -> Option<&Cell> {
        let address = CellAddress::new(row, column);
        let found = self.cells.binary_search_by(|cell| cell.address.cmp(&address));
        found.ok().map(|index| &self.cells[index])
    }

    /// The cells of one row, in order.
    pub fn row(&self, row: u32) -> &[Cell] {
        let start = self.cells.partition_point(|cell| cell.address.row < row);
        let end = self.cells.partition_point(|cell| cell.address.row <= row);
        &self.cells[start..end]
    }

    /// The rows that hold something, with their cells, in order.
    pub fn rows(&self) -> impl Iterator<Item = (u32, &[Cell])> {
        self.cells
            .chunk_by(|a, b| a.address.row == b.address.row)
            .map(|row| (row[0].address.row, row))
    }
}

/// What file format a table came in.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum FileFormat {
    /// Office Open XML workbook, with or without macros (`.xlsx`, `.xlsm`).
    Xlsx,
    /// Binary Office Open XML workbook.
    Xlsb,
    /// Excel 97 to 2003.
    Xls,
    /// OpenDocument spreadsheet.
    Ods,
    /// Delimited text.
    Csv,
}

/// A file of sheets, flat.
#[derive(Clone, PartialEq, Debug)]
pub struct Workbook {
    /// Path relative to the workspace.
    pub path: String,
    /// The format, found from the content, not from the name.
    pub format: FileFormat,
    /// Whether its days are counted from 1904 and not from 1900; `None` where the file does not tell, or the
    /// reader of its format does not.
    pub days_from_1904: Option<bool>,
    /// The sheets in the file's order.
    pub sheets: Vec<Sheet>,
}

impl Workbook {
    /// The sheet with this title.
    pub fn sheet(&self, title: &str) -> Option<&Sheet> {
        self.sheets.iter().find(|sheet| sheet.title == title)
    }
}
