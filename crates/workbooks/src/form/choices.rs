//! The choices a question offers, and whether they are ticked one by one.

use model::questionnaire::{Question, QuestionType};

use super::FormInputs;

/// Most choices that are ticked one by one; more are written into one cell, parted by semicolons.
const MOST_TICKS: usize = 8;

/// What a tick is written as.
pub(super) const TICK: &str = "x";

/// One choice as it is offered.
#[derive(Clone, Copy)]
pub(super) struct Offered<'a> {
    /// Its code.
    pub code: &'a str,
    /// Its label in the form's language; the code where it has none.
    pub label: &'a str,
}

/// The choices of a list that can be made this year: product groups not yet in scope are not offered.
pub(super) fn offered<'a>(inputs: &FormInputs<'a>, list: &str, language: &str) -> Vec<Offered<'a>> {
    let Some(list) = inputs.questionnaire.list(list) else {
        return Vec::new();
    };
    let (year, pact) = (inputs.settings.year, inputs.pact);
    let in_scope = |code: &str| pact.product_group(code).is_none_or(|group| group.in_scope(year));
    let choices = list.choices.iter().filter(|choice| in_scope(&choice.name));
    choices
        .map(|choice| Offered {
            code: &choice.name,
            label: match choice.label.in_language(language).trim() {
                "" => &choice.name,
                label => label,
            },
        })
        .collect()
}

/// The choices of a question that are ticked one by one; none where the question takes one cell.
pub(super) fn ticked<'a>(
    inputs: &FormInputs<'a>,
    question: &Question,
    language: &str,
) -> Vec<Offered<'a>> {
    let QuestionType::SelectMultiple(list) = &question.kind else {
        return Vec::new();
    };
    let offered = offered(inputs, list, language);
    if offered.len() <= MOST_TICKS { offered } else { Vec::new() }
}

/// The name out of sight of the cells of one choice.
pub(super) fn tick_name(question: &str, choice: &str) -> String {
    format!("{question}/{choice}")
}
