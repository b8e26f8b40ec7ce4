//! The list of what was planted, and where each mistake stands in the files once these are written.

use std::collections::BTreeMap;

use csv::{ReaderBuilder, Writer};
use workbooks::EntryPlaces;

use super::severity;
use super::slips::Asked;
use crate::supporting::WrittenCells;
use crate::workspace::WorkspaceFile;

/// A mistake that was planted, or what else the rules find because of one.
#[derive(Clone, PartialEq, Debug)]
pub struct Planted {
    /// The code of the rule that finds it.
    pub rule: &'static str,
    /// The year.
    pub year: i16,
    /// Whose it is; blank: the office's own.
    pub participant: String,
    /// Where it stands.
    pub(crate) spot: Spot,
    /// What was done, in words.
    pub what: String,
    /// Where it stands, once the files are written.
    pub at: Address,
}

/// Where a mistake stands, before the files are written.
#[derive(Clone, PartialEq, Debug)]
pub(crate) enum Spot {
    /// In no file.
    Nowhere,
    /// A file of the workspace.
    File(String),
    /// A cell of the workspace that is the same whatever is written: file, sheet, cell.
    Cell(String, &'static str, &'static str),
    /// An answer of the return's form.
    Answer(Asked),
    /// The cell beside a row of a repeat of the return's form.
    Beside(&'static str, u32),
    /// A cell of a supporting file: its name, the row in the pact, the field.
    Row(String, usize, &'static str),
    /// The cell of a field in a row of a supporting file that is none of the pact: `repeated`, `total`, `header`.
    Extra(String, &'static str, &'static str),
    /// A sheet of a supporting file, by a row that is on it.
    Sheet(String, usize),
    /// A word in the line of a text file in the return's folder.
    Word(&'static str, &'static str, &'static str),
    /// A field of a record of a register: path, the column, and what the record has in some columns.
    Record(String, &'static str, Vec<(&'static str, String)>),
    /// The name of a column of a register.
    Header(String, &'static str),
}

/// Where something stands in the files.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Address {
    /// Its path in the workspace; blank: in none.
    pub file: String,
    /// The sheet; blank: a text file, or the whole file.
    pub sheet: String,
    /// The cell, or line and column of a text file; blank: the whole sheet or file.
    pub cell: String,
}

impl Address {
    pub(crate) fn file(path: &str) -> Self {
        Self { file: path.to_owned(), ..Self::default() }
    }
}

/// What is known of the folder of a return once it is written.
pub(crate) struct WrittenReturn<'a> {
    /// The path of the folder.
    pub(crate) folder: String,
    pub(crate) places: &'a EntryPlaces,
    /// Where notes beside rows stand.
    pub(crate) beside: &'a BTreeMap<(String, u32), (String, String)>,
    pub(crate) cells: &'a [(String, WrittenCells)],
    pub(crate) files: &'a [WorkspaceFile],
}

impl WrittenReturn<'_> {
    /// Where a spot of the return stands; `None` where it is none of this return.
    pub(crate) fn address(&self, spot: &Spot) -> Option<Address> {
        let form = || format!("{}/return.xlsx", self.folder);
        match spot {
            Spot::Answer(asked) => {
                let place = match asked.row {
                    None => self.places.groups.get(&asked.section)?.get(&asked.question)?,
                    Some(row) => {
                        self.places.repeats.get(&asked.section)?.get(row)?.get(&asked.question)?
                    }
                };
                let (sheet, cell) = (place.sheet.clone(), place.cell.to_string());
                Some(Address { file: form(), sheet, cell })
            }
            Spot::Beside(repeat, row) => {
                let (sheet, cell) = self.beside.get(&((*repeat).to_owned(), *row))?.clone();
                Some(Address { file: form(), sheet, cell })
            }
            Spot::Row(name, row, field) => {
                self.supporting(name, |cells| Some(cells.cell(*row, field)?.to_string()))
            }
            Spot::Extra(name, what, field) => {
                self.supporting(name, |cells| Some(cells.extra(what, field)?.to_string()))
            }
            Spot::Sheet(name, row) => {
                let address = self.supporting(name, |cells| {
                    Some(
                        cells
                            .cell(*row, "amount")
                            .or_else(|| cells.cell(*row, "units"))?
                            .to_string(),
                    )
                })?;
                Some(Address { cell: String::new(), ..address })
            }
            Spot::Word(name, whole, word) => {
                let path = format!("{}/{name}", self.folder);
                let file = self.files.iter().find(|file| file.path == path)?;
                let lines = std::str::from_utf8(&file.bytes).ok()?.lines();
                let line = lines.zip(1..).find(|(line, _)| line == whole)?.1;
                let column = whole.find(word)? + 1;
                Some(Address { cell: format!("{line}:{column}"), ..Address::file(&path) })
            }
            _ => None,
        }
    }

