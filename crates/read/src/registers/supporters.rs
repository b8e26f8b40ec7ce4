//! `inputs/supporters.csv` (§2.2).

use std::collections::BTreeMap;

use model::registers::Supporter;
use model::{Date, Fault, InputFile, Obstacle};

use super::{country, duplicate, rows};
use crate::table::{Columns, RowReader};

const COLUMNS: Columns = Columns {
    required: &["id", "name", "country"],
    optional: &["letter_received_on", "approved_on", "ended_on", "website"],
    titled: &[],
    private: &[],
};

/// Reads the register of supporting organisations. An organisation that ended its support and came back
/// has several rows; one whose rows hold at the same time is a fault, and the later row is left aside.
///
/// # Errors
///
/// Obstacles if the file is there and cannot be read as this register.
pub(crate) fn supporters(
    files: &BTreeMap<String, InputFile>,
    faults: &mut Vec<Fault>,
) -> Result<Vec<Supporter>, Vec<Obstacle>> {
    let mut spans: BTreeMap<String, Vec<(Date, Date)>> = BTreeMap::new();
    let mut twice = Vec::new();
    let supporters = rows(files, "inputs/supporters", &COLUMNS, faults, |row| {
        let supporter = supporter(row)?;
        let from = supporter.letter_received_on.or(supporter.approved_on).unwrap_or(Date::MIN);
        let until = supporter.ended_on.unwrap_or(Date::MAX);
        let others = spans.entry(supporter.id.to_string()).or_default();
        if others.iter().any(|(start, end)| *start <= until && from <= *end) {
            twice.push(duplicate(row, "id", supporter.id.as_str()));
            return None;
        }
        others.push((from, until));
        Some(supporter)
    })?;
    faults.extend(twice);
    Ok(supporters)
}

/// One row.
fn supporter(row: &mut RowReader<'_>) -> Option<Supporter> {
    let id = row.required_id("id");
    let name = row.required_text("name");
    let country = row.required("country", country::EXPECTED, country::country);
    Some(Supporter {
        letter_received_on: row.day("letter_received_on"),
        approved_on: row.day("approved_on"),
        ended_on: row.day("ended_on"),
        website: row.text("website"),
        id: id?,
        name,
        country: country?,
    })
}
