//! What of a year's computation the next year's is laid beside.

use std::collections::BTreeSet;
use std::sync::Arc;

use model::Identifier;
use model::volume::VolumeCell;

use crate::devices::{Disposals, Stock};
use crate::draft::Draft;
use crate::protection::Measures;
use crate::protection::earlier::Earlier;
use crate::protection::single::Settled;
use crate::trace::WITHHELD;
use crate::volume::cells::Measured;
use crate::volume::estimates::EstimateGate;

/// What of a year's computation the next year's is laid beside: its cells of volume and its devices, each with where
/// it stands, and what its published figures are sums of.
#[derive(Clone, Debug)]
pub struct Basis {
    pub(crate) cells: Vec<Measured>,
    pub(crate) stocks: Vec<Stock>,
    pub(crate) disposals: Vec<Disposals>,
    /// What its figures are sums of, with the rows that are published.
    pub(crate) measures: Measures,
    /// What its figures tell of units that give no unit price away.
    pub(crate) units: Settled,
    /// What it and the years before it told of amounts.
    pub(crate) earlier: Earlier,
    /// What decides whether the total with estimates is given.
    pub estimate_gate: EstimateGate,
}

impl Basis {
    /// That of a year; nothing in it tells more of the participants that are `withheld` than the year's own tables do.
    pub(crate) fn new(
        mut cells: Vec<Measured>,
        (stocks, disposals): (Vec<Stock>, Vec<Disposals>),
        (measures, earlier, units): (Measures, Earlier, Settled),
        estimate_gate: EstimateGate,
        withheld: &BTreeSet<Identifier>,
    ) -> Self {
        let hides =
            |cell: &VolumeCell| withheld.contains(&cell.reporter) || withheld.contains(&cell.owner);
        for own in cells.iter_mut().filter(|own| hides(&own.cell)) {
            let of_units =
                own.answered.iter_mut().flat_map(|own| [&mut own.part_trace, &mut own.of_trace]);
            let traces = [&mut own.amounts, &mut own.units].into_iter().chain(of_units);
            for entry in traces.flat_map(|trace| trace.iter_mut()) {
                WITHHELD.clone_into(&mut entry.value);
            }
        }
        Self { cells, stocks, disposals, measures, units, earlier, estimate_gate }
    }
}

/// Takes out of the traces of figures what those who are `withheld` said.
pub(crate) fn without_values_of<'a>(
    withheld: &BTreeSet<Identifier>,
    drafts: impl Iterator<Item = &'a mut Draft>,
) {
    if withheld.is_empty() {
        return;
    }
    for draft in drafts {
        let hides = |id: &str| withheld.contains(id);
        if draft.trace.iter().any(|one| hides(&one.participant)) {
            let mut trace = draft.trace.as_ref().clone();
            for one in trace.iter_mut().filter(|one| hides(&one.participant)) {
                WITHHELD.clone_into(&mut one.value);
            }
            draft.trace = Arc::new(trace);
        }
    }
}
