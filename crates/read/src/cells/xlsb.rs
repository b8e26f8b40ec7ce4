//! Binary Office Open XML workbooks. The format's reader knows neither hidden rows nor merged ranges.

use std::collections::BTreeSet;
use std::io::Cursor;

use calamine::{Data, Reader, SheetType, SheetVisible, Xlsb, XlsbError};
use model::{Cell, CellAddress, Sheet};

use super::limits::Budget;
use super::package::Package;
use super::{FileFault, guard, values};

type Book<'a> = Xlsb<Cursor<&'a [u8]>>;

/// Reads every sheet of an xlsb workbook.
pub(super) fn sheets(package: Package<'_>, budget: &mut Budget) -> Result<Vec<Sheet>, FileFault> {
    let mut book = Xlsb::new(Cursor::new(package.bytes)).map_err(|error| match error {
        XlsbError::Password => FileFault::encrypted(),
        XlsbError::Unrecognized { typ: "BoundSheet8:dt", .. } => FileFault::macro_sheet(),
        error => FileFault::damaged(error),
    })?;
    let worksheets = book.sheets_metadata().to_vec();
    let mut sheets = Vec::new();
    for entry in worksheets {
        if entry.typ != SheetType::WorkSheet {
            continue;
        }
        let mut cells = Vec::new();
        let empty_texts = read_values(&mut book, &entry.name, &mut cells, budget).map_err(
            |error| match error {
                Refusal::Limit(fault) => fault,
                Refusal::Reader(error) => {
                    FileFault::damaged(format!("its sheet `{}`: {error}", entry.name))
                }
            },
        )?;
        let mut formulas = formulas(&mut book, &entry.name);
        formulas.retain(|address| !empty_texts.contains(address));
        mark_formulas(&mut cells, formulas);
        sheets.push(Sheet {
            title: entry.name,
            hidden: entry.visible != SheetVisible::Visible,
            cells,
            hidden_rows: Vec::new(),
            merged: Vec::new(),
        });
    }
    Ok(sheets)
}

enum Refusal {
    Limit(FileFault),
    Reader(XlsbError),
}

/// Reads the cells that hold something; gives back the addresses of empty texts.
fn read_values(
    book: &mut Book<'_>,
    title: &str,
    cells: &mut Vec<Cell>,
    budget: &mut Budget,
) -> Result<BTreeSet<CellAddress>, Refusal> {
    let mut empty_texts = BTreeSet::new();
    let mut reader = book.worksheet_cells_reader(title).map_err(Refusal::Reader)?;
    while let Some(found) = reader.next_cell().map_err(Refusal::Reader)? {
        let (row, column) = found.get_position();
        let address = CellAddress::new(row, column);
        let Some((value, raw)) = values::stored(Data::from(found.get_value().clone())) else {
            empty_texts.insert(address);
            continue;
        };
        let cell = Cell {
            address,
            value,
            raw,
            number_format: None,
            formula: false,
            without_stored_value: false,
        };
        budget.take(&cell).map_err(Refusal::Limit)?;
        cells.push(cell);
    }
    Ok(empty_texts)
}

/// Addresses of formulas, as far as the reader can follow them. A formula it does not know ends the list:
/// the values stand, only the mark is missing.
fn formulas(book: &mut Book<'_>, title: &str) -> BTreeSet<CellAddress> {
    let mut found = BTreeSet::new();
    let _ = guard::quietly(|| {
        let Ok(mut reader) = book.worksheet_cells_reader(title) else {
            return;
        };
        while let Ok(Some(cell)) = reader.next_formula() {
            let (row, column) = cell.get_position();
            found.insert(CellAddress::new(row, column));
        }
    });
    found
}

/// Marks formula cells. A formula without a value among the cells is one whose result is an error: the
/// reader passes over exactly those.
fn mark_formulas(cells: &mut Vec<Cell>, mut left: BTreeSet<CellAddress>) {
    for cell in cells.iter_mut() {
        cell.formula = left.remove(&cell.address);
    }
    cells.extend(left.into_iter().map(|address| {
        let (value, raw) = values::error("#ERROR".to_owned());
        Cell {
            address,
            value,
            raw,
            number_format: None,
            formula: true,
            without_stored_value: false,
        }
    }));
}
