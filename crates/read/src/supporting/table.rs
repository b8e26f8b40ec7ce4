//! One mapped table: its rows counted, read, and told apart.

use std::collections::{BTreeMap, BTreeSet};

use model::supporting::{DeviceGroup, TableKind, TableReading, Tally};
use model::{Cell, CellAddress, Currency, Fault, FaultKind, LineRecord, Sheet, Workbook};

use super::columns::Columns;
use super::conditions;
use super::days;
use super::devices::{self, DeviceReader};
use super::faults::Faults;
use super::likeness::Seen;
use super::mapping::{TableMapping, is_glob};
use super::orders::{self, OrderLines};
use super::owner::Owner;
use super::parts::{self, Found, Part};
use super::row::RowReader;
use super::stated::stated;
use super::values::{Evidence, says_nothing};
use super::{Listed, SupportingInputs, SupportingReading};
use crate::cells;
use crate::number::{Beside, beside};
use crate::remembered::Remembered;

/// What was read of the tables of one sheet: no row of it may be read twice.
#[derive(Default)]
pub(super) struct Taken(Vec<(TableKind, BTreeSet<u32>, Vec<u32>)>);

/// Reads one table of a file; with which of its conditions fit a row of it. `others` is what the mapping says of the same sheet besides, `unusable` why none of
/// its rows can be read, so that they are accounted for and no more.
///
/// # Errors
///
/// The table is not read where another that was read before has some of its rows.
pub(super) fn read(
    inputs: &SupportingInputs,
    (workbook, sheet): (&Workbook, &Sheet),
    (mapping, others, unusable): (&TableMapping, &[&TableMapping], Option<&str>),
    taken: &mut Taken,
    seen: &mut Seen,
    reading: &mut SupportingReading,
) -> Result<Option<Vec<bool>>, ReadBefore> {
    let mut found = parts::find(&Owner::of(inputs), workbook, sheet, mapping, others);
    if let Some(why) = unusable {
        // The mapping's own faults say what is wrong.
        found.faults.clear();
        found.not_read = Some(why.to_owned());
    }
    if found.not_read.is_none()
        && let Some(fault) = days::other_format(&found.parts)
    {
        found.not_read = Some(format!(
            "{} days do not fit its `date_format`; expected {}",
            fault.raw, fault.expected
        ));
        found.faults.push(fault);
    }
    taken.take(&found)?;
    let mut faults = Faults::default();
    faults.extend(std::mem::take(&mut found.faults));
    if found.not_read.is_none() {
        faults.extend(hidden_sheet(&found));
        faults.extend(currency_of_return(inputs, &found));
    }
    let mut orders = OrderLines::default();
    let mut devices = Vec::new();
    let tallies = match mapping.kind {
        TableKind::Orders => {
            orders = read_orders(inputs, &found, seen, &mut faults);
            orders.tallies()
        }
        kind => {
            let (groups, rows) = read_devices(inputs, kind, &found, seen, &mut faults);
            devices = groups;
            let tally = Tally { rows, amount_minor: 0 };
            BTreeMap::from_iter((rows > 0).then_some((None, tally)))
        }
    };
    for part in &found.parts {
        faults.extend(hidden_rows(&part.base, &part.rows));
    }
    let table = table_reading(inputs, &found, tallies, &orders);
    let number = u32::try_from(reading.tables.len()).unwrap_or(u32::MAX);
    let marks = orders.marks.into_iter();
    reading.listed.extend(marks.map(|(mark, line)| {
        let LineRecord { row, column, .. } = orders.lines[line];
        Listed { mark, table: number, row, column }
    }));
    reading.tables.push(table);
    reading.lines.extend(orders.lines);
    reading.devices.extend(devices);
    reading.unclassified.extend(orders.unclassified);
    reading.faults.extend(faults.told(&found.parts[0].base));
    Ok(conditions::fitted(&found))
}

/// Rows of a table were read before, by another entry of the mapping.
pub(super) struct ReadBefore;

