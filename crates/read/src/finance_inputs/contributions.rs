//! `finance/contributions.csv` (§5.3).

use std::collections::BTreeMap;

use model::finance::ContributionDue;
use model::{Fault, InputFile, Obstacle, Register};

use crate::registers::rows;
use crate::table::{Columns, RowReader};

pub(super) const COLUMNS: Columns = Columns {
    required: &["participant", "due", "currency"],
    optional: &["due_on", "decision", "waived", "reason"],
    titled: &[],
    private: &[],
};

/// Reads what participants owe, in the file's order. Where a contribution is waived the amount may be
/// blank and is then 0.
pub(super) fn contributions(
    files: &BTreeMap<String, InputFile>,
    folder: &str,
    register: &Register,
    faults: &mut Vec<Fault>,
) -> Result<Vec<ContributionDue>, Vec<Obstacle>> {
    let name = format!("{folder}/contributions");
    rows(files, &name, &COLUMNS, faults, |row| contribution(row, register))
}

/// One row.
fn contribution(row: &mut RowReader<'_>, register: &Register) -> Option<ContributionDue> {
    let participant = row.participant("participant", register);
    let waived = row.yes_or_blank("waived");
    let currency = row.currency("currency");
    let due = if waived {
        Some(row.amount("due", currency).unwrap_or(0))
    } else {
        row.required_amount("due", currency)
    };
    if due.is_some_and(|due| due < 0) {
        row.wrong("due", "an amount of 0 or more");
    }
    Some(ContributionDue {
        due_on: row.day("due_on"),
        decision: row.text("decision"),
        reason: row.text("reason"),
        place: row.place("due"),
        participant: participant?,
        due: due?,
        currency: currency?,
        waived,
    })
}
