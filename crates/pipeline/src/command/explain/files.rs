//! The files of the workspace cell by cell, each opened once when the first of its cells is asked for.

use std::collections::BTreeMap;

use model::supporting::TableReading;
use model::{Cell, CellAddress, InputFile, Place, Sheet, Workbook};

/// Files as sheets of cells.
pub(super) struct Files<'a> {
    files: &'a BTreeMap<String, InputFile>,
    tables: Vec<&'a TableReading>,
    opened: BTreeMap<String, Result<Workbook, String>>,
}

impl<'a> Files<'a> {
    pub(super) fn new(
        files: &'a BTreeMap<String, InputFile>,
        tables: Vec<&'a TableReading>,
    ) -> Self {
        Self { files, tables, opened: BTreeMap::new() }
    }

    /// A file; `None` where it is no table or cannot be read.
    pub(super) fn workbook(&mut self, path: &str) -> Option<&Workbook> {
        self.open(path).as_ref().ok()
    }

    /// Why a file cannot be read, and what its sender can do; `None` where it can.
    pub(super) fn fault(&mut self, path: &str) -> Option<String> {
        self.open(path).as_ref().err().cloned()
    }

    fn open(&mut self, path: &str) -> &Result<Workbook, String> {
        let (files, tables) = (self.files, &self.tables);
        self.opened.entry(path.to_owned()).or_insert_with(|| match files.get(path) {
            Some(file) => read::cells::supporting(file, tables).map_err(|fault| fault.detail),
            None => Err("the file is not in the workspace".to_owned()),
        })
    }

    /// The sheet of a place; a text file has one, without a title.
    pub(super) fn sheet(&mut self, path: &str, title: Option<&str>) -> Option<&Sheet> {
        let workbook = self.workbook(path)?;
        match title {
            Some(title) => workbook.sheet(title),
            None => workbook.sheets.first(),
        }
    }

    /// The cell at an address, if it holds something.
    pub(super) fn cell(
        &mut self,
        path: &str,
        title: Option<&str>,
        at: CellAddress,
    ) -> Option<&Cell> {
        self.sheet(path, title)?.at(at.row, at.column)
    }

    /// What the file says at a place that is one cell; `None` for a file or a range. A cell that holds nothing says
    /// nothing.
    pub(super) fn raw(&mut self, place: &Place) -> Option<String> {
        let at = place.cell.filter(|_| place.last_cell.is_none())?;
        self.workbook(&place.path)?;
        let cell = self.cell(&place.path, place.sheet.as_deref(), at);
        Some(cell.map(|cell| cell.raw.clone()).unwrap_or_default())
    }
}
