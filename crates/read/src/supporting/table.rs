//! One mapped table: its rows counted, read, and told apart.

use std::collections::{BTreeMap, BTreeSet};

use model::supporting::{TableKind, TableReading, Tally};
use model::volume::LeftOutReason;
use model::{Fault, FaultKind, LineOrigin, LineRecord, Sheet, Workbook};

use super::classify::Classifier;
use super::columns::Columns;
use super::mapping::TableMapping;
use super::row::{Likeness, Row, RowReader};
use super::subtotals::RunningSums;
use super::values::Evidence;
use super::{SupportingInputs, SupportingReading};

/// Faults of one kind that are told one by one; the rest of a table is told in one sentence.
const TOLD_ONE_BY_ONE: usize = 50;

/// Reads one table of a file.
pub(super) fn read(
    inputs: &SupportingInputs,
    workbook: &Workbook,
    sheet: &Sheet,
    mapping: &TableMapping,
    seen: &mut BTreeSet<Likeness>,
    reading: &mut SupportingReading,
) {
    let (columns, header_faults) = Columns::find(inputs.participant, workbook, sheet, mapping);
    let rows = columns.data_rows();
    let readable = header_faults.is_empty();
    let mut faults = Faults::default();
    faults.all.extend(header_faults);
    let lines = match (mapping.kind, readable) {
        (TableKind::Orders, true) => order_lines(inputs, &columns, &rows, seen, &mut faults),
        (TableKind::Orders, false) => {
            let refused = rows.iter().map(|row| refused_line(inputs, &columns, *row));
            refused.collect()
        }
        (kind, _) => {
            faults.all.push(not_used_yet(&columns, kind, rows.len()));
            Vec::new()
        }
    };
    faults.all.extend(hidden_rows(&columns, &rows));
    reading.tables.push(TableReading {
        participant: inputs.participant.clone(),
        path: workbook.path.clone(),
        sheet: sheet.title.clone(),
        kind: mapping.kind,
        columns: columns.mapped(),
        read: tallies(mapping.kind, &lines, rows.len()),
        row_range: (rows.first().map_or(0, |row| row + 1), rows.last().map_or(0, |row| row + 1)),
    });
    reading.lines.extend(lines);
    reading.faults.extend(faults.told(&columns));
}

/// Rows and amounts as they came: the left side of the file's account. The reasons for which rows are left
/// out play no part in it.
fn tallies(
    kind: TableKind,
    lines: &[LineRecord],
    rows: usize,
) -> BTreeMap<Option<model::Currency>, Tally> {
    let mut tallies: BTreeMap<_, Tally> = BTreeMap::new();
    if kind == TableKind::Orders {
        for line in lines {
            tallies.entry(line.currency).or_default().add(line.amount_minor);
        }
    } else if rows > 0 {
        let tally = tallies.entry(None).or_default();
        tally.rows = rows as u64;
    }
    tallies
}

fn order_lines(
    inputs: &SupportingInputs,
    columns: &Columns,
    rows: &[u32],
    seen: &mut BTreeSet<Likeness>,
    faults: &mut Faults,
) -> Vec<LineRecord> {
    let reader = RowReader {
        inputs,
        columns,
        evidence: Evidence::of(columns, rows),
        classifier: Classifier::new(inputs.pact, inputs.product_codes),
        path: columns.workbook.path.as_str().into(),
        sheet: columns.sheet.title.as_str().into(),
    };
    let mut sums = RunningSums::default();
    let mut lines = Vec::with_capacity(rows.len());
    for row in rows {
        let read = reader.read(*row);
        let decision = decide(inputs, columns, *row, &read, seen, &mut sums);
        let mut line = read.line;
        line.reason = decision.as_ref().map(|decision| decision.0);
        // What is wrong in the cells of a row that is left out for another reason has no effect.
        let cells_matter = matches!(
            line.reason,
            None | Some(LeftOutReason::Refused | LeftOutReason::Unclassified)
        );
        if cells_matter {
            faults.extend(read.faults);
        }
        faults.extend(decision.and_then(|decision| decision.1));
        lines.push(line);
    }
    lines
}

