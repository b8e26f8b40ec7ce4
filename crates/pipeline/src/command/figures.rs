//! The figures of a year, for a program that does not want them rendered.

use std::path::Path;

use model::Figure;

use crate::progress::{Progress, Steps};
use crate::workspace::{self, Failure};
use crate::year::{STEPS_A_YEAR, compute, years_computed};

/// Computes the figures of a year as `cfit report` publishes them in `observations`, the newest year where none is
/// named: those of the year, then those of last year's matched panel, which name that year. Writes nothing.
///
/// # Errors
/// Settings, registers or the questionnaire that cannot be read; a year that is not in the workspace.
pub fn figures(
    root: &Path,
    year: Option<i16>,
    progress: &mut dyn Progress,
) -> Result<Vec<Figure>, Failure> {
    let workspace = workspace::open(root)?;
    let year = workspace.year(year)?;
    let mut steps = Steps::new(progress, years_computed(&workspace, year).len() * STEPS_A_YEAR);
    let mut computed = compute(&workspace, year, &mut steps)?;
    let Some(computed) = computed.remove(&year) else { return Ok(Vec::new()) };
    let results = computed.results;
    Ok(results.figures.iter().chain(results.matched_last_year.iter()).cloned().collect())
}
