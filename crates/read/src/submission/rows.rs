//! The rows of repeats.

use std::collections::BTreeMap;

use model::questionnaire::{Question, QuestionType};
use model::submission::RepeatRow;
use model::{Answer, AnswerState, CellAddress, FaultKind, Value};

use super::applies::Answers;
use super::layout::{Layout, answered};
use super::reader::{CellFault, Reader};
use super::register_names;
use super::repeat_sheet::RepeatSheet;
use super::singles::{broken, hidden_row, required};
use super::value;
use crate::number;

/// The table of purchases, and the question whether there were none.
const PURCHASES: &str = "procurement";
const NOTHING_BOUGHT: &str = "procurement_none";

/// One answer with what may be wrong with its cell.
type ReadAnswer = (Answer, Option<CellFault>);

/// Reads the rows of every repeat, by the repeat's name, in the sheet's order; empty rows are not kept.
pub(super) fn rows<'a>(
    layout: &Layout<'a>,
    singles: &BTreeMap<String, Answer>,
    reader: &mut Reader<'a>,
) -> BTreeMap<String, Vec<RepeatRow>> {
    let form = reader.inputs.questionnaire;
    let as_if_bought = as_if_bought(singles);
    let mut read = BTreeMap::new();
    for section in form.sections.iter().filter(|section| section.repeat) {
        // Rows of purchases count, whatever the answer beside them says; the answer is the fault.
        let singles = if section.name == PURCHASES { &as_if_bought } else { singles };
        let rows = match layout.repeats.get(section.name.as_str()) {
            Some(sheet) => of_sheet(sheet, singles, reader),
            None => Vec::new(),
        };
        read.insert(section.name.clone(), rows);
    }
    read
}

/// The answers with the one that nothing was bought turned to no.
fn as_if_bought(singles: &BTreeMap<String, Answer>) -> BTreeMap<String, Answer> {
    let mut answers = singles.clone();
    if let Some(answer) = answers.get_mut(NOTHING_BOUGHT)
        && answer.text() == Some("yes")
    {
        answer.state = match &answer.state {
            AnswerState::Given(Value::Choice(_)) => {
                AnswerState::Given(Value::Choice("no".to_owned()))
            }
            _ => AnswerState::Given(Value::Text("no".to_owned())),
        };
    }
    answers
}

fn of_sheet<'a>(
    repeat: &RepeatSheet<'a>,
    singles: &BTreeMap<String, Answer>,
    reader: &mut Reader<'a>,
) -> Vec<RepeatRow> {
    let answers = Answers {
        questionnaire: reader.inputs.questionnaire,
        single: singles,
        row: None,
        today: reader.today(),
    };
    let asked = reader.section_asked(repeat.section);
    let applies = asked && answers.hold(repeat.section.relevant.as_ref(), None);
    if applies {
        missing_columns(repeat, reader);
    }
    let mut rows = Vec::new();
    let filled = repeat.sheet.rows().map(|(row, _)| row);
    for row in filled.filter(|row| *row >= repeat.first_row) {
        let own = |column: &u32| {
            let cell = repeat.sheet.at(row, *column);
            cell.is_some_and(|cell| !value::is_empty(cell))
        };
        let Some(first) = repeat.columns.values().copied().filter(own).min() else {
            continue;
        };
        let at = CellAddress::new(row, first);
        if !applies {
            not_asked(repeat, at, reader);
            break;
        }
        if repeat.sheet.hidden_rows.binary_search(&row).is_ok() {
            of_table(repeat, at, hidden_row(), reader);
        }
        rows.push(one(repeat, at, singles, reader));
    }
    rows
}

/// Rows in a table that does not apply are said once, at the first.
fn not_asked(repeat: &RepeatSheet<'_>, at: CellAddress, reader: &mut Reader<'_>) {
    let expected = "no rows: the table does not apply, given the other answers";
    let fault = CellFault::new(FaultKind::StrayText, expected);
    of_table(repeat, at, fault, reader);
}

/// Notes a fault of a row as a whole.
fn of_table(repeat: &RepeatSheet<'_>, at: CellAddress, fault: CellFault, reader: &mut Reader<'_>) {
    let mut fault = reader.fault_at(repeat.sheet, at, fault);
    fault.field = repeat.section.name.clone();
    fault.label = repeat.section.label.in_language(&reader.language).to_owned();
    reader.faults.push(fault);
}

