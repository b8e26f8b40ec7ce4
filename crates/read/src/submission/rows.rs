//! The rows of repeats.

use std::collections::BTreeMap;

use model::questionnaire::{Question, QuestionType};
use model::submission::RepeatRow;
use model::{Answer, AnswerState, CellAddress, FaultKind, Value};

use super::applies::Answers;
use super::layout::{Layout, answered};
use super::merged;
use super::reader::{CellFault, Reader};
use super::register_names;
use super::repeat_sheet::RepeatSheet;
use super::row_currency;
use super::row_signs;
use super::singles::{broken, hidden_row, required};
use super::ticks::{self, Tick};
use super::value;
use crate::number;

/// The table of purchases, and the question whether there were none.
pub(super) const PURCHASES: &str = "procurement";
const NOTHING_BOUGHT: &str = "procurement_none";

/// One answer with what may be wrong with its cell, and the cell that is to be mended.
pub(super) type ReadAnswer = (Answer, Option<CellFault>, Option<CellAddress>);

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
        let Some(first) = first_filled(repeat, row, reader) else {
            continue;
        };
        if repeat.repeats_the_header(row) {
            continue;
        }
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

/// The first column of a row that holds an answer; boxes that nobody ticked hold none.
fn first_filled(repeat: &RepeatSheet<'_>, row: u32, reader: &Reader<'_>) -> Option<u32> {
    let filled = |column: &u32| {
        let cell = repeat.sheet.at(row, *column);
        cell.is_some_and(|cell| !value::is_empty(cell))
    };
    let answers = repeat.columns.values().copied().filter(filled);
    let ticks = repeat.ticks.values().flatten().filter(|tick| {
        let cell = repeat.sheet.at(row, tick.at);
        cell.is_some_and(|cell| ticks::is_ticked(cell, tick.choice, reader))
    });
    answers.chain(ticks.map(|tick| tick.at)).min()
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
        let name = question.name.as_str();
        let found = repeat.columns.contains_key(name) || repeat.ticks.contains_key(name);
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
    row_currency::settle(repeat, &mut read, singles);
    row_signs::settle(repeat, &mut read);
    let mut known: BTreeMap<String, Answer> =
        read.iter().map(|(name, (answer, ..))| (name.clone(), answer.clone())).collect();
    for question in answered(repeat.section) {
        let Some((own, fault, address)) = read.get(&question.name) else {
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
        if let Some(address) = address {
            for fault in faults {
                reader.note(repeat.sheet, *address, question, fault);
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
    if let Some(own) = repeat.ticks.get(question.name.as_str()) {
        return ticked(repeat, own, row, reader);
    }
    let Some(column) = repeat.columns.get(question.name.as_str()) else {
        let state = match reader.question_asked(question) {
            true => AnswerState::Blank,
            false => AnswerState::NotAsked,
        };
        return (Answer { state, ..Answer::not_asked() }, None, None);
    };
    if let Some(above) = merged::above(repeat, question, CellAddress::new(row, *column)) {
        let place = Some(reader.place(repeat.sheet, above));
        let state = AnswerState::Unreadable;
        return (Answer { state, place, ..Answer::not_asked() }, None, None);
    }
    let counts = matches!(question.kind, QuestionType::Integer | QuestionType::Decimal);
    let cell = repeat.cell(row, *column, !counts);
    let read = value::read(cell, repeat.sheet, question, reader);
    let read = register_names::resolved(read, cell, question, reader);
    let read = match merged::in_repeat(repeat, question, CellAddress::new(row, *column)) {
        Some(apart) if matches!(read.state, AnswerState::Given(_)) => apart,
        _ => read,
    };
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
    (answer, read.fault, Some(CellAddress::new(row, *column)))
}

/// Reads the ticks of one row.
fn ticked(
    repeat: &RepeatSheet<'_>,
    ticks: &[Tick<'_>],
    row: u32,
    reader: &Reader<'_>,
) -> ReadAnswer {
    let cell = |tick: &Tick<'_>| CellAddress::new(row, tick.at);
    let ticked = ticks::read(ticks, repeat.sheet, reader, cell);
    let address = ticked.at_fault.or(ticked.first).or(ticks.first().map(cell));
    let place = address.map(|address| reader.place(repeat.sheet, address));
    let answer = Answer { state: ticked.read.state, raw: ticked.raw, place, carried: false };
    (answer, ticked.read.fault, address)
}
