//! The registers of a year that say how the Pact worked: committee, working groups, events, applications,
//! decisions asked for, and the Secretariat's own words. All of them may be missing.

mod applications;
mod committee;
mod decisions;
mod events;
mod narrative;
#[cfg(test)]
mod tests;
mod working_groups;

use std::collections::BTreeMap;

use model::governance::Governance;
use model::nearest::nearest;
use model::{Fault, Identifier, InputFile, Obstacle, Pact, Register};

use crate::table::RowReader;

/// What these registers are read against.
pub(crate) struct GovernanceInputs<'a> {
    /// The files of the workspace.
    pub(crate) files: &'a BTreeMap<String, InputFile>,
    /// The year's folder, such as `inputs/2026`.
    pub(crate) year_folder: &'a str,
    /// Impact categories.
    pub(crate) pact: &'a Pact,
    /// Who takes part, and who supports.
    pub(crate) organisations: Organisations<'a>,
}

/// The organisations the workspace knows by an id.
#[derive(Clone, Copy)]
pub(crate) struct Organisations<'a> {
    /// Every participant.
    pub(crate) register: &'a Register,
    /// Ids of the supporting organisations.
    pub(crate) supporters: &'a [Identifier],
}

/// Reads the registers that say how the Pact worked in a year, in the order of their rows.
///
/// # Errors
///
/// Obstacles if one of them is there and cannot be read as its table.
pub(crate) fn governance(
    inputs: &GovernanceInputs<'_>,
    faults: &mut Vec<Fault>,
) -> Result<Governance, Vec<Obstacle>> {
    let mut obstacles = Vec::new();
    let working_groups = kept(working_groups::working_groups(inputs, faults), &mut obstacles);
    let governance = Governance {
        committee: kept(committee::committee(inputs, faults), &mut obstacles),
        events: kept(events::events(inputs, &working_groups, faults), &mut obstacles),
        applications: kept(applications::applications(inputs, faults), &mut obstacles),
        decisions: kept(decisions::decisions(inputs, faults), &mut obstacles),
        narrative: narrative::narrative(inputs, faults),
        working_groups,
    };
    if obstacles.is_empty() { Ok(governance) } else { Err(obstacles) }
}

/// Whether a path inside the year's folder is one of the Secretariat's own texts.
pub(crate) fn is_narrative(inside: &str) -> bool {
    narrative::named(inside).is_some()
}

/// The rows, or none with their obstacles moved to the others.
fn kept<T>(read: Result<Vec<T>, Vec<Obstacle>>, obstacles: &mut Vec<Obstacle>) -> Vec<T> {
    read.unwrap_or_else(|found| {
        obstacles.extend(found);
        Vec::new()
    })
}

impl Organisations<'_> {
    /// An organisation in a field: the id of one the workspace knows, or a name as it is written.
    ///
    /// What has the form of an id and is none is a fault: a name written in small letters without a space
    /// cannot be told from a mistyped id.
    fn named(&self, row: &mut RowReader<'_>, column: &str) -> String {
        let text = row.text(column);
        self.judge(row, column, &text);
        text
    }

    /// The same, where a blank is a fault too.
    fn required(&self, row: &mut RowReader<'_>, column: &str) -> String {
        let text = row.required_text(column);
        self.judge(row, column, &text);
        text
    }

    /// Several of them, parted by `;`.
    fn list(&self, row: &mut RowReader<'_>, column: &str) -> Vec<String> {
        let entries = row.list(column);
        for entry in &entries {
            self.judge(row, column, entry);
        }
        entries
    }

    fn judge(&self, row: &mut RowReader<'_>, column: &str, text: &str) {
        let Some(id) = Identifier::parse(text) else {
            return;
        };
        if self.register.knows(id.as_str()) || self.supporters.contains(&id) {
            return;
        }
        let known = self.register.rows.iter().map(|row| row.id.as_str());
        let known = known.chain(self.supporters.iter().map(Identifier::as_str));
        let near = nearest(text, known);
        let hint = near.map_or_else(String::new, |near| format!("; did you mean `{near}`?"));
        row.wrong(
            column,
            format!(
                "an id of participants.csv or supporters.csv, or the organisation's name as it is \
                 written; `{text}` is neither{hint}"
            ),
        );
    }
}
