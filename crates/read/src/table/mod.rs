//! Our own register files as a header and rows whose fields know where they stand.
//!
//! A register is a CSV file (UTF-8 with or without a byte-order mark, comma or semicolon) or a workbook
//! of the same name with one sheet. What a column means, and which must be there, the caller says.

mod csv_file;
mod row;
mod workbook_file;

use std::collections::BTreeMap;
use std::sync::Arc;

use model::nearest::nearest;
use model::place::column_letters;
use model::{CellAddress, Fault, FaultKind, InputFile, Obstacle, Place};

use crate::plain::language_of_column;

pub(crate) use row::RowReader;
pub(crate) use workbook_file::reason;

/// The columns a register has by the data contract.
pub(crate) struct Columns {
    /// Columns without which the register cannot be read.
    pub(crate) required: &'static [&'static str],
    /// Columns that may be left out.
    pub(crate) optional: &'static [&'static str],
    /// Columns that may come again in another language, as `title::French (fr)`.
    pub(crate) titled: &'static [&'static str],
    /// Columns with personal data, which are shown in no finding.
    pub(crate) private: &'static [&'static str],
}

/// A field of a row.
#[derive(Clone, PartialEq, Debug)]
pub(crate) enum Field {
    /// What stands there, without spaces around it; empty where nothing does.
    Text(String),
    /// A cell of a workbook that holds no value that can be relied on, as shown there.
    Unreadable(String),
}

impl Field {
    /// What stands there, as a person would see it.
    fn shown(&self) -> &str {
        let (Field::Text(text) | Field::Unreadable(text)) = self;
        text
    }

    /// Whether nothing stands there.
    fn is_blank(&self) -> bool {
        *self == Field::Text(String::new())
    }
}

/// A register as read.
#[derive(Debug)]
pub(crate) struct Table {
    path: Arc<str>,
    /// Title of the sheet; `None` for CSV.
    sheet: Option<Arc<str>>,
    /// Whether `,` is the decimal mark.
    decimal_comma: bool,
    /// Header texts by column.
    header: Vec<String>,
    /// Where the header stands: line of the file, from 0.
    header_line: u32,
    /// The rows that hold something: line of the file from 0, and fields by column.
    rows: Vec<(u32, Vec<Field>)>,
    /// Columns by name, lower case.
    columns: BTreeMap<String, usize>,
    private: &'static [&'static str],
}

/// Finds and reads the register `name` (a path without extension); `None` if there is no such file.
///
/// # Errors
///
/// Obstacles if it stands there twice (CSV and workbook), cannot be read as a table, or lacks a
/// required column. A column the contract does not know is only noted in `faults`.
pub(crate) fn table(
    files: &BTreeMap<String, InputFile>,
    name: &str,
    columns: &Columns,
    faults: &mut Vec<Fault>,
) -> Result<Option<Table>, Vec<Obstacle>> {
    let (csv, xlsx) = (format!("{name}.csv"), format!("{name}.xlsx"));
    let mut table = match (files.get(&csv), files.get(&xlsx)) {
        (None, None) => return Ok(None),
        (Some(_), Some(_)) => return Err(vec![twice(&csv, &xlsx)]),
        (Some(file), None) => csv_file::read(file),
        (None, Some(file)) => workbook_file::read(file),
    }
    .map_err(|obstacle| vec![obstacle])?;
    table.private = columns.private;
    table.name_columns(columns, faults)?;
    Ok(Some(table))
}

