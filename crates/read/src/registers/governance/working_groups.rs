//! `inputs/Y/working-groups.csv` (§4).

use std::collections::BTreeSet;

use model::governance::WorkingGroup;
use model::{Fault, Obstacle};

use super::super::{duplicate, rows};
use super::GovernanceInputs;
use crate::table::{Columns, RowReader};

const COLUMNS: Columns = Columns {
    required: &["id", "title"],
    optional: &["impacts", "chair", "members", "since", "until"],
    titled: &["title"],
    private: &[],
};

/// Reads the working groups. An id that came before is a fault, and its row is left aside.
///
/// # Errors
///
/// Obstacles if the file is there and cannot be read as this register.
pub(super) fn working_groups(
    inputs: &GovernanceInputs<'_>,
    faults: &mut Vec<Fault>,
) -> Result<Vec<WorkingGroup>, Vec<Obstacle>> {
    let name = format!("{}/working-groups", inputs.year_folder);
    let (mut seen, mut twice) = (BTreeSet::new(), Vec::new());
    let groups = rows(inputs.files, &name, &COLUMNS, faults, |row| {
        let group = working_group(row, inputs)?;
        if row.is_sound() && !seen.insert(group.id.clone()) {
            twice.push(duplicate(row, "id", group.id.as_str()));
            return None;
        }
        Some(group)
    })?;
    faults.extend(twice);
    Ok(groups)
}

/// One row.
fn working_group(row: &mut RowReader<'_>, inputs: &GovernanceInputs<'_>) -> Option<WorkingGroup> {
    let impacts: Vec<&str> = inputs.pact.impacts.iter().map(|impact| impact.id.as_str()).collect();
    let id = row.required_id("id");
    let title = row.titles("title");
    let impacts = row.codes("impacts", &impacts);
    let chair = inputs.organisations.named(row, "chair");
    let members = inputs.organisations.list(row, "members");
    let (since, until) = (row.day("since"), row.day("until"));
    if since.zip(until).is_some_and(|(since, until)| until < since) {
        row.wrong("until", "a day on or after the group's first day");
    }
    Some(WorkingGroup {
        id: id?,
        title,
        impacts,
        chair,
        members,
        since,
        until,
        place: row.place("id"),
    })
}
