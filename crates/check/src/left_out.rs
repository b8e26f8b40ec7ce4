//! Lines and rows that were left out, worded by the rule that asks about them.

use std::collections::BTreeMap;

use findings::Effect;
use model::line::{CountedLine, OrderGroup};
use model::supporting::{DeviceGroup, TableKind};
use model::volume::LeftOutReason;
use model::{Decimal, Fault, FaultKind, Identifier, LineRecord, Money, Place};

use crate::evidence::Evidence;
use crate::report::{Report, Statement, euro_effect, of_fault, of_line, unit_effect};

/// A finding for each declared line left out for a reason, at the field that gives the reason, and one for each supporting table that has
/// rows left out for it.
pub(crate) fn left_out_lines(
    evidence: &Evidence,
    report: &mut Report,
    reason: LeftOutReason,
    field: &str,
    word: impl Fn(&LineRecord) -> String,
) {
    for CountedLine { line, .. } in evidence.declared.iter().filter(|c| c.reason == Some(reason)) {
        let mut statement = of_line(evidence, line, field);
        statement.found = word(line);
        let device = evidence.is_device(&line.product_group);
        statement.effect = effect(evidence.line_euro(line), line.units, device);
        report.add(statement);
    }
    let why = in_words(reason);
    let one = format!("1 row is left out: {why}");
    left_out_rows(
        evidence,
        report,
        reason,
        &[],
        &one,
        &format!("{{rows}} rows are left out: {why}"),
    );
}

/// One finding for each supporting table with rows left out for a reason; it points at the first.
pub(crate) fn left_out_rows(
    evidence: &Evidence,
    report: &mut Report,
    reason: LeftOutReason,
    faults: &[FaultKind],
    one: &str,
    many: &str,
) {
    let groups: Vec<&OrderGroup> =
        evidence.orders.iter().filter(|group| group.reason == Some(reason)).collect();
    let same_table = |a: &&OrderGroup, b: &&OrderGroup| a.path == b.path && a.sheet == b.sheet;
    for table in groups.chunk_by(same_table) {
        let first = table[0];
        if refused_as_a_whole(evidence, &first.participant, &first.path, &first.sheet, reason) {
            continue;
        }
        let rows: u64 = table.iter().map(|group| group.lines).sum();
        let fault = evidence
            .faults(faults)
            .into_iter()
            .filter(|fault| fault.place.path == table[0].path)
            .min_by_key(|fault| fault.place.clone());
        let mut statement = fault.map(of_fault).unwrap_or_else(|| Statement {
            participant: Some(table[0].participant.clone()),
            place: Some(Place {
                sheet: Some(table[0].sheet.clone()),
                ..Place::file(table[0].path.clone())
            }),
            ..Statement::default()
        });
        statement.found =
            if rows == 1 { one.to_owned() } else { many.replace("{rows}", &rows.to_string()) };
        let device = table.iter().all(|group| evidence.is_device(&group.product_group));
        statement.effect =
            effect(euro_sum(evidence, table), Some(table.iter().map(|g| g.units).sum()), device);
        statement.subject = format!("{reason} {}", table[0].sheet);
        report.add(statement);
    }
    left_out_devices(evidence, report, reason, faults, (one, many));
}

