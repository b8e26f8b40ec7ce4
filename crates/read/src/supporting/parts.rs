//! The parts of a mapped table, each with its columns: one table may go on below or beside itself, and some of
//! its columns may be rows in truth.

use std::collections::BTreeMap;

use model::supporting::TableKind;
use model::{Fault, FaultKind, Sheet, Workbook};

use super::SupportingInputs;
use super::columns::{Columns, Said, is_field, tests};
use super::contradictions;
use super::layout::{self, Layout, OtherTable, Trouble, Wanted};
use super::mapping::{PivotColumns, TableMapping, Unpivot, day_field, day_of};
use super::values::says_nothing;
use crate::text::folded;

/// Fields whose columns hold measures.
const MEASURES: [&str; 3] = ["amount", "units", "unit_price"];

/// One stretch of a table below one header.
pub(super) struct Part<'a> {
    /// Its columns.
    pub(super) base: Columns<'a>,
    /// The same part through each unpivoted column; empty where none is.
    pub(super) pivots: Vec<Columns<'a>>,
    /// Its data rows, from 0.
    pub(super) rows: Vec<u32>,
    /// Those of them in a text file that have more fields than the header.
    pub(super) longer: Vec<u32>,
    /// Rows between its header and its data, from 0.
    pub(super) between: Vec<u32>,
}

impl<'a> Part<'a> {
    /// The ways its rows are read through.
    pub(super) fn columns(&self) -> impl Iterator<Item = &Columns<'a>> {
        let base = self.pivots.is_empty().then_some(&self.base);
        base.into_iter().chain(&self.pivots)
    }

    /// What a row is read through: each unpivoted column in which something stands, else the part itself.
    pub(super) fn views<'p>(&'p self, row: u32) -> Vec<(usize, &'p Columns<'a>)> {
        let into = self.base.mapping.unpivot.as_ref().map_or("", |unpivot| unpivot.into.as_str());
        let filled = self.pivots.iter().enumerate().filter(|(_, pivot)| {
            pivot.cell(row, into).is_some_and(|cell| !says_nothing(&cell.raw))
        });
        let views: Vec<_> = filled.collect();
        if views.is_empty() { vec![(0, &self.base)] } else { views }
    }
}

/// Where a table stands.
pub(super) struct Found<'a> {
    /// Its parts; at least one.
    pub(super) parts: Vec<Part<'a>>,
    /// The rows of the header, from 1; of the first part where there are several.
    pub(super) header_rows: Vec<u32>,
    /// Why its rows cannot be read, where they cannot; the faults say it too.
    pub(super) not_read: Option<String>,
    /// What does not fit.
    pub(super) faults: Vec<Fault>,
}

