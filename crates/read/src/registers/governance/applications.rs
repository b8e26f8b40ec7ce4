//! `inputs/Y/applications.csv`: who asked to join (§2.1, §2.2, §6.4.2).

use model::governance::{Application, ApplicationKind};
use model::{Fault, Obstacle};

use super::super::rows;
use super::GovernanceInputs;
use crate::table::{Columns, RowReader};

const COLUMNS: Columns = Columns {
    required: &["organisation", "kind", "received_on"],
    optional: &["decided_on", "decision"],
    titled: &[],
    private: &[],
};

/// Reads the applications.
///
/// # Errors
///
/// Obstacles if the file is there and cannot be read as this register.
pub(super) fn applications(
    inputs: &GovernanceInputs<'_>,
    faults: &mut Vec<Fault>,
) -> Result<Vec<Application>, Vec<Obstacle>> {
    let name = format!("{}/applications", inputs.year_folder);
    rows(inputs.files, &name, &COLUMNS, faults, application)
}

/// One row. The organisation is named freely: it may not be a participant yet.
fn application(row: &mut RowReader<'_>) -> Option<Application> {
    let kinds: Vec<_> = ApplicationKind::ALL.iter().map(|kind| kind.code()).collect();
    let organisation = row.required_text("organisation");
    let kind = row.code("kind", &kinds, ApplicationKind::parse);
    let (received_on, decided_on) = (row.required_day("received_on"), row.day("decided_on"));
    if received_on.zip(decided_on).is_some_and(|(received, decided)| decided < received) {
        row.wrong("decided_on", "a day on or after the day the application came");
    }
    let decision = row.text("decision");
    if !decision.is_empty() && decided_on.is_none() && row.is_sound() {
        row.wrong("decided_on", "the day of the decision, since one is named");
    }
    Some(Application {
        organisation,
        kind: kind?,
        received_on,
        decided_on,
        decision,
        place: row.place("organisation"),
    })
}
