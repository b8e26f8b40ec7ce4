//! Where lines stand, as a place in the workspace.

use std::sync::Arc;

use model::{CellAddress, Place};

/// The cell of a line, or the range of cells of several: rows from 1, column from 0.
///
/// A text file has its own name for a sheet (see [`model::LineRecord::sheet`]); its places name a line
/// and a field instead of a sheet and a cell.
pub fn line_place(
    path: &Arc<str>,
    sheet: &Arc<str>,
    first_row: u32,
    last_row: u32,
    column: u32,
) -> Place {
    let file_name = path.rsplit('/').next().unwrap_or(path);
    let cell = |row: u32| CellAddress::new(row.saturating_sub(1), column);
    Place {
        path: path.clone(),
        sheet: (file_name != &**sheet).then(|| sheet.clone()),
        cell: Some(cell(first_row)),
        last_cell: (last_row > first_row).then(|| cell(last_row)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_range_names_its_first_and_last_cell() {
        let cases = [
            ("a/o.xlsx", "Orders", 5, 9, "a/o.xlsx!Orders!E5:E9"),
            ("a/o.xlsx", "Orders", 5, 5, "a/o.xlsx!Orders!E5"),
            ("a/o.csv", "o.csv", 5, 9, "a/o.csv!5-9:5"),
        ];
        for (path, sheet, first, last, shown) in cases {
            let place = line_place(&path.into(), &sheet.into(), first, last, 4);
            assert_eq!(place.to_string(), shown);
        }
    }
}
