//! The cells of files that the amounts and units of a volume cell stand in.

use std::collections::BTreeMap;
use std::sync::Arc;

use model::supporting::TableReading;
use model::{CellAddress, Currency, Identifier, LineOrigin, LineRecord, Place, TraceEntry};
use tables::{ColumnSums, CountedLines, Counting, FEWEST, LineGroup, line_place};

use super::cells::Key;
use crate::Inputs;
use crate::trace::{WITHHELD, amount, entry};

/// Entries for the amounts and for the units of each cell.
pub(super) type Traces = BTreeMap<Key, (Vec<TraceEntry>, Vec<TraceEntry>)>;

/// Traces every cell: a declared line by the cell of its amount and that of its units; orders by file,
/// sheet and row range, summed (the column is the one their amounts stand in). Units that would give a unit
/// price away are withheld, as they are in the published lines.
pub(super) fn traces(inputs: &Inputs<'_>, lines: &CountedLines, keys: &[Option<Key>]) -> Traces {
    let mut traces = Traces::new();
    let units_cells = AnswerCells::of(inputs, "units");
    for (group, line) in lines.declared_lines() {
        let Some(key) = &keys[group] else {
            continue;
        };
        let (amounts, units) = traces.entry(key.clone()).or_default();
        let place = line_place(&line.path, &line.sheet, line.row, line.row, line.column);
        let says = |value: String| shown(inputs, &line.participant, value);
        if let Some((minor, currency)) = line.amount_minor.zip(line.currency) {
            let value = says(amount(minor, currency));
            amounts.push(entry(&line.participant, value, place.clone()));
        }
        if let Some(count) = line.units {
            let cell = units_cells.cell(&line).unwrap_or(place);
            let few = count.unsigned_abs() < FEWEST;
            let value = if few { WITHHELD.to_owned() } else { says(count.to_string()) };
            units.push(entry(&line.participant, value, cell));
        }
    }
    let groups: Vec<&LineGroup> = lines.groups().map(|(group, _)| group).collect();
    let mut orders: BTreeMap<&Key, Vec<usize>> = BTreeMap::new();
    for (index, key) in keys.iter().enumerate() {
        if let Some(key) = key.as_ref().filter(|_| groups[index].origin == LineOrigin::Orders) {
            orders.entry(key).or_default().push(index);
        }
    }
    let of = Orders { inputs, tables: Tables::of(inputs), spread: lines.spread() };
    let countings: Vec<&Counting> = lines.groups().map(|(_, counting)| counting).collect();
    for (key, from) in orders {
        let entries = traces.entry(key.clone()).or_default();
        let (without_units, with_units): (Vec<usize>, Vec<usize>) =
            from.into_iter().partition(|index| countings[*index].units_elsewhere);
        of.add(&groups, &with_units, (true, true), entries);
        of.add(&groups, &without_units, (true, false), entries);
    }
    for lent in lines.lent() {
        if let Some(key) = lent.to.first().and_then(|first| keys[*first].clone()) {
            let lends = (lent.amount.is_some(), lent.units.is_some());
            of.add(&groups, &lent.from, lends, traces.entry(key).or_default());
        }
    }
    traces
}

/// The value as it may be shown: that of a participant whose volume is protected may not.
pub(super) fn shown(inputs: &Inputs<'_>, participant: &Identifier, value: String) -> String {
    if inputs.year.protects_volume(participant.as_str()) { WITHHELD.to_owned() } else { value }
}

/// What orders are traced with.
struct Orders<'a> {
    inputs: &'a Inputs<'a>,
    tables: Tables<'a>,
    /// Of groups in several columns what stands in each: cells of others can stand between them.
    spread: BTreeMap<(usize, u32), ColumnSums>,
}

/// Whose table, where, in which currency and column.
type Column<'a> = (&'a Identifier, &'a Arc<str>, &'a Arc<str>, Option<Currency>, u32);

