//! The lines of purchases of a year, where they stand and in which converted sum.

use std::collections::BTreeMap;
use std::sync::Arc;

use model::volume::{CountedAs, VolumeCell};
use model::{Currency, TraceEntry};
use tables::{Counting, LineGroup, PlacedLine};

use crate::year::ComputedYear;

/// What tells converted sums apart.
type SumKey<'a> = (&'a str, &'a str, Option<Currency>, (&'a str, &'a str, &'a str), CountedAs);

/// The lines of one year.
pub(super) struct Lines<'a> {
    pub(super) groups: Vec<(&'a LineGroup, &'a Counting)>,
    placed: BTreeMap<(Arc<str>, Arc<str>), Vec<PlacedLine>>,
    /// The group of declared lines that orders lend their measures to.
    lent_to: BTreeMap<usize, usize>,
    /// The currency of amounts that orders lend, by the group of declared lines.
    lent_currency: BTreeMap<usize, Currency>,
    cells: &'a [VolumeCell],
    sums: BTreeMap<SumKey<'a>, usize>,
    /// For each converted sum the groups whose lines are in it.
    groups_of: Vec<Vec<usize>>,
}

impl<'a> Lines<'a> {
    pub(super) fn of(year: &'a ComputedYear) -> Self {
        let (mut lent_to, mut lent_currency) = (BTreeMap::new(), BTreeMap::new());
        for lent in year.lines.lent() {
            if let Some(to) = lent.to.first() {
                lent_to.extend(lent.from.iter().map(|from| (*from, *to)));
            }
            if let Some((_, currency, _)) = lent.amount {
                lent_currency.extend(lent.to.iter().map(|to| (*to, currency)));
            }
        }
        let cells = &year.results.cells;
        let mut lines = Self {
            groups: year.lines.groups().collect(),
            placed: year.lines.placed(),
            lent_to,
            lent_currency,
            cells,
            sums: cells.iter().enumerate().map(|(index, cell)| (key(cell), index)).collect(),
            groups_of: vec![Vec::new(); cells.len()],
        };
        for group in 0..lines.groups.len() {
            if let Some(sum) = lines.sum(group).filter(|_| !lines.lends(group)) {
                lines.groups_of[sum].push(group);
            }
        }
        lines
    }

    /// A converted sum by its number.
    pub(super) fn cell(&self, sum: usize) -> &'a VolumeCell {
        &self.cells[sum]
    }

    /// The groups whose lines are in a converted sum.
    pub(super) fn groups_of(&self, sum: usize) -> &[usize] {
        &self.groups_of[sum]
    }

    /// The number of the converted sum that lines of a group are in, or that they lend to; `None` where they are in
    /// none.
    pub(super) fn sum(&self, group: usize) -> Option<usize> {
        let group = self.lent_to.get(&group).copied().unwrap_or(group);
        let (own, counting) = self.groups[group];
        let given = own.currency.filter(|_| own.amount_minor.is_some());
        let goods = (&*own.product_group, &*own.condition, &*own.acquisition);
        let currency = self.lent_currency.get(&group).copied().or(given);
        let of = |owner| {
            let key = (own.participant.as_str(), owner, currency, goods, counting.counted_as);
            self.sums.get(&key).copied()
        };
        of(counting.owner.as_str()).or_else(|| of(own.participant.as_str()))
    }

    /// Whether lines of a group lend what a declared line leaves blank.
    pub(super) fn lends(&self, group: usize) -> bool {
        self.lent_to.contains_key(&group)
    }

    /// The lines of one sheet, by row and column.
    pub(super) fn of_sheet(&self, path: &str, sheet: Option<&str>) -> &[PlacedLine] {
        let title = sheet.unwrap_or_else(|| path.rsplit('/').next().unwrap_or(path));
        let key = (Arc::from(path), Arc::from(title));
        self.placed.get(&key).map_or(&[], Vec::as_slice)
    }

    /// The lines of one row of a sheet, row from 1.
    pub(super) fn of_row(&self, path: &str, sheet: Option<&str>, row: u32) -> &[PlacedLine] {
        let all = self.of_sheet(path, sheet);
        let from = all.partition_point(|line| line.row < row);
        let to = all.partition_point(|line| line.row <= row);
        &all[from..to]
    }

    /// The lines whose cells an entry names. Where several stand in a row, a column each, those of its columns.
    pub(super) fn of_entry(&self, entry: &TraceEntry) -> Vec<PlacedLine> {
        let (path, sheet) = (&*entry.source.path, entry.source.sheet.as_deref());
        if self.of_sheet(path, sheet).is_empty() {
            return Vec::new();
        }
        let mut found: Vec<PlacedLine> = Vec::new();
        for place in entry.places() {
            let Some(first) = place.cell else {
                continue;
            };
            let last = place.last_cell.unwrap_or(first);
            for row in first.row..=last.row {
                let here = self.of_row(path, sheet, row + 1);
                let within =
                    |line: &&PlacedLine| (first.column..=last.column).contains(&line.column);
                let any = here.iter().any(|line| within(&line));
                found.extend(here.iter().filter(|line| !any || within(line)));
            }
        }
        // A cell that could not be read can stand between others of its row and is a line left out.
        let counts = |line: &PlacedLine| self.sum(line.group).is_some();
        if found.iter().any(counts) {
            found.retain(counts);
        }
        found
    }
}

fn key(cell: &VolumeCell) -> SumKey<'_> {
    let goods = (&*cell.product_group, &*cell.condition, &*cell.acquisition);
    let (reporter, owner) = (cell.reporter.as_str(), cell.owner.as_str());
    (reporter, owner, cell.currency, goods, cell.counted_as)
}
