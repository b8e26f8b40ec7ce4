//! What lines say of their units: how many of them carry an ecolabel, and how many were bought under the
//! Pact's criteria.
//!
//! A line answers where it gives units and a part of them. One that leaves the part blank, or gives more than
//! was bought, says nothing, and its units are in no denominator (methodology: Volume).

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use model::{Identifier, LineOrigin, TraceEntry};
use tables::{CountedLines, FEWEST, Lent, LineGroup, is_part, line_place};

use super::cells::Key;
use super::sources::{AnswerCells, Tables, joined, rectangle, shown};
use crate::Inputs;
use crate::trace::{WITHHELD, entry};

/// What is asked of the units of a line.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) enum Quality {
    /// They carry a type I ecolabel.
    Labelled,
    /// They were bought under the Pact's criteria.
    Criteria,
}

impl Quality {
    /// Both, in the order in which cells keep them.
    pub(super) const ALL: [Quality; 2] = [Quality::Labelled, Quality::Criteria];

    /// The column of `procurement` that asks for it.
    pub(super) fn column(self) -> &'static str {
        ["labelled_units", "criteria_units"][self as usize]
    }

    /// The field of a table of orders that says it of a row.
    fn field(self) -> &'static str {
        ["labels", "criteria"][self as usize]
    }

    /// What follows the number in a trace.
    fn word(self) -> &'static str {
        ["labelled", "under the criteria"][self as usize]
    }

    /// The part of a group's units, where its lines answer.
    fn of(self, group: &LineGroup) -> Option<i64> {
        match self {
            Quality::Labelled => group.labelled(),
            Quality::Criteria => group.under_criteria(),
        }
    }

    /// What a group's lines give, whether they give units or not.
    fn given(self, group: &LineGroup) -> Option<i64> {
        match self {
            Quality::Labelled => group.labelled_units,
            Quality::Criteria => group.criteria_units,
        }
    }

    /// The part of the units that orders lend to declared lines: what the orders say, else what the declared
    /// lines say if each of them does; and whether it is the declared lines that say it.
    fn of_lent(self, lent: &Lent, groups: &[&LineGroup]) -> Option<(i64, bool)> {
        let units = lent.units?;
        let from_orders = match self {
            Quality::Labelled => lent.labelled_units,
            Quality::Criteria => lent.criteria_units,
        };
        let declared = || {
            let given = lent.to.iter().map(|index| self.given(groups[*index]));
            given.sum::<Option<i64>>().map(|part| (part, true))
        };
        let said = from_orders.map(|part| (part, false)).or_else(declared);
        said.filter(|(part, _)| is_part(*part, units))
    }
}

/// What the lines of a cell that answer give.
#[derive(Clone, Debug, Default)]
pub(crate) struct Answered {
    /// A line answers.
    pub(crate) given: bool,
    /// Units that have the quality.
    pub(crate) part: i64,
    /// Units of the lines that answer.
    pub(crate) of: i64,
    /// Cells of the first.
    pub(crate) part_trace: Vec<TraceEntry>,
    /// Cells of the second.
    pub(crate) of_trace: Vec<TraceEntry>,
}

impl Answered {
    /// Adds a group of lines, if it answers; `None` beyond what can be counted.
    pub(super) fn add_group(&mut self, quality: Quality, group: &LineGroup) -> Option<()> {
        match quality.of(group).zip(group.units) {
            Some((part, units)) => self.add(part, units),
            None => Some(()),
        }
    }

    /// Adds the units that orders lend, if something is said of them; `None` beyond what can be counted.
    pub(super) fn add_lent(
        &mut self,
        quality: Quality,
        lent: &Lent,
        groups: &[&LineGroup],
    ) -> Option<()> {
        match quality.of_lent(lent, groups).zip(lent.units) {
            Some(((part, _), units)) => self.add(part, units),
            None => Some(()),
        }
    }

    fn add(&mut self, part: i64, units: i64) -> Option<()> {
        self.part = self.part.checked_add(part)?;
        self.of = self.of.checked_add(units)?;
        self.given = true;
        Some(())
    }
}

/// Cells of a part and of the units it is a part of, for each cell of volume.
pub(super) type Traces = BTreeMap<Key, (Vec<TraceEntry>, Vec<TraceEntry>)>;

/// Where what is asked of the units stands.
pub(super) fn traces(
    inputs: &Inputs<'_>,
    lines: &CountedLines,
    keys: &[Option<Key>],
    quality: Quality,
) -> Traces {
    let groups: Vec<&LineGroup> = lines.groups().map(|(group, _)| group).collect();
    let mut tracer =
        Tracer { inputs, tables: Tables::of(inputs), quality, groups, traces: Traces::new() };
    tracer.declared(lines, keys);
    let mut orders: BTreeMap<&Key, Vec<usize>> = BTreeMap::new();
    for (index, (group, counting)) in lines.groups().enumerate() {
        let answers = group.origin == LineOrigin::Orders
            && !counting.units_elsewhere
            && quality.of(group).is_some();
        if let Some(key) = keys[index].as_ref().filter(|_| answers) {
            orders.entry(key).or_default().push(index);
        }
    }
    for (key, from) in orders {
        tracer.orders(key, &from, true);
    }
    for lent in lines.lent() {
        let key = lent.to.first().and_then(|first| keys[*first].as_ref());
        let said = quality.of_lent(lent, &tracer.groups);
        if let Some((key, (_, is_declared))) = key.zip(said) {
            tracer.orders(key, &lent.from, !is_declared);
        }
    }
    tracer.traces
}

