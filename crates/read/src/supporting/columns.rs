//! Where the mapped fields of a table stand, and the cells of one row by field.

use std::collections::BTreeMap;

use model::fault::ContextCell;
use model::{Cell, Fault, FaultKind, Identifier, Place, Sheet, Workbook};

use super::header::{self, header_texts};
use super::mapping::TableMapping;
use crate::cells;
use crate::nearest::nearest;
use crate::text::{folded, is_blank};

/// Fields that are used for checks at most and shown nowhere (contract).
const NEVER_SHOWN: [&str; 3] = ["supplier", "reference", "unit_price"];

/// The columns of one table.
pub(super) struct Columns<'a> {
    pub(super) participant: &'a Identifier,
    pub(super) workbook: &'a Workbook,
    pub(super) sheet: &'a Sheet,
    pub(super) mapping: &'a TableMapping,
    by_field: BTreeMap<&'a str, u32>,
    headers: BTreeMap<u32, String>,
}

impl<'a> Columns<'a> {
    /// Finds the mapped columns in the header; faults where the header is another one.
    ///
    /// A table with any fault here is not read: a column that went may have left its place to another.
    pub(super) fn find(
        participant: &'a Identifier,
        workbook: &'a Workbook,
        sheet: &'a Sheet,
        mapping: &'a TableMapping,
    ) -> (Self, Vec<Fault>) {
        let mut columns = Self {
            participant,
            workbook,
            sheet,
            mapping,
            by_field: BTreeMap::new(),
            headers: header_texts(sheet, &mapping.header_rows),
        };
        if let Some(fault) = columns.layout_fault() {
            return (columns, vec![fault]);
        }
        let mut faults = Vec::new();
        for (field, header) in &mapping.columns {
            match columns.column_of(header) {
                Ok(column) => {
                    columns.by_field.insert(field, column);
                }
                Err(expected) => {
                    faults.push(columns.header_fault(
                        FaultKind::MappedColumnMissing,
                        field,
                        header,
                        expected,
                    ));
                }
            }
        }
        (columns, faults)
    }

    /// The fault of a header whose fingerprint is not the one the mapping was written for.
    fn layout_fault(&self) -> Option<Fault> {
        let wanted = self.mapping.fingerprint.as_deref()?;
        let now: Vec<String> = self.headers.values().cloned().collect();
        if header::fingerprint(&now).eq_ignore_ascii_case(wanted.trim()) {
            return None;
        }
        let before: Vec<String> = match self.mapping.header.is_empty() {
            true => self.mapping.columns.values().cloned().collect(),
            false => self.mapping.header.clone(),
        };
        let raw = header::difference(&before, &now);
        let expected = "the header the mapping was written for; write the mapping anew for the new layout, until then none of its rows counts";
        Some(self.header_fault(FaultKind::LayoutChanged, "fingerprint", &raw, expected.to_owned()))
    }

    fn header_fault(&self, kind: FaultKind, field: &str, raw: &str, expected: String) -> Fault {
        let row = self.mapping.header_rows.last().map_or(0, |row| row - 1);
        let column = self.headers.keys().next().copied().unwrap_or(0);
        let address = model::CellAddress::new(row, column);
        Fault {
            kind,
            participant: Some(self.participant.clone()),
            place: cells::place(self.workbook, self.sheet, address),
            raw: raw.to_owned(),
            field: field.to_owned(),
            label: self.sheet.title.clone(),
            expected,
            context: Vec::new(),
        }
    }

    /// The column under a header text; in words what was expected where there is none or more than one.
    fn column_of(&self, wanted: &str) -> Result<u32, String> {
        let wanted_folded = folded(wanted);
        let exact = wanted.split_whitespace().collect::<Vec<_>>().join(" ");
        let mut found: Vec<u32> = Vec::new();
        for same in
            [&(|text: &String| *text == exact) as &dyn Fn(&String) -> bool, &|text: &String| {
                folded(text) == wanted_folded
            }]
        {
            if found.is_empty() {
                let columns = self.headers.iter().filter(|(_, text)| same(text));
                found.extend(columns.map(|(column, _)| *column));
            }
        }
        match found.as_slice() {
            [column] => Ok(*column),
            [] => {
                let texts: Vec<&str> = self.headers.values().map(String::as_str).collect();
                let listed = texts.join("`, `");
                Err(match nearest(wanted, texts) {
                    Some(near) => format!(
                        "a header text of the table; the nearest is `{near}` (the header is `{listed}`)"
                    ),
                    None => format!("a header text of the table, which has `{listed}`"),
                })
            }
            several => {
                let letters = several.iter().map(|column| model::place::column_letters(*column));
                let letters = letters.collect::<Vec<_>>().join(", ");
                Err(format!(
                    "a header text that stands once; this one stands over the columns {letters}"
                ))
            }
        }
    }

