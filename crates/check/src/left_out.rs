//! Lines and rows that were left out, worded by the rule that asks about them.

use std::collections::{BTreeMap, BTreeSet};

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
    let is_meant = |group: &str| is_told_here(reason, faults, group);
    let groups = evidence.orders.iter().filter(|group| group.reason == Some(reason));
    let told_elsewhere = |group: &OrderGroup| {
        let table = (&*group.path, &*group.sheet, TableKind::Orders);
        let rows = (group.first_row, group.last_row);
        refused_as_a_whole(evidence, &group.participant, table, rows, reason)
    };
    let groups = groups.filter(|group| is_meant(&group.product_group) && !told_elsewhere(group));
    let groups: Vec<&OrderGroup> = groups.collect();
    let same_table = |a: &&OrderGroup, b: &&OrderGroup| a.path == b.path && a.sheet == b.sheet;
    for table in groups.chunk_by(same_table) {
        let first = table[0];
        let rows: u64 = table.iter().map(|group| group.lines).sum();
        let told = faults_of(evidence, faults, &first.path, &first.sheet);
        let fault = told.iter().copied().min_by_key(|fault| fault.place.clone());
        // The sheet of a text file is the file.
        let sheet =
            (first.path.rsplit('/').next() != Some(&*first.sheet)).then(|| first.sheet.clone());
        let mut statement = fault.map(of_fault).unwrap_or_else(|| Statement {
            participant: Some(first.participant.clone()),
            place: Some(Place { sheet, ..Place::file(first.path.clone()) }),
            ..Statement::default()
        });
        statement.found = counted(rows, one, many) + &rows_of(reason, &told);
        let device = table.iter().all(|group| evidence.is_device(&group.product_group));
        // Sums are of rows that are counted themselves, and what is of no group would be in no figure.
        statement.effect = match reason {
            LeftOutReason::Subtotal => None,
            LeftOutReason::NotInScope if first.product_group.is_empty() => None,
            _ => {
                let units = table.iter().map(|group| group.units).sum();
                effect(euro_sum(evidence, table), Some(units), device)
            }
        };
        if reason == LeftOutReason::NoCurrency {
            statement.help = name_the_currency(evidence, first);
        }
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
    let groups = evidence.year.devices.iter().filter(|group| group.reason == Some(reason));
    let told_elsewhere = |group: &DeviceGroup| {
        let table = (&*group.path, &*group.sheet, group.kind);
        refused_as_a_whole(evidence, &group.participant, table, group.row_range, reason)
    };
    let groups = groups.filter(|group| is_told_here(reason, faults, &group.product_group));
    for group in groups.filter(|group| !told_elsewhere(group)) {
        tables.entry((&group.path, &group.sheet, group.kind)).or_default().push(group);
    }
    for ((path, sheet, kind), groups) in tables {
        let own = &groups[0].participant;
        let rows: u64 = groups.iter().map(|group| group.rows).sum();
        let units: i64 = groups.iter().map(|group| group.units).sum();
        let first = groups.iter().map(|group| &group.place).min();
        let told = faults_of(evidence, faults, path, sheet);
        let fault = told.iter().copied().min_by_key(|fault| fault.place.clone());
        let mut statement = fault.map(of_fault).unwrap_or_else(|| Statement {
            participant: Some(own.clone()),
            place: first.cloned(),
            ..Statement::default()
        });
        statement.found = counted(rows, one, many) + &rows_of(reason, &told);
        statement.why = Some(format!("they are left out of the {}", figures_of(kind)));
        statement.effect = match units {
            0 => None,
            _ if matches!(reason, LeftOutReason::Subtotal | LeftOutReason::NotInScope) => None,
            units => unit_effect(units, true, format!("left out of the {}", figures_of(kind))),
        };
        statement.subject = format!("{reason} {kind} {sheet}");
        report.add(statement);
    }
}

/// Whether rows of a product group left out for a reason are told by these faults: rows of no group at all are told
/// apart from those of a group that is not yet in scope.
fn is_told_here(reason: LeftOutReason, faults: &[FaultKind], product_group: &str) -> bool {
    reason != LeftOutReason::NotInScope
        || product_group.is_empty() == faults.contains(&FaultKind::RowOfNoGroup)
}

/// The faults of some kinds in one table.
fn faults_of<'e>(
    evidence: &'e Evidence,
    kinds: &[FaultKind],
    path: &str,
    sheet: &str,
) -> Vec<&'e Fault> {
    let own = evidence.faults(kinds).into_iter().filter(|fault| {
        let title = fault.place.sheet.as_deref();
        &*fault.place.path == path && title.is_none_or(|title| title == sheet)
    });
    own.collect()
}

