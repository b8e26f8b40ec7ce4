//! Whether a question applies, given the other answers; and whether an answer satisfies its constraint.

use std::collections::{BTreeMap, BTreeSet};

use model::questionnaire::{Expression, Question, QuestionType, Questionnaire};
use model::{Answer, AnswerState, Date, Value};

use super::layout::answered;
use crate::expression::{Operand, Scope, holds};

/// The answers a condition is judged against.
pub(super) struct Answers<'a> {
    pub(super) questionnaire: &'a Questionnaire,
    /// Outside repeats.
    pub(super) single: &'a BTreeMap<String, Answer>,
    /// Of the same row, inside a repeat.
    pub(super) row: Option<(&'a str, &'a BTreeMap<String, Answer>)>,
    pub(super) today: Date,
}

/// A condition's view of the answers.
struct View<'a> {
    answers: &'a Answers<'a>,
    current: Operand,
}

impl Scope for View<'_> {
    fn current(&self) -> Operand {
        self.current.clone()
    }

    fn reference(&self, name: &str) -> Operand {
        let row = self.answers.row.and_then(|(section, row)| {
            let section = self.answers.questionnaire.section(section)?;
            let question = answered(section).find(|question| question.name == name)?;
            Some(operand(row.get(name)?, question))
        });
        let single = || {
            let question = self.answers.questionnaire.question(name)?;
            Some(operand(self.answers.single.get(name)?, question))
        };
        row.or_else(single).unwrap_or(Operand::Blank)
    }

    fn today(&self) -> Date {
        self.answers.today
    }
}

impl Answers<'_> {
    /// Whether a condition holds for an answer; one that cannot be judged is taken to hold, so that nothing
    /// is asked about or left aside because of a fault elsewhere.
    pub(super) fn hold(
        &self,
        condition: Option<&Expression>,
        of: Option<(&Answer, &Question)>,
    ) -> bool {
        let Some(condition) = condition else {
            return true;
        };
        let view = View {
            answers: self,
            current: of.map_or(Operand::Blank, |(answer, question)| operand(answer, question)),
        };
        holds(condition, &view).unwrap_or(true)
    }
}

/// An answer as conditions see it: "does not apply" is the code `na` where the question offers choices.
fn operand(answer: &Answer, question: &Question) -> Operand {
    match &answer.state {
        AnswerState::Given(value) => match value {
            Value::Text(text) | Value::Choice(text) => Operand::Text(text.clone()),
            Value::Integer(number) => Operand::Number((*number).into()),
            Value::Decimal(number) => Operand::Number(*number),
            Value::Date(day) => Operand::Date(*day),
            Value::Choices(codes) => Operand::Choices(codes.clone()),
        },
        AnswerState::NotApplicable if question.list_name().is_some() => Operand::Text("na".into()),
        AnswerState::Unreadable => Operand::Unknown,
        // Its cell is not in the file: nobody knows what was said.
        AnswerState::Blank if answer.place.is_none() => Operand::Unknown,
        AnswerState::Blank | AnswerState::NotApplicable | AnswerState::NotAsked => Operand::Blank,
    }
}

/// The questions outside repeats that do not apply by the other answers, a question that does not apply
/// being blank to those that depend on it.
pub(super) fn not_relevant<'a>(
    questionnaire: &'a Questionnaire,
    raw: &BTreeMap<String, Answer>,
    today: Date,
) -> BTreeSet<&'a str> {
    let mut masked = raw.clone();
    let mut found = BTreeSet::new();
    // Each round settles at least one question, unless conditions go round in a circle.
    for _ in 0..=raw.len() {
        let answers = Answers { questionnaire, single: &masked, row: None, today };
        let now = once(questionnaire, raw, &answers);
        if now == found {
            break;
        }
        found = now;
        masked = raw.clone();
        for name in &found {
            masked.insert((*name).to_owned(), Answer::not_asked());
        }
    }
    found
}

fn once<'a>(
    questionnaire: &'a Questionnaire,
    raw: &BTreeMap<String, Answer>,
    answers: &Answers<'_>,
) -> BTreeSet<&'a str> {
    let mut found = BTreeSet::new();
    for section in questionnaire.sections.iter().filter(|section| !section.repeat) {
        let section_applies = answers.hold(section.relevant.as_ref(), None);
        for question in answered(section).filter(|q| q.kind != QuestionType::Note) {
            let own = raw.get(&question.name).map(|answer| (answer, question));
            if !section_applies || !answers.hold(question.relevant.as_ref(), own) {
                found.insert(question.name.as_str());
            }
        }
    }
    found
}