    fn supporting(
        &self,
        name: &str,
        cell: impl Fn(&WrittenCells) -> Option<String>,
    ) -> Option<Address> {
        let path = format!("{}/supporting/{name}", self.folder);
        let (_, cells) = self.cells.iter().find(|(own, _)| *own == path)?;
        let cell = cell(cells)?;
        let (sheet, cell) = match cell.rsplit_once('!') {
            Some((sheet, cell)) => (sheet.to_owned(), cell.to_owned()),
            None => (String::new(), cell),
        };
        Some(Address { file: path, sheet, cell })
    }
}

/// Where the name of a column of a register stands.
pub(crate) fn header(file: &WorkspaceFile, column: &str) -> Option<Address> {
    let mut reader = ReaderBuilder::new().from_reader(file.bytes.as_slice());
    let number = reader.headers().ok()?.iter().position(|own| own == column)? + 1;
    Some(Address { cell: format!("1:{number}"), ..Address::file(&file.path) })
}

/// Where a record of a register stands, as findings name it: line and column from 1.
pub(crate) fn record(
    file: &WorkspaceFile,
    column: &str,
    with: &[(&'static str, String)],
) -> Option<Address> {
    let mut reader = ReaderBuilder::new().from_reader(file.bytes.as_slice());
    let header = reader.headers().ok()?.clone();
    let at = |name: &str| header.iter().position(|own| own == name);
    let number = at(column)? + 1;
    let mut records = reader.records();
    let found = records.find_map(|record| {
        let record = record.ok()?;
        let fits = with.iter().all(|(name, value)| {
            at(name).and_then(|column| record.get(column)).is_some_and(|own| own == value)
        });
        fits.then(|| record.position().map(csv::Position::line)).flatten()
    })?;
    Some(Address { cell: format!("{found}:{number}"), ..Address::file(&file.path) })
}

/// `planted-mistakes.csv`: a row a mistake, in the order of years, participants and rules.
pub(crate) fn file(planted: &[Planted]) -> WorkspaceFile {
    let mut rows: Vec<&Planted> = planted.iter().collect();
    rows.sort_by(|a, b| {
        let key = |one: &Planted| {
            (one.year, one.participant.clone(), one.rule, one.at.file.clone(), one.at.cell.clone())
        };
        key(a).cmp(&key(b))
    });
    let mut writer = Writer::from_writer(Vec::new());
    let header = ["rule", "severity", "year", "participant", "file", "sheet", "cell", "what"];
    let mut write = |row: [&str; 8]| {
        writer.write_record(row).expect("every row has as many fields as the header");
    };
    write(header);
    for one in rows {
        let Address { file, sheet, cell } = &one.at;
        let year = one.year.to_string();
        write([
            one.rule,
            severity(one.rule),
            &year,
            &one.participant,
            file,
            sheet,
            cell,
            &one.what,
        ]);
    }
    let bytes = writer.into_inner().expect("memory takes every row");
    WorkspaceFile { path: super::LIST.to_owned(), bytes }
}