impl Orders<'_> {
    /// Adds an entry a column of each table: amounts and units as far as wanted and given.
    fn add(
        &self,
        groups: &[&LineGroup],
        from: &[usize],
        (want_amounts, want_units): (bool, bool),
        (amounts, units): &mut (Vec<TraceEntry>, Vec<TraceEntry>),
    ) {
        for ((participant, path, sheet, currency, column), sums) in self.by_column(groups, from) {
            let rows = joined(sums.runs);
            let Some((first, _)) = rows.first().copied() else {
                continue;
            };
            let told = |value: String, columns: (u32, u32)| {
                let source = rectangle(path, sheet, &rows, columns);
                let rows = if rows.len() > 1 { rows.as_slice().into() } else { Arc::default() };
                TraceEntry { rows, ..entry(participant, value, source) }
            };
            let own = (column, column);
            let says = |value: String| shown(self.inputs, participant, value);
            if let Some((minor, currency)) =
                sums.amount_minor.zip(currency).filter(|_| want_amounts)
            {
                amounts.push(told(says(amount(minor, currency)), own));
            }
            if let Some(count) = sums.units.filter(|_| want_units) {
                let few = sums.lines < FEWEST;
                let value = if few { WITHHELD.to_owned() } else { says(count.to_string()) };
                let of_units = || self.tables.columns(path, sheet, first, "units").unwrap_or(own);
                units.push(told(value, if sums.amount_minor.is_some() { of_units() } else { own }));
            }
        }
    }

    /// The lines of groups by the column they stand in, summed.
    fn by_column<'g>(
        &self,
        groups: &[&'g LineGroup],
        from: &[usize],
    ) -> BTreeMap<Column<'g>, ColumnSums> {
        let mut columns: BTreeMap<Column<'g>, ColumnSums> = BTreeMap::new();
        for index in from {
            let group = groups[*index];
            let mut add = |column: u32, more: &ColumnSums| {
                let key = (&group.participant, &group.path, &group.sheet, group.currency, column);
                let own = columns.entry(key).or_default();
                // The cell's own sums hold these, so they cannot overflow.
                let add = |sum: Option<i64>, value: Option<i64>| match (sum, value) {
                    (Some(a), Some(b)) => Some(a.saturating_add(b)),
                    (a, b) => a.or(b),
                };
                own.runs.extend(&more.runs);
                own.amount_minor = add(own.amount_minor, more.amount_minor);
                own.units = add(own.units, more.units);
                own.lines = own.lines.saturating_add(more.lines);
            };
            if group.column == group.last_column {
                let whole = ColumnSums {
                    runs: group.runs.clone(),
                    amount_minor: group.amount_minor,
                    units: group.units,
                    lines: group.lines,
                };
                add(group.column, &whole);
                continue;
            }
            for ((_, column), own) in self.spread.range((*index, 0)..=(*index, u32::MAX)) {
                add(*column, own);
            }
        }
        columns
    }
}

/// Runs of rows, in order, those that follow each other as one.
pub(super) fn joined(mut rows: Vec<(u32, u32)>) -> Vec<(u32, u32)> {
    rows.sort_unstable();
    let mut runs: Vec<(u32, u32)> = Vec::new();
    for (first, last) in rows {
        match runs.last_mut() {
            Some(run) if first <= run.1.saturating_add(1) => run.1 = run.1.max(last),
            _ => runs.push((first, last)),
        }
    }
    runs
}

/// The cells from the first to the last of runs of rows, from the first to the last of columns.
pub(super) fn rectangle(
    path: &Arc<str>,
    sheet: &Arc<str>,
    rows: &[(u32, u32)],
    (from, to): (u32, u32),
) -> Place {
    let first = rows.first().map_or(0, |run| run.0);
    let last = rows.last().map_or(0, |run| run.1);
    let mut place = line_place(path, sheet, first, last, from);
    if to > from {
        place.last_cell = Some(CellAddress::new(last.saturating_sub(1), to));
    }
    place
}

/// The tables of orders by path and sheet, several where the mapping has several of one sheet.
pub(super) struct Tables<'a>(BTreeMap<(&'a str, &'a str), Vec<&'a TableReading>>);

impl<'a> Tables<'a> {
    pub(super) fn of(inputs: &Inputs<'a>) -> Self {
        let mut tables: BTreeMap<_, Vec<_>> = BTreeMap::new();
        for table in &inputs.year.tables {
            tables.entry((&*table.path, &*table.sheet)).or_default().push(table);
        }
        Self(tables)
    }

    /// The first and the last column of a measure in the table of orders that holds a row, from 0: a line itself
    /// knows only the column of its amount.
    pub(super) fn columns(
        &self,
        path: &str,
        sheet: &str,
        row: u32,
        measure: &str,
    ) -> Option<(u32, u32)> {
        let own = self.0.get(&(path, sheet)).into_iter().flatten();
        let own = own.filter(|table| (table.row_range.0..=table.row_range.1).contains(&row));
        let columns = own.filter_map(|table| table.column_numbers.get(measure)).flatten();
        let (first, last) = (columns.clone().min()?, columns.max()?);
        Some((*first, *last))
    }
}

/// The cells that hold the answers of declared lines in one column: a line itself knows only that of its
/// amount.
pub(super) struct AnswerCells(BTreeMap<(Identifier, Arc<str>, u32), Place>);

impl AnswerCells {
    pub(super) fn of(inputs: &Inputs<'_>, column: &str) -> Self {
        let mut cells = BTreeMap::new();
        for (id, own) in &inputs.year.returns {
            for row in own.repeat("procurement") {
                let cell = row.answer(column).place.clone();
                if let Some((cell, address)) = cell.zip(row.place.cell) {
                    cells.insert((id.clone(), row.place.path.clone(), address.row + 1), cell);
                }
            }
        }
        Self(cells)
    }

    pub(super) fn cell(&self, line: &LineRecord) -> Option<Place> {
        let key = (line.participant.clone(), line.path.clone(), line.row);
        self.0.get(&key).cloned()
    }
}
