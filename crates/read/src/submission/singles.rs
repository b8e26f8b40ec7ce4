//! The answers outside repeats.

use std::collections::BTreeMap;

use model::questionnaire::{Question, QuestionType};
use model::{Answer, AnswerState, CellAddress, FaultKind};

use super::applies::{Answers, not_relevant};
use super::carried::{self, Marked};
use super::group_sheet::GroupSheet;
use super::layout::{Layout, answered};
use super::merged;
use super::reader::{CellFault, Reader};
use super::register_names;
use super::ticks;
use super::value::{self, Read};

/// An answer with what may be wrong with its cell.
struct Pending<'l, 'a> {
    question: &'a Question,
    group: Option<&'l GroupSheet<'a>>,
    address: Option<CellAddress>,
    fault: Option<CellFault>,
    /// What is wrong with the mark "as last year" beside it.
    mark: Option<(CellAddress, CellFault)>,
    /// Whether it is asked of the participant's roles and scopes.
    asked: bool,
}

/// An answer as read, with the cell it stands in, and what is wrong with that cell and with the mark beside it.
struct One {
    answer: Answer,
    fault: Option<CellFault>,
    address: Option<CellAddress>,
    mark: Option<(CellAddress, CellFault)>,
}

impl One {
    /// A question that is not in the file.
    fn missing() -> Self {
        let answer =
            Answer { state: AnswerState::Blank, raw: String::new(), place: None, carried: false };
        Self { answer, fault: None, address: None, mark: None }
    }
}

/// Reads every answer outside repeats, by the name of the question.
pub(super) fn answers<'a>(
    layout: &Layout<'a>,
    reader: &mut Reader<'a>,
) -> BTreeMap<String, Answer> {
    let form = reader.inputs.questionnaire;
    let mut read = BTreeMap::new();
    let mut pending = Vec::new();
    for section in form.sections.iter().filter(|section| !section.repeat) {
        let group = layout.groups.get(section.name.as_str());
        let section_asked = reader.section_asked(section);
        for question in answered(section) {
            let asked = section_asked && reader.question_asked(question);
            let One { mut answer, fault, address, mark } = match group {
                Some(group) => one(group, question, reader),
                None => One::missing(),
            };
            if !asked && answer.raw.is_empty() {
                answer.state = AnswerState::NotAsked;
            }
            if asked && group.is_some() && address.is_none() {
                missing_question(question, reader);
            }
            read.insert(question.name.clone(), answer);
            pending.push(Pending { question, group, address, fault, mark, asked });
        }
    }
    settle(&mut read, &pending, reader);
    read
}

/// Judges each answer now that all are known: whether it was asked, and what is wrong with it.
fn settle<'a>(
    read: &mut BTreeMap<String, Answer>,
    pending: &[Pending<'_, 'a>],
    reader: &mut Reader<'a>,
) {
    let form = reader.inputs.questionnaire;
    let irrelevant = not_relevant(form, read, reader.today());
    for entry in pending {
        if entry.asked && !irrelevant.contains(entry.question.name.as_str()) {
            continue;
        }
        if let Some(answer) = read.get_mut(&entry.question.name) {
            let was = std::mem::replace(&mut answer.state, AnswerState::NotAsked);
            answer.carried = false;
            let merged_away =
                entry.fault.as_ref().is_some_and(|fault| fault.kind == FaultKind::MissingQuestion);
            let nothing = matches!(
                was,
                AnswerState::Blank | AnswerState::NotAsked | AnswerState::NotApplicable
            );
            let said = !nothing && !merged_away;
            let mark = entry.mark.as_ref().map(|(at, _)| *at);
            let at = if said { entry.address } else { mark };
            if let (Some(group), Some(address)) = (entry.group, at) {
                let expected = "nothing: the question does not apply, given the other answers";
                let fault = CellFault::new(FaultKind::StrayText, expected);
                reader.note(group.sheet, address, entry.question, fault);
            }
        }
    }
    let known = read.clone();
    for entry in pending {
        let Some(answer) = known.get(&entry.question.name) else {
            continue;
        };
        if answer.state == AnswerState::NotAsked {
            continue;
        }
        if entry.mark.is_none() && unpublished_output(entry.question, answer, reader) {
            read.insert(
                entry.question.name.clone(),
                Answer { place: answer.place.clone(), ..Answer::not_asked() },
            );
            continue;
        }
        judge(entry, answer, &known, reader);
    }
}