impl Taken {
    /// Takes the rows of a table.
    fn take(&mut self, found: &Found) -> Result<(), ReadBefore> {
        let base = &found.parts[0].base;
        let kind = base.mapping.kind;
        let views = || found.parts.iter().flat_map(|part| part.columns());
        let measures = views().flat_map(|columns| {
            ["amount", "units"].into_iter().filter_map(|field| columns.column(field))
        });
        let mut columns: BTreeSet<u32> = measures.collect();
        if columns.is_empty() {
            columns = views().flat_map(|columns| columns.mapped().map(|(_, at, _)| at)).collect();
        }
        let mut rows: Vec<u32> =
            found.parts.iter().flat_map(|part| part.rows.iter().copied()).collect();
        rows.sort_unstable();
        rows.dedup();
        let read_before = self.0.iter().any(|(of_kind, of_columns, of_rows)| {
            *of_kind == kind
                && (columns.is_empty() || !of_columns.is_disjoint(&columns))
                && rows.iter().any(|row| of_rows.binary_search(row).is_ok())
        });
        if read_before {
            return Err(ReadBefore);
        }
        self.0.push((kind, columns, rows));
        Ok(())
    }
}

fn read_orders(
    inputs: &SupportingInputs,
    found: &Found,
    seen: &mut Seen,
    faults: &mut Faults,
) -> OrderLines {
    if found.not_read.is_some() {
        let refused = found.parts.iter().flat_map(|part| {
            part.rows.iter().map(|row| orders::refused_line(inputs, &part.base, *row))
        });
        let mut none_read = OrderLines::default();
        none_read.lines.extend(refused);
        return none_read;
    }
    let base = &found.parts[0].base;
    let reader = RowReader {
        inputs,
        evidence: Evidence::of(base.mapping, &found.parts),
        registers: inputs.registers,
        groups: Remembered::default(),
        conditions: Remembered::default(),
        path: base.workbook.path.as_str().into(),
        sheet: base.sheet.title.as_str().into(),
    };
    orders::read(&reader, &found.parts, seen, faults)
}

fn read_devices(
    inputs: &SupportingInputs,
    kind: TableKind,
    found: &Found,
    seen: &mut Seen,
    faults: &mut Faults,
) -> (Vec<DeviceGroup>, u64) {
    let reader = DeviceReader {
        inputs,
        kind,
        evidence: Evidence::of(found.parts[0].base.mapping, &found.parts),
        classifier: &inputs.registers.classifier,
        groups: Remembered::default(),
    };
    if found.not_read.is_none() {
        return devices::read(&reader, &found.parts, seen, faults);
    }
    let groups: Vec<DeviceGroup> =
        found.parts.iter().filter_map(|part| reader.refused(part)).collect();
    let rows = groups.iter().map(|group| group.rows).sum();
    (groups, rows)
}

fn table_reading(
    inputs: &SupportingInputs,
    found: &Found,
    read: BTreeMap<Option<Currency>, Tally>,
    orders: &OrderLines,
) -> TableReading {
    let base = &found.parts[0].base;
    let mut columns = BTreeMap::new();
    let mut column_numbers: BTreeMap<String, Vec<u32>> = BTreeMap::new();
    for (field, column, header) in
        found.parts.iter().flat_map(Part::columns).flat_map(Columns::mapped)
    {
        columns.entry(field.to_owned()).or_insert_with(|| header.to_owned());
        let numbers = column_numbers.entry(field.to_owned()).or_default();
        if !numbers.contains(&column) {
            numbers.push(column);
        }
    }
    let rows = || found.parts.iter().flat_map(|part| part.rows.iter().copied());
    TableReading {
        participant: inputs.participant.clone(),
        path: base.workbook.path.clone(),
        sheet: base.sheet.title.clone(),
        kind: base.mapping.kind,
        columns,
        column_numbers,
        read,
        adjustments: orders.adjustments.clone(),
        header_rows: found.header_rows.clone(),
        row_range: (rows().min().map_or(0, |row| row + 1), rows().max().map_or(0, |row| row + 1)),
        amount_basis: base.mapping.amount_basis,
        tax: base.mapping.tax,
        // Said of the whole mapping: filled in once all its tables are read.
        confirmed: None,
        delimiter: base.mapping.delimiter,
        encoding: base.mapping.encoding.map(|encoding| encoding.name().to_owned()),
        mapping_line: base.mapping.line_of(""),
        not_read: found.not_read.clone(),
    }
}

