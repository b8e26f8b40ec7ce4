//! Where the mapped fields of a table stand, and the cells of one row by field.

use std::collections::BTreeMap;
use std::sync::Arc;

use model::fault::ContextCell;
use model::nearest::nearest;
use model::{Cell, Date, Fault, FaultKind, Identifier, Place, Sheet, Workbook};

use super::layout::MergedTexts;
use super::layout::fingerprint;
use super::mapping::{CellTest, TableMapping};
use crate::cells;
use crate::text::{folded, is_blank};

/// Fields that are used for checks at most and shown nowhere (contract).
const NEVER_SHOWN: [&str; 3] = ["supplier", "reference", "unit_price"];

/// Fields that are measures: each number is that of one row.
pub(super) const MEASURES: [&str; 6] =
    ["amount", "units", "unit_price", "debit", "credit", "balance"];

/// The columns of one part of a table, or of one unpivoted column of it.
#[derive(Clone)]
pub(super) struct Columns<'a> {
    /// Whose table it is; `None`: the office's own.
    pub(super) participant: Option<&'a Identifier>,
    pub(super) workbook: &'a Workbook,
    pub(super) sheet: &'a Sheet,
    pub(super) mapping: &'a TableMapping,
    by_field: BTreeMap<&'a str, u32>,
    headers: Arc<BTreeMap<u32, String>>,
    merged: Arc<MergedTexts<'a>>,
    /// The first and the last row of the header, from 0.
    header_rows: (u32, u32),
    /// Where the columns of `skip`, `when` and `negative_when` stand.
    tested: BTreeMap<&'a str, u32>,
    /// The field an unpivoted column's header gives.
    given: Option<Given<'a>>,
}

/// What the header of an unpivoted column says.
#[derive(Clone)]
struct Given<'a> {
    field: &'a str,
    said: Said,
    day: Option<Date>,
}

impl<'a> Columns<'a> {
    /// Finds the mapped columns in the header of a part; faults where one is not there.
    ///
    /// A table with any fault here is not read: a column that went may have left its place to another.
    pub(super) fn find(
        participant: Option<&'a Identifier>,
        workbook: &'a Workbook,
        sheet: &'a Sheet,
        mapping: &'a TableMapping,
        header_rows: &[u32],
        headers: BTreeMap<u32, String>,
    ) -> (Self, Vec<Fault>) {
        let mut columns = Self {
            participant,
            workbook,
            sheet,
            mapping,
            by_field: BTreeMap::new(),
            headers: Arc::new(headers),
            merged: Arc::new(MergedTexts::of(sheet)),
            header_rows: (
                header_rows.first().map_or(0, |row| row.saturating_sub(1)),
                header_rows.last().map_or(0, |row| row.saturating_sub(1)),
            ),
            tested: BTreeMap::new(),
            given: None,
        };
        let mut faults = Vec::new();
        for (field, header) in &mapping.columns {
            match columns.column_of(header) {
                Ok(column) => {
                    columns.by_field.insert(field, column);
                }
                Err(expected) => faults.push(columns.missing(field, header, expected)),
            }
        }
        for test in tests(mapping).filter(|test| !is_field(mapping, &test.column)) {
            match columns.column_of(&test.column) {
                Ok(column) => {
                    columns.tested.insert(&test.column, column);
                }
                Err(expected) => {
                    let fault = columns.missing("column", &test.column, expected);
                    faults.push(Fault { place: test.place.clone(), ..fault });
                }
            }
        }
        (columns, faults)
    }

