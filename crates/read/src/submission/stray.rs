//! What people wrote where the form asks nothing. It is in no figure, so somebody should look at it.

use std::collections::BTreeMap;

use model::{Cell, CellAddress, FaultKind, Sheet};

use super::group_sheet::GroupSheet;
use super::layout::Layout;
use super::reader::{CellFault, Reader};
use super::repeat_sheet::RepeatSheet;
use super::singles::can_carry;
use super::value::is_empty;
use crate::text::folded;

/// Titles of the sheet that is for reading, by folded text.
const READ_ME: [&str; 2] = ["read me", "à lire"];

/// Texts of the form's own above the first question or line: title, hint and header.
const OWN_TEXTS_ABOVE: usize = 2;

/// Notes every text outside the form, at most once a cell.
pub(super) fn stray(layout: &Layout<'_>, reader: &mut Reader<'_>) {
    for group in layout.groups.values() {
        in_group(group, reader);
    }
    for repeat in layout.repeats.values() {
        in_repeat(repeat, reader);
    }
    for sheet in &layout.others {
        let own = sheet.title.starts_with('_') || READ_ME.contains(&folded(&sheet.title).as_str());
        let first = sheet.cells.iter().find(|cell| !is_empty(cell));
        if let (false, Some(first)) = (own, first) {
            let expected = "the sheets of the form only; this one is not read";
            add(sheet, first.address, expected, reader);
        }
    }
}

fn add(sheet: &Sheet, address: CellAddress, expected: &str, reader: &mut Reader<'_>) {
    let fault = CellFault::new(FaultKind::StrayText, expected);
    let fault = reader.fault_at(sheet, address, fault);
    reader.faults.push(fault);
}

fn in_group(group: &GroupSheet<'_>, reader: &mut Reader<'_>) {
    let mut above = 0;
    let first_row = group.rows.values().copied().min().unwrap_or(0);
    for cell in group.sheet.cells.iter().filter(|cell| !is_empty(cell)) {
        let CellAddress { row, column } = cell.address;
        let hidden = group.marker.is_some_and(|at| at.row == row || at.column == column);
        if hidden || is_own(group, cell) {
            continue;
        }
        let in_questions = Some(column) == group.question_column;
        let second = group.second_rows.iter().find(|(_, other)| *other == row);
        let header = row < first_row && (in_questions || is_header(group, row));
        if header && (is_header(group, row) || above < OWN_TEXTS_ABOVE) {
            above += usize::from(!is_header(group, row));
            continue;
        }
        if let Some((name, _)) = second {
            if column == group.answer_column {
                let expected =
                    format!("one row for the question `{name}`; this second one is not read");
                add(group.sheet, cell.address, &expected, reader);
            }
            continue;
        }
        add(group.sheet, cell.address, NOTHING, reader);
    }
}

const NOTHING: &str =
    "nothing: this cell is outside the form, and what stands in it is in no figure";

/// Whether a cell belongs to the row of a question or note.
fn is_own(group: &GroupSheet<'_>, cell: &Cell) -> bool {
    let CellAddress { row, column } = cell.address;
    let in_questions = Some(column) == group.question_column;
    if group.note_rows.contains(&row) {
        return in_questions;
    }
    let Some((name, _)) = group.rows.iter().find(|(_, own)| **own == row) else {
        return false;
    };
    let carry = || {
        let mut questions = group.section.questions.iter();
        let question = questions.find(|question| question.name == *name);
        question.is_some_and(|question| can_carry(question, group))
    };
    in_questions
        || column == group.answer_column
        || Some(column) == group.last_year_column
        || Some(column) == group.carried_column && carry()
}

/// Whether a row above the questions is that of the headers: texts over questions and answers.
fn is_header(group: &GroupSheet<'_>, row: u32) -> bool {
    let Some(question) = group.question_column else {
        return false;
    };
    let first_row = group.rows.values().copied().min().unwrap_or(0);
    row < first_row
        && group.sheet.at(row, question).is_some()
        && group.sheet.at(row, group.answer_column).is_some()
}

/// Cells beside the columns of a repeat, one fault a column: a helper column has many cells and one meaning.
fn in_repeat(repeat: &RepeatSheet<'_>, reader: &mut Reader<'_>) {
    let known: Vec<u32> = repeat.columns.values().copied().collect();
    let mut columns: BTreeMap<u32, (CellAddress, CellAddress)> = BTreeMap::new();
    let mut above = 0;
    for cell in repeat.sheet.cells.iter().filter(|cell| !is_empty(cell)) {
        let CellAddress { row, column } = cell.address;
        let hidden = repeat.marker.is_some_and(|at| at.row == row || at.column == column);
        if hidden || known.contains(&column) && row + 1 >= repeat.first_row {
            continue;
        }
        if row + 1 < repeat.first_row && known.contains(&column) {
            above += 1;
            if above <= OWN_TEXTS_ABOVE {
                continue;
            }
        }
        let range = columns.entry(column).or_insert((cell.address, cell.address));
        range.1 = cell.address;
    }
    for (first, last) in columns.into_values() {
        let fault = CellFault::new(FaultKind::StrayText, NOTHING);
        let mut fault = reader.fault_at(repeat.sheet, first, fault);
        fault.place.last_cell = (last != first).then_some(last);
        reader.faults.push(fault);
    }
}
