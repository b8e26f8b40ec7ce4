//! The parts of a mapped table, each with its columns: one table may go on below or beside itself, and some of
//! its columns may be rows in truth.

use std::collections::BTreeMap;

use model::cell::FileFormat;
use model::{Fault, FaultKind, Sheet, Workbook};

use super::columns::{Columns, MEASURES, is_field, tests};
use super::contradictions;
use super::layout::{self, Layout, OtherTable, Trouble, Wanted};
use super::mapping::{PivotColumns, TableMapping, Unpivot};
use super::owner::Owner;
use super::pivots::pivots;
use super::subtotals::UsualColumns;
use super::values::says_nothing;

/// One stretch of a table below one header.
pub(super) struct Part<'a> {
    /// Its columns.
    pub(super) base: Columns<'a>,
    /// The same part through each unpivoted column; empty where none is.
    pub(super) pivots: Vec<Columns<'a>>,
    /// Its data rows, from 0.
    pub(super) rows: Vec<u32>,
    /// Those of them that have more fields than the header, so that values may stand in the wrong columns.
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

    /// The columns beside measures that most of its rows fill.
    pub(super) fn usual_columns(&self) -> UsualColumns {
        let into = self.base.mapping.unpivot.as_ref().map_or("", |unpivot| unpivot.into.as_str());
        let pivots: Vec<u32> = self.pivots.iter().filter_map(|pivot| pivot.column(into)).collect();
        UsualColumns::of(&self.base, &self.rows, &pivots)
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
    owner: &Owner<'a>,
    workbook: &'a Workbook,
    sheet: &'a Sheet,
    mapping: &'a TableMapping,
    others: &[&'a TableMapping],
) -> Found<'a> {
    let columns = |header_rows: &[u32], headers: BTreeMap<u32, String>| {
        Columns::find(owner.participant, workbook, sheet, mapping, header_rows, headers)
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
    let mut not_read = None;
    for part in layout.parts {
        let (base, missing) = columns(&part.header_rows, part.headers);
        let changed = if parts.is_empty() { layout_changed(&base) } else { None };
        let mut found: Vec<Fault> = changed.into_iter().collect();
        if found.is_empty() {
            found.extend(missing);
        }
        let pivots =
            if found.is_empty() { pivots(&base, &part.rows, &mut found) } else { Vec::new() };
        let longer = longer(&base, part.longer);
        let between = between(sheet, base.header_row(), &part.rows);
        let part = Part { base, pivots, rows: part.rows, longer, between };
        if found.is_empty() {
            found.extend(contradictions::faults(owner, &part));
        }
        not_read = not_read.or_else(|| why_not_read(&found, &part));
        faults.extend(found);
        parts.push(part);
    }
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

/// The rows in which values may stand in the wrong columns. What stands right of a table in a workbook is a note
/// beside it, unless words stand where numbers should: then the row was parted wrongly before it came there.
fn longer(base: &Columns, mut beyond: Vec<u32>) -> Vec<u32> {
    let in_words = |row: u32, field: &str| {
        let text = base.cell(row, field).and_then(model::Cell::text);
        text.is_some_and(|text| !says_nothing(text) && !text.contains(|c: char| c.is_numeric()))
    };
    if base.workbook.format != FileFormat::Csv {
        beyond.retain(|row| MEASURES.iter().any(|field| in_words(*row, field)));
    }
    beyond
}

/// The rows between a header and the data below it.
fn between(sheet: &Sheet, header: u32, rows: &[u32]) -> Vec<u32> {
    let Some(first) = rows.first() else { return Vec::new() };
    let rows = sheet.rows().map(|(row, _)| row);
    rows.filter(|row| (header + 1..*first).contains(row)).collect()
}

/// What the first fault of a part says, in one sentence.
fn why_not_read(faults: &[Fault], part: &Part) -> Option<String> {
    let first = faults.first()?;
    Some(match (first.kind, first.raw.as_str()) {
        (FaultKind::LayoutChanged, raw) => format!("the layout changed: {raw}"),
        (FaultKind::HeaderContradictsMapping, raw) => {
            format!("`{raw}` {}, and the mapping says otherwise", where_it_stands(first, part))
        }
        (FaultKind::TwoReadings, _) => "two headers fit the mapping equally well".to_owned(),
        (_, "") => format!("expected {}", first.expected),
        (_, raw) => format!("the mapping names `{raw}`; expected {}", first.expected),
    })
}

/// Where a text stands that says how the amounts or units of a part are told.
fn where_it_stands(fault: &Fault, part: &Part) -> String {
    let base = &part.base;
    let own = crate::cells::place(base.workbook, base.sheet, model::CellAddress::new(0, 0));
    let Some(cell) = fault.place.cell else { return "stands in the file".to_owned() };
    let at = match &fault.place.sheet {
        Some(_) => format!("cell {cell}"),
        None => format!("line {}", cell.row + 1),
    };
    if fault.place.sheet != own.sheet {
        let sheet = fault.place.sheet.as_deref().unwrap_or_default();
        return format!("stands on the sheet `{sheet}` ({at})");
    }
    if own.sheet.is_some() && fault.raw == base.sheet.title.trim() {
        return "is the title of the sheet".to_owned();
    }
    let (first, last) = (part.rows.first(), part.rows.last());
    let side = match cell.row {
        row if row < base.first_header_row() => "above the table",
        row if row <= base.header_row() => "in the header",
        row if first.is_none_or(|first| row < *first) => "below the header",
        row if last.is_none_or(|last| row <= *last) => "in a row of the table",
        _ => "below the table",
    };
    format!("stands {side} ({at})")
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
    let not_read = why_not_read(&faults, &part);
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
    let why = match texts.len() {
        1 => "this row is a title below the last total of the table",
        _ => "this row looks like the header of another table",
    };
    let expected = format!(
        "a [[table]] of its own in mapping.toml, since {why}; until then none of the rows below it counts"
    );
    let raw = texts.join(", ");
    let fault = base.header_fault(FaultKind::UnmappedTable, "table", &raw, expected);
    Fault { place: crate::cells::place(base.workbook, base.sheet, address), ..fault }
}