fn missing_columns(repeat: &RepeatSheet<'_>, reader: &mut Reader<'_>) {
    for question in answered(repeat.section) {
        let found = repeat.columns.contains_key(question.name.as_str());
        if found || !reader.question_asked(question) {
            continue;
        }
        let mut fault = reader.file_fault(FaultKind::MissingQuestion);
        fault.place =
            reader.place(repeat.sheet, CellAddress::new(repeat.first_row.saturating_sub(1), 0));
        fault.field = question.name.clone();
        fault.label = question.label.in_language(&reader.language).to_owned();
        fault.expected = "the column of this question, which the form had".to_owned();
        reader.faults.push(fault);
    }
}

/// Reads one row; `at` is its first cell that holds something.
fn one<'a>(
    repeat: &RepeatSheet<'a>,
    at: CellAddress,
    singles: &BTreeMap<String, Answer>,
    reader: &mut Reader<'a>,
) -> RepeatRow {
    let mut read: BTreeMap<String, ReadAnswer> = BTreeMap::new();
    for question in answered(repeat.section) {
        read.insert(question.name.clone(), answer(repeat, question, at.row, reader));
    }
    let mut known: BTreeMap<String, Answer> =
        read.iter().map(|(name, (answer, _))| (name.clone(), answer.clone())).collect();
    for question in answered(repeat.section) {
        let Some((own, fault)) = read.get(&question.name) else {
            continue;
        };
        let answers = Answers {
            questionnaire: reader.inputs.questionnaire,
            single: singles,
            row: Some((&repeat.section.name, &known)),
            today: reader.today(),
        };
        let applies = reader.question_asked(question)
            && answers.hold(question.relevant.as_ref(), Some((own, question)));
        let faults = match applies {
            true => judged(own, fault.as_ref(), question, &answers, reader),
            false => not_relevant(own),
        };
        if let Some(column) = repeat.columns.get(question.name.as_str()) {
            let address = CellAddress::new(at.row, *column);
            for fault in faults {
                reader.note(repeat.sheet, address, question, fault);
            }
        }
        if !applies && let Some(answer) = known.get_mut(&question.name) {
            answer.state = AnswerState::NotAsked;
        }
    }
    RepeatRow { place: reader.place(repeat.sheet, at), answers: known }
}

fn judged(
    answer: &Answer,
    fault: Option<&CellFault>,
    question: &Question,
    answers: &Answers<'_>,
    reader: &Reader<'_>,
) -> Vec<CellFault> {
    let missing = answer.state == AnswerState::Blank && question.required && answer.place.is_some();
    let own = match fault {
        Some(fault) => Some(fault.clone()),
        None => broken(answers, question, answer, &reader.language),
    };
    own.into_iter().chain(missing.then(required)).collect()
}

fn not_relevant(answer: &Answer) -> Vec<CellFault> {
    match answer.state {
        AnswerState::Given(_) | AnswerState::Unreadable => {
            let expected = "nothing: the column does not apply, given the other answers";
            vec![CellFault::new(FaultKind::StrayText, expected)]
        }
        _ => Vec::new(),
    }
}

fn answer(
    repeat: &RepeatSheet<'_>,
    question: &Question,
    row: u32,
    reader: &Reader<'_>,
) -> ReadAnswer {
    let Some(column) = repeat.columns.get(question.name.as_str()) else {
        let state = match reader.question_asked(question) {
            true => AnswerState::Blank,
            false => AnswerState::NotAsked,
        };
        return (Answer { state, ..Answer::not_asked() }, None);
    };
    let counts = matches!(question.kind, QuestionType::Integer | QuestionType::Decimal);
    let cell = repeat.cell(row, *column, !counts);
    let form = reader.inputs.questionnaire;
    let read = value::read(cell, question, form, &reader.language);
    let read = register_names::resolved(read, cell, question, reader);
    let address = cell.map_or(CellAddress::new(row, *column), |cell| cell.address);
    let answer = Answer {
        state: read.state,
        raw: cell.map_or_else(String::new, |cell| match question.name.as_str() {
            "amount" => number::as_shown(cell),
            _ => cell.raw.clone(),
        }),
        place: Some(reader.place(repeat.sheet, address)),
        carried: false,
    };
    (answer, read.fault)
}
