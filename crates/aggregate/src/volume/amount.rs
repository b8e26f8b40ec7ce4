//! `volume.*.amount`: what was spent, in euro.

use std::collections::BTreeMap;

use model::{Coverage, Currency, Decimal, Dimensions, Indicator, ObservationStatus, Unit};

use super::cells::Measured;
use super::{Kind, Marks, cuts, status, told_of};
use crate::Inputs;
use crate::draft::Draft;
use crate::trace::joined;

const NEEDS: &[&str] = &[
    "procurement: product_group, condition, acquisition, amount, currency, buyer",
    "supporting tables of orders",
    "rates",
    "participants.csv",
];
const CAVEATS: &str = "The value of what was ordered in the reporting period, without recoverable taxes; \
                       at the mean rate of each return's own period. A line without an amount adds nothing.";

pub(crate) const DIRECT_AMOUNT: Indicator = Indicator {
    id: "volume.direct.amount",
    title: "Direct procurement volume",
    question: "For how much did the participants buy ICT products?",
    unit: "EUR",
    dimensions: cuts::AMOUNT,
    formula: "sum of the cells counted as direct or on_behalf, each converted and rounded to the cent once",
    needs: NEEDS,
    paragraph: "§3.1.1b",
    caveats: CAVEATS,
};

pub(crate) const INDIRECT_AMOUNT: Indicator = Indicator {
    id: "volume.indirect.amount",
    title: "Indirect procurement volume",
    question: "For how much did organisations outside the Pact buy through the participants?",
    unit: "EUR",
    dimensions: cuts::AMOUNT,
    formula: "sum of the cells counted as indirect: lines whose buyer is no participant in force",
    needs: NEEDS,
    paragraph: "§3.1.1b",
    caveats: CAVEATS,
};

pub(crate) const OVERLAP_AMOUNT: Indicator = Indicator {
    id: "volume.overlap.amount",
    title: "Reported twice",
    question: "How much was reported that another return counts?",
    unit: "EUR",
    dimensions: cuts::AMOUNT,
    formula: "sum of the cells counted as overlap: lines for another participant of which another return \
              counts",
    needs: NEEDS,
    paragraph: "§3.1.1b",
    caveats: "In no other volume.",
};

pub(crate) const COLLECTIVE_AMOUNT: Indicator = Indicator {
    id: "volume.collective.amount",
    title: "Collective procurement volume",
    question: "How much procurement stands behind the Pact?",
    unit: "EUR",
    dimensions: cuts::COLLECTIVE_AMOUNT,
    formula: "volume.direct.amount + volume.indirect.amount",
    needs: NEEDS,
    paragraph: "§3.1.1b",
    caveats: CAVEATS,
};

pub(crate) const ON_BEHALF_AMOUNT: Indicator = Indicator {
    id: "volume.on_behalf.amount",
    title: "Direct volume reported by another participant",
    question: "How much of the direct volume did another participant report?",
    unit: "EUR",
    dimensions: cuts::AMOUNT,
    formula: "sum of the cells counted as on_behalf: lines for a participant that does not report the \
              product group itself",
    needs: NEEDS,
    paragraph: "§3.1.1b",
    caveats: "Part of volume.direct.amount; by participant: whose purchase it is.",
};

const KINDS: [(Kind, Indicator); 5] = [
    (Kind::Direct, DIRECT_AMOUNT),
    (Kind::Indirect, INDIRECT_AMOUNT),
    (Kind::Overlap, OVERLAP_AMOUNT),
    (Kind::Collective, COLLECTIVE_AMOUNT),
    (Kind::OnBehalf, ON_BEHALF_AMOUNT),
];

/// Amounts of every kind over the cells that are `within`, each with the cells it is a sum of: totals always, other
/// cuts for the codes that occur.
pub(super) fn drafts(
    inputs: &Inputs<'_>,
    coverage: &Coverage,
    cells: &[Measured],
    within: impl Fn(&Measured) -> bool,
) -> Vec<(Draft, Vec<usize>)> {
    let mut drafts = Vec::new();
    for (kind, indicator) in KINDS {
        let mut rows: BTreeMap<Dimensions, Vec<usize>> = BTreeMap::new();
        rows.insert(Dimensions::none(), Vec::new());
        let of_kind = cells.iter().enumerate();
        let of_kind = of_kind.filter(|(_, cell)| kind.holds(cell.cell.counted_as) && within(cell));
        for (index, cell) in of_kind {
            let Some(group) = cuts::product_group(&inputs.pact.pact, cell) else {
                continue;
            };
            let cuts = indicator.dimensions.iter();
            for row in cuts.filter_map(|cut| cuts::dimensions(cell, group, kind, cut)) {
                rows.entry(row).or_default().push(index);
            }
        }
        let reported = !coverage.reported_volume.is_empty();
        drafts.extend(rows.into_iter().map(|(cut, indexes)| {
            let cells: Vec<&Measured> = indexes.iter().map(|index| &cells[*index]).collect();
            (draft(inputs, indicator.id, cut, &cells, reported), indexes)
        }));
    }
    drafts
}

/// The sum of a cut. Without a cell it is zero where volume was reported and unanswered where it was
/// not; cells of which none gives an amount leave it unanswered.
fn draft(
    inputs: &Inputs<'_>,
    indicator: &'static str,
    dimensions: Dimensions,
    cells: &[&Measured],
    reported: bool,
) -> Draft {
    let with_amount = || cells.iter().filter(|cell| cell.has_amount);
    let answered = if cells.is_empty() { reported } else { with_amount().next().is_some() };
    let cents = with_amount().map(|cell| Decimal::new(cell.cell.amount_eur_cents, 2));
    let marks = Marks {
        provisional: with_amount().any(|cell| cell.provisional || cell.provisional_rate),
        estimated: is_estimated(with_amount()),
    };
    let draft = Draft {
        indicator,
        unit: Unit::Currency(Currency::EUR),
        value: Some(cents.sum()),
        status: status(inputs, &dimensions, &marks),
        contributors: with_amount().map(|cell| told_of(cell).clone()).collect(),
        trace: joined(with_amount().map(|cell| &cell.amounts)),
        dimensions,
    };
    if answered { draft } else { draft.without_value(ObservationStatus::NotAnswered) }
}

/// Whether more than a tenth of the absolute sum is estimated.
pub(super) fn is_estimated<'a>(cells: impl Iterator<Item = &'a &'a Measured>) -> bool {
    let (mut gross, mut estimated) = (Decimal::ZERO, Decimal::ZERO);
    for cell in cells {
        gross += cell.gross_eur;
        estimated += cell.estimated_eur;
    }
    estimated * Decimal::TEN > gross
}
