//! The matched panel: those whose figures of this year and of last year can be laid side by side (methodology:
//! Change from year to year; Details settled).
//!
//! Of purchases (`volume.*`, `share.*`), in it are those that **reported volume in both years**: who returned a
//! form without it is treated as silent. A line is the panel's where its owner and its reporter both are in
//! it; so the panel's volume of this year less that of last year is what the components `scope`,
//! `exchange_rate` and `like_for_like` add up to, without the lines of those that are covered by another's return in one
//! of the years: these are no panel of the same reporters, though what they bought is known. Of everything else (`uptake.rate`, `in_use.*`, `end_of_use.*`), in
//! it are those **with a return that counts in both years**.
//!
//! The figures are those of the families, computed again on the same things with everybody else left out, for
//! this year and for last.

use std::collections::BTreeSet;

use model::indicator::MATCHED_PANEL;
use model::{Coverage, Dimension, Identifier};

use crate::devices::{Disposals, Stock};
use crate::draft::Draft;
use crate::protection::{MeasureOf, Measures};
use crate::volume::cells::Measured;
use crate::{Inputs, end_of_use, in_use, uptake, volume};

/// Who is in the matched panel.
#[derive(Clone, Debug)]
pub(crate) struct Panel {
    /// In force in one of the years at least.
    in_force: BTreeSet<Identifier>,
    /// Reported volume in both years.
    reported_volume: BTreeSet<Identifier>,
    /// With a return that counts in both years.
    returned: BTreeSet<Identifier>,
}

impl Panel {
    /// That of two years.
    pub(crate) fn new(this: &Coverage, last: &Coverage) -> Self {
        let both = |this: &[Identifier], last: &[Identifier]| -> BTreeSet<Identifier> {
            let last: BTreeSet<&Identifier> = last.iter().collect();
            this.iter().filter(|id| last.contains(id)).cloned().collect()
        };
        Self {
            in_force: this.in_force.iter().chain(&last.in_force).cloned().collect(),
            reported_volume: both(&this.reported_volume, &last.reported_volume),
            returned: both(&this.returned, &last.returned),
        }
    }

    /// Whose purchase a cell of either year is: its owner's, or its reporter's where the owner was in force in
    /// neither year (methodology: Details settled, Change).
    pub(crate) fn owner<'a>(&self, cell: &'a Measured) -> &'a Identifier {
        match self.in_force.contains(&cell.cell.owner) {
            true => &cell.cell.owner,
            false => &cell.cell.reporter,
        }
    }

    /// Whether a cell of either year is the panel's: owner and reporter reported volume in both.
    pub(crate) fn holds(&self, cell: &Measured) -> bool {
        [self.owner(cell), &cell.cell.reporter].iter().all(|id| self.reported_volume.contains(*id))
    }

    /// Whether a participant reported volume in both years.
    pub(crate) fn reported_volume_in_both(&self, id: &Identifier) -> bool {
        self.reported_volume.contains(id)
    }

    /// A year's coverage as if nobody else had returned or reported volume.
    pub(crate) fn among(&self, coverage: &Coverage) -> Coverage {
        let keep = |list: &[Identifier], who: &BTreeSet<Identifier>| -> Vec<Identifier> {
            list.iter().filter(|id| who.contains(*id)).cloned().collect()
        };
        Coverage {
            returned: keep(&coverage.returned, &self.returned),
            reported_volume: keep(&coverage.reported_volume, &self.reported_volume),
            ..coverage.clone()
        }
    }
}

/// What the figures of a year are made of.
pub(crate) struct Parts<'a> {
    pub(crate) cells: &'a [Measured],
    pub(crate) stocks: &'a [Stock],
    pub(crate) disposals: &'a [Disposals],
}

/// Figures of the matched panel in a year, and what of them adds up, of the same numbers as the year's own figures:
/// amounts, units, devices in use, devices at the end of use, parts of units.
pub(crate) fn drafts(
    inputs: &Inputs<'_>,
    panel: &Panel,
    coverage: &Coverage,
    parts: &Parts<'_>,
) -> (Vec<Draft>, Measures) {
    let coverage = &panel.among(coverage);
    let mut drafts = Vec::new();
    let holds = |cell: &Measured| panel.holds(cell);
    let [amounts, mut units] =
        volume::drafts_within(inputs, coverage, parts.cells, holds, &mut drafts);
    let mut of_shares = volume::shares::Measures::new(parts.cells);
    let told = (&mut units, &mut of_shares);
    volume::shares::drafts(inputs, parts.cells, &holds, told, &mut drafts);
    let in_use = in_use::drafts(inputs, coverage, parts.stocks, &mut drafts);
    let end_of_use = end_of_use::drafts(inputs, coverage, parts.disposals, &mut drafts);
    drafts.extend(uptake::rate::drafts(&uptake::practices(inputs, coverage)));
    drafts.retain(|draft| draft.indicator != uptake::DENOMINATOR.id);
    drafts.iter_mut().for_each(|draft| {
        draft.dimensions = draft.dimensions.clone().with(Dimension::Panel, MATCHED_PANEL);
    });
    let mut measures = Measures::from([
        (MeasureOf::Amounts, amounts),
        (MeasureOf::Units, units),
        (MeasureOf::InUse, in_use),
        (MeasureOf::EndOfUse, end_of_use),
    ]);
    measures.extend(of_shares.into_all());
    (drafts, measures)
}

/// Adds this year's figures of the matched panel to its others, and what of them adds up to the measures of those.
pub(crate) fn add(
    inputs: &Inputs<'_>,
    panel: &Panel,
    coverage: &Coverage,
    parts: &Parts<'_>,
    (drafts, measures): (&mut Vec<Draft>, &mut Measures),
) {
    let (matched, of_matched) = self::drafts(inputs, panel, coverage, parts);
    let first = drafts.len();
    drafts.extend(matched);
    for (of, of_matched) in of_matched {
        if let Some(measure) = measures.get_mut(&of) {
            measure.append(of_matched, first);
        }
    }
}
