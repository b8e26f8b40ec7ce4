//! Where something stands: the address that is never lost, from the cell to the published figure.

use std::fmt;
use std::sync::Arc;

/// Row and column of a cell, both counted from 0 (as spreadsheets store them); shown as `E14`.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub struct CellAddress {
    /// Row, from 0.
    pub row: u32,
    /// Column, from 0.
    pub column: u32,
}

impl CellAddress {
    /// The address at a row and column, both from 0.
    pub fn new(row: u32, column: u32) -> Self {
        Self { row, column }
    }
}

impl fmt::Display for CellAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", column_letters(self.column), self.row + 1)
    }
}

/// The letters of a column counted from 0: `A`, `B`, … `Z`, `AA`.
pub fn column_letters(column: u32) -> String {
    let mut letters = Vec::new();
    let mut rest = column;
    loop {
        letters.push(b'A' + (rest % 26) as u8);
        if rest < 26 {
            break;
        }
        rest = rest / 26 - 1;
    }
    letters.reverse();
    String::from_utf8(letters).expect("letters A to Z")
}

/// A place in the workspace: a file, and where it is known, the sheet and the cell.
///
/// Shown as `path!sheet!cell`, in a text file as `path!line:field`; ranges as [`Place::cell_name`] says. The path is relative to the
/// workspace and always has a `/`.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub struct Place {
    /// Path relative to the workspace, with `/` between folders.
    pub path: Arc<str>,
    /// Title of the sheet; `None` in a text file.
    pub sheet: Option<Arc<str>>,
    /// The cell; in a text file row = line − 1 and column = field − 1.
    pub cell: Option<CellAddress>,
    /// The last cell, where the place is a range of cells.
    pub last_cell: Option<CellAddress>,
}

impl Place {
    /// A whole file.
    pub fn file(path: impl Into<Arc<str>>) -> Self {
        Self { path: path.into(), sheet: None, cell: None, last_cell: None }
    }

    /// One cell of a sheet.
    pub fn cell(path: impl Into<Arc<str>>, sheet: impl Into<Arc<str>>, cell: CellAddress) -> Self {
        Self { path: path.into(), sheet: Some(sheet.into()), cell: Some(cell), last_cell: None }
    }

    /// One field of a text file, line and field counted from 1.
    pub fn line(path: impl Into<Arc<str>>, line: u32, field: u32) -> Self {
        let cell = CellAddress::new(line.saturating_sub(1), field.saturating_sub(1));
        Self { path: path.into(), sheet: None, cell: Some(cell), last_cell: None }
    }

    /// The cell as the reader of that file would call it: `E14`, or `12:3` in a text file, line and field. A
    /// range is `E14:E20`, in a text file `12-18:3`, lines 12 to 18 in field 3, or `12-18:3-5`.
    pub fn cell_name(&self) -> Option<String> {
        let first = self.cell?;
        let last = self.last_cell.unwrap_or(first);
        let span = |first: u32, last: u32| match first == last {
            true => format!("{}", first + 1),
            false => format!("{}-{}", first + 1, last + 1),
        };
        Some(match (&self.sheet, first == last) {
            (Some(_), true) => first.to_string(),
            (Some(_), false) => format!("{first}:{last}"),
            (None, _) => {
                format!("{}:{}", span(first.row, last.row), span(first.column, last.column))
            }
        })
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.path)?;
        if let Some(sheet) = &self.sheet {
            write!(f, "!{sheet}")?;
        }
        if let Some(cell) = self.cell_name() {
            write!(f, "!{cell}")?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_named_as_spreadsheets_name_them() {
        let cases = [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA"), (16383, "XFD")];
        for (column, letters) in cases {
            assert_eq!(column_letters(column), letters);
        }
    }

    #[test]
    fn a_source_names_file_sheet_and_cell() {
        let cell = Place::cell("inputs/2026/a.xlsx", "Orders", CellAddress::new(13, 4));
        assert_eq!(cell.to_string(), "inputs/2026/a.xlsx!Orders!E14");
        assert_eq!(Place::line("inputs/a.csv", 12, 3).to_string(), "inputs/a.csv!12:3");
        let range = |row, column| Place {
            last_cell: Some(CellAddress::new(row, column)),
            ..Place::line("inputs/a.csv", 12, 3)
        };
        let ranges = [(17, 2, "12-18:3"), (17, 4, "12-18:3-5"), (11, 4, "12:3-5"), (11, 2, "12:3")];
        for (row, column, shown) in ranges {
            assert_eq!(range(row, column).to_string(), format!("inputs/a.csv!{shown}"));
        }
    }
}
