//! `change.component`: what the collective volume changed by since last year, and what the change comes from
//! (methodology: Change from year to year).
//!
//! Each component is computed directly from the cells of both years, and so is the whole; that the components sum to
//! the whole, to the cent, in total and in each product group, is asserted in every run.
//!
//! Protection: a component tells of cells of two years at once. What the published volumes of both years, their
//! cells and the components tell together of a participant that protects its volume in either of them is
//! looked at in [`crate::protection::years`], and components give way.

mod cells;
mod component;
mod rows;

#[cfg(test)]
mod tests;

use model::change::ChangeCell;
use model::{Coverage, Dimension, Dimensions, Indicator, ObservationStatus};

use crate::draft::Draft;
use crate::error::Error;
use crate::panel::Panel;
use crate::protection::years::Row;
use crate::volume::cells::Measured;
use crate::{Inputs, Last};

pub(crate) const COMPONENT: Indicator = Indicator {
    id: "change.component",
    title: "Change of the collective volume",
    question: "What does the change of the collective volume since last year come from?",
    unit: "EUR",
    dimensions: &[
        &[],
        &[Dimension::Component],
        &[Dimension::ProductGroup],
        &[Dimension::ProductGroup, Dimension::Component],
    ],
    formula: "without component: this year's volume.collective.amount − last year's. By component: this year's cells \
              − last year's, each line in the first that holds of its owner or reporter, whose purchases are known if \
              it reported volume or is covered by one that did:\n\
              - joiners: in force this year, not last\n\
              - leavers: in force last year, not on this period's last day, and without a return\n\
              - resumed: its purchases are known this year and were not last year\n\
              - silent: its purchases are not known this year\n\
              - scope: the product group was not in scope last year\n\
              - exchange_rate: of all other lines, Σ this year's cells − the same at last year's rates\n\
              - like_for_like: of all other lines, Σ this year's cells at last year's rates − last year's cells",
    needs: &[
        "procurement: product_group, amount, currency, buyer (both years)",
        "supporting tables of orders (both years)",
        "rates",
        "reports_for (both years)",
        "participants.csv",
        "pact.toml: first_year",
    ],
    paragraph: "§3.1.1b",
    caveats: "Like for like is of those who reported in both years, themselves or inside another's return, at last \
              year's rates: no growth, since it holds prices and all else that no component explains. Silent is what \
              others reported for those whose purchases are not known, less what was counted of them last year: what \
              else they bought is not taken to be zero. Last year is computed from its inputs as they are now. A \
              line is sorted by its owner (the buyer it names, where the register knows it and it was in force in one of \
              the years), then by its reporter. Amounts in a currency without a rate in one of the years are \
              wholly in like_for_like.",
};

/// The change of a year.
pub(crate) struct Change {
    /// The volume of both years by what its change comes from.
    pub(crate) cells: Vec<ChangeCell>,
    /// The figures.
    pub(crate) drafts: Vec<Draft>,
    /// What they are sums of: this year's cells, then last year's.
    pub(crate) rows: Vec<Row>,
}

/// The change since last year, with what each figure of it rests on.
///
/// # Errors
/// If the components do not sum to the whole change, or a sum is too large to be counted.
pub(crate) fn change(
    inputs: &Inputs<'_>,
    last: &Last<'_>,
    panel: &Panel,
    coverage: &Coverage,
    cells: &[Measured],
) -> Result<Change, Error> {
    if coverage.reported_volume.is_empty() {
        return Ok(nothing(ObservationStatus::NotAnswered));
    }
    if last.results.coverage.reported_volume.is_empty() {
        return Ok(nothing(ObservationStatus::NotApplicable));
    }
    let sort = component::Sort::new(inputs, last, coverage);
    let sorted = cells::sorted(inputs, last, &sort, panel, cells)?;
    let (drafts, rows) = rows::rows(inputs, &sorted)?;
    Ok(Change { cells: cells::change_cells(&sorted)?, drafts, rows })
}

/// The change where it cannot be told: in a year whose last one is not in the workspace or has no volume, and in
/// one in which nobody reported any.
pub(crate) fn nothing(status: ObservationStatus) -> Change {
    let draft = Draft {
        indicator: COMPONENT.id,
        dimensions: Dimensions::none(),
        unit: rows::UNIT,
        value: None,
        status,
        contributors: Default::default(),
        trace: Default::default(),
    };
    Change { cells: Vec::new(), drafts: vec![draft], rows: Vec::new() }
}
