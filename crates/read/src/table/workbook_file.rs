//! Registers as workbooks with one sheet.

use std::collections::BTreeMap;
use std::sync::Arc;

use model::cell::{Cell, CellValue, Sheet};
use model::{InputFile, Obstacle};

use super::{Field, Table};
use crate::cells;

/// Columns beyond this one are not looked at: no register has so many.
const WIDEST: usize = 512;

/// Reads the one sheet of a workbook that holds something.
///
/// # Errors
///
/// An obstacle if the file is no workbook that can be read, or if several sheets hold something.
pub(super) fn read(file: &InputFile) -> Result<Table, Obstacle> {
    let workbook = cells::workbook(file).map_err(|fault| {
        Obstacle::new(
            format!("`{}` cannot be read: {}.", file.name(), reason(&fault.detail)),
            "Open it in a spreadsheet program and save it as .xlsx again, or as CSV UTF-8 of the same name.",
        )
        .at(&file.path)
    })?;
    let mut filled = workbook.sheets.into_iter().filter(|sheet| !sheet.cells.is_empty());
    let (first, second) = (filled.next(), filled.next());
    if let (Some(first), Some(second)) = (&first, &second) {
        return Err(several_sheets(file, &first.title, &second.title));
    }
    Ok(table_of(file, first))
}

/// What is wrong with a file, without the advice for those who sent it: this one is the office's own.
pub(crate) fn reason(detail: &str) -> &str {
    detail.split(';').next().unwrap_or(detail).trim_end_matches('.')
}

/// The table of a sheet: its first row that holds something is the header.
fn table_of(file: &InputFile, sheet: Option<Sheet>) -> Table {
    let title = sheet.as_ref().map_or("", |sheet| &sheet.title);
    let title: Arc<str> = title.into();
    let mut rows = sheet.iter().flat_map(Sheet::rows);
    let (header_line, header) = rows.next().map_or((0, Vec::new()), |(line, cells)| {
        let fields = fields(cells);
        let texts = fields.iter().map(|field| field.shown().to_owned());
        (line, texts.collect())
    });
    let rows = rows.map(|(line, cells)| (line, fields(cells)));
    Table {
        path: Arc::clone(&file.path),
        sheet: Some(title),
        decimal_comma: false,
        header,
        header_line,
        rows: rows.filter(|(_, fields)| !fields.iter().all(Field::is_blank)).collect(),
        columns: BTreeMap::new(),
        private: &[],
    }
}

/// The fields of a row by column.
fn fields(cells: &[Cell]) -> Vec<Field> {
    let mut fields = Vec::new();
    for cell in cells {
        let column = cell.address.column as usize;
        if column >= WIDEST {
            break;
        }
        fields.resize(column, Field::Text(String::new()));
        fields.push(field(cell));
    }
    fields
}

/// A cell as the text a CSV file would hold.
fn field(cell: &Cell) -> Field {
    if cell.without_stored_value {
        return Field::Unreadable("a formula that was never computed".to_owned());
    }
    match &cell.value {
        CellValue::Text(text) => Field::Text(text.trim().to_owned()),
        CellValue::Number(number) => Field::Text(number.normalize().to_string()),
        CellValue::Boolean(yes) => Field::Text(if *yes { "yes" } else { "no" }.to_owned()),
        CellValue::Date(moment) => Field::Text(moment.date().to_string()),
        CellValue::Error(error) => Field::Unreadable(error.clone()),
    }
}

fn several_sheets(file: &InputFile, first: &str, second: &str) -> Obstacle {
    Obstacle::new(
        format!("`{}` has several sheets with something in them (`{first}`, `{second}`); a register has one.", file.name()),
        "Keep the sheet with the register and remove the others.",
    )
    .at(&file.path)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use model::{CellAddress, CellValue, Date};

    use super::*;
    use crate::registers::testing::files;
    use crate::table::{Columns, RowReader};
    use crate::testing::{cell, put, sheet};

    const COLUMNS: Columns =
        Columns { required: &["date", "amount"], optional: &["note"], titled: &[], private: &[] };

    fn read(sheet: Sheet) -> (Table, Vec<model::Fault>) {
        let files: BTreeMap<_, _> = files(&[("inputs/ledger.xlsx", "")]);
        let mut table = table_of(&files["inputs/ledger.xlsx"], Some(sheet));
        let mut faults = Vec::new();
        table.name_columns(&COLUMNS, &mut faults).unwrap();
        (table, faults)
    }

    #[test]
    fn cells_are_read_as_a_csv_file_would_hold_them() {
        let mut own =
            sheet("Ledger", &[&[], &["date", "amount"], &["", "=1234.50"], &["", "", "", "ask"]]);
        let mut day = cell(CellAddress::new(2, 0), "2026-02-01");
        day.value = CellValue::Date(Date::constant(2026, 2, 1).at(0, 0, 0, 0));
        put(&mut own, day);
        let (table, faults) = read(own);
        let mut rows: Vec<RowReader<'_>> = table.rows().collect();
        assert_eq!(rows[0].required_day("date"), Some(Date::constant(2026, 2, 1)));
        assert_eq!(rows[0].required_amount("amount", Some(model::Currency::EUR)), Some(123_450));
        assert_eq!(rows[0].place("amount").to_string(), "inputs/ledger.xlsx!Ledger!B3");
        assert!(rows[1].is_sound(), "a note beside the table does no harm");
        assert_eq!(faults[0].place.to_string(), "inputs/ledger.xlsx!Ledger!D2");
    }

    #[test]
    fn a_cell_without_a_reliable_value_is_a_fault() {
        let mut own = sheet("Ledger", &[&["date", "amount"], &["2026-02-01"], &["2026-02-01"]]);
        let mut formula = cell(CellAddress::new(1, 1), "=0");
        formula.formula = true;
        formula.without_stored_value = true;
        put(&mut own, formula);
        let mut error = cell(CellAddress::new(2, 1), "#REF!");
        error.value = CellValue::Error("#REF!".to_owned());
        put(&mut own, error);
        let (table, _) = read(own);
        for mut row in table.rows() {
            assert_eq!(row.required_amount("amount", Some(model::Currency::EUR)), None);
            assert_eq!(row.faults().len(), 1);
        }
    }
}