/// One finding for each table of assets or of disposals with rows left out for a reason; it points at the first.
fn left_out_devices(
    evidence: &Evidence,
    report: &mut Report,
    reason: LeftOutReason,
    faults: &[FaultKind],
    (one, many): (&str, &str),
) {
    let mut tables: BTreeMap<(&str, &str, TableKind), Vec<&DeviceGroup>> = BTreeMap::new();
    for group in evidence.year.devices.iter().filter(|group| group.reason == Some(reason)) {
        tables.entry((&group.path, &group.sheet, group.kind)).or_default().push(group);
    }
    for ((path, sheet, kind), groups) in tables {
        let own = &groups[0].participant;
        if refused_as_a_whole(evidence, own, path, sheet, reason) {
            continue;
        }
        let rows: u64 = groups.iter().map(|group| group.rows).sum();
        let units: i64 = groups.iter().map(|group| group.units).sum();
        let first = groups.iter().map(|group| &group.place).min();
        let kinds = evidence.faults(faults).into_iter();
        let of_table = kinds.filter(|fault| {
            let title = fault.place.sheet.as_deref();
            &*fault.place.path == path && title.is_none_or(|title| title == sheet)
        });
        let fault = of_table.min_by_key(|fault| fault.place.clone());
        let mut statement = fault.map(of_fault).unwrap_or_else(|| Statement {
            participant: Some(own.clone()),
            place: first.cloned(),
            ..Statement::default()
        });
        statement.found =
            if rows == 1 { one.to_owned() } else { many.replace("{rows}", &rows.to_string()) };
        statement.effect = match units {
            0 => None,
            units => unit_effect(units, true, format!("left out of the {}", figures_of(kind))),
        };
        statement.subject = format!("{reason} {kind} {sheet}");
        report.add(statement);
    }
}

/// The figures that the rows of a kind of table are in.
fn figures_of(kind: TableKind) -> &'static str {
    match kind {
        TableKind::Orders => "volume",
        TableKind::Assets => "devices in use",
        TableKind::Disposals => "devices at the end of use",
    }
}

/// Whether a whole table was refused because its mapping does not fit or is not confirmed; another finding says
/// so.
fn refused_as_a_whole(
    evidence: &Evidence,
    participant: &Identifier,
    path: &str,
    sheet: &str,
    reason: LeftOutReason,
) -> bool {
    if reason != LeftOutReason::Refused {
        return false;
    }
    let tables = evidence.year.tables.iter();
    let mut own_table = tables.filter(|table| table.path == path && table.sheet == sheet);
    if own_table.any(|table| table.not_read.is_some()) {
        return true;
    }
    let unfit = [FaultKind::LayoutChanged, FaultKind::MappedColumnMissing, FaultKind::TwoReadings];
    let own = |fault: &&Fault| fault.participant.as_ref() == Some(participant);
    // What is wrong in the mapping stands there, and names the sheet.
    let of_table = |fault: &Fault| &*fault.place.path == path || fault.label == sheet;
    let unconfirmed = [FaultKind::MappingUnconfirmed];
    evidence.faults(&unfit).into_iter().filter(own).any(of_table)
        || evidence.faults(&unconfirmed).iter().any(own)
}

/// The sum of the groups' amounts in euro; `None` where none has a rate.
fn euro_sum(evidence: &Evidence, groups: &[&OrderGroup]) -> Option<Decimal> {
    let amounts = groups.iter().filter_map(|group| {
        evidence.euro(
            &group.participant,
            Money { currency: group.currency?, minor: group.amount_minor },
        )
    });
    amounts.reduce(|a, b| a + b)
}

fn effect(euro: Option<Decimal>, units: Option<i64>, device: bool) -> Option<Effect> {
    match (euro, units) {
        (Some(euro), _) => euro_effect(euro, "left out of the volume"),
        (None, Some(units)) if units != 0 => unit_effect(units, device, "left out of the volume"),
        _ => None,
    }
}

/// A reason in words that fit "left out: …".
pub(crate) fn in_words(reason: LeftOutReason) -> &'static str {
    match reason {
        LeftOutReason::NotInForce => "the organisation was no participant in the period",
        LeftOutReason::NoCurrency => "no currency is known",
        LeftOutReason::NoRate => "the currency has no rate in the period",
        LeftOutReason::NoGroup => "no product group is given",
        LeftOutReason::NotInScope => "the product group is not yet in scope",
        LeftOutReason::UnknownBuyer => "the buyer is not known",
        LeftOutReason::OutsidePeriod => "dated outside the period",
        LeftOutReason::Duplicate => "the same row came before",
        LeftOutReason::Subtotal => "a sum of other rows",
        LeftOutReason::Refused => "a cell cannot be read",
        LeftOutReason::Unclassified => "the product group cannot be told",
        LeftOutReason::NotADevice => "a unit of the product group is no device",
        LeftOutReason::Skipped => "the mapping takes it out",
    }
}