impl Table {
    /// A reader for each row, in the file's order.
    pub(crate) fn rows(&self) -> impl Iterator<Item = RowReader<'_>> {
        self.rows.iter().map(|(line, fields)| RowReader::new(self, *line, fields))
    }

    /// Whether the register has a column.
    fn column(&self, name: &str) -> Option<usize> {
        self.columns.get(name).copied()
    }

    /// Whether a column has a header text.
    fn has_name(&self, column: usize) -> bool {
        self.header.get(column).is_some_and(|name| !name.is_empty())
    }

    /// Columns of a workbook without a header text in which something stands: notes beside the table.
    fn notes_beside(&self) -> Vec<usize> {
        if self.sheet.is_none() {
            return Vec::new();
        }
        let fields = self.rows.iter().flat_map(|(_, fields)| fields.iter().enumerate());
        let beside = fields.filter(|(column, field)| !self.has_name(*column) && !field.is_blank());
        let mut columns: Vec<usize> = beside.map(|(column, _)| column).collect();
        columns.sort_unstable();
        columns.dedup();
        columns
    }

    /// The place of a field, by line and column from 0.
    fn place(&self, line: u32, column: usize) -> Place {
        let column = column as u32;
        match &self.sheet {
            Some(sheet) => {
                Place::cell(self.path.clone(), sheet.clone(), CellAddress::new(line, column))
            }
            None => Place::line(self.path.clone(), line + 1, column + 1),
        }
    }

    /// What the decimal mark must be, as shown to the writer of the file.
    fn example_number(&self) -> &'static str {
        if self.decimal_comma {
            "a number such as 1234,50 or 1234.50"
        } else {
            "a number such as 1234.50"
        }
    }

    /// Finds the columns by their header, names those the contract does not know and those missing.
    fn name_columns(
        &mut self,
        columns: &Columns,
        faults: &mut Vec<Fault>,
    ) -> Result<(), Vec<Obstacle>> {
        let known = [columns.required, columns.optional].concat();
        if self.header.iter().all(String::is_empty) && !columns.required.is_empty() {
            return Err(vec![self.without_header(&known)]);
        }
        let mut unknown = Vec::new();
        for (index, header) in self.header.iter().enumerate() {
            let name = header.to_lowercase();
            let mut titled = columns.titled.iter();
            if name.is_empty() {
                continue;
            }
            if !known.contains(&name.as_str())
                && !titled.any(|title| language_of_column(header, title).is_some())
            {
                unknown.push(index);
            } else if self.columns.insert(name, index).is_some() {
                return Err(vec![self.column_twice(index)]);
            }
        }
        let missing: Vec<Obstacle> = columns
            .required
            .iter()
            .filter(|name| self.column(name).is_none())
            .map(|name| self.column_missing(name, &unknown))
            .collect();
        unknown.extend(self.notes_beside());
        let unknown = unknown.iter();
        faults.extend(unknown.map(|index| self.unknown_column(*index, &known)));
        if missing.is_empty() { Ok(()) } else { Err(missing) }
    }

    fn without_header(&self, known: &[&str]) -> Obstacle {
        Obstacle::new(
            "This file is empty: not even the names of its columns stand in it.",
            format!(
                "Write them into its first row: {}. With that row alone it is a register without entries.",
                known.join(", ")
            ),
        )
        .at(&*self.path)
    }

    fn column_twice(&self, index: usize) -> Obstacle {
        let header = &self.header[index];
        Obstacle::new(
            format!("The column `{header}` stands in this file twice."),
            "Remove one of the two columns.",
        )
        .at(self.place(self.header_line, index))
    }

    fn column_missing(&self, name: &str, unknown: &[usize]) -> Obstacle {
        let candidates = unknown.iter().map(|index| self.header[*index].as_str());
        let help = match nearest(name, candidates) {
            Some(near) => format!("Is `{near}` meant? Then rename that column to `{name}`."),
            None => {
                format!("Add a column `{name}`, and fill it in each row that has a value for it.")
            }
        };
        let found: Vec<_> = self.header.iter().map(|header| format!("`{header}`")).collect();
        Obstacle::new(
            format!("The column `{name}` is missing. The header has: {}.", found.join(", ")),
            help,
        )
        .at(self.place(self.header_line, 0))
    }

    fn unknown_column(&self, index: usize, known: &[&str]) -> Fault {
        let header = self.header.get(index).map_or("", String::as_str);
        let expected = match nearest(header, known.iter().copied()) {
            Some(near) => format!("a column the contract knows; did you mean `{near}`?"),
            None => "a column the contract knows; this one is kept aside".to_owned(),
        };
        Fault {
            kind: FaultKind::UnknownColumn,
            participant: None,
            place: self.place(self.header_line, index),
            raw: header.to_owned(),
            field: header.to_owned(),
            label: column_letters(index as u32),
            expected,
            context: Vec::new(),
        }
    }
}

/// The same register as CSV and as workbook: nobody can know which of the two is kept up to date.
fn twice(csv: &str, xlsx: &str) -> Obstacle {
    Obstacle::new(
        format!("This register stands there twice, as `{csv}` and as `{xlsx}`."),
        "Keep the one that is up to date and remove the other.",
    )
    .at(csv)
}