/// A hidden sheet is read where the mapping means it, and said to be hidden.
pub(super) fn hidden_sheet(found: &Found) -> Option<Fault> {
    let base = &found.parts[0].base;
    if !base.sheet.hidden {
        return None;
    }
    let expected = match base.mapping.sheet.as_deref().filter(|sheet| is_glob(sheet)) {
        Some(pattern) => format!(
            "a sheet that can be seen; `sheet = \"{pattern}\"` in line {} of mapping.toml means this one too. If it is not meant, name the sheets that are",
            base.mapping.line_of("sheet")
        ),
        None => {
            "a sheet that can be seen; if it is not meant, take its [[table]] out of mapping.toml"
                .to_owned()
        }
    };
    let rows: usize = found.parts.iter().map(|part| part.rows.len()).sum();
    let raw = if rows == 1 { "1 row".to_owned() } else { format!("{rows} rows") };
    Some(base.header_fault(FaultKind::HiddenSheet, "sheet", &raw, expected))
}

/// Where neither the mapping nor the file names the currency of amounts, so that the return's is taken.
fn currency_of_return(inputs: &SupportingInputs, found: &Found) -> Option<Fault> {
    let base = &found.parts[0].base;
    let currency = inputs.currency?;
    let column = base.mapping.columns.get("amount").and_then(|_| base.column("amount"));
    if base.mapping.kind != TableKind::Orders || base.mapping.currency.is_some() {
        return None;
    }
    let is_bare = |cell: &Cell| !says_nothing(&cell.raw) && beside(cell) == Beside::Nothing;
    let of_views =
        found.parts.iter().flat_map(|part| part.columns().map(move |columns| (part, columns)));
    let mut without = of_views.filter(|(_, columns)| {
        let header = columns.column("amount").and_then(|column| columns.headers().get(&column));
        !columns.is_mapped("currency")
            && header.is_none_or(|header| stated(header).currencies.is_empty())
    });
    without.find(|(part, columns)| {
        part.rows.iter().any(|row| columns.cell(*row, "amount").is_some_and(is_bare))
    })?;
    let line = base.mapping.line_of("");
    let expected = format!(
        "`currency = \"{currency}\"` in the [[table]] in line {line} of mapping.toml, or the currency they are in if it is another"
    );
    let kind = FaultKind::CurrencyOfReturn;
    let fault = base.header_fault(kind, "currency", currency.code(), expected);
    let at = column.map(|column| CellAddress::new(base.header_row(), column));
    let place = at.map(|at| cells::place(base.workbook, base.sheet, at));
    Some(Fault { place: place.unwrap_or(fault.place.clone()), ..fault })
}

/// Hidden rows are read, and said to be hidden (contract).
pub(super) fn hidden_rows(columns: &Columns, rows: &[u32]) -> Option<Fault> {
    let hidden = &columns.sheet.hidden_rows;
    let mut found = rows.iter().filter(|row| hidden.binary_search(row).is_ok());
    let first = *found.next()?;
    let count = found.count() + 1;
    let expected = "rows that can be seen; hidden rows are read like any other";
    let fault = columns.fault(FaultKind::HiddenRow, first, columns.first_of_row(), expected);
    Some(Fault {
        raw: match count {
            1 => "1 hidden row".to_owned(),
            count => format!("{count} hidden rows, this one first"),
        },
        ..fault
    })
}