    /// The same part seen through one unpivoted column: its cells are the field `into`, and its header gives
    /// `said` for a field, and the day if it is one.
    pub(super) fn through(
        &self,
        column: u32,
        into: &'a str,
        given: Option<(&'a str, Said, Option<Date>)>,
    ) -> Self {
        let mut through = self.clone();
        through.by_field.insert(into, column);
        through.given = given.map(|(field, said, day)| Given { field, said, day });
        through
    }

    fn missing(&self, field: &str, header: &str, expected: String) -> Fault {
        self.header_fault(FaultKind::MappedColumnMissing, field, header, expected)
    }

    /// A fault at the header.
    pub(super) fn header_fault(
        &self,
        kind: FaultKind,
        field: &str,
        raw: &str,
        expected: String,
    ) -> Fault {
        let column = self.headers.keys().next().copied().unwrap_or(0);
        let address = model::CellAddress::new(self.header_row(), column);
        let named = self.mapping.line_of_column(field);
        let expected = match named.filter(|_| kind == FaultKind::MappedColumnMissing) {
            Some(line) => format!("{expected}; line {line} of mapping.toml names it"),
            None if kind == FaultKind::LayoutChanged => {
                let now: Vec<String> = self.headers.values().cloned().collect();
                let (now, line) = (fingerprint(&now), self.mapping.line_of("fingerprint"));
                format!("{expected}. Its fingerprint, for line {line} of mapping.toml, is `{now}`")
            }
            None => expected,
        };
        Fault {
            kind,
            participant: self.participant.cloned(),
            place: cells::place(self.workbook, self.sheet, address),
            raw: raw.to_owned(),
            field: field.to_owned(),
            label: self.sheet.title.clone(),
            expected,
            context: Vec::new(),
        }
    }

    /// A fault at a text that says how amounts or units are told.
    pub(super) fn stated_fault(
        &self,
        place: Place,
        key: &str,
        raw: &str,
        expected: String,
    ) -> Fault {
        let kind = FaultKind::HeaderContradictsMapping;
        Fault { place, ..self.header_fault(kind, key, raw, expected) }
    }

    /// The last row of the header, from 0.
    pub(super) fn header_row(&self) -> u32 {
        self.header_rows.1
    }

    /// The first row of the header, from 0.
    pub(super) fn first_header_row(&self) -> u32 {
        self.header_rows.0
    }

    /// The header texts by column.
    pub(super) fn headers(&self) -> &BTreeMap<u32, String> {
        &self.headers
    }

    /// The column under a header text; in words what was expected where there is none or more than one.
    pub(super) fn column_of(&self, wanted: &str) -> Result<u32, String> {
        let wanted_folded = folded(wanted);
        let exact = wanted.split_whitespace().collect::<Vec<_>>().join(" ");
        let named = |same: &dyn Fn(&str) -> bool| {
            let columns = self.headers.iter().filter(|(_, text)| same(text));
            columns.map(|(column, _)| *column).collect::<Vec<u32>>()
        };
        let mut found = named(&|text| text == exact);
        if found.is_empty() {
            found = named(&|text| folded(text) == wanted_folded);
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

    /// The cell that stands in a column, also where it is a text merged over several rows; `None` where it is
    /// blank.
    pub(super) fn filled(&self, row: u32, column: u32) -> Option<&'a Cell> {
        let cell = self.merged.cell(row, column)?;
        (!is_blank(&cell.raw) || cell.without_stored_value).then_some(cell)
    }

    /// Whether a field has a column, or the header of an unpivoted column that gives it.
    pub(super) fn has(&self, field: &str) -> bool {
        self.by_field.contains_key(field)
            || self.given.as_ref().is_some_and(|given| given.field == field)
    }

    /// The column of a field.
    pub(super) fn column(&self, field: &str) -> Option<u32> {
        self.by_field.get(field).copied()
    }

    /// The field that stands for a whole row: its measure, else the first that is mapped.
    pub(super) fn first_of_row(&self) -> &'a str {
        let mut measures = MEASURES.into_iter().filter(|field| self.by_field.contains_key(field));
        let by_place = || self.by_field.iter().min_by_key(|(_, column)| **column);
        measures.next().or_else(|| by_place().map(|(field, _)| *field)).unwrap_or("amount")
    }

    /// The cell of a field in a row; `None` where it is blank or not mapped. A day or a reference merged over several
    /// rows is that of each of them; an amount is not.
    pub(super) fn cell(&self, row: u32, field: &str) -> Option<&'a Cell> {
        let column = self.column(field)?;
        match MEASURES.contains(&field) {
            true => self.filled(row, column),
            false => self.merged.any(row, column),
        }
    }

    /// The rows over which the number of a field is merged, where it is merged over this row and others.
    pub(super) fn merged_over(&self, row: u32, field: &str) -> Option<(u32, u32)> {
        let column = self.column(field)?;
        let range = self.merged.range(row, column)?;
        self.merged.any(range.0, column)?;
        Some(range)
    }

