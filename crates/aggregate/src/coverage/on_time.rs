//! `coverage.on_time`.

use std::collections::BTreeSet;
use std::sync::Arc;

use model::{Coverage, Dimensions, Identifier, Indicator, ObservationStatus, TraceEntry};

use super::{BY_ROLE, among};
use crate::Inputs;
use crate::draft::Draft;
use crate::trace::entry;

pub(crate) const ON_TIME: Indicator = Indicator {
    id: "coverage.on_time",
    title: "Returns on time",
    question: "How many returns came by their deadline?",
    unit: "count",
    dimensions: BY_ROLE,
    formula: "participants that returned and whose first version, or the letter it was transcribed from, was received \
              by the deadline or its extension",
    needs: &["received.csv", "year.toml: deadline, extension"],
    paragraph: "§3.1.1, §3.2.1",
    caveats: "Unanswered where received.csv holds nothing. A return it does not name is not counted; whether \
              that one came on time is not known.",
};

pub(super) fn draft(
    inputs: &Inputs<'_>,
    coverage: &Coverage,
    dimensions: &Dimensions,
    members: &BTreeSet<Identifier>,
) -> Draft {
    let on_time = among(coverage.on_time.as_deref().unwrap_or(&[]), members);
    let trace: Vec<TraceEntry> = on_time.iter().filter_map(|id| received(inputs, id)).collect();
    let count = on_time.len();
    let draft = Draft::count(ON_TIME.id, dimensions.clone(), count, on_time, Arc::new(trace));
    match coverage.on_time {
        Some(_) => draft,
        None => draft.without_value(ObservationStatus::NotAnswered),
    }
}

/// The day of the first version, with the row of `received.csv` that says so.
fn received(inputs: &Inputs<'_>, id: &Identifier) -> Option<TraceEntry> {
    let receipt = inputs.year.first_received(id)?;
    Some(entry(id, receipt.received_on.to_string(), receipt.place.clone()))
}
