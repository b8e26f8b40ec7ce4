//! Sheets of volume: figures by scope, group, participant, condition, acquisition, and what is left out.

use model::{Decimal, Dimension, Dimensions};

use super::AnnexInputs;
use super::labels::Labels;
use super::layout::row;
use super::pivot::{Beside, Measure, Pivoted, pivot};
use super::sheet::{Cell, Sheet};
use crate::xlsx::relative;

/// Titles of sheets that charts draw.
pub(super) const BY_GROUP: &str = "Volume by group";
pub(super) const BY_SCOPE: &str = "Volume by scope";

const SOURCE: &str = "procurement tables of the returns that count, and orders read through a mapping; \
    indicators volume.*";
const METHOD: &str = "collective = direct + indirect; on behalf is part of direct; overlap is in no volume. \
    Amounts are sums of the rows of Conversion.";
const UNITS: &str = "Units are devices of one part of the scope and are not added over both.";

/// The sheets, in order.
pub(super) fn sheets(inputs: &AnnexInputs, labels: &Labels) -> Vec<Sheet> {
    vec![
        by_scope(inputs, labels),
        by_group(inputs, labels),
        by_participant(inputs, labels),
        by_condition(inputs, labels),
        by_acquisition(inputs, labels),
        left_out(inputs, labels),
    ]
}

fn titled(inputs: &AnnexInputs, words: &str) -> String {
    format!("{words}, {}", inputs.year.settings.year)
}

/// Amounts and units of every kind of volume.
fn measures() -> Vec<Measure> {
    let amount = |head, key, indicator| Measure::new(head, key, indicator).summed();
    let direct = amount("Direct, EUR", "direct_amount", "volume.direct.amount");
    let collective = amount("Collective, EUR", "collective_amount", "volume.collective.amount");
    let last = |measure: &Measure| Measure {
        key: format!("{}_last_year", measure.key),
        ..measure.clone().of_last_year()
    };
    vec![
        direct.clone(),
        amount("On behalf, part of direct, EUR", "on_behalf_amount", "volume.on_behalf.amount"),
        amount("Indirect, EUR", "indirect_amount", "volume.indirect.amount"),
        collective.clone(),
        amount("Overlap, not counted, EUR", "overlap_amount", "volume.overlap.amount"),
        last(&direct),
        last(&collective),
        Measure::new("Direct, units", "direct_units", "volume.direct.units"),
        Measure::new("Indirect, units", "indirect_units", "volume.indirect.units"),
        Measure::new("Collective, units", "collective_units", "volume.collective.units"),
    ]
}

fn sheet(
    name: &'static str,
    id: &'static str,
    title: String,
    about: &str,
    notes: &str,
    pivoted: Pivoted,
) -> Sheet {
    let mut sheet = Sheet {
        name,
        id,
        title,
        about: about.to_owned(),
        source: SOURCE.to_owned(),
        method: METHOD.to_owned(),
        notes: joined(&[notes, &pivoted.note]),
        columns: pivoted.columns,
        rows: pivoted.rows,
        foot: pivoted.foot,
    };
    live_sum(&mut sheet, ["direct_amount", "indirect_amount"], "collective_amount");
    live_sum(&mut sheet, ["direct_units", "indirect_units"], "collective_units");
    sheet
}

/// Sentences behind each other.
pub(super) fn joined(sentences: &[&str]) -> String {
    let said: Vec<&str> = sentences.iter().copied().filter(|text| !text.is_empty()).collect();
    said.join(" ")
}

/// Makes a column the live sum of two others, in each row in which it is their sum.
fn live_sum(sheet: &mut Sheet, parts: [&str; 2], sum: &str) {
    let parts: Vec<u16> = parts.into_iter().filter_map(|key| sheet.column(key)).collect();
    let Some(at) = sheet.column(sum).filter(|_| !parts.is_empty()) else {
        return;
    };
    for (index, cells) in sheet.rows.iter_mut().enumerate() {
        let Cell::Number(value, shown) = cells[usize::from(at)] else {
            continue;
        };
        let numbers = parts.iter().filter_map(|part| cells[usize::from(*part)].number());
        if numbers.sum::<Decimal>() == value {
            let names: Vec<String> = parts.iter().map(|part| relative(row(index), *part)).collect();
            let formula = format!("SUM({})", names.join(","));
            cells[usize::from(at)] = Cell::Formula(formula, value, shown);
        }
    }
}

