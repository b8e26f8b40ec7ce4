//! The column "as last year": what a mark in it says of the answer beside it.
//!
//! A mark that can be used stands for last year's answer as the form shows it; where last year's return is in the
//! workspace, that return says what the answer was, since the cell in the form can be typed over. Whatever else stands
//! in the column is named: it is never taken for an answer, nor passed over.

use std::collections::BTreeMap;

use model::questionnaire::{Question, Questionnaire};
use model::submission::Return;
use model::{Answer, AnswerState, Cell, CellAddress, CellValue, FaultKind, Identifier, Value};

use super::group_sheet::GroupSheet;
use super::reader::{CellFault, Reader};
use super::singles::{can_carry, read_cell};
use super::ticks::{self, Mark};
use super::value::{self, Read};
use crate::text::folded;

/// Last year's returns, with what they answered.
#[derive(Clone, Copy)]
pub struct LastYear<'a> {
    /// Last year's questionnaire.
    pub questionnaire: &'a Questionnaire,
    /// Last year's returns that count, by participant.
    pub returns: &'a BTreeMap<Identifier, Return>,
}

/// An answer together with the mark beside it.
pub(super) struct Marked {
    pub(super) read: Read,
    /// The cell the answer stands in.
    pub(super) at: CellAddress,
    pub(super) carried: bool,
    /// What is wrong with the mark.
    pub(super) fault: Option<(CellAddress, CellFault)>,
}

/// The answer read from its own cell, with the mark beside it looked at.
pub(super) fn marked<'a>(
    group: &GroupSheet<'a>,
    question: &Question,
    (own_at, own): (CellAddress, Read),
    reader: &Reader<'a>,
) -> Marked {
    let Some((at, mark)) = mark(group, question, reader) else {
        return Marked { read: own, at: own_at, carried: false, fault: None };
    };
    let unused = |own: Read, mark_expected: &str| {
        let kind = match own.state {
            AnswerState::Blank => Some(FaultKind::MarkNotUnderstood),
            // What is wrong with the answer is said already.
            AnswerState::Unreadable => None,
            _ => Some(FaultKind::MarkBesideAnswer),
        };
        let fault = kind.map(|kind| (at, CellFault::new(kind, mark_expected)));
        Marked { read: own, at: own_at, carried: false, fault }
    };
    // The office settled the answer, whatever was marked.
    if reader.is_corrected(group.sheet, own_at) || mark == Mark::No {
        return Marked { read: own, at: own_at, carried: false, fault: None };
    }
    if mark == Mark::Unclear {
        return unused(
            own,
            "`as last year` where last year's answer still holds; an answer where it does not",
        );
    }
    if !can_carry(question, group, reader) {
        return unused(own, "an answer: `as last year` cannot be said of this question");
    }
    let known = last_answer(question, reader);
    let last_at = group.last_year_column.map(|column| CellAddress::new(at.row, column));
    let last = last_at.map(|at| (at, read_cell(group, at, question, reader)));
    if own.state != AnswerState::Blank {
        let same = match (known, &last) {
            (Some(known), _) => says_the_same(&own.state, known, question, reader),
            (None, Some((_, last))) => own.state == last.state,
            (None, None) => false,
        };
        return match same {
            true => Marked { read: own, at: own_at, carried: true, fault: None },
            false => unused(
                own,
                "`as last year` beside last year's answer only; what is answered beside it differs",
            ),
        };
    }
    match last {
        Some((at, last)) if last.fault.is_none() && last.state != AnswerState::Blank => {
            as_last_year((at, last), known, question, reader)
        }
        Some((_, last)) if last.fault.is_some() => unused(
            own,
            "an answer: last year's, as it stands beside, cannot be read as one of this year's",
        ),
        _ => unused(own, "an answer: none of last year's stands beside the mark"),
    }
}

/// Last year's answer as the form shows it; left out where last year's return says something else.
fn as_last_year(
    (at, shown): (CellAddress, Read),
    known: Option<&Answer>,
    question: &Question,
    reader: &Reader<'_>,
) -> Marked {
    let differs = known.filter(|known| !says_the_same(&shown.state, known, question, reader));
    match differs {
        None => Marked { read: shown, at, carried: true, fault: None },
        Some(known) => {
            let expected = said_last_year(known, question, reader);
            let read = Read::unreadable(FaultKind::LastYearDiffers, expected);
            Marked { read, at, carried: false, fault: None }
        }
    }
}

