//! Choices that are ticked one by one: a cell each, beside or below its question.

use model::questionnaire::{Choice, ChoiceList, Question, QuestionType};
use model::{AnswerState, Cell, CellAddress, CellValue, FaultKind, Sheet, Value};

use super::reader::{CellFault, Reader};
use super::value::{self, Read};
use crate::text::folded;

/// A cell in which a choice is ticked.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(super) struct Tick<'a> {
    /// The choice.
    pub(super) choice: &'a Choice,
    /// Its row in a group, its column in a repeat.
    pub(super) at: u32,
}

/// What the cells of a question say together.
pub(super) struct Ticked {
    pub(super) read: Read,
    /// The ticked choices as the form shows them, as far as cells could be read.
    pub(super) raw: String,
    /// The first cell that says something, and the one at fault.
    pub(super) first: Option<CellAddress>,
    pub(super) at_fault: Option<CellAddress>,
}

/// What one cell says.
enum Says {
    Nothing,
    No,
    Yes,
    NotApplicable,
    Unclear(CellFault),
}

/// The list whose choices a question has ticked; `None` for a question of another type.
pub(super) fn list_of<'a>(question: &Question, lists: &'a [ChoiceList]) -> Option<&'a ChoiceList> {
    let QuestionType::SelectMultiple(name) = &question.kind else {
        return None;
    };
    lists.iter().find(|list| list.name == *name)
}

/// The question and choice whose hidden name a text is: `impacts/carbon`.
pub(super) fn named<'q, 'l>(
    text: &str,
    questions: impl Iterator<Item = &'q Question>,
    lists: &'l [ChoiceList],
) -> Option<(&'q Question, &'l Choice)> {
    let (name, code) = text.split_once('/')?;
    let mut questions = questions;
    let question = questions.find(|question| question.name == name)?;
    Some((question, list_of(question, lists)?.choice(code)?))
}

/// The question and choice that a header names by their labels, one above the other; long ones are cut.
pub(super) fn headed<'q, 'l>(
    text: &str,
    questions: impl Iterator<Item = &'q Question>,
    lists: &'l [ChoiceList],
) -> Option<(&'q Question, &'l Choice)> {
    let (above, below) = text.split_once('\n')?;
    let mut found = questions.filter_map(|question| {
        let is_above = question.label.0.iter().any(|(_, label)| is_cut(above, label));
        let list = list_of(question, lists).filter(|_| is_above)?;
        Some((question, list.choices.iter().find(|choice| is_shown(below, choice))?))
    });
    found.next()
}

/// Whether a text is the label of a choice in any language, whole or cut, or its code.
pub(super) fn is_shown(text: &str, choice: &Choice) -> bool {
    folded(text) == folded(&choice.name)
        || choice.label.0.iter().any(|(_, label)| is_cut(text, label))
}

fn is_cut(text: &str, label: &str) -> bool {
    let (text, label) = (folded(text), folded(label));
    let cut = || text.strip_suffix('…').or_else(|| text.strip_suffix("...")).map(str::trim_end);
    !text.is_empty()
        && (text == label || cut().is_some_and(|cut| !cut.is_empty() && label.starts_with(cut)))
}

/// Reads the ticks of a question; `cell` gives the address of each.
///
/// Nothing ticked is blank. A cell that says neither yes nor no makes the whole answer unreadable, since it may be a
/// choice more.
pub(super) fn read(
    ticks: &[Tick<'_>],
    sheet: &Sheet,
    reader: &Reader<'_>,
    cell: impl Fn(&Tick<'_>) -> CellAddress,
) -> Ticked {
    let mut chosen: Vec<&Choice> = Vec::new();
    let (mut first, mut unclear, mut not_applicable) = (None, None, false);
    for tick in ticks {
        let at = cell(tick);
        match says(sheet.at(at.row, at.column), tick.choice, reader) {
            Says::Nothing => continue,
            Says::No => {}
            Says::Yes => chosen.push(tick.choice),
            Says::NotApplicable => not_applicable = true,
            Says::Unclear(fault) => drop(unclear.get_or_insert((at, fault))),
        }
        first.get_or_insert(at);
    }
    let labels: Vec<&str> = chosen.iter().map(|choice| shown(choice, &reader.language)).collect();
    let raw = labels.join("; ");
    let (at_fault, read) = match unclear {
        Some((at, fault)) => {
            (Some(at), Read { state: AnswerState::Unreadable, fault: Some(fault) })
        }
        None => (first, of_chosen(&chosen, not_applicable)),
    };
    Ticked { read, raw, first, at_fault }
}

fn of_chosen(chosen: &[&Choice], not_applicable: bool) -> Read {
    let na = chosen.iter().any(|choice| choice.name == "na") || not_applicable;
    let others = chosen.iter().filter(|choice| choice.name != "na");
    let codes: Vec<String> = others.map(|choice| choice.name.clone()).collect();
    match (na, codes.is_empty()) {
        (true, true) => Read { state: AnswerState::NotApplicable, fault: None },
        (true, false) => Read::unreadable(
            FaultKind::UnknownChoice,
            "either that it does not apply, or what applies",
        ),
        (false, true) => Read { state: AnswerState::Blank, fault: None },
        (false, false) => Read::given(Value::Choices(codes)),
    }
}

fn shown<'c>(choice: &'c Choice, language: &str) -> &'c str {
    match choice.label.in_language(language) {
        "" => &choice.name,
        label => label,
    }
}

