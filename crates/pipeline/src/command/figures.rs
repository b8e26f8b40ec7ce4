//! The figures of a year, for a program that does not want them rendered.

use std::collections::BTreeSet;
use std::path::Path;

use model::{Figure, Identifier};

use crate::progress::{Progress, Steps};
use crate::workspace::{self, Failure};
use crate::year::{STEPS_A_YEAR, compute, years_computed};

/// The figures of a year.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct YearFigures {
    /// Those of the year, then those of last year's matched panel, which name that year.
    pub figures: Vec<Figure>,
    /// Of whom neither lines nor converted sums are published: those that protect their volume, and those beside them.
    pub withheld: BTreeSet<Identifier>,
}

/// Computes the figures of a year as `cfit report` publishes them in `observations`, the newest year where none is
/// named. Writes nothing.
///
/// # Errors
/// Settings, registers or the questionnaire that cannot be read; a year that is not in the workspace.
pub fn figures(
    root: &Path,
    year: Option<i16>,
    progress: &mut dyn Progress,
) -> Result<YearFigures, Failure> {
    let workspace = workspace::open(root)?;
    let year = workspace.year(year)?;
    let mut steps = Steps::new(progress, years_computed(&workspace, year).len() * STEPS_A_YEAR);
    let mut computed = compute(&workspace, year, &mut steps)?;
    let Some(computed) = computed.remove(&year) else { return Ok(YearFigures::default()) };
    let results = computed.results;
    let figures = results.figures.iter().chain(results.matched_last_year.iter()).cloned();
    Ok(YearFigures { figures: figures.collect(), withheld: results.withheld })
}