/// What stands in the column beside a question, and where; `None` where nothing does.
fn mark(
    group: &GroupSheet<'_>,
    question: &Question,
    reader: &Reader<'_>,
) -> Option<(CellAddress, Mark)> {
    let row = *group.rows.get(question.name.as_str())?;
    let column = group.carried_column?;
    let cell = group.sheet.at(row, column).filter(|cell| !value::is_empty(cell))?;
    Some((CellAddress::new(row, column), says(cell, reader)))
}

/// What says "as last year" in its column beside a tick or a yes, by folded text without marks around it.
const AS_LAST_YEAR: [&str; 19] = [
    "as last year",
    "same as last year",
    "same",
    "unchanged",
    "still holds",
    "comme l'an dernier",
    "comme l'année dernière",
    "inchangé",
    "toujours valable",
    "wie im vorjahr",
    "unverändert",
    "zoals vorig jaar",
    "ongewijzigd",
    "idem",
    "ditto",
    "id",
    "ok",
    "okay",
    "como el año pasado",
];

fn says(cell: &Cell, reader: &Reader<'_>) -> Mark {
    let text = folded(&cell.raw);
    let bare = text.trim_matches(['.', '!', ',', ';', ':', '\'', '"', '«', '»', ' ']);
    let is_text = matches!(cell.value, CellValue::Text(_)) && !cell.without_stored_value;
    match is_text && AS_LAST_YEAR.contains(&bare) {
        true => Mark::Yes,
        false => ticks::mark(cell, bare, reader),
    }
}

/// What the participant answered last year to the same question; `None` where its return of last year is not there.
fn last_answer<'a>(question: &Question, reader: &Reader<'a>) -> Option<&'a Answer> {
    let last = reader.last?.returns.get(reader.inputs.participant)?;
    // Tables alone answer no questions.
    (!last.without_form).then(|| last.answer(&question.name))
}

/// Whether an answer says what last year's return says: the same state, and in words or code the same value.
fn says_the_same(
    now: &AnswerState,
    last: &Answer,
    question: &Question,
    reader: &Reader<'_>,
) -> bool {
    match (now, &last.state) {
        (AnswerState::Given(now), AnswerState::Given(last)) => {
            let own = in_words(now, question, reader.inputs.questionnaire);
            let form = reader.last.map_or(reader.inputs.questionnaire, |last| last.questionnaire);
            let asked = form.question(&question.name).unwrap_or(question);
            let known =
                question.list_name().and_then(|list| reader.inputs.questionnaire.list(list));
            match (now, last) {
                // A code that this year's list has means the same as last year's.
                (Value::Choice(now), Value::Choice(last))
                    if known.is_some_and(|list| list.choice(last).is_some()) =>
                {
                    now == last
                }
                _ => in_words(last, asked, form).iter().any(|word| own.contains(word)),
            }
        }
        (AnswerState::NotApplicable, AnswerState::NotApplicable) => true,
        _ => false,
    }
}

/// A value as it can be written, folded: a text; a choice by its code or a label in any language.
fn in_words(value: &Value, question: &Question, form: &Questionnaire) -> Vec<String> {
    match value {
        Value::Text(text) => vec![folded(text)],
        Value::Choice(code) => {
            let choice = question.list_name().and_then(|list| form.list(list)?.choice(code));
            let labels = choice.into_iter().flat_map(|choice| &choice.label.0);
            let labels = labels.map(|(_, label)| folded(label)).filter(|label| !label.is_empty());
            labels.chain([folded(code)]).collect()
        }
        Value::Integer(number) => vec![number.to_string()],
        Value::Decimal(number) => vec![number.normalize().to_string()],
        Value::Date(day) => vec![day.to_string()],
        Value::Choices(codes) => vec![folded(&codes.join("; "))],
    }
}

/// What last year's return says to a question and in which cell, in words that fit "expected …".
fn said_last_year(last: &Answer, question: &Question, reader: &Reader<'_>) -> String {
    let form = reader.inputs.questionnaire;
    let at = last.place.as_ref().map(|place| format!(" at {place}")).unwrap_or_default();
    let label = |code: &str| {
        let choice = question.list_name().and_then(|list| form.list(list)?.choice(code))?;
        Some(choice.label.in_language(&reader.language)).filter(|label| !label.is_empty())
    };
    let said = match &last.state {
        AnswerState::Given(Value::Choice(code)) => label(code).unwrap_or(code).to_owned(),
        AnswerState::Given(_) => last.raw.trim().to_owned(),
        AnswerState::NotApplicable => label("na").unwrap_or("not applicable").to_owned(),
        _ => {
            return format!("an answer: last year's return{at} has none that could still hold");
        }
    };
    format!("`{said}`, as last year's return says{at}; or this year's answer in its own cell")
}