    /// Rows below the header that hold something in a mapped column, and are not the header again.
    pub(super) fn data_rows(&self) -> Vec<u32> {
        let first = self.mapping.header_rows.last().copied().unwrap_or(0) + self.mapping.skip;
        let rows = self.sheet.rows().map(|(row, _)| row);
        rows.filter(|row| *row >= first && self.is_data(*row)).collect()
    }

    fn is_data(&self, row: u32) -> bool {
        if self.by_field.is_empty() {
            let mut cells = self.sheet.row(row).iter();
            return cells.any(|cell| !is_blank(&cell.raw) || cell.without_stored_value);
        }
        let mut filled =
            self.by_field.values().filter_map(|column| self.filled(row, *column)).peekable();
        filled.peek().is_some()
            && !filled.all(|cell| {
                let header = self.headers.get(&cell.address.column);
                header.is_some_and(|header| folded(header) == folded(&cell.raw))
            })
    }

    fn filled(&self, row: u32, column: u32) -> Option<&'a Cell> {
        let cell = self.sheet.at(row, column)?;
        (!is_blank(&cell.raw) || cell.without_stored_value).then_some(cell)
    }

    /// Whether a field has a column.
    pub(super) fn has(&self, field: &str) -> bool {
        self.by_field.contains_key(field)
    }

    /// The column of a field.
    pub(super) fn column(&self, field: &str) -> Option<u32> {
        self.by_field.get(field).copied()
    }

    /// The cell of a field in a row; `None` where it is blank or not mapped.
    pub(super) fn cell(&self, row: u32, field: &str) -> Option<&'a Cell> {
        self.filled(row, self.column(field)?)
    }

    /// Texts of a field in all rows, numbers stored as numbers left aside.
    pub(super) fn texts(&self, rows: &[u32], field: &str) -> Vec<&'a str> {
        let cells = rows.iter().filter_map(|row| self.cell(*row, field));
        cells.filter_map(Cell::text).collect()
    }

    /// What a row says for a field: its cell, else the mapping's constant; empty where neither says anything.
    /// The mapping's value for it stands instead, where there is one.
    pub(super) fn said(&self, row: u32, field: &str) -> Said {
        let raw = match self.cell(row, field) {
            Some(cell) => cell.raw.trim().to_owned(),
            None => {
                let constant = self.mapping.constants.get(field);
                return Said {
                    raw: String::new(),
                    value: constant.cloned().unwrap_or_default(),
                    mapped: constant.is_some(),
                };
            }
        };
        let values = self.mapping.values.get(field);
        let ours = values.and_then(|values| values.get(&folded(&raw)));
        Said { value: ours.cloned().unwrap_or_else(|| raw.clone()), mapped: ours.is_some(), raw }
    }

    /// The fields with their header texts, for [`model::supporting::TableReading`].
    pub(super) fn mapped(&self) -> BTreeMap<String, String> {
        let fields = self.by_field.iter().map(|(field, column)| {
            let header = self.headers.get(column).cloned().unwrap_or_default();
            ((*field).to_owned(), header)
        });
        fields.collect()
    }

    /// Place of a field's cell in a row; of the row's first mapped cell where the field has no column.
    pub(super) fn place(&self, row: u32, field: &str) -> Place {
        let column = self.column(field).or_else(|| self.by_field.values().min().copied());
        let address = model::CellAddress::new(row, column.unwrap_or(0));
        cells::place(self.workbook, self.sheet, address)
    }

    /// A fault at a field of a row, with the row's mapped cells that may be shown.
    pub(super) fn fault(&self, kind: FaultKind, row: u32, field: &str, expected: &str) -> Fault {
        let hidden = NEVER_SHOWN.contains(&field);
        let cell = self.cell(row, field).filter(|_| !hidden);
        let label = self.column(field).and_then(|column| self.headers.get(&column));
        Fault {
            kind,
            participant: Some(self.participant.clone()),
            place: self.place(row, field),
            raw: cell.map(|cell| cell.raw.clone()).unwrap_or_default(),
            field: field.to_owned(),
            label: label.cloned().unwrap_or_else(|| field.to_owned()),
            expected: expected.to_owned(),
            context: self.context(row),
        }
    }

    fn context(&self, row: u32) -> Vec<ContextCell> {
        let shown = self.by_field.iter().filter(|(field, _)| !NEVER_SHOWN.contains(*field));
        let mut columns: Vec<u32> = shown.map(|(_, column)| *column).collect();
        columns.sort_unstable();
        columns.dedup();
        let cells = columns.into_iter().filter_map(|column| self.filled(row, column));
        cells.map(|cell| cells::context_cell(cell.address.column, &cell.raw)).collect()
    }
}

/// What a row says for a field.
pub(super) struct Said {
    /// The cell as typed; empty where the value is the mapping's constant.
    pub(super) raw: String,
    /// The value: the mapping's for what was typed, else what was typed.
    pub(super) value: String,
    /// Whether the mapping gave the value.
    pub(super) mapped: bool,
}
