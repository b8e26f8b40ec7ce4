//! Excel 5 to 2003 workbooks, after [`super::biff`] has looked them over.

use std::io::Cursor;

use calamine::{Range, Reader, SheetType, SheetVisible, Xls, XlsError, XlsOptions};
use model::{Cell, CellAddress, CellValue, Sheet};

use super::biff::Survey;
use super::limits::Budget;
use super::{FileFault, values};

type Book<'a> = Xls<Cursor<&'a [u8]>>;

/// UTF-16: what 16-bit texts of BIFF8 are in, whatever code page the file names.
const UTF_16: u16 = 1200;

/// Reads every sheet of an xls workbook.
///
/// The reader decodes BIFF8 texts by the code page the file names, which some writers set to 1252 although
/// the texts are in UTF-16; letters then come back with U+0000 between them. BIFF8 is therefore always
/// read as UTF-16. Should such a character still be left, the file is refused.
pub(super) fn sheets(
    bytes: &[u8],
    survey: &Survey,
    budget: &mut Budget,
) -> Result<Vec<Sheet>, FileFault> {
    let mut options = XlsOptions::default();
    if survey.biff8 {
        options.force_codepage = Some(UTF_16);
    }
    let mut book =
        Xls::new_with_options(Cursor::new(bytes), options).map_err(|error| match error {
            XlsError::Password => FileFault::encrypted(),
            error => FileFault::damaged(error),
        })?;
    let entries = book.sheets_metadata().to_vec();
    let surveyed = entries.len() == survey.sheets.len();
    let mut sheets = Vec::new();
    for (index, entry) in entries.into_iter().enumerate() {
        if entry.typ != SheetType::WorkSheet {
            continue;
        }
        let mut sheet = sheet(&mut book, &entry.name, budget)?;
        sheet.hidden = entry.visible != SheetVisible::Visible;
        if surveyed {
            sheet.hidden_rows = survey.sheets[index].hidden_rows.clone();
        }
        check_letters(&sheet)?;
        sheets.push(sheet);
    }
    if never_calculated(&sheets) {
        sheets.iter_mut().flat_map(|sheet| &mut sheet.cells).for_each(forget_result);
    }
    Ok(sheets)
}

/// The fewest formulas that are not all 0 by chance.
const FEW: usize = 3;

/// Whether the program that saved a workbook left out what its formulas give: each of them holds the number 0, those
/// that give texts too. LibreOffice saves so where it has not calculated a workbook itself.
fn never_calculated(sheets: &[Sheet]) -> bool {
    let formulas = sheets.iter().flat_map(|sheet| &sheet.cells).filter(|cell| cell.formula);
    let results: Vec<&CellValue> = formulas.map(|cell| &cell.value).collect();
    let is_zero =
        |value: &&CellValue| matches!(value, CellValue::Number(number) if number.is_zero());
    results.len() >= FEW && results.iter().all(is_zero)
}

fn forget_result(cell: &mut Cell) {
    if cell.formula {
        *cell = formula_without_value((cell.address.row, cell.address.column));
    }
}

fn sheet(book: &mut Book<'_>, title: &str, budget: &mut Budget) -> Result<Sheet, FileFault> {
    let damaged = |error: XlsError| FileFault::damaged(format!("its sheet `{title}`: {error}"));
    let values = book.worksheet_range(title).map_err(damaged)?;
    let formulas = book.worksheet_formula(title).map_err(damaged)?;
    let merged = book.merge_cells_by_sheet_name(title).map_err(damaged)?;
    let is_formula = |(row, column): (u32, u32)| {
        formulas.get_value((row, column)).is_some_and(|formula| !formula.is_empty())
    };
    let mut cells = Vec::new();
    for (position, data) in positions(&values) {
        let Some((value, raw)) = values::stored(data.clone()) else {
            continue;
        };
        let cell = Cell {
            address: CellAddress::new(position.0, position.1),
            value,
            raw,
            number_format: None,
            formula: is_formula(position),
            without_stored_value: false,
        };
        budget.take(&cell)?;
        cells.push(cell);
    }
    let never_computed = positions(&formulas)
        .filter(|(position, formula)| {
            let stored = values.get_value(*position);
            !formula.is_empty() && stored.is_none_or(|data| *data == calamine::Data::Empty)
        })
        .map(|(position, _)| formula_without_value(position));
    cells.extend(never_computed);
    Ok(Sheet {
        title: title.to_owned(),
        hidden: false,
        cells,
        hidden_rows: Vec::new(),
        merged: merged
            .iter()
            .map(|range| {
                let first = CellAddress::new(range.start.0, range.start.1);
                (first, CellAddress::new(range.end.0, range.end.1))
            })
            .collect(),
    })
}

/// A text formula whose text record is missing.
fn formula_without_value((row, column): (u32, u32)) -> Cell {
    Cell {
        address: CellAddress::new(row, column),
        value: CellValue::Text(String::new()),
        raw: String::new(),
        number_format: None,
        formula: true,
        without_stored_value: true,
    }
}

/// The slots of a table with their addresses in the sheet.
fn positions<T>(range: &Range<T>) -> impl Iterator<Item = ((u32, u32), &T)>
where
    T: calamine::CellType,
{
    let (first_row, first_column) = range.start().unwrap_or_default();
    range.rows().enumerate().flat_map(move |(row, slots)| {
        slots.iter().enumerate().map(move |(column, slot)| {
            let position = (first_row + row as u32, first_column + column as u32);
            (position, slot)
        })
    })
}

fn check_letters(sheet: &Sheet) -> Result<(), FileFault> {
    let garbled = sheet.cells.iter().find(|cell| cell.raw.contains('\0'));
    match garbled {
        None => Ok(()),
        Some(cell) => Err(FileFault::damaged(format!(
            "the letters in cell {} of sheet `{}` cannot be told",
            cell.address, sheet.title
        ))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn formulas(results: &[i64]) -> Vec<Sheet> {
        let cells = (0..).zip(results).map(|(row, result)| Cell {
            address: CellAddress::new(row, 0),
            value: CellValue::Number((*result).into()),
            raw: result.to_string(),
            number_format: None,
            formula: true,
            without_stored_value: false,
        });
        let (title, cells) = (String::new(), cells.collect());
        vec![Sheet { title, hidden: false, cells, hidden_rows: Vec::new(), merged: Vec::new() }]
    }

    #[test]
    fn formulas_that_are_all_zero_were_never_calculated() {
        assert!(never_calculated(&formulas(&[0, 0, 0])));
        assert!(!never_calculated(&formulas(&[0, 0, 7])));
        assert!(!never_calculated(&formulas(&[0, 0])), "two may be");
        let mut sheets = formulas(&[0]);
        forget_result(&mut sheets[0].cells[0]);
        assert!(sheets[0].cells[0].without_stored_value);
    }
}