/// A question about an output of the Pact that was not published by the period's end was not asked, unless
/// somebody answered it all the same.
fn unpublished_output(question: &Question, answer: &Answer, reader: &Reader<'_>) -> bool {
    let mut outputs = reader.inputs.outputs.iter();
    let output = outputs.find(|output| output.question() == question.name);
    let unpublished = output.is_some_and(|o| !o.published_by(reader.inputs.settings.period.end));
    unpublished && answer.state == AnswerState::Blank && answer.raw.is_empty()
}

fn judge<'a>(
    entry: &Pending<'_, 'a>,
    answer: &Answer,
    known: &BTreeMap<String, Answer>,
    reader: &mut Reader<'a>,
) {
    let (Some(group), Some(address)) = (entry.group, entry.address) else {
        return;
    };
    let answers = Answers {
        questionnaire: reader.inputs.questionnaire,
        single: known,
        row: None,
        today: reader.today(),
    };
    if let Some(fault) = &entry.fault {
        reader.note(group.sheet, address, entry.question, fault.clone());
    } else if let Some(fault) = broken(&answers, entry.question, answer, &reader.language) {
        reader.note(group.sheet, address, entry.question, fault);
    }
    if let Some((at, fault)) = &entry.mark {
        reader.note(group.sheet, *at, entry.question, fault.clone());
    }
    let told = entry.mark.is_some();
    if answer.state == AnswerState::Blank && entry.question.required && !told {
        reader.note(group.sheet, address, entry.question, required());
    }
    if answer.state != AnswerState::Blank && is_hidden(group, entry.question, address) {
        reader.note(group.sheet, address, entry.question, hidden_row());
    }
}

/// Whether the row of an answer, or of one of its choices that is ticked, is hidden.
fn is_hidden(group: &GroupSheet<'_>, question: &Question, address: CellAddress) -> bool {
    let ticks = group.ticks.get(question.name.as_str()).into_iter().flatten();
    let said = ticks.map(|tick| group.tick_address(tick)).filter(|at| {
        let cell = group.sheet.at(at.row, at.column);
        cell.is_some_and(|cell| !value::is_empty(cell))
    });
    let mut rows = said.map(|at| at.row).chain([address.row]);
    rows.any(|row| group.sheet.hidden_rows.binary_search(&row).is_ok())
}

/// The fault of a required answer that is missing.
pub(super) fn required() -> CellFault {
    CellFault::new(FaultKind::RequiredBlank, "an answer; n/a if it does not apply")
}

/// The fault of an answer in a row that is hidden; it is read all the same.
pub(super) fn hidden_row() -> CellFault {
    CellFault::new(FaultKind::HiddenRow, "a row that can be seen; its answer was read")
}

/// The fault of an answer that breaks its question's constraint; the answer stays.
pub(super) fn broken(
    answers: &Answers<'_>,
    question: &Question,
    answer: &Answer,
    language: &str,
) -> Option<CellFault> {
    let given = matches!(answer.state, AnswerState::Given(_));
    if !given || answers.hold(question.constraint.as_ref(), Some((answer, question))) {
        return None;
    }
    let source = question.constraint.as_ref().map_or("", |c| c.source.as_str());
    let expected = match question.constraint_message.in_language(language) {
        "" => format!("an answer that satisfies `{source}`"),
        message => format!("an answer that fits: {message}"),
    };
    Some(CellFault::new(FaultKind::ConstraintBroken, expected))
}

