//! The rows of the four tables of devices, each with the reason it is left out for, if it is.

use model::devices::DeviceTable;
use model::submission::RepeatRow;
use model::supporting::{DeviceGroup, TableKind};
use model::vocabulary::Route;
use model::volume::LeftOutReason;
use model::{Answer, Date, Decimal, Identifier, Place, TraceEntry};
use tables::line_place;

use super::stock::LIFETIME;
use crate::Inputs;
use crate::trace::{WITHHELD, entry};

/// The column of a file with the day a device was bought.
pub(super) const BOUGHT_ON: &str = "bought_on";

/// A declared row, or alike rows of a file.
pub(super) struct Row<'a> {
    pub(super) participant: &'a Identifier,
    pub(super) table: DeviceTable,
    pub(super) product_group: &'a str,
    pub(super) rows: u64,
    /// Devices; `None` where left blank or not readable.
    pub(super) units: Option<i64>,
    /// The route; `None` where it is left blank in a declared row, and in tables of devices in use.
    pub(super) route: Option<Route>,
    pub(super) reason: Option<LeftOutReason>,
    source: Source<'a>,
    /// The participant withholds its volume: its values are in no trace.
    protected: bool,
}

#[derive(Clone, Copy)]
enum Source<'a> {
    Declared(&'a RepeatRow),
    File(&'a DeviceGroup),
}

/// Every row, declared rows first.
pub(super) fn rows<'a>(inputs: &Inputs<'a>) -> Vec<Row<'a>> {
    let mut rows = Vec::new();
    for (participant, own) in &inputs.year.returns {
        for table in [DeviceTable::InUse, DeviceTable::EndOfUse] {
            let of_table = own.repeat(table.code()).iter();
            rows.extend(of_table.map(|row| declared(inputs, participant, table, row)));
        }
    }
    rows.extend(inputs.year.devices.iter().filter_map(|group| from_file(inputs, group)));
    rows
}

fn declared<'a>(
    inputs: &Inputs<'a>,
    participant: &'a Identifier,
    table: DeviceTable,
    row: &'a RepeatRow,
) -> Row<'a> {
    let units = match table {
        DeviceTable::InUse => whole(row.answer("devices")),
        _ => whole(row.answer("units")),
    };
    let product_group = row.answer("product_group").choice().unwrap_or_default();
    let reason = reason(inputs, participant, product_group, LeftOutReason::NoGroup);
    Row {
        participant,
        table,
        product_group,
        rows: 1,
        units,
        route: row.answer("route").choice().and_then(Route::parse),
        reason: reason.or_else(|| below_zero(units)),
        source: Source::Declared(row),
        protected: inputs.year.protects_volume(participant.as_str()),
    }
}

fn from_file<'a>(inputs: &Inputs<'a>, group: &'a DeviceGroup) -> Option<Row<'a>> {
    let (table, route) = match group.kind {
        TableKind::Assets => (DeviceTable::Assets, None),
        TableKind::Disposals => {
            let route = Route::parse(&group.route).unwrap_or(Route::Unknown);
            (DeviceTable::Disposals, Some(route))
        }
        TableKind::Orders => return None,
    };
    let participant = &group.participant;
    // What is not bought yet on the period's last day is not in use on it.
    let later = group.bought_on.filter(|day| *day > period_end(inputs, participant));
    let reason = not_in_force(inputs, participant)
        .or(group.reason)
        .or_else(|| reason(inputs, participant, &group.product_group, LeftOutReason::Unclassified))
        .or_else(|| later.map(|_| LeftOutReason::OutsidePeriod))
        .or_else(|| below_zero(Some(group.units)));
    Some(Row {
        participant,
        table,
        product_group: &group.product_group,
        rows: group.rows,
        units: Some(group.units),
        route,
        reason,
        source: Source::File(group),
        protected: inputs.year.protects_volume(participant.as_str()),
    })
}

impl Row<'_> {
    /// A number of years that a declared row gives in a column.
    pub(super) fn years(&self, column: &str) -> Option<Decimal> {
        match self.source {
            Source::Declared(row) => row.answer(column).number().filter(|n| *n >= Decimal::ZERO),
            Source::File(_) => None,
        }
    }

    /// The rows of a file, where they are.
    pub(super) fn file(&self) -> Option<&DeviceGroup> {
        match self.source {
            Source::Declared(_) => None,
            Source::File(group) => Some(group),
        }
    }

    /// The row, or the first of the rows.
    pub(super) fn place(&self) -> Place {
        match self.source {
            Source::Declared(row) => row.place.clone(),
            Source::File(group) => group.place.clone(),
        }
    }

    /// An entry for a trace: the value in a column of a declared row, or of a range of a file.
    pub(super) fn entry(&self, column: &str, value: String) -> TraceEntry {
        let value = if self.protected { WITHHELD.to_owned() } else { value };
        match self.source {
            Source::Declared(row) => {
                let cell = row.answer(column).place.clone();
                entry(self.participant, value, cell.unwrap_or_else(|| row.place.clone()))
            }
            Source::File(group) => {
                let (first, last) = group.row_range;
                let of_column = match column {
                    BOUGHT_ON => group.bought_on_column,
                    LIFETIME => group.lifetime_column,
                    _ => None,
                };
                let column = of_column.unwrap_or(group.column);
                let place = line_place(&group.path, &group.sheet, first, last, column);
                let rows = if group.runs.len() > 1 { group.runs.as_slice() } else { &[] };
                TraceEntry { rows: rows.into(), ..entry(self.participant, value, place) }
            }
        }
    }
}

/// The last day of a participant's reporting period.
pub(super) fn period_end(inputs: &Inputs<'_>, participant: &Identifier) -> Date {
    let own = inputs.year.returns.get(participant);
    own.map_or(inputs.year.settings.period, |own| own.organisation.period).end
}

/// A whole number; `None` where nothing or something else is given, which is a finding at that cell.
fn whole(answer: &Answer) -> Option<i64> {
    let number = answer.number().filter(|number| number.is_integer())?;
    number.try_into().ok()
}

fn not_in_force(inputs: &Inputs<'_>, participant: &Identifier) -> Option<LeftOutReason> {
    let period = &inputs.year.settings.period;
    let in_force = inputs.pact.register.in_force(participant.as_str(), period);
    in_force.is_none().then_some(LeftOutReason::NotInForce)
}

/// The first reason to leave a row out that lies in who reports it and what it is.
fn reason(
    inputs: &Inputs<'_>,
    participant: &Identifier,
    product_group: &str,
    without_group: LeftOutReason,
) -> Option<LeftOutReason> {
    let not_in_force = not_in_force(inputs, participant);
    not_in_force.or_else(|| match inputs.pact.pact.product_group(product_group) {
        None => Some(without_group),
        Some(group) if !group.in_scope(inputs.year.year()) => Some(LeftOutReason::NotInScope),
        Some(group) if !group.is_device => Some(LeftOutReason::NotADevice),
        Some(_) => None,
    })
}

/// A number of devices below zero cannot be counted.
fn below_zero(units: Option<i64>) -> Option<LeftOutReason> {
    units.is_some_and(|units| units < 0).then_some(LeftOutReason::Refused)
}
