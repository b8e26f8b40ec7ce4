//! `uptake.level`.

use model::{Dimension, Dimensions, Indicator};

use super::Practice;
use crate::draft::Draft;
use crate::ladder::{LadderAnswer, Step, contributors, trace};

pub(crate) const LEVEL: Indicator = Indicator {
    id: "uptake.level",
    title: "Answers by level",
    question: "How far is each practice applied?",
    unit: "count",
    dimensions: &[&[Dimension::Practice, Dimension::Level]],
    formula: "number of participants whose answer is this level; also `na` (does not apply) and `blank`",
    needs: &["every question on the list uptake"],
    paragraph: "§3.1.1a",
    caveats: "As the participants say; levels are an order, not a measure.",
};

/// A row for every level of every practice that somebody was asked about, zero included.
pub(super) fn drafts(practices: &[Practice<'_>]) -> Vec<Draft> {
    let mut drafts = Vec::new();
    for practice in practices.iter().filter(|practice| !practice.answers.is_empty()) {
        for step in Step::ALL {
            let answers = practice.answers.iter().filter(|answer| answer.step == step);
            let answers: Vec<&LadderAnswer> = answers.collect();
            let dimensions = Dimensions::none()
                .with(Dimension::Practice, &practice.question.name)
                .with(Dimension::Level, step.code());
            let who = contributors(answers.iter().copied());
            let cells = trace(answers.iter().copied());
            let draft = Draft::count(LEVEL.id, dimensions, answers.len(), who, cells);
            drafts.push(draft.provisional_if(answers.iter().any(|answer| answer.provisional)));
        }
    }
    drafts
}