/// Finds the parts of a table in a sheet. `others` is what the mapping says of the same sheet besides.
pub(super) fn find<'a>(
    inputs: &SupportingInputs<'a>,
    workbook: &'a Workbook,
    sheet: &'a Sheet,
    mapping: &'a TableMapping,
    others: &[&'a TableMapping],
) -> Found<'a> {
    let columns = |header_rows: &[u32], headers: BTreeMap<u32, String>| {
        Columns::find(inputs.participant, workbook, sheet, mapping, header_rows, headers)
    };
    let layout = match layout_of(sheet, mapping, others) {
        Ok(layout) if !layout.parts.is_empty() => layout,
        Ok(_) => {
            return not_found(columns(&mapping.header_rows, BTreeMap::new()), None, Vec::new());
        }
        Err(trouble) => {
            let candidate = match &trouble {
                Trouble::NoHeader { nearest, .. } => nearest.clone(),
                Trouble::TwoHeaders(both) => Some(both[0].clone()),
            };
            let (rows, headers) =
                candidate.map(|candidate| (candidate.rows, candidate.headers)).unwrap_or_default();
            let below = trouble.rows(sheet);
            return not_found(columns(&rows, headers), Some(trouble), below);
        }
    };
    let header_rows = layout.parts[0].header_rows.clone();
    let mut faults: Vec<Fault> = Vec::new();
    let mut parts = Vec::new();
    for part in layout.parts {
        let (base, missing) = columns(&part.header_rows, part.headers);
        let changed = if parts.is_empty() { layout_changed(&base) } else { None };
        let mut found: Vec<Fault> = changed.into_iter().collect();
        if found.is_empty() {
            found.extend(missing);
        }
        let pivots = if found.is_empty() { pivots(&base, &mut found) } else { Vec::new() };
        let between = between(sheet, base.header_row(), &part.rows);
        let part = Part { base, pivots, rows: part.rows, longer: part.longer, between };
        if found.is_empty() {
            found.extend(contradictions::faults(inputs, &part));
        }
        faults.extend(found);
        parts.push(part);
    }
    let not_read = why_not_read(&faults);
    if not_read.is_some() && parts.iter().all(|part| part.rows.is_empty()) {
        // Below the wrong header nothing looks like its data, and it must be accounted for all the same.
        let below = parts[0].base.header_row() + 1;
        let rows = sheet.rows().filter(|(row, cells)| *row >= below && cells.len() > 1);
        parts[0].rows = rows.map(|(row, _)| row).collect();
    }
    let base = &parts[0].base;
    let open = layout.unmapped_headers.iter().filter(|row| !parts[0].rows.contains(row));
    faults.extend(open.map(|row| unmapped_header(base, *row)));
    Found { parts, header_rows, not_read, faults }
}

/// The rows between a header and the data below it.
fn between(sheet: &Sheet, header: u32, rows: &[u32]) -> Vec<u32> {
    let Some(first) = rows.first() else { return Vec::new() };
    let rows = sheet.rows().map(|(row, _)| row);
    rows.filter(|row| (header + 1..*first).contains(row)).collect()
}

/// What the first fault says, in one sentence.
fn why_not_read(faults: &[Fault]) -> Option<String> {
    let first = faults.first()?;
    Some(match (first.kind, first.raw.as_str()) {
        (FaultKind::LayoutChanged, raw) => format!("the layout changed: {raw}"),
        (FaultKind::HeaderContradictsMapping, raw) => {
            format!("`{raw}` stands over the columns, and the mapping says otherwise")
        }
        (FaultKind::TwoReadings, _) => "two headers fit the mapping equally well".to_owned(),
        (_, "") => format!("expected {}", first.expected),
        (_, raw) => format!("the mapping names `{raw}`; expected {}", first.expected),
    })
}

/// Lays out a sheet. Which columns a pattern of `[table.unpivot]` means is known only with the header, so
/// that the second look knows them as measures.
fn layout_of(
    sheet: &Sheet,
    mapping: &TableMapping,
    others: &[&TableMapping],
) -> Result<Layout, Trouble> {
    let header = header_texts(mapping);
    let mut measures: Vec<&str> = MEASURES
        .iter()
        .filter_map(|field| mapping.columns.get(*field).map(String::as_str))
        .collect();
    if let Some(Unpivot { columns: PivotColumns::Listed(listed), .. }) = &mapping.unpivot {
        measures.extend(listed.iter().map(String::as_str));
    }
    let others = others
        .iter()
        .map(|other| OtherTable { header_rows: &other.header_rows, header: header_texts(other) });
    let mut wanted = Wanted {
        header_rows: &mapping.header_rows,
        header,
        measures,
        skip: mapping.skip.after_header,
        others: others.collect(),
    };
    let first = layout::layout(sheet, &wanted)?;
    let Some(Unpivot { columns: PivotColumns::Pattern(pattern), .. }) = &mapping.unpivot else {
        return Ok(first);
    };
    let Some(part) = first.parts.first() else {
        return Ok(first);
    };
    let fitting: Vec<&str> = part
        .headers
        .values()
        .map(String::as_str)
        .filter(|text| pattern.is_match(text) && !wanted.header.contains(text))
        .collect();
    if fitting.is_empty() {
        return Ok(first);
    }
    wanted.header.extend(&fitting);
    wanted.measures.extend(&fitting);
    layout::layout(sheet, &wanted)
}

