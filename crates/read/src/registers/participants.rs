//! `inputs/participants.csv` (§2.1).

use std::collections::BTreeMap;

use model::{Date, Fault, InputFile, Obstacle, Participant, Register};

use super::country;
use crate::table::{Columns, RowReader, table};

const NAME: &str = "inputs/participants";

const COLUMNS: Columns = Columns {
    required: &["id", "name", "country", "procuring_since", "coordinating_since", "left"],
    optional: &["signed_version", "coordination_by", "website", "language"],
    titled: &[],
    private: &[],
};

/// Reads the register of participants. A register of a header alone is one without participants.
///
/// # Errors
///
/// Obstacles if the file is missing or no table, for each field that cannot be read, and for rows of
/// one id whose periods overlap: every figure rests on who was in the Pact and when.
pub(crate) fn participants(
    files: &BTreeMap<String, InputFile>,
    faults: &mut Vec<Fault>,
) -> Result<Register, Vec<Obstacle>> {
    let Some(table) = table(files, NAME, &COLUMNS, faults)? else {
        return Err(vec![missing()]);
    };
    let (mut rows, mut obstacles) = (Vec::new(), Vec::new());
    for mut row in table.rows() {
        let participant = participant(&mut row);
        obstacles.extend(row.faults().iter().map(obstacle));
        rows.extend(participant);
    }
    obstacles.extend(overlaps(&rows));
    obstacles.extend(unknown_coordinators(&rows));
    if obstacles.is_empty() { Ok(Register { rows }) } else { Err(obstacles) }
}

/// One row.
fn participant(row: &mut RowReader<'_>) -> Option<Participant> {
    let id = row.required_id("id");
    let name = row.required_text("name");
    let country = row.required("country", country::EXPECTED, country::country);
    let procuring_since = row.day("procuring_since");
    let coordinating_since = row.day("coordinating_since");
    let left = row.day("left");
    let participant = Participant {
        signed_version: row.text("signed_version"),
        coordination_by: row.id("coordination_by"),
        website: row.text("website"),
        language: row.language("language"),
        place: row.place("id"),
        id: id?,
        name,
        country: country?,
        procuring_since,
        coordinating_since,
        left,
    };
    match (row.is_sound(), participant.joined(), left) {
        (true, None, _) => {
            row.wrong("procuring_since", "a day here or under `coordinating_since`; both are blank")
        }
        (true, Some(joined), Some(left)) if left < joined => {
            row.wrong("left", format!("a day on or after {joined}, when it joined"));
        }
        _ => {}
    }
    row.is_sound().then_some(participant)
}

/// Two rows of one id that hold on the same day.
fn overlaps(rows: &[Participant]) -> Vec<Obstacle> {
    let mut by_id: BTreeMap<&str, Vec<(Date, &Participant)>> = BTreeMap::new();
    for row in rows {
        by_id.entry(row.id.as_str()).or_default().extend(row.joined().map(|joined| (joined, row)));
    }
    let mut obstacles = Vec::new();
    for spans in by_id.values_mut() {
        spans.sort_by_key(|(joined, _)| *joined);
        let pairs = spans.windows(2).map(|pair| (pair[0].1, pair[1]));
        let overlapping =
            pairs.filter(|(earlier, (joined, _))| earlier.left.is_none_or(|left| left >= *joined));
        obstacles
            .extend(overlapping.map(|(earlier, (joined, later))| overlap(earlier, joined, later)));
    }
    obstacles
}

fn overlap(earlier: &Participant, joined: Date, later: &Participant) -> Obstacle {
    let until = earlier.left.map_or("with no last day".to_owned(), |left| format!("until {left}"));
    Obstacle::new(
        format!(
            "`{}` has two rows that hold at the same time: one {until}, one from {joined} on ({}).",
            later.id, earlier.place
        ),
        "Write the last day of the earlier row under `left`, and a later day as the `since` of the other; or remove one of them.",
    )
    .at(&later.place)
}

/// Rows whose coordinating is done by an organisation that is not in the register (§3.2.2).
fn unknown_coordinators(rows: &[Participant]) -> Vec<Obstacle> {
    let known = |id: &str| rows.iter().any(|row| row.id.as_str() == id);
    let unknown = rows.iter().filter_map(|row| {
        let by = row.coordination_by.as_ref().filter(|by| !known(by.as_str()))?;
        Some(
            Obstacle::new(
                format!(
                    "`{}` has its coordinating done by `{by}`, which is not in the register.",
                    row.id
                ),
                "Correct the id under `coordination_by`, or add that organisation.",
            )
            .at(&row.place),
        )
    });
    unknown.collect()
}

/// A faulty field as what stops the run.
fn obstacle(fault: &Fault) -> Obstacle {
    let found = if fault.raw.is_empty() {
        "The blank field".to_owned()
    } else {
        format!("`{}`", fault.raw)
    };
    let column = if fault.field.is_empty() {
        String::new()
    } else {
        format!(" in the column `{}`", fault.field)
    };
    let row: Vec<_> = fault.context.iter().map(|cell| cell.text.as_str()).collect();
    Obstacle::new(
        format!("{found}{column} cannot be taken: expected {}.", fault.expected),
        "Correct that field. The register of participants must be whole before anything is computed, since figures would miss a participant otherwise.",
    )
    .at(&fault.place)
    .with_excerpt(format!("  {}", row.join(" | ")))
}

fn missing() -> Obstacle {
    Obstacle::new(
        "There is no register of participants.",
        format!(
            "Put `participants.csv` (or `participants.xlsx`) into `inputs`, with at least the columns {}.",
            COLUMNS.required.join(", ")
        ),
    )
    .at(format!("{NAME}.csv"))
}
