//! `cfit check`: the findings of a year.

use std::path::Path;

use findings::Finding;
use model::Obstacle;

use crate::progress::{Progress, Steps};
use crate::workspace::{self, Failure};
use crate::year::{STEPS_A_YEAR, compute, years_computed};

/// What `cfit check` has to say.
pub struct CheckOutcome {
    /// The year.
    pub year: i16,
    /// Everything found, the weightiest first.
    pub findings: Vec<Finding>,
    /// Files that were passed over, with why.
    pub passed_over: Vec<(String, String)>,
}

/// Checks a year, the newest where none is named, for everyone or for one participant. Writes nothing.
///
/// # Errors
/// Settings, registers or the questionnaire that cannot be read; a participant nobody knows.
pub fn check(
    root: &Path,
    year: Option<i16>,
    participant: Option<&str>,
    progress: &mut dyn Progress,
) -> Result<CheckOutcome, Failure> {
    let workspace = workspace::open(root)?;
    let year = workspace.year(year)?;
    if let Some(id) = participant.filter(|id| !workspace.pact.register.knows(id)) {
        let what = format!("`{id}` is no participant of the register");
        return Err(Obstacle::new(what, "look up the id in inputs/participants.csv").into());
    }
    let mut steps = Steps::new(progress, years_computed(&workspace, year).len() * STEPS_A_YEAR);
    let mut computed = compute(&workspace, year, &mut steps)?;
    let mut findings = computed.remove(&year).map(|year| year.findings).unwrap_or_default();
    if let Some(id) = participant {
        findings
            .retain(|finding| finding.participant.as_ref().is_some_and(|own| own.as_str() == id));
    }
    Ok(CheckOutcome { year, findings, passed_over: workspace.files.passed_over })
}