/// Why a row is left out, the first that holds (methodology: Volume 3), with the fault that tells it; a
/// refused row's faults are those of its cells.
fn decide(
    inputs: &SupportingInputs,
    columns: &Columns,
    row: u32,
    read: &Row,
    seen: &mut BTreeSet<Likeness>,
    sums: &mut RunningSums,
) -> Option<(LeftOutReason, Option<Fault>)> {
    let is_subtotal = sums.is_subtotal(&read.signs);
    let came_before = match &read.likeness {
        Some(likeness) => !seen.insert(likeness.clone()),
        None => false,
    };
    let told = |reason, kind, field: &str, expected: &str| {
        Some((reason, Some(columns.fault(kind, row, field, expected))))
    };
    if read.date.is_some_and(|date| !inputs.period.contains(date)) {
        let expected = format!("a day in the reporting period, {}", inputs.period);
        let reason = LeftOutReason::OutsidePeriod;
        return told(reason, FaultKind::RowOutsidePeriod, "date", &expected);
    }
    if came_before {
        let expected = "a row that did not come before: another has the same reference, day, description, product group, buyer, units, amount and currency";
        let reason = LeftOutReason::Duplicate;
        return told(reason, FaultKind::DuplicateRow, "amount", expected);
    }
    if is_subtotal {
        let expected = "a single order; this row is a sum of others, so it is not counted again";
        return told(LeftOutReason::Subtotal, FaultKind::SubtotalRow, "amount", expected);
    }
    if read.refused {
        return Some((LeftOutReason::Refused, None));
    }
    let why = read.unclassified.as_ref()?;
    let field = ["description", "product_group", "category_code", "amount"]
        .into_iter()
        .find(|field| columns.cell(row, field).is_some())
        .unwrap_or("amount");
    let expected = format!(
        "a row whose product group can be told ({why}); add a value to [table.values.product_group] if it belongs to one"
    );
    told(LeftOutReason::Unclassified, FaultKind::UnclassifiedRow, field, &expected)
}

/// The line of a row in a table whose header is not the mapping's: nothing of it is read.
fn refused_line(inputs: &SupportingInputs, columns: &Columns, row: u32) -> LineRecord {
    LineRecord {
        participant: inputs.participant.clone(),
        origin: LineOrigin::Orders,
        product_group: String::new(),
        condition: "unknown".to_owned(),
        acquisition: "unknown".to_owned(),
        units: None,
        amount_minor: None,
        currency: None,
        labelled_units: None,
        criteria_units: None,
        framework: String::new(),
        buyer: String::new(),
        buyer_name: String::new(),
        path: columns.workbook.path.as_str().into(),
        sheet: columns.sheet.title.as_str().into(),
        row: row + 1,
        column: 0,
        reason: Some(LeftOutReason::Refused),
        estimated: false,
    }
}

/// Hidden rows are read, and said to be hidden (contract).
fn hidden_rows(columns: &Columns, rows: &[u32]) -> Option<Fault> {
    let hidden = &columns.sheet.hidden_rows;
    let mut found = rows.iter().filter(|row| hidden.binary_search(row).is_ok());
    let first = *found.next()?;
    let count = found.count() + 1;
    let expected = "rows that can be seen; hidden rows are read like any other";
    let fault = columns.fault(FaultKind::HiddenRow, first, "amount", expected);
    Some(Fault {
        raw: match count {
            1 => "1 hidden row".to_owned(),
            count => format!("{count} hidden rows, this one first"),
        },
        ..fault
    })
}

fn not_used_yet(columns: &Columns, kind: TableKind, rows: usize) -> Fault {
    let header = columns.mapping.header_rows.last().map_or(0, |row| row - 1);
    Fault {
        raw: format!("{rows} rows of {kind}"),
        field: "kind".to_owned(),
        label: columns.sheet.title.clone(),
        context: Vec::new(),
        ..columns.fault(
            FaultKind::UnmappedTable,
            header,
            "kind",
            "a table of orders: lists of assets and of disposals are read, but no figure uses them yet, so their rows are left out",
        )
    }
}

/// The faults of a table; of one kind only so many are told one by one.
#[derive(Default)]
struct Faults {
    all: Vec<Fault>,
    counts: BTreeMap<FaultKind, usize>,
}

impl Faults {
    fn extend(&mut self, faults: impl IntoIterator<Item = Fault>) {
        for fault in faults {
            let count = self.counts.entry(fault.kind).or_default();
            *count += 1;
            if *count <= TOLD_ONE_BY_ONE {
                self.all.push(fault);
            }
        }
    }

    /// The faults, and for each kind with too many one that says how many more there are.
    fn told(mut self, columns: &Columns) -> Vec<Fault> {
        for (kind, count) in self.counts {
            let Some(more) = count.checked_sub(TOLD_ONE_BY_ONE).filter(|more| *more > 0) else {
                continue;
            };
            let like = self.all.iter().rev().find(|fault| fault.kind == kind).cloned();
            self.all.extend(like.map(|fault| Fault {
                raw: format!("{more} more rows of the same kind in `{}`", columns.sheet.title),
                context: Vec::new(),
                ..fault
            }));
        }
        self.all
    }
}
