//! V122: devices in use or at the end of use are left out.

use std::collections::BTreeMap;

use model::Identifier;
use model::devices::{CountedDevices, DeviceTable};
use model::volume::LeftOutReason;

use crate::evidence::Evidence;
use crate::left_out::in_words;
use crate::report::{Report, Statement, unit_effect};
use crate::rule::rule;

rule! {
    /// Devices in use or at the end of use are left out.
    ///
    /// # What it checks
    /// Rows of the tables of devices, and of lists of devices in supporting files, whose product group is
    /// not given, is no device or is not yet in scope, whose number is below zero, or whose sender was no
    /// participant in the period.
    ///
    /// # Why it matters
    /// They are in no figure of use or end of use.
    ///
    /// # Example
    /// 400 keyboards among the devices in use: peripherals are no devices.
    ///
    /// # How to fix
    /// Ask for the product group or the number; what is no device or not yet in scope needs nothing.
    DevicesLeftOut {
        code: "V122",
        severity: Note,
        since: 2021,
        check: check,
    }
}

/// Whose rows, in which table, of which product group, left out why.
type Key<'a> = (&'a Identifier, DeviceTable, &'a str, LeftOutReason);

fn check(evidence: &Evidence, report: &mut Report) {
    let mut left_out: BTreeMap<Key, Vec<&CountedDevices>> = BTreeMap::new();
    for row in &evidence.results.devices {
        if let Some(reason) = row.reason.filter(|reason| is_decided_here(row, *reason)) {
            let key = (&row.participant, row.table, row.product_group.as_str(), reason);
            left_out.entry(key).or_default().push(row);
        }
    }
    for ((participant, table, group, reason), rows) in left_out {
        let count: u64 = rows.iter().map(|row| row.rows).sum();
        let units: i64 = rows.iter().filter_map(|row| row.units).fold(0, i64::saturating_add);
        let row = if count == 1 { "1 row".to_owned() } else { format!("{count} rows") };
        report.add(Statement {
            participant: Some(participant.clone()),
            place: rows.first().map(|row| row.place.clone()),
            row: evidence.group_title(group).to_owned(),
            found: format!("{row} of {} left out: {}", table_title(table), in_words(reason)),
            effect: unit_effect(units, evidence.is_device(group), "left out of use and end of use")
                .filter(|_| units != 0),
            subject: format!("{table} {group} {reason}"),
            raw: format!("{count} {units}"),
            ..Statement::default()
        });
    }
}

/// Whether nothing else finds such a row: the reader finds what is wrong in a file itself.
fn is_decided_here(row: &CountedDevices, reason: LeftOutReason) -> bool {
    let by_group =
        [LeftOutReason::NotADevice, LeftOutReason::NotInScope, LeftOutReason::NotInForce];
    let of_no_group = row.product_group.is_empty() && reason == LeftOutReason::NotInScope;
    row.table.is_declared() || (by_group.contains(&reason) && !of_no_group)
}

fn table_title(table: DeviceTable) -> &'static str {
    match table {
        DeviceTable::InUse => "the table of devices in use",
        DeviceTable::EndOfUse => "the table of devices at the end of use",
        DeviceTable::Assets => "the list of devices in use",
        DeviceTable::Disposals => "the list of devices disposed of",
    }
}