/// The sentence for one row, or for several with their number.
fn counted(rows: u64, one: &str, many: &str) -> String {
    if rows == 1 { one.to_owned() } else { many.replace("{rows}", &rows.to_string()) }
}

/// Which rows they are, where somebody must look at each: ` (rows 4, 9-12)`.
fn rows_of(reason: LeftOutReason, told: &[&Fault]) -> String {
    if !matches!(reason, LeftOutReason::Unclassified | LeftOutReason::NotInScope) {
        return String::new();
    }
    let own = told.iter().filter(|fault| !fault.raw.contains(MORE_ROWS));
    let rows: BTreeSet<u32> =
        own.filter_map(|fault| fault.place.cell).map(|cell| cell.row + 1).collect();
    let mut ranges: Vec<(u32, u32)> = Vec::new();
    for row in rows {
        match ranges.last_mut() {
            Some((_, last)) if *last + 1 == row => *last = row,
            _ => ranges.push((row, row)),
        }
    }
    let range = |(first, last)| match first == last {
        true => format!("{first}"),
        false => format!("{first}-{last}"),
    };
    let mut listed: Vec<String> = ranges.into_iter().map(range).collect();
    // The rows beyond those that are told one by one stand in the last fault.
    let more = told.iter().filter_map(|fault| fault.raw.split_once(MORE_ROWS)?.1.split_once(": "));
    listed.extend(more.map(|(_, rows)| rows.to_owned()));
    match listed.as_slice() {
        [] => String::new(),
        [only] if !only.contains(['-', ',']) => format!(" (row {only})"),
        _ => format!(" (rows {})", listed.join(", ")),
    }
}

/// What a fault says that stands for many.
const MORE_ROWS: &str = " more rows of the same kind";

/// What to write where to say the currency of a table.
fn name_the_currency(evidence: &Evidence, group: &OrderGroup) -> Option<String> {
    let mut tables = evidence.year.tables.iter();
    let table = tables.find(|t| t.path == *group.path && t.sheet == *group.sheet)?;
    let participants = evidence.pact.register.rows.iter();
    let mut own = participants.filter(|participant| participant.id == group.participant);
    let code = own.next().map_or("EUR", |participant| currency_of(&participant.country));
    Some(format!(
        "ask in which currency the amounts are, and write it into the [[table]] that begins in line {} of mapping.toml: `currency = \"{code}\"`, or the code of another",
        table.mapping_line
    ))
}

/// The currency of a country, as an example of what to write: that of its central bank, else the euro.
fn currency_of(country: &str) -> &'static str {
    match country {
        "CH" | "LI" => "CHF",
        "CZ" => "CZK",
        "DK" => "DKK",
        "GB" => "GBP",
        "HU" => "HUF",
        "IS" => "ISK",
        "NO" => "NOK",
        "PL" => "PLN",
        "RO" => "RON",
        "RS" => "RSD",
        "SE" => "SEK",
        "UA" => "UAH",
        _ => "EUR",
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

/// Whether rows are left out with the whole of their table, since its mapping does not fit or is not confirmed; another
/// finding says so. A table is one of one file: another with the same sheet, or other rows of the sheet, are judged by
/// themselves.
fn refused_as_a_whole(
    evidence: &Evidence,
    participant: &Identifier,
    (path, sheet, kind): (&str, &str, TableKind),
    (first_row, last_row): (u32, u32),
    reason: LeftOutReason,
) -> bool {
    if reason != LeftOutReason::Refused {
        return false;
    }
    let holds = |(first, last): (u32, u32)| first <= first_row && last_row <= last;
    let mut tables = evidence.year.tables.iter().filter(|table| table.not_read.is_some());
    let is_whole = tables.any(|table| {
        table.path == path && table.sheet == sheet && table.kind == kind && holds(table.row_range)
    });
    let own = |fault: &&Fault| fault.participant.as_ref() == Some(participant);
    is_whole || evidence.faults(&[FaultKind::MappingUnconfirmed]).iter().any(own)
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
        (Some(euro), _) if !euro.is_zero() => euro_effect(euro, "left out of the volume"),
        // An amount of 0.00 is one that could not be read.
        (_, Some(units)) if units != 0 => unit_effect(units, device, "left out of the volume"),
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_amount_that_could_not_be_read_is_not_known_and_no_zero() {
        assert_eq!(effect(Some(Decimal::ZERO), Some(0), true), None);
        let devices = effect(Some(Decimal::ZERO), Some(3), true).map(|effect| effect.unit);
        assert_eq!(devices, Some("devices"));
        let euro = effect(Some(Decimal::ONE), Some(3), true).map(|effect| effect.unit);
        assert_eq!(euro, Some("EUR"));
    }
}
