//! `inputs/Y/decisions.csv`: what the Steering Committee is asked to decide (§5.1).

use std::collections::BTreeSet;

use model::governance::Decision;
use model::{Fault, Obstacle};

use super::super::{duplicate, rows};
use super::GovernanceInputs;
use crate::table::{Columns, RowReader};

const COLUMNS: Columns = Columns {
    required: &["number", "title", "text"],
    optional: &["section"],
    titled: &["title", "text"],
    private: &[],
};

/// Reads the decisions. A number that came before is a fault, and its row is left aside.
///
/// # Errors
///
/// Obstacles if the file is there and cannot be read as this register.
pub(super) fn decisions(
    inputs: &GovernanceInputs<'_>,
    faults: &mut Vec<Fault>,
) -> Result<Vec<Decision>, Vec<Obstacle>> {
    let name = format!("{}/decisions", inputs.year_folder);
    let (mut seen, mut twice) = (BTreeSet::new(), Vec::new());
    let decisions = rows(inputs.files, &name, &COLUMNS, faults, |row| {
        let decision = decision(row);
        if row.is_sound() && !seen.insert(decision.number.clone()) {
            twice.push(duplicate(row, "number", &decision.number));
            return None;
        }
        Some(decision)
    })?;
    faults.extend(twice);
    Ok(decisions)
}

/// One row.
fn decision(row: &mut RowReader<'_>) -> Decision {
    Decision {
        number: row.required_text("number"),
        title: row.titles("title"),
        text: row.titles("text"),
        section: row.text("section"),
        place: row.place("number"),
    }
}