struct Tracer<'a> {
    inputs: &'a Inputs<'a>,
    tables: Tables<'a>,
    quality: Quality,
    groups: Vec<&'a LineGroup>,
    traces: Traces,
}

impl Tracer<'_> {
    /// The declared lines that answer, and of those whose units orders lend the answer alone.
    fn declared(&mut self, lines: &CountedLines, keys: &[Option<Key>]) {
        let quality = self.quality;
        let says = |lent: &&Lent| {
            quality.of_lent(lent, &self.groups).is_some_and(|(_, is_declared)| is_declared)
        };
        let lent = lines.lent().iter().filter(says).flat_map(|lent| &lent.to);
        let lent: BTreeSet<usize> = lent.copied().collect();
        let units_cells = AnswerCells::of(self.inputs, "units");
        let part_cells = AnswerCells::of(self.inputs, quality.column());
        for (index, line) in lines.declared_lines() {
            let group = self.groups[index];
            let (Some(key), Some(part)) = (&keys[index], self.said(&line)) else {
                continue;
            };
            let answers = quality.of(group).is_some();
            if !answers && !lent.contains(&index) {
                continue;
            }
            let place = || line_place(&line.path, &line.sheet, line.row, line.row, line.column);
            let few = line.units.is_some_and(|units| units.unsigned_abs() < FEWEST);
            let told = |value: String| match few {
                true => WITHHELD.to_owned(),
                false => shown(self.inputs, &line.participant, value),
            };
            let part = told(format!("{part} {}", quality.word()));
            let cell = part_cells.cell(&line).unwrap_or_else(place);
            let part = entry(&line.participant, part, cell);
            let of = line.units.filter(|_| answers).map(|units| {
                let cell = units_cells.cell(&line).unwrap_or_else(place);
                entry(&line.participant, told(units.to_string()), cell)
            });
            let (parts, units) = self.traces.entry(key.clone()).or_default();
            parts.push(part);
            units.extend(of);
        }
    }

    fn said(&self, line: &model::LineRecord) -> Option<i64> {
        match self.quality {
            Quality::Labelled => line.labelled_units,
            Quality::Criteria => line.criteria_units,
        }
    }

    /// Orders, summed a table, with or without the part that they say.
    fn orders(&mut self, key: &Key, from: &[usize], with_part: bool) {
        type Table<'a> = (&'a Identifier, &'a Arc<str>, &'a Arc<str>, (u32, u32));
        let mut ranges: BTreeMap<Table<'_>, Vec<&LineGroup>> = BTreeMap::new();
        for group in from.iter().map(|index| self.groups[*index]) {
            let columns = (group.column, group.last_column);
            let table = (&group.participant, &group.path, &group.sheet, columns);
            ranges.entry(table).or_default().push(group);
        }
        for ((participant, path, sheet, columns), groups) in ranges {
            let with_units = groups.into_iter().filter(|group| group.units.is_some());
            let groups: Vec<&LineGroup> = with_units.collect();
            let rows = joined(groups.iter().flat_map(|group| group.runs.clone()).collect());
            let Some((first, _)) = rows.first().copied() else {
                continue;
            };
            let few = groups.iter().map(|group| group.lines).sum::<u64>() < FEWEST;
            let told = |sum: i64, word: &str, field: &str| {
                let value = shown(self.inputs, participant, format!("{sum}{word}"));
                let value = if few { WITHHELD.to_owned() } else { value };
                let columns = self.tables.columns(path, sheet, first, field).unwrap_or(columns);
                let source = rectangle(path, sheet, &rows, columns);
                let rows = if rows.len() > 1 { rows.as_slice().into() } else { Arc::default() };
                TraceEntry { rows, ..entry(participant, value, source) }
            };
            // The cell's own sums hold these, so they cannot overflow.
            let sum = |measure: &dyn Fn(&LineGroup) -> Option<i64>| {
                let values = groups.iter().filter_map(|group| measure(group));
                values.fold(0_i64, i64::saturating_add)
            };
            let (parts, units) = self.traces.entry(key.clone()).or_default();
            units.push(told(sum(&|group| group.units), "", "units"));
            if with_part {
                let word = format!(" {}", self.quality.word());
                let part = sum(&|group| self.quality.given(group));
                parts.push(told(part, &word, self.quality.field()));
            }
        }
    }
}
