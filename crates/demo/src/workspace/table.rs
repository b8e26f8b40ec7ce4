//! CSV as the contract has it: UTF-8, commas, quotes where they are needed.

use super::WorkspaceFile;

/// A table of texts under its header.
pub(super) struct Table {
    columns: usize,
    writer: csv::Writer<Vec<u8>>,
}

impl Table {
    /// A table without rows.
    pub(super) fn new<'n>(columns: impl IntoIterator<Item = &'n str>) -> Self {
        let names: Vec<&str> = columns.into_iter().collect();
        let mut table = Self { columns: names.len(), writer: csv::Writer::from_writer(Vec::new()) };
        table.write(names);
        table
    }

    /// Adds a row; what it lacks at its end is blank.
    pub(super) fn row<'n>(&mut self, cells: impl IntoIterator<Item = &'n str>) {
        let mut cells: Vec<&str> = cells.into_iter().collect();
        cells.resize(self.columns, "");
        self.write(cells);
    }

    fn write(&mut self, cells: Vec<&str>) {
        self.writer.write_record(cells).expect("rows in memory have the length of their header");
    }

    /// The table as a file.
    pub(super) fn file(self, path: String) -> WorkspaceFile {
        let bytes = self.writer.into_inner().expect("writing into memory does not fail");
        WorkspaceFile { path, bytes }
    }
}

/// What is not there is blank.
pub(super) fn shown<T: ToString>(value: Option<T>) -> String {
    value.map_or_else(String::new, |value| value.to_string())
}
