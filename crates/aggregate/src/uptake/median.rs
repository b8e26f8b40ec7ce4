//! `uptake.median`.

use model::{Decimal, Dimension, Dimensions, Indicator, ObservationStatus};

use super::Practice;
use crate::draft::Draft;
use crate::ladder::{contributors, no_step, trace};

pub(crate) const MEDIAN: Indicator = Indicator {
    id: "uptake.median",
    title: "Median level",
    question: "How far is the practice applied by the participant in the middle?",
    unit: "count",
    dimensions: &[&[Dimension::Practice]],
    formula: "lower median of the levels 0 to 4 answered",
    needs: &["every question on the list uptake"],
    paragraph: "§3.1.1a",
    caveats: "Of an even number of answers the lower of the two in the middle.",
};

/// The median of every practice of the form; without value where nobody answered or was asked.
pub(super) fn drafts(practices: &[Practice<'_>]) -> Vec<Draft> {
    practices.iter().map(draft).collect()
}

fn draft(practice: &Practice<'_>) -> Draft {
    let mut levels: Vec<u8> =
        practice.answered().filter_map(|answer| answer.step.level()).collect();
    levels.sort_unstable();
    let median = levels.len().checked_sub(1).map(|last| levels[last / 2]);
    let dimensions = Dimensions::none().with(Dimension::Practice, &practice.question.name);
    let who = contributors(practice.answered());
    let mut draft = Draft::count(MEDIAN.id, dimensions, 0, who, trace(practice.answered()));
    draft.value = median.map(Decimal::from);
    match (practice.asked, median) {
        (false, _) => draft.without_value(ObservationStatus::NotAsked),
        (true, None) => draft.without_value(no_step(&practice.answers)),
        (true, Some(_)) => {
            let provisional = practice.answered().any(|answer| answer.provisional);
            draft.provisional_if(provisional)
        }
    }
}
