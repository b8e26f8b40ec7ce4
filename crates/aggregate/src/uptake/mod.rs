//! Uptake of circular and fair practices (methodology: Uptake).

mod level;
mod median;
mod rate;

use model::questionnaire::{Question, Section};
use model::volume::UptakeAnswer;
use model::{Coverage, Identifier};

use crate::Inputs;
use crate::draft::Draft;
use crate::ladder::{self, LadderAnswer, Step};

pub(crate) use level::LEVEL;
pub(crate) use median::MEDIAN;
pub(crate) use rate::{DENOMINATOR, RATE};

/// A practice with the answers to it.
struct Practice<'a> {
    question: &'a Question,
    /// Whether it is asked this year at all; its scope may not have begun.
    asked: bool,
    answers: Vec<LadderAnswer>,
}

impl Practice<'_> {
    /// The answers that are in the denominator: 0 to 4.
    fn answered(&self) -> impl Iterator<Item = &LadderAnswer> {
        self.answers.iter().filter(|answer| answer.step.level().is_some())
    }
}

fn practices<'a>(inputs: &Inputs<'a>, coverage: &Coverage) -> Vec<Practice<'a>> {
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

/// The figures of uptake.
pub(crate) fn drafts(inputs: &Inputs<'_>, coverage: &Coverage) -> Vec<Draft> {
    let practices = practices(inputs, coverage);
    let mut drafts = level::drafts(&practices);
    drafts.extend(rate::drafts(&practices));
    drafts.extend(median::drafts(&practices));
    drafts
}

/// Every answer on the ladder, by practice in the form's order and by participant, with last year's
/// level of the same practice (`cfit_was` says which one it continues).
pub(crate) fn answers(inputs: &Inputs<'_>, coverage: &Coverage) -> Vec<UptakeAnswer> {
    let mut answers = Vec::new();
    for practice in practices(inputs, coverage) {
        let question = practice.question;
        let last = inputs.last.map(|last| &last.reading.questionnaire);
        let name_last_year = last.map_or(question.name.as_str(), |last| last.name_of(question));
        answers.extend(practice.answers.iter().map(|answer| UptakeAnswer {
            participant: answer.participant.clone(),
            practice: question.name.clone(),
            level: code(answer.step),
            carried: answer.carried,
            last_level: last_level(inputs, &answer.participant, name_last_year),
        }));
    }
    answers
}

/// The code of a level; none for a blank.
fn code(step: Step) -> Option<String> {
    (step != Step::Blank).then(|| step.code().to_owned())
}

fn last_level(inputs: &Inputs<'_>, id: &Identifier, practice: &str) -> Option<String> {
    let last = inputs.last?.reading.returns.get(id)?;
    code(ladder::step(last.answer(practice))?)
}
