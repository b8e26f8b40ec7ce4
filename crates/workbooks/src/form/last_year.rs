//! Last year's answers, in words.

use model::pact::Titles;
use model::questionnaire::{Question, QuestionType};
use model::{AnswerState, Value};

use super::context::Context;

/// What the participant answered last year.
pub(super) struct LastYear {
    /// The answer.
    pub answer: String,
    /// The question as it was put then, where this year's continues one of another name.
    pub question: Option<String>,
}

/// What the participant answered last year to the same question, or to the one that this year's continues (`cfit_was`:
/// the two are compared over the years, methodology: Uptake); `None` where it said nothing.
///
/// The answer to a question that was worded anew stands with its old words, so that nobody takes it for an answer to the
/// new ones; where last year's questionnaire does not have them, it is not shown.
pub(super) fn answer(question: &Question, context: &Context) -> Option<LastYear> {
    if is_identity(&question.name) {
        return None;
    }
    let last = context.inputs.last_return?;
    let continued = continued(question, context);
    let asked = context
        .inputs
        .last_questionnaire
        .and_then(|last| last.question(continued.unwrap_or(&question.name)));
    let old_words = match (continued, asked) {
        (Some(_), None) => return None,
        (Some(_), Some(asked)) => Some(words_of(asked, context)),
        (None, _) => None,
    };
    let state = &last.answer(continued.unwrap_or(&question.name)).state;
    let answer = match state {
        AnswerState::Given(value) => in_words(value, question, asked, context),
        AnswerState::NotApplicable => not_applicable(question, context),
        AnswerState::Blank | AnswerState::NotAsked | AnswerState::Unreadable => return None,
    };
    Some(LastYear { answer, question: old_words })
}

/// Whether "as last year" is offered: there is such an answer to the same words, and it can be said of it.
pub(super) fn is_offered(question: &Question, section: &str, context: &Context) -> bool {
    can_carry(question, section)
        && continued(question, context).is_none()
        && answer(question, context).is_some_and(|last| is_still_a_choice(&last, question, context))
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

/// Who the form is for.
fn is_identity(question: &str) -> bool {
    matches!(question, "participant_id" | "organisation_name")
}

/// The name of last year's question that this one continues in other words.
fn continued<'q>(question: &'q Question, context: &Context) -> Option<&'q str> {
    let was = match context.inputs.last_questionnaire {
        Some(last) => Some(last.name_of(question)),
        None => question.was.as_deref(),
    };
    was.filter(|was| *was != question.name)
}

/// A choice that is no longer offered cannot be made again.
fn is_still_a_choice(last: &LastYear, question: &Question, context: &Context) -> bool {
    let Some(list) = question.list_name() else { return true };
    let offered = context.offered(list);
    offered.iter().any(|choice| choice.label == last.answer)
}

/// The label of last year's question in the form's language.
fn words_of(asked: &Question, context: &Context) -> String {
    match asked.label.in_language(&context.language).trim() {
        "" => asked.name.clone(),
        label => label.to_owned(),
    }
}

/// The answer; choices by their labels of this year, or of last year where they are no longer there.
fn in_words(
    value: &Value,
    question: &Question,
    asked: Option<&Question>,
    context: &Context,
) -> String {
    let inputs = context.inputs;
    let lists = [
        (Some(inputs.questionnaire), question.list_name()),
        (inputs.last_questionnaire, asked.and_then(Question::list_name)),
    ];
    let label = |code: &str| {
        let mut labels = lists.iter().filter_map(|(form, list)| {
            let choice = form.as_ref()?.list((*list)?)?.choice(code)?;
            Some(choice.label.in_language(&context.language)).filter(|label| !label.is_empty())
        });
        labels.next().unwrap_or(code).to_owned()
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
    let form = context.inputs.questionnaire;
    let list = question.list_name().and_then(|list| form.list(list));
    let label: Option<&Titles> = list.and_then(|list| list.choice("na")).map(|na| &na.label);
    let label = label.map(|label| label.in_language(&context.language));
    label.filter(|label| !label.is_empty()).unwrap_or(context.words.not_applicable).to_owned()
}
