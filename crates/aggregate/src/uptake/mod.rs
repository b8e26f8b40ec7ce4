//! Uptake of circular and fair practices (methodology: Uptake).

mod carried_share;
mod last_year;
mod level;
mod median;
mod moved;
mod participant_level;
pub(crate) mod rate;
pub(crate) mod weighted_rate;

use std::collections::BTreeMap;

use model::questionnaire::{Question, Section};
use model::vocabulary::Strategy;
use model::volume::UptakeAnswer;
use model::{Coverage, Dimension, Dimensions};

use crate::Inputs;
use crate::draft::Draft;
use crate::ladder::{self, LadderAnswer, Step};

pub(crate) use carried_share::CARRIED_SHARE;
pub(crate) use level::LEVEL;
pub(crate) use median::MEDIAN;
pub(crate) use moved::MOVED;
pub(crate) use participant_level::PARTICIPANT_LEVEL;
pub(crate) use rate::{DENOMINATOR, RATE};
pub(crate) use weighted_rate::WEIGHTED_RATE;

/// A practice with the answers to it.
pub(crate) struct Practice<'a> {
    pub(crate) question: &'a Question,
    /// Whether it is asked this year at all; its scope may not have begun.
    pub(crate) asked: bool,
    pub(crate) answers: Vec<LadderAnswer>,
}

impl Practice<'_> {
    /// The answers that are in the denominator: 0 to 4.
    pub(crate) fn answered(&self) -> impl Iterator<Item = &LadderAnswer> {
        self.answers.iter().filter(|answer| answer.step.level().is_some())
    }
}

/// The practices of each strategy that the form has one of.
pub(crate) fn by_strategy<'p, 'a>(
    practices: &'p [Practice<'a>],
) -> BTreeMap<Strategy, Vec<&'p Practice<'a>>> {
    let mut strategies: BTreeMap<Strategy, Vec<&Practice<'a>>> = BTreeMap::new();
    for practice in practices {
        if let Some(strategy) = practice.question.strategy {
            strategies.entry(strategy).or_default().push(practice);
        }
    }
    strategies
}

/// The cut by a strategy.
pub(crate) fn of_strategy(strategy: Strategy) -> Dimensions {
    Dimensions::none().with(Dimension::Strategy, strategy.code())
}

/// The practices of the form, with the answers of those they were asked of.
pub(crate) fn practices<'a>(inputs: &Inputs<'a>, coverage: &Coverage) -> Vec<Practice<'a>> {
    let names: Vec<&'a Question> = inputs.year.questionnaire.practices().collect();
    let found = names.into_iter().filter_map(|question| {
        let (section, question): (&'a Section, &'a Question) =
            ladder::find(inputs, &question.name)?;
        Some(Practice {
            question,
            asked: ladder::is_asked_this_year(inputs, section, question),
            answers: ladder::answers(inputs, coverage, section, question),
        })
    });
    found.collect()
}

/// The figures of uptake, but for the weighted rate, which rests on amounts.
pub(crate) fn drafts(inputs: &Inputs<'_>, coverage: &Coverage) -> Vec<Draft> {
    let practices = practices(inputs, coverage);
    let mut drafts = level::drafts(&practices);
    drafts.extend(rate::drafts(&practices));
    drafts.extend(median::drafts(&practices));
    drafts.extend(participant_level::drafts(&practices));
    if let Some(compared) = last_year::compared(inputs, &practices) {
        drafts.extend(moved::drafts(&practices, &compared));
        drafts.extend(carried_share::drafts(&practices, &compared));
    }
    drafts
}

/// Every answer on the ladder, by practice in the form's order and by participant, with last year's
/// level of the same practice (`cfit_was` says which one it continues).
pub(crate) fn answers(inputs: &Inputs<'_>, coverage: &Coverage) -> Vec<UptakeAnswer> {
    let last = last_year::LastYear::of(inputs);
    let mut answers = Vec::new();
    for practice in practices(inputs, coverage) {
        let question = practice.question;
        answers.extend(practice.answers.iter().map(|answer| UptakeAnswer {
            participant: answer.participant.clone(),
            practice: question.name.clone(),
            level: code(answer.step),
            carried: answer.carried,
            last_level: last.as_ref().and_then(|last| last.code(&answer.participant, question)),
        }));
    }
    answers
}

/// The code of a level; none for a blank.
fn code(step: Step) -> Option<String> {
    (step != Step::Blank).then(|| step.code().to_owned())
}