/// The header texts a mapping names.
fn header_texts(mapping: &TableMapping) -> Vec<&str> {
    let mut texts: Vec<&str> = mapping.columns.values().map(String::as_str).collect();
    let tested = tests(mapping).map(|test| test.column.as_str());
    texts.extend(tested.filter(|column| !is_field(mapping, column)));
    if let Some(Unpivot { columns: PivotColumns::Listed(listed), .. }) = &mapping.unpivot {
        texts.extend(listed.iter().map(String::as_str));
    }
    texts.sort_unstable();
    texts.dedup();
    texts
}

/// A table whose header cannot be told: its rows are accounted for, and none is read.
fn not_found<'a>(
    (base, missing): (Columns<'a>, Vec<Fault>),
    trouble: Option<Trouble>,
    rows: Vec<u32>,
) -> Found<'a> {
    let faults = match (trouble, layout_changed(&base)) {
        (Some(Trouble::NoHeader { nearest: Some(_), .. }), Some(changed)) => vec![changed],
        (Some(trouble), _) => not_there(&base, &trouble),
        (None, _) => missing,
    };
    let part = Part { base, pivots: Vec::new(), rows, longer: Vec::new(), between: Vec::new() };
    let not_read = why_not_read(&faults);
    Found { parts: vec![part], header_rows: Vec::new(), not_read, faults }
}

/// The faults of a header that is not found: one for each column it lacks, as far as a row is like it.
fn not_there(base: &Columns, trouble: &Trouble) -> Vec<Fault> {
    let place = crate::cells::place(base.workbook, base.sheet, trouble.address());
    let fault = |field: &str, raw: &str, expected: String| {
        let fault = base.header_fault(trouble.kind(), field, raw, expected);
        Fault { place: place.clone(), ..fault }
    };
    let Trouble::NoHeader { nearest, missing } = trouble else {
        return vec![fault("header_rows", "", trouble.expected())];
    };
    if nearest.is_none() || missing.is_empty() {
        let texts: Vec<&str> = missing.iter().map(|(text, _)| text.as_str()).collect();
        return vec![fault("header_rows", &texts.join(", "), trouble.expected())];
    }
    let field = |text: &str| {
        let mut columns = base.mapping.columns.iter();
        columns.find(|(_, header)| *header == text).map_or("column", |(field, _)| field)
    };
    let faults = missing
        .iter()
        .map(|(text, near)| fault(field(text), text, trouble.expected_column(near.as_deref())));
    faults.collect()
}

/// The fault of a header whose fingerprint is not the one the mapping was written for.
fn layout_changed(base: &Columns) -> Option<Fault> {
    let mapping = base.mapping;
    let wanted = mapping.fingerprint.as_deref()?;
    let now: Vec<String> = base.headers().values().cloned().collect();
    if layout::fingerprint(&now).eq_ignore_ascii_case(wanted.trim()) {
        return None;
    }
    let before: Vec<String> = match mapping.header.is_empty() {
        true => header_texts(mapping).into_iter().map(str::to_owned).collect(),
        false => mapping.header.clone(),
    };
    let raw = layout::difference(&before, &now);
    let expected = "the header the mapping was written for; write the mapping anew for the new layout, until then none of its rows counts";
    let kind = FaultKind::LayoutChanged;
    Some(base.header_fault(kind, "fingerprint", &raw, expected.to_owned()))
}

