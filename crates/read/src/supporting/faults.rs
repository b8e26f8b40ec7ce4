//! The faults of a table; of one kind only so many are told one by one.

use std::collections::BTreeMap;

use model::{Fault, FaultKind};

use super::columns::Columns;

/// Faults of one kind that are told one by one; the rest of a table is told in one sentence.
const TOLD_ONE_BY_ONE: usize = 50;

/// The faults of a table.
#[derive(Default)]
pub(super) struct Faults {
    all: Vec<Fault>,
    counts: BTreeMap<FaultKind, usize>,
    /// The rows of those that are not told one by one, from 1, as ranges.
    more: BTreeMap<FaultKind, Vec<(u32, u32)>>,
    /// Labels that are no type I ecolabels: rows that name them, and the first of those.
    other_labels: BTreeMap<String, (usize, Fault)>,
}

impl Faults {
    /// Takes faults in.
    pub(super) fn extend(&mut self, faults: impl IntoIterator<Item = Fault>) {
        for fault in faults {
            let count = self.counts.entry(fault.kind).or_default();
            *count += 1;
            if *count <= TOLD_ONE_BY_ONE {
                self.all.push(fault);
            } else if let Some(cell) = fault.place.cell {
                let row = cell.row + 1;
                let ranges = self.more.entry(fault.kind).or_default();
                match ranges.last_mut() {
                    Some((_, last)) if row == *last || row == *last + 1 => *last = row,
                    _ => ranges.push((row, row)),
                }
            }
        }
    }

    /// Takes in a row that names a label which does not count; told once for each label.
    pub(super) fn other_label(&mut self, label: String, columns: &Columns, row: u32) {
        let expected = format!(
            "a type I ecolabel; `{label}` is none by ecolabels.csv, so these units count as not labelled"
        );
        let first = || {
            let fault = columns.fault(FaultKind::LabelNotCounted, row, "labels", &expected);
            Fault { context: Vec::new(), ..fault }
        };
        self.other_labels.entry(label).or_insert_with(|| (0, first())).0 += 1;
    }

    /// The faults, and for each kind with too many one that says how many more there are.
    pub(super) fn told(mut self, columns: &Columns) -> Vec<Fault> {
        for (kind, count) in self.counts {
            let Some(more) = count.checked_sub(TOLD_ONE_BY_ONE).filter(|more| *more > 0) else {
                continue;
            };
            let like = self.all.iter().rev().find(|fault| fault.kind == kind).cloned();
            let ranges = self.more.remove(&kind).unwrap_or_default();
            let ranges = ranges.into_iter().map(|(first, last)| match first == last {
                true => first.to_string(),
                false => format!("{first}-{last}"),
            });
            let rows = ranges.collect::<Vec<_>>().join(", ");
            self.all.extend(like.map(|fault| Fault {
                raw: format!(
                    "{more} more rows of the same kind in `{}`: {rows}",
                    columns.sheet.title
                ),
                context: Vec::new(),
                ..fault
            }));
        }
        let labels = self.other_labels.into_iter();
        self.all.extend(labels.map(|(label, (rows, fault))| Fault {
            raw: match rows {
                1 => format!("{label} in 1 row"),
                rows => format!("{label} in {rows} rows, this one first"),
            },
            ..fault
        }));
        self.all
    }
}
