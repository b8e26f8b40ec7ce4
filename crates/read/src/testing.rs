//! Workbooks made by hand for the tests of this crate.

use model::cell::FileFormat;
use model::{Cell, CellAddress, CellValue, Decimal, Sheet, Workbook};

/// A sheet whose rows are given as texts; an empty text is an empty cell, a text that begins with `=` the
/// stored number of a cell.
pub(crate) fn sheet(title: &str, rows: &[&[&str]]) -> Sheet {
    let mut cells = Vec::new();
    for (row, texts) in rows.iter().enumerate() {
        for (column, text) in texts.iter().enumerate() {
            if !text.is_empty() {
                let address = CellAddress::new(row as u32, column as u32);
                cells.push(cell(address, text));
            }
        }
    }
    Sheet {
        title: title.to_owned(),
        hidden: false,
        cells,
        hidden_rows: Vec::new(),
        merged: Vec::new(),
    }
}

/// One cell.
pub(crate) fn cell(address: CellAddress, text: &str) -> Cell {
    let (value, raw) = match text.strip_prefix('=') {
        Some(number) => {
            let number: Decimal = number.parse().expect("a number behind `=`");
            (CellValue::Number(number), number.to_string())
        }
        None => (CellValue::Text(text.to_owned()), text.to_owned()),
    };
    Cell { address, value, raw, number_format: None, formula: false, without_stored_value: false }
}

/// Replaces or adds a cell, keeping the order.
pub(crate) fn put(sheet: &mut Sheet, cell: Cell) {
    match sheet.cells.binary_search_by(|own| own.address.cmp(&cell.address)) {
        Ok(index) => sheet.cells[index] = cell,
        Err(index) => sheet.cells.insert(index, cell),
    }
}

/// A workbook of these sheets.
pub(crate) fn workbook(path: &str, sheets: Vec<Sheet>) -> Workbook {
    Workbook {
        path: path.to_owned(),
        format: FileFormat::Xlsx,
        days_from_1904: Some(false),
        sheets,
    }
}
