//! Answers on a ladder: one step of five, not applicable, or blank. Ordinal: counted, never averaged.

use std::collections::BTreeSet;
use std::sync::Arc;

use model::participant::Role;
use model::questionnaire::{Question, Section};
use model::{
    Answer, AnswerState, Coverage, Identifier, ObservationStatus, Place, Return, TraceEntry,
};

use crate::Inputs;
use crate::coverage::who;
use crate::trace::entry;

/// What was answered.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) enum Step {
    /// A step of the ladder, 0 to 4.
    Level(u8),
    /// It does not apply.
    NotApplicable,
    /// Asked, and left empty or not readable; a finding says which.
    Blank,
}

impl Step {
    /// Everything that can be answered, the steps first.
    pub(crate) const ALL: [Step; 7] = [
        Step::Level(0),
        Step::Level(1),
        Step::Level(2),
        Step::Level(3),
        Step::Level(4),
        Step::NotApplicable,
        Step::Blank,
    ];

    /// The code in the dimension `level`.
    pub(crate) fn code(self) -> &'static str {
        match self {
            Step::Level(step) => ["0", "1", "2", "3", "4"][usize::from(step.min(4))],
            Step::NotApplicable => "na",
            Step::Blank => "blank",
        }
    }

    /// The step of the ladder; `None` where there is none.
    pub(crate) fn level(self) -> Option<u8> {
        match self {
            Step::Level(step) => Some(step),
            _ => None,
        }
    }
}

/// One participant's answer to one question.
#[derive(Clone, Debug)]
pub(crate) struct LadderAnswer {
    pub(crate) participant: Identifier,
    pub(crate) roles: Vec<Role>,
    pub(crate) step: Step,
    pub(crate) carried: bool,
    pub(crate) provisional: bool,
    pub(crate) entry: TraceEntry,
}

/// The answers to a question of those it was asked, by participant (methodology: Uptake).
pub(crate) fn answers(
    inputs: &Inputs<'_>,
    coverage: &Coverage,
    section: &Section,
    question: &Question,
) -> Vec<LadderAnswer> {
    if !is_asked_this_year(inputs, section, question) {
        return Vec::new();
    }
    let mut answers = Vec::new();
    for id in &coverage.returned {
        let Some(own) = inputs.year.returns.get(id) else {
            continue;
        };
        let roles = who::roles(inputs, id);
        let answer = own.answer(&question.name);
        let asked = section.asked_of(&roles) && question.asked_of(&roles);
        if asked && let Some(step) = step(answer) {
            answers.push(LadderAnswer {
                participant: id.clone(),
                roles,
                step,
                carried: answer.carried,
                provisional: own.provisional,
                entry: entry(id, step.code(), place(own, answer)),
            });
        }
    }
    answers
}

/// Whether the scope that a question belongs to has begun.
pub(crate) fn is_asked_this_year(
    inputs: &Inputs<'_>,
    section: &Section,
    question: &Question,
) -> bool {
    let year = inputs.year.year();
    let groups = &inputs.pact.pact.product_groups;
    [section.scope_from, question.scope_from]
        .into_iter()
        .flatten()
        .all(|scope| groups.iter().any(|group| group.scope == scope && group.in_scope(year)))
}

/// What an answer says; `None` where the question was not asked.
pub(crate) fn step(answer: &Answer) -> Option<Step> {
    match &answer.state {
        AnswerState::NotAsked => None,
        AnswerState::NotApplicable => Some(Step::NotApplicable),
        AnswerState::Blank | AnswerState::Unreadable => Some(Step::Blank),
        AnswerState::Given(_) => {
            let code = answer.choice();
            let known = Step::ALL.iter().find(|step| code == Some(step.code()));
            Some(known.copied().unwrap_or(Step::Blank))
        }
    }
}

fn place(own: &Return, answer: &Answer) -> Place {
    let cell = answer.place.clone();
    cell.unwrap_or_else(|| Place::file(own.path.as_str()))
}

/// Why there is no rate and no median of these answers: all were left blank, or they are `na`, or nobody was asked.
pub(crate) fn no_step<'a>(
    answers: impl IntoIterator<Item = &'a LadderAnswer>,
) -> ObservationStatus {
    let mut answers = answers.into_iter().peekable();
    match answers.peek().is_some() && answers.all(|answer| answer.step == Step::Blank) {
        true => ObservationStatus::NotAnswered,
        false => ObservationStatus::NotApplicable,
    }
}

/// The section and the question with this name, outside repeats.
pub(crate) fn find<'a>(inputs: &Inputs<'a>, name: &str) -> Option<(&'a Section, &'a Question)> {
    let sections = inputs.year.questionnaire.sections.iter();
    let mut questions = sections
        .filter(|section| !section.repeat)
        .flat_map(|section| section.questions.iter().map(move |question| (section, question)));
    questions.find(|(_, question)| question.name == name)
}

/// Who gave the answers.
pub(crate) fn contributors<'a>(
    answers: impl IntoIterator<Item = &'a LadderAnswer>,
) -> BTreeSet<Identifier> {
    let participants = answers.into_iter().map(|answer| answer.participant.clone());
    participants.collect()
}

/// Where the answers stand.
pub(crate) fn trace<'a>(
    answers: impl IntoIterator<Item = &'a LadderAnswer>,
) -> Arc<Vec<TraceEntry>> {
    Arc::new(answers.into_iter().map(|answer| answer.entry.clone()).collect())
}
