//! `coverage.by_volume`.
//!
//! Protection: it tells two sums of last year's cells ([`rows`]), which are looked at in
//! [`crate::protection::years`] beside all that both years tell, as the change is.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use model::volume::{CountedAs, VolumeCell};
use model::{
    Coverage, Decimal, Dimension, Dimensions, Identifier, Indicator, ObservationStatus, TraceEntry,
};

use super::among;
use super::returned::{covering_place, entries, return_place};
use crate::draft::Draft;
use crate::protection::Factor;
use crate::protection::years::Row;
use crate::trace::WITHHELD;
use crate::{Inputs, Last};

pub(crate) const BY_VOLUME: Indicator = Indicator {
    id: "coverage.by_volume",
    title: "Response rate by volume",
    question: "What share of last year's volume do those that reported stand for?",
    unit: "share",
    dimensions: &[&[]],
    formula: "last year's direct volume of the expected participants that returned or are covered ÷ last \
              year's direct volume of all expected participants that had any",
    needs: &["procurement (last year)", "returns"],
    paragraph: "§3.1.1",
    caveats: "Cannot be given in a first year. Last year's volume with what others reported on a \
              participant's behalf, at last year's rates.",
};

/// Last year's cells of direct volume with an amount, by owner, each with its number among last year's cells.
type LastVolume<'a> = BTreeMap<&'a Identifier, Vec<(usize, &'a VolumeCell)>>;

pub(super) fn draft(inputs: &Inputs<'_>, coverage: &Coverage) -> Draft {
    let Some(last) = inputs.last else {
        let nothing = (Decimal::ZERO, Decimal::ZERO);
        let none = (BTreeSet::new(), Arc::default());
        return Draft::share(BY_VOLUME.id, Dimensions::none(), nothing, none.0, none.1);
    };
    let expected: BTreeSet<Identifier> = coverage.expected.iter().cloned().collect();
    let mut volume = direct_volume(&last.results.cells);
    volume.retain(|owner, _| expected.contains(*owner));
    let here = reporting(coverage, &expected);
    let sum = |wanted: &dyn Fn(&Identifier) -> bool| -> Decimal {
        let owners = volume.iter().filter(|(owner, _)| wanted(owner));
        let cells = owners.flat_map(|(_, cells)| cells);
        cells.map(|(_, cell)| Decimal::new(cell.amount_eur_cents, 2)).sum()
    };
    let parts = (sum(&|owner| here.contains(owner)), sum(&|_| true));
    let contributors: BTreeSet<Identifier> = volume.keys().map(|id| (*id).clone()).collect();
    let mut trace = trace(&last, &volume);
    trace.extend(reported(inputs, coverage, &volume));
    let dimensions = Dimensions::none();
    let provisional = is_provisional(&last);
    Draft::share(BY_VOLUME.id, dimensions, parts, contributors, Arc::new(trace))
        .provisional_if(provisional)
}

/// The expected participants that returned or are inside another's return.
fn reporting(coverage: &Coverage, expected: &BTreeSet<Identifier>) -> BTreeSet<Identifier> {
    let mut here = among(&coverage.returned, expected);
    here.extend(among(&coverage.covered, expected));
    here
}

fn direct_volume(cells: &[VolumeCell]) -> LastVolume<'_> {
    let mut volume = LastVolume::new();
    let direct = [CountedAs::Direct, CountedAs::OnBehalf];
    let cells = cells.iter().enumerate();
    for (number, cell) in cells.filter(|(_, cell)| direct.contains(&cell.counted_as)) {
        if cell.currency.is_some() {
            volume.entry(&cell.owner).or_default().push((number, cell));
        }
    }
    volume
}

fn is_provisional(last: &Last<'_>) -> bool {
    let total = last.results.figures.get("volume.direct.amount", &Dimensions::none());
    total.is_some_and(|total| total.status == ObservationStatus::Provisional)
}

/// What the share tells of last year's cells, whose numbers follow `first` others: the volume of those that reported,
/// and of all.
pub(crate) fn rows(
    inputs: &Inputs<'_>,
    coverage: &Coverage,
    first: usize,
    drafts: &[Draft],
) -> Vec<Row> {
    let Some(draft) = drafts.iter().position(|draft| draft.indicator == BY_VOLUME.id) else {
        return Vec::new();
    };
    let cells = inputs.last.map_or(&[][..], |last| &last.results.cells);
    let volume = direct_volume(cells);
    let expected: BTreeSet<Identifier> = coverage.expected.iter().cloned().collect();
    let here = reporting(coverage, &expected);
    let row = |wanted: &BTreeSet<Identifier>| {
        let owners = volume.iter().filter(|(owner, _)| wanted.contains(**owner));
        let cells = owners.flat_map(|(_, cells)| cells);
        Row { draft, terms: cells.map(|(number, _)| (first + number, Factor::ONE)).collect() }
    };
    vec![row(&here), row(&expected)]
}

/// Where it stands that those with a volume last year reported this year, or are inside another's return.
fn reported(inputs: &Inputs<'_>, coverage: &Coverage, volume: &LastVolume<'_>) -> Vec<TraceEntry> {
    let with_volume: BTreeSet<Identifier> = volume.keys().map(|id| (*id).clone()).collect();
    let (returned, covered) =
        (among(&coverage.returned, &with_volume), among(&coverage.covered, &with_volume));
    let mut trace = entries(inputs, &returned, "returned", return_place);
    trace.extend(entries(inputs, &covered, "covered", covering_place));
    trace
}

/// Last year's figures by participant are the sources: their own trace leads on to the cells.
fn trace(last: &Last<'_>, volume: &LastVolume<'_>) -> Vec<TraceEntry> {
    let mut trace = Vec::new();
    for owner in volume.keys() {
        let dimensions = Dimensions::none().with(Dimension::Participant, owner.as_str());
        let figure = last.results.figures.get("volume.direct.amount", &dimensions);
        let entries = figure.map(|figure| figure.trace.clone()).unwrap_or_default();
        if last.reading.protects_volume(owner.as_str()) || last.results.withheld.contains(*owner) {
            let hidden =
                |entry: &TraceEntry| TraceEntry { value: WITHHELD.into(), ..entry.clone() };
            trace.extend(entries.iter().map(hidden));
        } else {
            trace.extend(entries.iter().cloned());
        }
    }
    trace
}
