//! `finance/activities.csv`: what the Pact does, by which income and expense are cut (§5.2.4).

use std::collections::{BTreeMap, BTreeSet};

use model::finance::Activity;
use model::{Fault, InputFile, Obstacle};

use crate::registers::{duplicate, rows};
use crate::table::{Columns, RowReader};

pub(super) const COLUMNS: Columns = Columns {
    required: &["id", "title"],
    optional: &["working_group"],
    titled: &["title"],
    private: &[],
};

/// Reads the activities in the file's order. One that came before is a fault, and its row is left aside.
pub(super) fn activities(
    files: &BTreeMap<String, InputFile>,
    folder: &str,
    faults: &mut Vec<Fault>,
) -> Result<Vec<Activity>, Vec<Obstacle>> {
    let (mut seen, mut twice) = (BTreeSet::new(), Vec::new());
    let activities = rows(files, &format!("{folder}/activities"), &COLUMNS, faults, |row| {
        let activity = activity(row)?;
        if row.is_sound() && !seen.insert(activity.id.clone()) {
            twice.push(duplicate(row, "id", &activity.id));
            return None;
        }
        Some(activity)
    })?;
    faults.extend(twice);
    Ok(activities)
}

/// One row.
fn activity(row: &mut RowReader<'_>) -> Option<Activity> {
    let id = row.required_id("id");
    Some(Activity {
        title: row.required_text("title"),
        working_group: row.text("working_group"),
        place: row.place("id"),
        id: id?.to_string(),
    })
}