fn by_scope(inputs: &AnnexInputs, labels: &Labels) -> Sheet {
    let pivoted = pivot(inputs, labels, &[Dimension::Scope], &[], &measures());
    let title = titled(inputs, "Volume by part of the scope");
    let about = "One row for each part of the product scope.";
    sheet(BY_SCOPE, "volume_by_scope", title, about, UNITS, pivoted)
}

fn by_group(inputs: &AnnexInputs, labels: &Labels) -> Sheet {
    let scope = |cut: &Dimensions| {
        let group = cut.get(Dimension::ProductGroup).unwrap_or_default();
        let group = inputs.pact.pact.product_group(group);
        group.map_or_else(String::new, |g| labels.code(Dimension::Scope, g.scope.code()))
    };
    let beside = [Beside { head: "Part of the scope", width: 24.0, words: &scope }];
    let pivoted = pivot(inputs, labels, &[Dimension::ProductGroup], &beside, &measures());
    let notes = "Units are totalled within a group only; licences and other goods that are no devices are \
                 counted in units of their own.";
    let title = titled(inputs, "Volume by product group");
    let about = "One row for each product group in which anything was reported.";
    sheet(BY_GROUP, "volume_by_group", title, about, notes, pivoted)
}

fn by_participant(inputs: &AnnexInputs, labels: &Labels) -> Sheet {
    let units = |head: &str, key: &str, kind: &str, scope: &str| {
        let measure = Measure::new(head, key, &format!("volume.{kind}.units"));
        measure.with(Dimension::Scope, scope).summed()
    };
    let mut measures: Vec<Measure> = measures()
        .into_iter()
        .filter(|measure| !measure.key.contains("collective") && !measure.key.contains("_units"))
        .collect();
    for (scope, short) in [("workplace", "workplace"), ("infrastructure", "infrastructure")] {
        for (kind, head) in [("direct", "Direct"), ("indirect", "Indirect")] {
            let head = format!("{head}, {short} devices");
            measures.push(units(&head, &format!("{kind}_{short}_devices"), kind, scope));
        }
    }
    let pivoted = pivot(inputs, labels, &[Dimension::Participant], &[], &measures);
    let notes = "Direct volume stands with whose purchase it is, indirect and overlap with who reported it.";
    let title = titled(inputs, "Volume by participant");
    let about =
        "One row for each participant with volume in this year or the last. It is no ranking.";
    sheet("Volume by participant", "volume_by_participant", title, about, notes, pivoted)
}

fn by_condition(inputs: &AnnexInputs, labels: &Labels) -> Sheet {
    let dimensions = [Dimension::Scope, Dimension::Condition];
    let pivoted = pivot(inputs, labels, &dimensions, &[], &measures());
    let title = titled(inputs, "Volume by condition of the goods");
    let about = "One row for each part of the scope and condition of the goods.";
    let notes = joined(&["A blank condition is “Not stated”.", UNITS]);
    sheet("Volume by condition", "volume_by_condition", title, about, &notes, pivoted)
}

fn by_acquisition(inputs: &AnnexInputs, labels: &Labels) -> Sheet {
    let dimensions = [Dimension::Scope, Dimension::Acquisition];
    let pivoted = pivot(inputs, labels, &dimensions, &[], &measures());
    let title = titled(inputs, "Volume by way of acquisition");
    let about = "One row for each part of the scope and way of acquisition.";
    let notes = joined(&["Lease and service: the part that falls in the period.", UNITS]);
    sheet("Volume by acquisition", "volume_by_acquisition", title, about, &notes, pivoted)
}

fn left_out(inputs: &AnnexInputs, labels: &Labels) -> Sheet {
    let measure = Measure::new("Lines", "lines", "volume.left_out.lines").summed();
    let mut pivoted = pivot(inputs, labels, &[Dimension::Component], &[], &[measure]);
    // A reason that left nothing out is no row.
    pivoted.rows.retain(|row| row.iter().filter_map(Cell::number).any(|n| !n.is_zero()));
    Sheet {
        name: "Left out",
        id: "left_out",
        title: titled(inputs, "Lines in no volume, by reason"),
        about: "One row for each reason for which lines are in no volume.".to_owned(),
        source: "procurement tables of the returns and orders; indicator volume.left_out.lines"
            .to_owned(),
        method: "each line is counted under the first reason that holds.".to_owned(),
        notes: joined(&[
            "Orders beside a declared figure are evidence, not left out.",
            &pivoted.note,
        ]),
        columns: pivoted.columns,
        rows: pivoted.rows,
        foot: pivoted.foot,
    }
}
