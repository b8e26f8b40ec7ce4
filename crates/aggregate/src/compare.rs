//! This year beside last: the change of the collective volume, and last year's figures of the matched panel.

use std::collections::BTreeSet;

use model::change::ChangeCell;
use model::{Coverage, Identifier, ObservationStatus, YearReading};

use crate::basis::without_values_of;
use crate::change::{self, Change};
use crate::draft::Draft;
use crate::error::Error;
use crate::panel::{self, Panel, Parts};
use crate::protection::Measure;
use crate::protection::years::{Row, Year, withhold};
use crate::volume::cells::Measured;
use crate::{Inputs, Last};

/// What comes of laying two years side by side.
pub(crate) struct Compared {
    /// The volume of both years by what its change comes from.
    pub(crate) cells: Vec<ChangeCell>,
    /// Last year's figures of the matched panel.
    pub(crate) matched_last_year: Vec<Draft>,
}

/// What of this year is published already.
#[derive(Clone, Copy)]
pub(crate) struct Told<'a> {
    pub(crate) measures: &'a [Measure],
    pub(crate) hidden: &'a BTreeSet<Identifier>,
    pub(crate) protected: &'a BTreeSet<Identifier>,
}

/// Lays this year beside last: adds the figures of the change to `drafts`, and withholds what would then tell of a
/// participant that protects its volume in one of the years. Looked at with the change are those of the other
/// figures that have `rows` over amounts of both years: this year's cells come first.
///
/// # Errors
/// If the components of the change do not sum to it, or a sum is too large to be counted.
pub(crate) fn compared(
    inputs: &Inputs<'_>,
    panel: Option<&Panel>,
    coverage: &Coverage,
    cells: &[Measured],
    told: Told<'_>,
    (drafts, mut rows): (&mut Vec<Draft>, Vec<Row>),
) -> Result<Compared, Error> {
    let Some((last, panel)) = inputs.last.zip(panel) else {
        let Change { cells, drafts: none, .. } = change::nothing(ObservationStatus::NotApplicable);
        drafts.extend(none);
        return Ok(Compared { cells, matched_last_year: Vec::new() });
    };
    let first = drafts.len();
    let Change { cells, drafts: changes, rows: of_changes } =
        change::change(inputs, &last, panel, coverage, cells)?;
    drafts.extend(changes);
    rows.extend(of_changes.into_iter().map(|row| Row { draft: first + row.draft, ..row }));
    let this_year = drafts.len();
    let (matched, measures) = matched(inputs, &last, panel);
    drafts.extend(matched);
    let protected = protected(last.reading);
    for (index, (matched, of_last)) in measures.iter().zip(&last.basis.measures).enumerate() {
        let of_last =
            Year { measure: of_last, hidden: &last.results.withheld, protected: &protected };
        let mut years = Vec::new();
        // Amounts come first; they alone have figures of both years.
        if let Some(measure) = told.measures.first().filter(|_| index == 0) {
            years.push(Year { measure, hidden: told.hidden, protected: told.protected });
        }
        let first = years.iter().map(|year: &Year<'_>| year.measure.len()).sum();
        let of_matched =
            matched.rows_after(first).map(|row| Row { draft: this_year + row.draft, ..row });
        rows.extend(of_matched);
        years.push(of_last);
        withhold(drafts, &years, &std::mem::take(&mut rows));
    }
    let matched_last_year = drafts.split_off(this_year);
    Ok(Compared { cells, matched_last_year })
}

/// Last year's figures of the matched panel, and what of them adds up.
fn matched(inputs: &Inputs<'_>, last: &Last<'_>, panel: &Panel) -> (Vec<Draft>, Vec<Measure>) {
    let basis = last.basis;
    let parts = Parts { cells: &basis.cells, stocks: &basis.stocks, disposals: &basis.disposals };
    let of_last = Inputs { year: last.reading, last: None, ..*inputs };
    let (mut drafts, measures) = panel::drafts(&of_last, panel, &last.results.coverage, &parts);
    let of_volume = drafts.iter_mut().filter(|draft| !draft.indicator.starts_with("uptake."));
    without_values_of(&last.results.withheld, of_volume);
    (drafts, measures)
}

/// The participants that ask for their volume of a year to be withheld.
pub(crate) fn protected(year: &YearReading) -> BTreeSet<Identifier> {
    year.protecting().into_iter().cloned().collect()
}
