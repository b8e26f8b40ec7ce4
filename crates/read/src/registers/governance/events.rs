//! `inputs/Y/events.csv`: meetings of the Pact.

use model::governance::{Event, EventKind, WorkingGroup};
use model::nearest::nearest;
use model::{Fault, Obstacle};

use super::super::rows;
use super::GovernanceInputs;
use crate::table::{Columns, RowReader};

const COLUMNS: Columns = Columns {
    required: &["date", "title", "kind"],
    optional: &["working_group", "host", "organisations"],
    titled: &["title"],
    private: &[],
};

/// Reads the events; a working group is one of `groups`.
///
/// # Errors
///
/// Obstacles if the file is there and cannot be read as this register.
pub(super) fn events(
    inputs: &GovernanceInputs<'_>,
    groups: &[WorkingGroup],
    faults: &mut Vec<Fault>,
) -> Result<Vec<Event>, Vec<Obstacle>> {
    let name = format!("{}/events", inputs.year_folder);
    rows(inputs.files, &name, &COLUMNS, faults, |row| event(row, groups, inputs))
}

/// One row.
fn event(
    row: &mut RowReader<'_>,
    groups: &[WorkingGroup],
    inputs: &GovernanceInputs<'_>,
) -> Option<Event> {
    let kinds: Vec<_> = EventKind::ALL.iter().map(|kind| kind.code()).collect();
    let date = row.required_day("date");
    let title = row.titles("title");
    let kind = row.code("kind", &kinds, EventKind::parse);
    let working_group = row.text("working_group");
    if !working_group.is_empty() && !groups.iter().any(|one| one.id.as_str() == working_group) {
        let near = nearest(&working_group, groups.iter().map(|one| one.id.as_str()));
        let hint = near.map_or_else(String::new, |near| format!("; did you mean `{near}`?"));
        row.wrong("working_group", format!("an id of working-groups.csv{hint}"));
    }
    Some(Event {
        host: inputs.organisations.named(row, "host"),
        organisations: organisations(row),
        place: row.place("date"),
        date: date?,
        title,
        kind: kind?,
        working_group,
    })
}

/// How many organisations were there: a whole number, not below zero.
fn organisations(row: &mut RowReader<'_>) -> Option<i64> {
    let number = row.number("organisations")?;
    let whole = number.fract().is_zero() && !number.is_sign_negative();
    let count = whole.then(|| i64::try_from(number.trunc()).ok()).flatten();
    if count.is_none() {
        row.wrong("organisations", "how many organisations were there, a whole number such as 14");
    }
    count
}
