//! Amounts and units in cells merged over several rows: they belong to these rows together.

use std::collections::BTreeMap;

use model::{Fault, FaultKind};

use super::columns::Columns;
use super::parts::Part;
use super::row::{Row, RowReader};
use super::values::says_nothing;

/// The merged cells of a table that were looked at.
#[derive(Default)]
pub(super) struct MergedMeasures {
    /// Column and first row, to the kinds of rows a cell is merged over.
    seen: BTreeMap<(u32, u32), Kinds>,
}

/// What rows under one cell are.
struct Kinds {
    rows: usize,
    /// The product groups they are of.
    groups: Vec<String>,
    alike: bool,
}

impl MergedMeasures {
    /// Settles what a cell merged over a row means for it. Where all rows are of one kind, the number counts once and
    /// the rows below have it too; where they are not, nobody can tell whose it is: an amount leaves none of them
    /// to be counted, and units are those of no row.
    pub(super) fn settle(
        &mut self,
        reader: &RowReader,
        part: &Part,
        columns: &Columns,
        row: u32,
        read: &mut Row,
    ) {
        for field in ["amount", "units"] {
            let Some((first, last)) = columns.merged_over(row, field) else {
                continue;
            };
            let cell = columns.cell(first, field).filter(|cell| !says_nothing(&cell.raw));
            let (Some(cell), Some(column)) = (cell, columns.column(field)) else {
                continue;
            };
            let kinds = self
                .seen
                .entry((column, first))
                .or_insert_with(|| kinds(reader, part, columns, (first, last)));
            if kinds.rows < 2 {
                continue;
            }
            let is_first = cell.address.row == row;
            if !is_first {
                read.faults.retain(|fault| !says_blank(fault, field));
            }
            if kinds.alike {
                continue;
            }
            if is_first {
                read.faults.push(told(columns, field, (first, last), &kinds.groups));
            }
            if field == "units" {
                (read.line.units, read.line.labelled_units, read.line.criteria_units) =
                    (None, None, None);
                read.refused |= read.line.amount_minor.is_none();
            } else {
                read.refused = true;
            }
        }
    }
}

fn says_blank(fault: &Fault, field: &str) -> bool {
    fault.field == field
        && matches!(fault.kind, FaultKind::AmountMissing | FaultKind::RequiredBlank)
}

fn kinds(reader: &RowReader, part: &Part, columns: &Columns, (first, last): (u32, u32)) -> Kinds {
    let period = &reader.inputs.period;
    let rows = part.rows.iter().copied().filter(|row| (first..=last).contains(row));
    let kinds = rows.map(|row| {
        let Row { line, date, .. } = reader.read(columns, row, false);
        let outside = date.is_some_and(|date| !period.contains(date));
        let bought = (line.product_group, line.condition, line.acquisition, outside);
        (bought, line.buyer, line.buyer_name, line.framework)
    });
    let kinds: Vec<_> = kinds.collect();
    let mut groups: Vec<String> = kinds.iter().map(|kind| kind.0.0.clone()).collect();
    groups.retain(|group| !group.is_empty());
    groups.sort();
    groups.dedup();
    Kinds { rows: kinds.len(), groups, alike: kinds.windows(2).all(|two| two[0] == two[1]) }
}

fn told(columns: &Columns, field: &str, (first, last): (u32, u32), groups: &[String]) -> Fault {
    let what = if field == "amount" { "an amount" } else { "a number of units" };
    let kinds = match groups {
        [_, _, ..] => format!("of several product groups ({})", groups.join(", ")),
        _ => "not of one condition, acquisition, buyer and framework".to_owned(),
    };
    let effect = match field {
        "amount" => "none of these rows is counted",
        _ => "the units are not counted",
    };
    let expected = format!(
        "{what} in each row; this cell is merged over rows {} to {}, which are {kinds}, so {effect}",
        first + 1,
        last + 1
    );
    columns.fault(FaultKind::MergedAmount, first, field, &expected)
}
