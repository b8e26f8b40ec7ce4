//! This year beside last: the change of the collective volume, and last year's figures of the matched panel.

use std::collections::BTreeSet;

use model::change::ChangeCell;
use model::{Coverage, Identifier, ObservationStatus, YearReading};

use crate::basis::without_values_of;
use crate::change::{self, Change};
use crate::draft::Draft;
use crate::error::Error;
use crate::panel::{self, Panel, Parts};
use crate::protection::earlier::Earlier;
use crate::protection::years::{Row, Year, withhold};
use crate::protection::{Measure, MeasureOf, Measures};
use crate::volume::cells::Measured;
use crate::volume::unit_prices;
use crate::{Inputs, Last};

/// What comes of laying two years side by side.
pub(crate) struct Compared {
    /// The volume of both years by what its change comes from.
    pub(crate) cells: Vec<ChangeCell>,
    /// Last year's figures of the matched panel.
    pub(crate) matched_last_year: Vec<Draft>,
    /// Those of them that are withheld for a unit price.
    pub(crate) for_unit_price: BTreeSet<usize>,
    /// What is told of amounts when this year is published too.
    pub(crate) earlier: Earlier,
}

/// What of this year is published already.
#[derive(Clone, Copy)]
pub(crate) struct Told<'a> {
    pub(crate) measures: &'a Measures,
    pub(crate) hidden: &'a BTreeSet<Identifier>,
    pub(crate) protected: &'a BTreeSet<Identifier>,
}

impl<'a> Told<'a> {
    fn amounts(&self) -> &'a Measure {
        self.measures.get(&MeasureOf::Amounts).expect("every year has amounts, be they none")
    }

    /// The year with one of its measures.
    fn year(&self, measure: &'a Measure) -> Year<'a> {
        Year { measure, hidden: self.hidden, protected: self.protected }
    }
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
        let earlier = Earlier::after(&told.year(told.amounts()), None, Vec::new());
        let (matched_last_year, for_unit_price) = (Vec::new(), BTreeSet::new());
        return Ok(Compared { cells, matched_last_year, for_unit_price, earlier });
    };
    let first = drafts.len();
    let Change { cells, drafts: changes, rows: of_changes } =
        change::change(inputs, &last, panel, coverage, cells)?;
    drafts.extend(changes);
    rows.extend(of_changes.into_iter().map(|row| Row { draft: first + row.draft, ..row }));
    let this_year = drafts.len();
    let (of_matched, matched) = matched(inputs, &last, panel);
    drafts.extend(of_matched);
    let amounts = told.year(told.amounts());
    rows.extend(rows_of(&matched, MeasureOf::Amounts, (amounts.measure.len(), this_year)));
    let before = &last.basis.earlier;
    let years: Vec<Year<'_>> = std::iter::once(amounts).chain(before.years()).collect();
    let known: Vec<_> = before.sums_after(amounts.measure.len()).collect();
    withhold(drafts, &years, &known, &rows);
    let published = rows.into_iter().filter(|row| drafts[row.draft].value.is_some());
    let sums = published.map(|row| row.terms).collect();
    let earlier = Earlier::after(&amounts, Some(before), sums);
    // Amounts alone have figures of both years.
    let protected = protected(last.reading);
    for (of, measure) in last.basis.measures.iter().filter(|(of, _)| **of != MeasureOf::Amounts) {
        let of_last = Year { measure, hidden: &last.results.withheld, protected: &protected };
        let rows: Vec<Row> = rows_of(&matched, *of, (0, this_year)).collect();
        withhold(drafts, &[of_last], &[], &rows);
    }
    let of_units = unit_prices::sums(drafts, (&matched, this_year), &last.basis.cells);
    let for_unit_price = last.basis.units.withhold(drafts, of_units);
    let for_unit_price = for_unit_price.into_iter().map(|draft| draft - this_year).collect();
    let matched_last_year = drafts.split_off(this_year);
    Ok(Compared { cells, matched_last_year, for_unit_price, earlier })
}

/// The rows of a measure whose numbers follow `first` others, and whose figures `first_draft` others.
fn rows_of(
    measures: &Measures,
    of: MeasureOf,
    (first, first_draft): (usize, usize),
) -> impl Iterator<Item = Row> {
    let rows = measures.get(&of).into_iter().flat_map(move |measure| measure.rows_after(first));
    rows.map(move |row| Row { draft: first_draft + row.draft, ..row })
}

/// Last year's figures of the matched panel, and what of them adds up.
fn matched(inputs: &Inputs<'_>, last: &Last<'_>, panel: &Panel) -> (Vec<Draft>, Measures) {
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
