//! `inputs/Y/outputs.csv`: what the Pact made for procurers to use (§4).

use std::collections::{BTreeMap, BTreeSet};

use model::registers::{OutputStatus, PactOutput};
use model::{Fault, InputFile, Obstacle, Pact};

use super::{duplicate, rows};
use crate::table::{Columns, RowReader};

const COLUMNS: Columns = Columns {
    required: &["id", "title", "kind", "status", "published_on"],
    optional: &[
        "impacts",
        "working_group",
        "version",
        "replaces",
        "approved_on",
        "decision",
        "languages",
        "downloads",
        "link",
    ],
    titled: &["title"],
    private: &[],
};

/// The kinds of outputs.
const KINDS: [&str; 6] = ["framework", "mini-guide", "manual", "criteria", "tool", "other"];

/// Reads the outputs of the Pact as they stand in a year. An id that came before is a fault, and its
/// row is left aside.
///
/// # Errors
///
/// Obstacles if the file is there and cannot be read as this register.
pub(crate) fn outputs(
    files: &BTreeMap<String, InputFile>,
    year_folder: &str,
    pact: &Pact,
    faults: &mut Vec<Fault>,
) -> Result<Vec<PactOutput>, Vec<Obstacle>> {
    let impacts: Vec<&str> = pact.impacts.iter().map(|impact| impact.id.as_str()).collect();
    let (mut seen, mut twice) = (BTreeSet::new(), Vec::new());
    let name = format!("{year_folder}/outputs");
    let outputs = rows(files, &name, &COLUMNS, faults, |row| {
        let output = output(row, &impacts)?;
        if row.is_sound() && !seen.insert(output.id.clone()) {
            twice.push(duplicate(row, "id", output.id.as_str()));
            return None;
        }
        Some(output)
    })?;
    faults.extend(twice);
    Ok(outputs)
}

/// One row.
fn output(row: &mut RowReader<'_>, impacts: &[&str]) -> Option<PactOutput> {
    let statuses: Vec<_> = OutputStatus::ALL.iter().map(|status| status.code()).collect();
    let id = row.required_id("id");
    let title = row.titles("title");
    let kind = row.code("kind", &KINDS, |text| KINDS.contains(&text).then(|| text.to_owned()));
    let impacts = row.codes("impacts", impacts);
    let status = row.code("status", &statuses, OutputStatus::parse);
    let published_on = row.day("published_on");
    if status == Some(OutputStatus::Published) && published_on.is_none() && row.is_sound() {
        row.wrong("published_on", "the day it was published, since its status is `published`");
    }
    Some(PactOutput {
        working_group: row.text("working_group"),
        version: row.text("version"),
        approved_on: row.day("approved_on"),
        decision: row.text("decision"),
        languages: row.list("languages"),
        link: row.text("link"),
        place: row.place("id"),
        id: id?,
        title,
        kind: kind?,
        impacts,
        status: status?,
        published_on,
    })
}
