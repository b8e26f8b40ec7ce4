//! Last year's answers, in words.

use model::questionnaire::{Question, QuestionType};
use model::{AnswerState, Value};

use super::context::Context;

/// What the participant answered last year to the same question; `None` where it said nothing.
///
/// A question that continues another (`cfit_was`) was reworded: the old answer is to other words, which
/// are not at hand here, so it is neither shown nor offered.
pub(super) fn answer(question: &Question, context: &Context) -> Option<String> {
    if is_prefilled(&question.name) {
        return None;
    }
    let last = context.inputs.last_return?;
    if question.was.as_ref().is_some_and(|was| *was != question.name) {
        return None;
    }
    match &last.answer(&question.name).state {
        AnswerState::Given(value) => Some(in_words(value, question, context)),
        AnswerState::NotApplicable => Some(not_applicable(question, context)),
        AnswerState::Blank | AnswerState::NotAsked | AnswerState::Unreadable => None,
    }
}

/// Whether "as last year" is offered: there is such an answer, and it can be said of it.
pub(super) fn is_offered(question: &Question, section: &str, context: &Context) -> bool {
    can_carry(question, section) && answer(question, context).is_some()
}

/// Whether "as last year" can be said of it: texts and ladders, never amounts or units; and never what
/// the return says about itself, such as its currency.
pub(super) fn can_carry(question: &Question, section: &str) -> bool {
    let kind = match &question.kind {
        QuestionType::Text => true,
        QuestionType::SelectOne(list) => list == "uptake" || list == "adoption",
        _ => false,
    };
    kind && section != "organisation"
}

/// Answers the form comes with.
pub(super) fn is_prefilled(question: &str) -> bool {
    matches!(question, "participant_id" | "organisation_name" | "period_start" | "period_end")
}

fn in_words(value: &Value, question: &Question, context: &Context) -> String {
    let offered = question.list_name().map(|list| context.offered(list));
    let label = |code: &str| {
        let found = offered.iter().flatten().find(|choice| choice.code == code);
        found.map_or_else(|| code.to_owned(), |choice| choice.label.to_owned())
    };
    match value {
        Value::Text(text) => text.clone(),
        Value::Integer(number) => number.to_string(),
        Value::Decimal(number) => number.normalize().to_string(),
        Value::Date(day) => day.to_string(),
        Value::Choice(code) => label(code),
        Value::Choices(codes) => {
            let labels: Vec<String> = codes.iter().map(|code| label(code)).collect();
            labels.join("; ")
        }
    }
}

fn not_applicable(question: &Question, context: &Context) -> String {
    let offered = question.list_name().map(|list| context.offered(list));
    let found = offered.iter().flatten().find(|choice| choice.code == "na");
    found.map_or(context.words.not_applicable, |choice| choice.label).to_owned()
}
