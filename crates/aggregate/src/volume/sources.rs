//! The cells of files that the amounts and units of a volume cell stand in.

use std::collections::BTreeMap;
use std::sync::Arc;

use model::supporting::TableReading;
use model::{CellAddress, Currency, Identifier, LineOrigin, LineRecord, Place, TraceEntry};
use tables::{CountedLines, Counting, FEWEST, LineGroup, line_place};

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
    let units_cells = UnitsCells::of(inputs);
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
    let of = (inputs, &Tables::of(inputs));
    let countings: Vec<&Counting> = lines.groups().map(|(_, counting)| counting).collect();
    for (key, from) in orders {
        let entries = traces.entry(key.clone()).or_default();
        let (without_units, with_units): (Vec<usize>, Vec<usize>) =
            from.into_iter().partition(|index| countings[*index].units_elsewhere);
        add_orders(of, &groups, &with_units, (true, true), entries);
        add_orders(of, &groups, &without_units, (true, false), entries);
    }
    for lent in lines.lent() {
        if let Some(key) = lent.to.first().and_then(|first| keys[*first].clone()) {
            let lends = (lent.amount.is_some(), lent.units.is_some());
            add_orders(of, &groups, &lent.from, lends, traces.entry(key).or_default());
        }
    }
    traces
}

/// The value as it may be shown: that of a participant whose volume is protected may not.
fn shown(inputs: &Inputs<'_>, participant: &Identifier, value: String) -> String {
    if inputs.year.protects_volume(participant.as_str()) { WITHHELD.to_owned() } else { value }
}

/// The rows of one table, in one currency, summed.
#[derive(Default)]
struct Range {
    rows: Option<(u32, u32, u32)>,
    amount: Option<i64>,
    units: Option<i64>,
    lines: u64,
}

impl Range {
    fn add(&mut self, group: &LineGroup) {
        let (first, last, column) = self.rows.unwrap_or((u32::MAX, 0, u32::MAX));
        self.rows =
            Some((first.min(group.first_row), last.max(group.last_row), column.min(group.column)));
        // The cell's own sums hold these, so they cannot overflow.
        let add = |sum: Option<i64>, value: Option<i64>| match (sum, value) {
            (Some(a), Some(b)) => Some(a.saturating_add(b)),
            (a, b) => a.or(b),
        };
        self.amount = add(self.amount, group.amount_minor);
        self.units = add(self.units, group.units);
        self.lines = self.lines.saturating_add(group.lines);
    }
}

/// Adds an entry a table: amounts and units as far as wanted and given.
fn add_orders(
    (inputs, tables): (&Inputs<'_>, &Tables<'_>),
    groups: &[&LineGroup],
    from: &[usize],
    (want_amounts, want_units): (bool, bool),
    (amounts, units): &mut (Vec<TraceEntry>, Vec<TraceEntry>),
) {
    type Table<'a> = (&'a Identifier, &'a Arc<str>, &'a Arc<str>, Option<Currency>);
    let mut ranges: BTreeMap<Table<'_>, Range> = BTreeMap::new();
    for group in from.iter().map(|index| groups[*index]) {
        let table = (&group.participant, &group.path, &group.sheet, group.currency);
        ranges.entry(table).or_default().add(group);
    }
    for ((participant, path, sheet, currency), range) in ranges {
        let Some((first, last, column)) = range.rows else {
            continue;
        };
        let place = |measure: &str| {
            let (from, to) = tables.columns(path, sheet, measure).unwrap_or((column, column));
            let mut place = line_place(path, sheet, first, last, from);
            if to > from {
                place.last_cell = Some(CellAddress::new(last.saturating_sub(1), to));
            }
            place
        };
        if let Some((minor, currency)) = range.amount.zip(currency).filter(|_| want_amounts) {
            let value = shown(inputs, participant, amount(minor, currency));
            amounts.push(entry(participant, value, place("amount")));
        }
        if let Some(count) = range.units.filter(|_| want_units) {
            let few = range.lines < FEWEST;
            let value = shown(inputs, participant, count.to_string());
            let value = if few { WITHHELD.to_owned() } else { value };
            units.push(entry(participant, value, place("units")));
        }
    }
}

/// The tables of orders by path and sheet, several where the mapping has several of one sheet.
struct Tables<'a>(BTreeMap<(&'a str, &'a str), Vec<&'a TableReading>>);

impl<'a> Tables<'a> {
    fn of(inputs: &Inputs<'a>) -> Self {
        let mut tables: BTreeMap<_, Vec<_>> = BTreeMap::new();
        for table in &inputs.year.tables {
            tables.entry((&*table.path, &*table.sheet)).or_default().push(table);
        }
        Self(tables)
    }

    /// The first and the last column of a measure in a table of orders, from 0: a line itself knows only the
    /// column of its amount. Where a table has a column a month, they are all in it.
    fn columns(&self, path: &str, sheet: &str, measure: &str) -> Option<(u32, u32)> {
        let own = self.0.get(&(path, sheet)).into_iter().flatten();
        let columns = own.filter_map(|table| table.column_numbers.get(measure)).flatten();
        let (first, last) = (columns.clone().min()?, columns.max()?);
        Some((*first, *last))
    }
}

/// The cells that hold the units of declared lines: a line itself knows only that of its amount.
struct UnitsCells(BTreeMap<(Identifier, Arc<str>, u32), Place>);

impl UnitsCells {
    fn of(inputs: &Inputs<'_>) -> Self {
        let mut cells = BTreeMap::new();
        for (id, own) in &inputs.year.returns {
            for row in own.repeat("procurement") {
                let cell = row.answer("units").place.clone();
                if let Some((cell, address)) = cell.zip(row.place.cell) {
                    cells.insert((id.clone(), row.place.path.clone(), address.row + 1), cell);
                }
            }
        }
        Self(cells)
    }

    fn cell(&self, line: &LineRecord) -> Option<Place> {
        let key = (line.participant.clone(), line.path.clone(), line.row);
        self.0.get(&key).cloned()
    }
}
