//! One cell as the answer to a question of a type.

use model::questionnaire::{Question, QuestionType, Questionnaire};
use model::{AnswerState, Cell, CellValue, FaultKind, Sheet, Value};

use super::reader::{CellFault, Reader};
use super::{choice, day_answer, number_answer};
use crate::text::{folded, is_blank, says_not_applicable};

/// What a cell was read as.
#[derive(Clone, PartialEq, Debug)]
pub(super) struct Read {
    pub(super) state: AnswerState,
    pub(super) fault: Option<CellFault>,
}

impl Read {
    pub(super) fn given(value: Value) -> Self {
        Self::state(AnswerState::Given(value))
    }

    pub(super) fn unreadable(kind: FaultKind, expected: impl Into<String>) -> Self {
        Self { state: AnswerState::Unreadable, fault: Some(CellFault::new(kind, expected)) }
    }

    fn state(state: AnswerState) -> Self {
        Self { state, fault: None }
    }
}

/// Reads a cell by the type of its question.
///
/// A numeric cell is exact; a text is a number or a day only if it can be read one way, by itself or by what the
/// other answers of the return show.
pub(super) fn read(
    cell: Option<&Cell>,
    sheet: &Sheet,
    question: &Question,
    reader: &Reader<'_>,
) -> Read {
    let form = reader.inputs.questionnaire;
    let Some(cell) = cell.filter(|cell| !is_empty(cell)) else {
        return Read::state(AnswerState::Blank);
    };
    if cell.without_stored_value {
        let expected = "a typed value, or a workbook saved after its formulas were computed";
        return Read::unreadable(FaultKind::FormulaWithoutValue, expected);
    }
    if let CellValue::Error(_) = cell.value {
        return Read::unreadable(FaultKind::ErrorCell, wanted(question));
    }
    let text = cell.raw.trim();
    let list = question.list_name().and_then(|name| form.list(name));
    if let Some(list) = list {
        let several = matches!(question.kind, QuestionType::SelectMultiple(_));
        let chosen = choice::read(cell, list, several, &reader.language);
        let not_applicable = chosen.state == AnswerState::Unreadable && is_na(text, form);
        return match not_applicable {
            true => Read::state(AnswerState::NotApplicable),
            false => chosen,
        };
    }
    if matches!(cell.value, CellValue::Text(_)) && is_na(text, form) {
        return Read::state(AnswerState::NotApplicable);
    }
    match question.kind {
        QuestionType::Integer | QuestionType::Decimal => {
            number_answer::read(cell, sheet, question, reader)
        }
        QuestionType::Date => day_answer::read(cell, sheet, reader),
        _ => Read::given(Value::Text(as_text(cell))),
    }
}

/// Whether a cell shows nothing; a formula that was never computed is something.
pub(super) fn is_empty(cell: &Cell) -> bool {
    !cell.without_stored_value && is_blank(&cell.raw)
}

/// Whether a text says "not applicable", in general words or in those of the form's own `na` choices.
pub(super) fn is_na(text: &str, form: &Questionnaire) -> bool {
    let own = || {
        let choices = form.lists.iter().flat_map(|list| &list.choices);
        let mut labels =
            choices.filter(|choice| choice.name == "na").flat_map(|choice| &choice.label.0);
        labels.any(|(_, label)| folded(label) == folded(text))
    };
    says_not_applicable(text) || own()
}

fn as_text(cell: &Cell) -> String {
    match cell.date() {
        Some(day) => day.to_string(),
        None => cell.raw.trim().to_owned(),
    }
}

/// What a question expects, in words that fit "expected …".
fn wanted(question: &Question) -> &'static str {
    match question.kind {
        QuestionType::Integer => number_answer::WHOLE,
        QuestionType::Decimal => number_answer::NUMBER,
        QuestionType::Date => day_answer::DAY,
        QuestionType::SelectOne(_) | QuestionType::SelectMultiple(_) => "a choice of the list",
        QuestionType::Text | QuestionType::Note => "a text",
    }
}