    /// The cell of a row that a test looks at.
    fn tested_cell(&self, row: u32, test: &CellTest) -> Option<&'a Cell> {
        let column = self.tested.get(test.column.as_str()).copied();
        self.filled(row, column.or_else(|| self.column(&test.column))?)
    }

    /// Whether the cell a test looks at fits. A blank cell is an empty text.
    pub(super) fn fits(&self, row: u32, test: &CellTest) -> bool {
        if let Some(given) = self.given.as_ref().filter(|given| given.field == test.column) {
            return test.matches.is_match(&given.said.raw);
        }
        let cell = self.tested_cell(row, test);
        test.matches.is_match(&cell.map(|cell| plain(&cell.raw)).unwrap_or_default())
    }

    /// Whether the mapping takes a row out by a pattern.
    pub(super) fn is_skipped(&self, row: u32) -> bool {
        let skip = &self.mapping.skip;
        let by_any = || {
            self.sheet.row(row).iter().any(|cell| {
                let text = plain(&cell.raw);
                skip.any_cell.iter().any(|pattern| pattern.is_match(&text))
            })
        };
        skip.cells.iter().any(|test| self.fits(row, test))
            || (!skip.any_cell.is_empty() && by_any())
    }

    /// Texts of a field in some rows, numbers stored as numbers left aside.
    pub(super) fn texts<'s>(
        &'s self,
        rows: &'s [u32],
        field: &'s str,
    ) -> impl Iterator<Item = &'a str> + 's {
        let cells = rows.iter().filter_map(move |row| self.cell(*row, field));
        cells.filter_map(Cell::text)
    }

    /// The mapping's value for what stands in a cell.
    pub(super) fn ours(&self, field: &str, raw: &str) -> Option<&'a str> {
        let values = self.mapping.values.get(field)?;
        values.get(&folded(raw)).map(String::as_str)
    }

    /// What a row says for a field: the value of the first `[[table.when]]` that gives it and fits, else its
    /// cell or the header of its unpivoted column, else the mapping's constant; empty where none of them says
    /// anything. The mapping's value for a cell stands instead of it, where there is one.
    pub(super) fn said(&self, row: u32, field: &str) -> Said {
        let mut said = self.said_by_cell(row, field);
        let mut whens = self.mapping.whens.iter();
        let when = whens.find_map(|when| {
            let value = when.then.get(field)?;
            self.fits(row, &when.test).then_some(value)
        });
        if let Some(value) = when {
            said.value.clone_from(value);
            said.mapped = true;
        }
        said
    }

    fn said_by_cell(&self, row: u32, field: &str) -> Said {
        if let Some(given) = self.given.as_ref().filter(|given| given.field == field) {
            return given.said.clone();
        }
        let Some(cell) = self.cell(row, field) else {
            let constant = self.mapping.constants.get(field);
            let value = constant.cloned().unwrap_or_default();
            return Said { raw: String::new(), value, mapped: constant.is_some() };
        };
        let raw = cell.raw.trim().to_owned();
        let ours = self.ours(field, &raw);
        Said { value: ours.unwrap_or(&raw).to_owned(), mapped: ours.is_some(), raw }
    }

    /// The day that the header of an unpivoted column gives for a field.
    pub(super) fn given_day(&self, field: &str) -> Option<Date> {
        self.given.as_ref().filter(|given| given.field == field)?.day
    }

    /// Whether anything gives a field: a column, a constant or a condition of the mapping.
    pub(super) fn is_mapped(&self, field: &str) -> bool {
        self.has(field)
            || self.mapping.constants.contains_key(field)
            || self.mapping.whens.iter().any(|when| when.then.contains_key(field))
    }

    /// The fields with their header texts, for [`model::supporting::TableReading`].
    pub(super) fn mapped(&self) -> impl Iterator<Item = (&'a str, u32, &str)> {
        let fields = self.by_field.iter();
        fields.map(|(field, column)| {
            (*field, *column, self.headers.get(column).map_or("", String::as_str))
        })
    }

    /// Place of a field's cell in a row; of the row's first mapped cell where the field has no column.
    pub(super) fn place(&self, row: u32, field: &str) -> Place {
        let column = self.column(field).or_else(|| self.by_field.values().min().copied());
        let address = model::CellAddress::new(row, column.unwrap_or(0));
        cells::place(self.workbook, self.sheet, address)
    }

    /// A fault at a field of a row, with the row's mapped cells that may be shown.
    pub(super) fn fault(&self, kind: FaultKind, row: u32, field: &str, expected: &str) -> Fault {
        let hidden = self.is_hidden(field);
        let cell = self.cell(row, field).filter(|_| !hidden);
        let label = self.column(field).and_then(|column| self.headers.get(&column));
        Fault {
            kind,
            participant: self.participant.cloned(),
            place: self.place(row, field),
            raw: cell.map(|cell| cell.raw.clone()).unwrap_or_default(),
            field: field.to_owned(),
            label: label.cloned().unwrap_or_else(|| field.to_owned()),
            expected: expected.to_owned(),
            context: self.context(row),
        }
    }

    /// Whether what stands in a field is shown nowhere; of the office's own ledger it may see everything.
    fn is_hidden(&self, field: &str) -> bool {
        self.mapping.ledger.is_none() && NEVER_SHOWN.contains(&field)
    }

    fn context(&self, row: u32) -> Vec<ContextCell> {
        let shown = self.by_field.iter().filter(|(field, _)| !self.is_hidden(field));
        let mut columns: Vec<u32> = shown.map(|(_, column)| *column).collect();
        columns.sort_unstable();
        columns.dedup();
        let cells = columns.into_iter().filter_map(|column| self.filled(row, column));
        cells.map(|cell| cells::context_cell(cell.address.column, &cell.raw)).collect()
    }
}

/// The cells that a mapping's patterns look at.
pub(super) fn tests(mapping: &TableMapping) -> impl Iterator<Item = &CellTest> {
    let whens = mapping.whens.iter().map(|when| &when.test);
    mapping.skip.cells.iter().chain(&mapping.negative_when).chain(whens)
}

/// Whether the column of a test is a mapped field rather than a header text.
pub(super) fn is_field(mapping: &TableMapping, column: &str) -> bool {
    let unpivot = mapping.unpivot.as_ref();
    mapping.columns.contains_key(column)
        || unpivot.is_some_and(|unpivot| {
            unpivot.into == column || unpivot.header_is.as_deref() == Some(column)
        })
}

/// A cell as patterns see it: one space for any white space, none around it.
fn plain(raw: &str) -> String {
    raw.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What a row says for a field.
#[derive(Clone)]
pub(super) struct Said {
    /// The cell as typed; empty where the value is the mapping's constant.
    pub(super) raw: String,
    /// The value: the mapping's for what was typed, else what was typed.
    pub(super) value: String,
    /// Whether the mapping gave the value.
    pub(super) mapped: bool,
}
