//! The tables of an export, whatever file they came in.

use std::borrow::Cow;

use model::place::column_letters;
use model::{Cell, InputFile, Obstacle, Sheet, Workbook};

use super::{archive, not_opened, opened};
use crate::cells;
use crate::text::is_blank;

/// The files of an export, opened.
pub(super) struct Opened<'a> {
    file: &'a InputFile,
    workbooks: Vec<Workbook>,
    /// Whether a text among them was saved by a spreadsheet program: no form tool parts fields so.
    pub(super) saved_anew: bool,
}

impl<'a> Opened<'a> {
    /// Opens a workbook, a text, or an archive of texts.
    ///
    /// # Errors
    ///
    /// An obstacle where a file of it cannot be read.
    pub(super) fn open(file: &'a InputFile) -> Result<Self, Obstacle> {
        let mut export = Self { file, workbooks: Vec::new(), saved_anew: false };
        if let Some(texts) = archive::texts(file)? {
            for text in &texts {
                export.add(text)?;
            }
            if texts.is_empty() {
                return Err(not_opened(
                    file,
                    "the archive holds no .csv file; export the form from ODK Central as \"all data and attachments\" or \"all data, without attachments\"",
                ));
            }
        } else {
            export.add(file)?;
        }
        Ok(export)
    }

    fn add(&mut self, file: &InputFile) -> Result<(), Obstacle> {
        let damaged = |fault: cells::FileFault| not_opened(file, &fault.detail);
        match cells::written_text(file).map_err(damaged)? {
            Some((workbook, delimiter)) => {
                // KoboToolbox parts fields by semicolons, each in quotes; spreadsheet programs quote few.
                let text = file.bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&file.bytes);
                self.saved_anew |= delimiter != ',' && !text.starts_with(b"\"");
                self.workbooks.push(workbook);
            }
            None => self.workbooks.push(opened(file)?),
        }
        Ok(())
    }

    /// Its tables: every sheet that holds something.
    ///
    /// # Errors
    ///
    /// An obstacle at a formula that was never computed.
    pub(super) fn tables(&self) -> Result<Vec<Table<'_>>, Obstacle> {
        let mut tables = Vec::new();
        for workbook in &self.workbooks {
            let is_text = workbook.format == model::cell::FileFormat::Csv;
            for sheet in workbook.sheets.iter().filter(|sheet| !sheet.cells.is_empty()) {
                let exact = !(is_text && self.saved_anew);
                let table = Table::of(sheet, is_text, exact);
                if let Some(cell) = sheet.cells.iter().find(|cell| cell.without_stored_value) {
                    return Err(self.never_computed(&table, cell));
                }
                tables.push(table);
            }
        }
        if tables.iter().any(Table::writes_not_available) {
            tables.iter_mut().for_each(|table| table.not_available = true);
        }
        Ok(tables)
    }

    fn never_computed(&self, table: &Table<'_>, cell: &Cell) -> Obstacle {
        Obstacle::new(
            format!(
                "cell {} of the sheet `{}` is a formula that was never computed; form tools export no formulas",
                cell.address, table.title
            ),
            "import the file as it was downloaded, or open it, compute it, save it and import it again",
        )
        .at(self.file.path.as_ref())
    }
}

/// A table: a header, and rows below it.
pub(super) struct Table<'a> {
    /// Title of the sheet; name of a text file without its ending.
    pub(super) title: String,
    sheet: &'a Sheet,
    /// Whether it is a text file, whose columns have no letters.
    pub(super) is_text: bool,
    /// Whether numbers written as text are as the form tool wrote them, with a decimal point and nothing else.
    pub(super) exact: bool,
    /// Whether `n/a` stands for a blank cell, as in older exports.
    pub(super) not_available: bool,
    /// Its columns: number from 0, and header on one line; a column without a header has an empty one.
    pub(super) header: Vec<(u32, String)>,
    /// Its rows below the header that hold something, as the sheet counts them from 0.
    pub(super) rows: Vec<u32>,
}

impl<'a> Table<'a> {
    fn of(sheet: &'a Sheet, is_text: bool, exact: bool) -> Self {
        let mut rows = sheet.rows();
        let first = rows.next().map_or(&[][..], |(_, cells)| cells);
        let rows: Vec<u32> = rows.map(|(row, _)| row).collect();
        let last = sheet.cells.iter().map(|cell| cell.address.column).max().unwrap_or(0);
        let text = |column: u32| {
            let cell = first.iter().find(|cell| cell.address.column == column);
            cell.map_or(String::new(), |cell| one_line(&cell.raw).into_owned())
        };
        let with_cells: std::collections::BTreeSet<u32> =
            sheet.cells.iter().map(|cell| cell.address.column).collect();
        let header = (0..=last).filter(|column| with_cells.contains(column));
        let title = match is_text {
            true => sheet.title.rsplit_once('.').map_or(&*sheet.title, |(stem, _)| stem),
            false => &sheet.title,
        };
        Self {
            title: title.to_owned(),
            sheet,
            is_text,
            exact,
            not_available: false,
            header: header.map(|column| (column, text(column))).collect(),
            rows,
        }
    }

    /// The column with this very header.
    pub(super) fn column(&self, header: &str) -> Option<u32> {
        self.header.iter().find(|(_, own)| own == header).map(|(column, _)| *column)
    }

    /// The cell of a row, if it holds something.
    pub(super) fn cell(&self, row: u32, column: u32) -> Option<&'a Cell> {
        let cell = self.sheet.at(row, column)?;
        let is_blank = is_blank(&cell.raw) || self.not_available && cell.raw.trim() == "n/a";
        (!is_blank).then_some(cell)
    }

    /// What stands in a cell, without spaces around it; empty where nothing does.
    pub(super) fn text(&self, row: u32, column: Option<u32>) -> &'a str {
        let cell = column.and_then(|column| self.cell(row, column));
        cell.map_or("", |cell| cell.raw.trim())
    }

    /// How many rows have something in a column.
    pub(super) fn filled(&self, column: u32) -> usize {
        self.rows.iter().filter(|row| self.cell(**row, column).is_some()).count()
    }

    /// A column as people find it: its letters, in a text file its number.
    pub(super) fn column_name(&self, column: u32) -> String {
        if self.is_text { (column + 1).to_string() } else { column_letters(column) }
    }

    /// Whether the tool's own columns hold `n/a`, which no form tool knows for a value: blank cells are written so.
    fn writes_not_available(&self) -> bool {
        let own = self.header.iter().filter(|(_, header)| header.starts_with('_'));
        let mut cells = own.flat_map(|(column, _)| self.rows.iter().map(|row| (*row, *column)));
        cells.any(|(row, column)| self.sheet.at(row, column).is_some_and(|cell| cell.raw == "n/a"))
    }

    /// Whether formulas stand in it.
    pub(super) fn has_formulas(&self) -> bool {
        self.sheet.cells.iter().any(|cell| cell.formula)
    }
}

/// A text with one space for any white space.
pub(super) fn one_line(text: &str) -> Cow<'_, str> {
    let plain = !text.contains(['\n', '\r', '\t', '\u{a0}']) && text.trim() == text;
    match plain {
        true => Cow::Borrowed(text),
        false => Cow::Owned(text.split_whitespace().collect::<Vec<_>>().join(" ")),
    }
}
