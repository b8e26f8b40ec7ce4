//! A sheet of the XLSForm as rows under named columns.

use std::sync::Arc;

use model::cell::Sheet;
use model::pact::Titles;
use model::{CellAddress, Place};

use super::columns::Column;

/// A sheet with its header row, the first row that holds anything.
pub(super) struct Table<'a> {
    path: Arc<str>,
    title: Arc<str>,
    sheet: &'a Sheet,
    header_row: u32,
    /// Its columns, by their headers.
    pub(super) columns: Vec<Column>,
    /// Columns that hold a text in a language: base name in lower case, BCP 47 code, position.
    pub(super) languages: Vec<(String, String, u32)>,
}

/// One row below the header.
#[derive(Clone, Copy)]
pub(super) struct Row<'t> {
    table: &'t Table<'t>,
    number: u32,
}

impl<'a> Table<'a> {
    /// The table of a sheet; `None` if the sheet is empty.
    pub(super) fn new(path: &str, sheet: &'a Sheet) -> Option<Self> {
        let (header_row, cells) = sheet.rows().next()?;
        let columns = cells
            .iter()
            .map(|cell| Column::new(&cell.raw, cell.address.column))
            .filter(|column| !column.header.is_empty());
        Some(Self {
            path: path.into(),
            title: sheet.title.as_str().into(),
            sheet,
            header_row,
            columns: columns.collect(),
            languages: Vec::new(),
        })
    }

    /// The first of these columns that there is.
    pub(super) fn column(&self, names: &[&str]) -> Option<u32> {
        let found = |name: &&str| self.columns.iter().find(|column| column.base == **name);
        names.iter().find_map(found).map(|column| column.position)
    }

    /// The rows below the header that hold anything.
    pub(super) fn rows(&self) -> impl Iterator<Item = Row<'_>> {
        self.sheet
            .rows()
            .filter(|(number, cells)| {
                *number > self.header_row && cells.iter().any(|cell| !cell.raw.trim().is_empty())
            })
            .map(|(number, _)| Row { table: self, number })
    }

    /// The header's cell of a column, or its first cell.
    pub(super) fn header_place(&self, column: Option<u32>) -> Place {
        self.place(self.header_row, column.unwrap_or(0))
    }

    fn place(&self, row: u32, column: u32) -> Place {
        let address = CellAddress::new(row, column);
        Place::cell(self.path.clone(), self.title.clone(), address)
    }
}

impl<'t> Row<'t> {
    /// Row of the sheet, from 1.
    pub(super) fn number(&self) -> u32 {
        self.number + 1
    }

    /// The text in a column, without spaces around it; empty where the column or the cell is missing.
    pub(super) fn text(&self, column: &str) -> &'t str {
        self.text_of(&[column])
    }

    /// The text in the first of these columns that there is.
    pub(super) fn text_of(&self, columns: &[&str]) -> &'t str {
        let cell =
            self.table.column(columns).and_then(|column| self.table.sheet.at(self.number, column));
        cell.map_or("", |cell| cell.raw.trim())
    }

    /// The texts of a column that comes in several languages, such as `label`.
    pub(super) fn titles(&self, base: &str) -> Titles {
        let columns = self.table.languages.iter().filter(|entry| entry.0 == base);
        let texts = columns.filter_map(|(_, language, column)| {
            let text = self.table.sheet.at(self.number, *column)?.raw.trim();
            (!text.is_empty()).then(|| (language.clone(), text.to_owned()))
        });
        Titles(texts.collect())
    }

    /// The cell in a column; the row's first cell where there is no such column.
    pub(super) fn place(&self, columns: &[&str]) -> Place {
        let column = self.table.column(columns).unwrap_or(0);
        self.table.place(self.number, column)
    }
}
