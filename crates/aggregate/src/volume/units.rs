//! `volume.*.units`: how many were bought, within a group and over the device groups of one scope, never
//! over both scopes. Service lines are left out everywhere: they hand over no goods.

use std::collections::BTreeMap;

use model::vocabulary::Acquisition;
use model::{Decimal, Dimension, Dimensions, Indicator, ObservationStatus, Unit};

use super::cells::Measured;
use super::{Kind, Marks, cuts, status, told_of};
use crate::Inputs;
use crate::draft::Draft;
use crate::trace::joined;

const NEEDS: &[&str] = &[
    "procurement: product_group, condition, acquisition, units, buyer",
    "supporting tables of orders",
    "pact.toml: is_device",
    "participants.csv",
];
const CAVEATS: &str = "Lines of services are left out, groups that are no devices enter no total; never \
                       to be divided into an amount.";

pub(crate) const DIRECT_UNITS: Indicator = Indicator {
    id: "volume.direct.units",
    title: "Devices bought by the participants",
    question: "How many devices did the participants buy?",
    unit: "devices, units",
    dimensions: cuts::UNITS,
    formula: "sum of the units of the cells counted as direct or on_behalf",
    needs: NEEDS,
    paragraph: "§3.1.1b",
    caveats: CAVEATS,
};

pub(crate) const INDIRECT_UNITS: Indicator = Indicator {
    id: "volume.indirect.units",
    title: "Devices bought through the participants",
    question: "How many devices did organisations outside the Pact buy through the participants?",
    unit: "devices, units",
    dimensions: cuts::UNITS,
    formula: "sum of the units of the cells counted as indirect",
    needs: NEEDS,
    paragraph: "§3.1.1b",
    caveats: CAVEATS,
};

pub(crate) const OVERLAP_UNITS: Indicator = Indicator {
    id: "volume.overlap.units",
    title: "Devices reported twice",
    question: "How many devices were reported that another return counts?",
    unit: "devices, units",
    dimensions: cuts::UNITS,
    formula: "sum of the units of the cells counted as overlap",
    needs: NEEDS,
    paragraph: "§3.1.1b",
    caveats: "In no other volume.",
};

pub(crate) const COLLECTIVE_UNITS: Indicator = Indicator {
    id: "volume.collective.units",
    title: "Devices bought behind the Pact",
    question: "How many devices stand behind the Pact?",
    unit: "devices, units",
    dimensions: cuts::COLLECTIVE_UNITS,
    formula: "volume.direct.units + volume.indirect.units",
    needs: NEEDS,
    paragraph: "§3.1.1b",
    caveats: CAVEATS,
};

pub(crate) const ON_BEHALF_UNITS: Indicator = Indicator {
    id: "volume.on_behalf.units",
    title: "Devices reported by another participant",
    question: "How many of the participants' devices did another participant report?",
    unit: "devices, units",
    dimensions: cuts::UNITS,
    formula: "sum of the units of the cells counted as on_behalf",
    needs: NEEDS,
    paragraph: "§3.1.1b",
    caveats: "Part of volume.direct.units; by participant: whose purchase it is.",
};

const KINDS: [(Kind, Indicator); 5] = [
    (Kind::Direct, DIRECT_UNITS),
    (Kind::Indirect, INDIRECT_UNITS),
    (Kind::Overlap, OVERLAP_UNITS),
    (Kind::Collective, COLLECTIVE_UNITS),
    (Kind::OnBehalf, ON_BEHALF_UNITS),
];

/// Units of every kind over the cells that are `within`, each with the cells it is a sum of, for the codes that
/// occur.
pub(super) fn drafts(
    inputs: &Inputs<'_>,
    cells: &[Measured],
    within: impl Fn(&Measured) -> bool,
) -> Vec<(Draft, Vec<usize>)> {
    let mut drafts = Vec::new();
    for (kind, indicator) in KINDS {
        let mut rows: BTreeMap<Dimensions, (Unit, Vec<usize>)> = BTreeMap::new();
        let goods = cells.iter().enumerate().filter(|(_, cell)| {
            kind.holds(cell.cell.counted_as)
                && cell.cell.acquisition != Acquisition::Service.code()
                && within(cell)
        });
        for (index, cell) in goods {
            let Some(group) = cuts::product_group(&inputs.pact.pact, cell) else {
                continue;
            };
            let unit = if group.is_device { Unit::Devices } else { Unit::Units };
            let cuts = indicator.dimensions.iter();
            let cuts = cuts.filter(|cut| group.is_device || cut.contains(&Dimension::ProductGroup));
            for row in cuts.filter_map(|cut| cuts::dimensions(cell, group, kind, cut)) {
                rows.entry(row).or_insert((unit, Vec::new())).1.push(index);
            }
        }
        drafts.extend(rows.into_iter().map(|(cut, (unit, indexes))| {
            let cells: Vec<&Measured> = indexes.iter().map(|index| &cells[*index]).collect();
            (draft(inputs, indicator.id, cut, unit, &cells), indexes)
        }));
    }
    drafts
}

/// The sum of a cut; unanswered where no line of it gives units.
fn draft(
    inputs: &Inputs<'_>,
    indicator: &'static str,
    dimensions: Dimensions,
    unit: Unit,
    cells: &[&Measured],
) -> Draft {
    let with_units = || cells.iter().filter(|cell| cell.has_units);
    let units = with_units().map(|cell| Decimal::from(cell.cell.units));
    let marks = Marks { provisional: with_units().any(|cell| cell.provisional), estimated: false };
    let draft = Draft {
        indicator,
        unit,
        value: Some(units.sum()),
        status: status(inputs, &dimensions, &marks),
        contributors: with_units().map(|cell| told_of(cell).clone()).collect(),
        trace: joined(with_units().map(|cell| &cell.units)),
        dimensions,
    };
    match with_units().next() {
        Some(_) => draft,
        None => draft.without_value(ObservationStatus::NotAnswered),
    }
}