/// A table below the mapped one that no mapping names.
fn unmapped_header(base: &Columns, row: u32) -> Fault {
    let cells = base.sheet.row(row);
    let texts: Vec<&str> = cells.iter().map(|cell| cell.raw.trim()).collect();
    let column = cells.first().map_or(0, |cell| cell.address.column);
    let address = model::CellAddress::new(row, column);
    let expected = "a [[table]] of its own in mapping.toml, since this row looks like the header of another table; until then none of the rows below it counts";
    let raw = texts.join(", ");
    let fault = base.header_fault(FaultKind::UnmappedTable, "", &raw, expected.to_owned());
    Fault { place: crate::cells::place(base.workbook, base.sheet, address), ..fault }
}

/// The part through each unpivoted column.
fn pivots<'a>(base: &Columns<'a>, faults: &mut Vec<Fault>) -> Vec<Columns<'a>> {
    let Some(unpivot) = &base.mapping.unpivot else {
        return Vec::new();
    };
    let columns = pivot_columns(base, unpivot, faults);
    let through = columns.into_iter().filter_map(|column| {
        let header = base.headers().get(&column).cloned().unwrap_or_default();
        let Some(field) = unpivot.header_is.as_deref() else {
            return Some(base.through(column, &unpivot.into, None));
        };
        let said = header_value(base, unpivot, field, header);
        let is_day = field == day_field(base.mapping.kind);
        let day = day_of(&said.value, base.mapping.date_format.as_deref());
        if is_day && day.is_none() {
            faults.push(no_day(base, unpivot, &said));
            return None;
        }
        let day = day.filter(|_| is_day);
        Some(base.through(column, &unpivot.into, Some((field, said, day))))
    });
    through.collect()
}

fn pivot_columns(base: &Columns, unpivot: &Unpivot, faults: &mut Vec<Fault>) -> Vec<u32> {
    let mut missing = |raw: &str, expected: String| {
        let kind = FaultKind::MappedColumnMissing;
        let fault = base.header_fault(kind, "unpivot", raw, expected);
        faults.push(Fault { place: unpivot.place.clone(), ..fault });
    };
    match &unpivot.columns {
        PivotColumns::Listed(texts) => {
            let columns = texts.iter().filter_map(|text| {
                base.column_of(text).map_err(|expected| missing(text, expected)).ok()
            });
            columns.collect()
        }
        PivotColumns::Pattern(pattern) => {
            let mapped: Vec<u32> = base.mapped().map(|(_, column, _)| column).collect();
            let fitting = base
                .headers()
                .iter()
                .filter(|(column, text)| !mapped.contains(column) && pattern.is_match(text));
            let columns: Vec<u32> = fitting.map(|(column, _)| *column).collect();
            if columns.is_empty() {
                let texts: Vec<&str> = base.headers().values().map(String::as_str).collect();
                let expected = format!(
                    "a pattern that fits the header text of a column; the header is `{}`",
                    texts.join("`, `")
                );
                missing(pattern.as_str(), expected);
            }
            columns
        }
    }
}

/// What the header of an unpivoted column says for its field.
fn header_value(base: &Columns, unpivot: &Unpivot, field: &str, header: String) -> Said {
    let given = unpivot.header_values.get(&folded(&header)).map(String::as_str);
    let ours = given.or_else(|| base.ours(field, &header));
    Said { value: ours.unwrap_or(&header).to_owned(), mapped: ours.is_some(), raw: header }
}

fn no_day(base: &Columns, unpivot: &Unpivot, said: &Said) -> Fault {
    let what = match base.mapping.kind {
        TableKind::Orders => "the day its purchases are dated",
        TableKind::Assets => "the day its devices were bought",
        TableKind::Disposals => "the day its devices were disposed of",
    };
    let expected = format!(
        "{what}, for the column `{}`: say it in [table.unpivot.header_values], such as `\"{}\" = \"2026-03-31\"`",
        said.raw, said.raw
    );
    let kind = FaultKind::MappedColumnMissing;
    let fault = base.header_fault(kind, "header_values", &said.raw, expected);
    Fault { place: unpivot.place.clone(), ..fault }
}
