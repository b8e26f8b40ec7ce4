//! The figures of a year, for a program that does not want them rendered.

use std::path::Path;

use model::Figures;

use crate::progress::{Progress, Steps};
use crate::workspace::{self, Failure};
use crate::year::{STEPS_A_YEAR, compute, years_computed};

/// Computes the figures of a year as `cfit report` publishes them in `observations`, the newest year where none is
/// named. Writes nothing.
///
/// # Errors
/// Settings, registers or the questionnaire that cannot be read; a year that is not in the workspace.
pub fn figures(
    root: &Path,
    year: Option<i16>,
    progress: &mut dyn Progress,
) -> Result<Figures, Failure> {
    let workspace = workspace::open(root)?;
    let year = workspace.year(year)?;
    let mut steps = Steps::new(progress, years_computed(&workspace, year).len() * STEPS_A_YEAR);
    let mut computed = compute(&workspace, year, &mut steps)?;
    Ok(computed.remove(&year).map(|year| year.results.figures).unwrap_or_default())
}