fn missing_question(question: &Question, reader: &mut Reader<'_>) {
    let mut fault = reader.file_fault(FaultKind::MissingQuestion);
    fault.field = question.name.clone();
    fault.label = question.label.in_language(&reader.language).to_owned();
    fault.expected = "the row of this question, which the form had".to_owned();
    reader.faults.push(fault);
}

/// Reads the answer of one question from its row.
fn one<'a>(group: &GroupSheet<'a>, question: &Question, reader: &Reader<'a>) -> One {
    if let Some(ticked) = ticked(group, question, reader) {
        return ticked;
    }
    let Some(address) = group.answer_address(&question.name) else {
        return One::missing();
    };
    let own_at = merged::choice_of_all(group, question, address).unwrap_or(address);
    let own = match merged::away(group, own_at) {
        Some(away) => away,
        None => read_cell(group, own_at, question, reader),
    };
    let Marked { read, at, carried, fault: mark } =
        carried::marked(group, question, (own_at, own), reader);
    let cell = group.sheet.at(at.row, at.column);
    let answer = Answer {
        state: read.state,
        raw: cell.map_or_else(String::new, |cell| cell.raw.clone()),
        place: Some(reader.place(group.sheet, at)),
        carried,
    };
    One { answer, fault: read.fault, address: Some(at), mark }
}

/// Reads a question whose choices are ticked one by one; `None` where they are not, or where somebody typed them beside
/// the question instead and ticked none.
fn ticked<'a>(group: &GroupSheet<'a>, question: &Question, reader: &Reader<'a>) -> Option<One> {
    let ticks = group.ticks.get(question.name.as_str())?;
    let ticked = ticks::read(ticks, group.sheet, reader, |tick| group.tick_address(tick));
    let beside = group.answer_address(&question.name);
    let typed = beside.filter(|at| {
        let cell = group.sheet.at(at.row, at.column);
        cell.is_some_and(|cell| !value::is_empty(cell))
    });
    let mut read = ticked.read;
    match (typed, ticked.first) {
        (Some(_), None) => return None,
        (Some(at), Some(_)) if read_cell(group, at, question, reader).state != read.state => {
            let expected = "either ticks or the choices typed beside the question; they differ";
            read = Read::unreadable(FaultKind::UnknownChoice, expected);
        }
        _ => {}
    }
    let first = ticks.first().map(|tick| group.tick_address(tick));
    let address = ticked.at_fault.or(ticked.first).or(first);
    let place = address.map(|address| reader.place(group.sheet, address));
    let mark =
        address.and_then(|at| carried::marked(group, question, (at, read.clone()), reader).fault);
    let answer = Answer { state: read.state, raw: ticked.raw, place, carried: false };
    Some(One { answer, fault: read.fault, address, mark })
}

pub(super) fn read_cell(
    group: &GroupSheet<'_>,
    address: CellAddress,
    question: &Question,
    reader: &Reader<'_>,
) -> Read {
    let cell = group.sheet.at(address.row, address.column);
    let read = value::read(cell, group.sheet, question, reader);
    let read = register_names::resolved(read, cell, question, reader);
    match merged::in_group(group, question, address) {
        Some(apart) if matches!(read.state, AnswerState::Given(_)) => apart,
        _ => read,
    }
}

/// Whether "as last year" can be said of a question: texts and ladders, never amounts or units, never what the return
/// says about itself, and never of a question that last year was put in other words.
pub(super) fn can_carry(question: &Question, group: &GroupSheet<'_>, reader: &Reader<'_>) -> bool {
    if reader.last.is_some_and(|last| last.questionnaire.name_of(question) != question.name) {
        return false;
    }
    let kind = match &question.kind {
        QuestionType::Text => true,
        QuestionType::SelectOne(list) => list == "uptake" || list == "adoption",
        _ => false,
    };
    kind && group.section.name != "organisation"
}
