//! `volume.left_out.lines`: lines that are in no volume, by reason.
//!
//! Protection: they are counts of what a participant reported and never gives out line by line where it protects its
//! volume, so that they are withheld as its volume is, and give way to all other figures.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use model::volume::{CountedAs, LeftOutReason};
use model::{
    Coverage, Dimension, Dimensions, Identifier, Indicator, ObservationStatus, TraceEntry,
};
use tables::{ColumnSums, CountedLines, LineGroup, line_place};

use crate::draft::Draft;
use crate::protection::years::{Row, Year, withhold};
use crate::protection::{Atom, Factor, Measure};
use crate::trace::entry;

pub(crate) const LEFT_OUT_LINES: Indicator = Indicator {
    id: "volume.left_out.lines",
    title: "Lines left out",
    question: "How many lines of purchases are in no volume, and why?",
    unit: "count",
    dimensions: &[&[], &[Dimension::Component]],
    formula: "number of declared and order lines counted as left_out; component = the first reason that holds",
    needs: &["procurement", "supporting tables of orders", "rates", "participants.csv"],
    paragraph: "§3.1.1b",
    caveats: "Orders beside a declared figure are evidence, not left out.",
};

/// A row for each reason, zero included, and the total; the total is unanswered where nobody returned anything.
/// Withheld is what would tell of those who are `protected`, where the lines of the `hidden` are not shown.
pub(crate) fn drafts(
    coverage: &Coverage,
    lines: &CountedLines,
    hidden: &BTreeSet<Identifier>,
    protected: &BTreeSet<Identifier>,
) -> Vec<Draft> {
    let spread = lines.spread();
    let left_out: Vec<((usize, &LineGroup), Option<LeftOutReason>)> = lines
        .groups()
        .enumerate()
        .filter(|(_, (_, counting))| counting.counted_as == CountedAs::LeftOut)
        .map(|(index, (group, counting))| ((index, group), counting.reason))
        .collect();
    let all: Vec<(usize, &LineGroup)> = left_out.iter().map(|(group, _)| *group).collect();
    let total = draft(Dimensions::none(), &all, &spread);
    if coverage.returned.is_empty() && all.is_empty() {
        return vec![total.without_value(ObservationStatus::NotAnswered)];
    }
    let numbers = numbers(&left_out);
    let atoms = numbers.iter().map(|((of, _), lines)| Atom {
        of: BTreeSet::from([(*of).clone()]),
        size: (*lines).into(),
    });
    let measure = Measure::new(atoms);
    let (mut drafts, mut rows) = (Vec::new(), Vec::new());
    let mut put = |draft: Draft, wanted: &dyn Fn(&Option<LeftOutReason>) -> bool| {
        let of_row = numbers.keys().enumerate().filter(|(_, (_, reason))| wanted(reason));
        let terms = of_row.map(|(number, _)| (number, Factor::ONE)).collect();
        rows.push(Row { draft: drafts.len(), terms });
        drafts.push(draft);
    };
    put(total, &|_| true);
    let reasons = LeftOutReason::ALL.iter();
    for reason in reasons.filter(|reason| **reason != LeftOutReason::NotADevice) {
        let of_reason = left_out.iter().filter(|(_, own)| *own == Some(*reason));
        let groups: Vec<(usize, &LineGroup)> = of_reason.map(|(group, _)| *group).collect();
        let dimensions = Dimensions::none().with(Dimension::Component, reason.code());
        put(draft(dimensions, &groups, &spread), &|own| *own == Some(*reason));
    }
    withhold(&mut drafts, &[Year { measure: &measure, hidden, protected }], &[], &rows);
    drafts
}

/// How many lines of each participant are left out for each reason.
fn numbers<'a>(
    left_out: &[((usize, &'a LineGroup), Option<LeftOutReason>)],
) -> BTreeMap<(&'a Identifier, Option<LeftOutReason>), u64> {
    let mut numbers = BTreeMap::new();
    for ((_, group), reason) in left_out {
        *numbers.entry((&group.participant, *reason)).or_default() += group.lines;
    }
    numbers
}

fn draft(
    dimensions: Dimensions,
    groups: &[(usize, &LineGroup)],
    spread: &BTreeMap<(usize, u32), ColumnSums>,
) -> Draft {
    let lines: u64 = groups.iter().map(|(_, group)| group.lines).sum();
    let contributors: BTreeSet<Identifier> =
        groups.iter().map(|(_, group)| group.participant.clone()).collect();
    let trace = groups.iter().flat_map(|(index, group)| of_group(*index, group, spread));
    let trace = Arc::new(trace.collect());
    let count = usize::try_from(lines).unwrap_or(usize::MAX);
    Draft::count(LEFT_OUT_LINES.id, dimensions, count, contributors, trace)
}

/// Where the lines of a group stand: others may stand between them. Those of a group in several columns, column by
/// column.
fn of_group(
    index: usize,
    group: &LineGroup,
    spread: &BTreeMap<(usize, u32), ColumnSums>,
) -> Vec<TraceEntry> {
    let told = |lines: u64, column: u32, runs: &[(u32, u32)]| {
        let first = runs.first().map_or(group.first_row, |run| run.0);
        let last = runs.last().map_or(group.last_row, |run| run.1);
        let place = line_place(&group.path, &group.sheet, first, last, column);
        let rows = if runs.len() > 1 { runs.into() } else { Arc::default() };
        TraceEntry { rows, ..entry(&group.participant, lines.to_string(), place) }
    };
    if group.column == group.last_column {
        return vec![told(group.lines, group.column, &group.runs)];
    }
    let columns = spread.range((index, 0)..=(index, u32::MAX));
    columns.map(|((_, column), own)| told(own.lines, *column, &own.runs)).collect()
}
