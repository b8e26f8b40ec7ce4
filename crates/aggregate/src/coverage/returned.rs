//! `coverage.in_force`, `coverage.expected`, `coverage.returned`, `coverage.covered`.

use std::collections::BTreeSet;
use std::sync::Arc;

use model::{Coverage, Dimensions, Identifier, Indicator, Place, TraceEntry};

use super::{BY_ROLE, among};
use crate::Inputs;
use crate::draft::Draft;
use crate::trace::entry;

pub(crate) const IN_FORCE: Indicator = Indicator {
    id: "coverage.in_force",
    title: "Participants in force",
    question: "How many organisations were participants of the Pact?",
    unit: "count",
    dimensions: BY_ROLE,
    formula: "participants that joined on or before the period's end and had not left before its start",
    needs: &["participants.csv: procuring_since, coordinating_since, left"],
    paragraph: "§2.1",
    caveats: "Roles are those of the period's last day; an organisation can have both, so rows by role \
              do not add up.",
};

pub(crate) const EXPECTED: Indicator = Indicator {
    id: "coverage.expected",
    title: "Returns expected",
    question: "Of how many participants was a return expected?",
    unit: "count",
    dimensions: BY_ROLE,
    formula: "participants in force for at least 90 days of the period and not exempt",
    needs: &["participants.csv", "year.toml: exempt"],
    paragraph: "§3.1.1, §3.2.1",
    caveats: "Those that joined too late for 90 days are shown apart.",
};

pub(crate) const RETURNED: Indicator = Indicator {
    id: "coverage.returned",
    title: "Returns received",
    question: "How many participants returned their report?",
    unit: "count",
    dimensions: BY_ROLE,
    formula: "participants in force with a return that counts, or with a supporting table of which a \
              line counts",
    needs: &["returns"],
    paragraph: "§3.1.1, §3.2.1",
    caveats: "Includes returns of participants of which none was expected.",
};

pub(crate) const COVERED: Indicator = Indicator {
    id: "coverage.covered",
    title: "Covered by another's return",
    question: "How many participants are inside another's return?",
    unit: "count",
    dimensions: BY_ROLE,
    formula: "participants in force without a return of their own that a return that counts reports for",
    needs: &["reports_for"],
    paragraph: "§3.2.1",
    caveats: "Their figures are in the covering return; they answer no questions of their own.",
};

/// Where it stands that a participant is what it is counted as.
type PlaceOf = fn(&Inputs<'_>, &Identifier) -> Place;

pub(super) fn drafts(
    inputs: &Inputs<'_>,
    coverage: &Coverage,
    dimensions: &Dimensions,
    members: &BTreeSet<Identifier>,
) -> Vec<Draft> {
    let lists: [(&'static str, &[Identifier], PlaceOf); 4] = [
        (IN_FORCE.id, &coverage.in_force, register_place),
        (EXPECTED.id, &coverage.expected, register_place),
        (RETURNED.id, &coverage.returned, return_place),
        (COVERED.id, &coverage.covered, covering_place),
    ];
    let drafts = lists.map(|(id, list, place)| {
        let counted = among(list, members);
        let trace = entries(inputs, &counted, id.rsplit('.').next().unwrap_or(id), place);
        Draft::count(id, dimensions.clone(), counted.len(), counted, Arc::new(trace))
    });
    drafts.to_vec()
}

/// An entry a participant, saying what it is counted as.
pub(super) fn entries(
    inputs: &Inputs<'_>,
    counted: &BTreeSet<Identifier>,
    value: &str,
    place: PlaceOf,
) -> Vec<TraceEntry> {
    let entries = counted.iter().map(|id| entry(id, value, place(inputs, id)));
    entries.collect()
}

/// The participant's row in the register.
pub(super) fn register_place(inputs: &Inputs<'_>, id: &Identifier) -> Place {
    let period = &inputs.year.settings.period;
    let row = inputs.pact.register.in_force(id.as_str(), period);
    row.map_or_else(|| Place::file("inputs/participants.csv"), |row| row.place.clone())
}

/// The participant's return, or the first of its tables.
pub(super) fn return_place(inputs: &Inputs<'_>, id: &Identifier) -> Place {
    if let Some(own) = inputs.year.returns.get(id) {
        return Place::file(own.path.as_str());
    }
    let table = inputs.year.tables.iter().find(|table| table.participant == *id);
    table.map_or_else(|| register_place(inputs, id), |table| Place::file(table.path.as_str()))
}

/// Where another's return says that it reports for the participant.
pub(super) fn covering_place(inputs: &Inputs<'_>, id: &Identifier) -> Place {
    let mut returns = inputs.year.returns.values();
    let covering = returns.find(|other| other.organisation.reports_for.contains(id));
    covering.map_or_else(
        || register_place(inputs, id),
        |other| {
            let cell = other.answer("reports_for").place.clone();
            cell.unwrap_or_else(|| Place::file(other.path.as_str()))
        },
    )
}