/// Whether a cell of a tick says that its choice applies.
pub(super) fn is_ticked(cell: &Cell, choice: &Choice, reader: &Reader<'_>) -> bool {
    !matches!(says(Some(cell), choice, reader), Says::Nothing | Says::No)
}

/// What people put in a box, by folded text.
const TICKS: [&str; 10] = ["x", "✓", "✔", "☑", "☒", "√", "v", "y", "true", "wahr"];
const BOXES: [&str; 6] = ["☐", "□", "false", "falsch", "faux", "n"];
const YES: [&str; 8] = ["yes", "oui", "ja", "sí", "sì", "sim", "tak", "vrai"];
const NO: [&str; 7] = ["no", "non", "nein", "nee", "não", "nie", "nej"];

fn says(cell: Option<&Cell>, choice: &Choice, reader: &Reader<'_>) -> Says {
    let Some(cell) = cell.filter(|cell| !value::is_empty(cell)) else {
        return Says::Nothing;
    };
    let fault = |kind| Says::Unclear(CellFault::new(kind, EXPECTED));
    let text = folded(&cell.raw);
    let word = text.trim_start_matches('\'');
    match (mark(cell, word, reader), &cell.value) {
        _ if cell.without_stored_value => fault(FaultKind::FormulaWithoutValue),
        (_, CellValue::Error(_)) => fault(FaultKind::ErrorCell),
        (Mark::Yes, _) => Says::Yes,
        _ if is_shown(word, choice) => Says::Yes,
        (Mark::No, _) => Says::No,
        (Mark::Unclear, _) if value::is_na(&cell.raw, reader.inputs.questionnaire) => {
            Says::NotApplicable
        }
        (Mark::Unclear, _) => fault(FaultKind::UnknownChoice),
    }
}

/// What a cell that is to be ticked or left empty says; an empty one is a no.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Mark {
    Yes,
    No,
    Unclear,
}

/// What a cell says that is ticked for one thing; `word` is its folded text.
pub(super) fn mark(cell: &Cell, word: &str, reader: &Reader<'_>) -> Mark {
    if cell.without_stored_value {
        return Mark::Unclear;
    }
    match &cell.value {
        CellValue::Boolean(true) => return Mark::Yes,
        CellValue::Boolean(false) => return Mark::No,
        CellValue::Error(_) => return Mark::Unclear,
        _ => {}
    }
    let has = |words: &[&str]| words.contains(&word);
    if has(&TICKS) || has(&YES) || word == "1" || says_own(word, "yes", reader) {
        Mark::Yes
    } else if has(&BOXES) || has(&NO) || word == "0" || says_own(word, "no", reader) {
        Mark::No
    } else {
        Mark::Unclear
    }
}

const EXPECTED: &str = "`x` where the choice applies, nothing where it does not";

/// Whether a folded text is a yes or no of the form's own lists.
fn says_own(word: &str, code: &str, reader: &Reader<'_>) -> bool {
    let choices = reader.inputs.questionnaire.lists.iter().flat_map(|list| &list.choices);
    let mut labels = choices.filter(|own| own.name == code).flat_map(|own| &own.label.0);
    labels.any(|(_, label)| folded(label) == word)
}
