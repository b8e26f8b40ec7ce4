//! What people wrote where the form asks nothing. It is in no figure, so somebody should look at it.

use std::collections::BTreeMap;

use model::questionnaire::Section;
use model::{Cell, CellAddress, CellValue, Decimal, FaultKind, Sheet};

use super::group_sheet::GroupSheet;
use super::layout::Layout;
use super::reader::{CellFault, Reader};
use super::repeat_sheet::RepeatSheet;
use super::value::is_empty;
use crate::text::folded;

/// How titles of sheets begin that ask nothing, by folded text: those of the form that are for reading, and the
/// summary that a program adds when it saves another one's format.
const FOR_READING: [&str; 5] = ["read me", "à lire", "lists", "listes", "export summary"];

/// What stands out of sight in the form's own sheets that ask nothing, whatever their titles.
const MARKED_FOR_READING: &str = "read_me:";

/// What the form itself says above every table, by folded text.
const ABOVE_TABLES: [&str; 2] = [
    "one row for each line; rows can be added, sorted and pasted.",
    "une ligne par élément ; on peut en ajouter, trier et coller.",
];

/// Notes every text outside the form, at most once a cell.
pub(super) fn stray(layout: &Layout<'_>, reader: &mut Reader<'_>) {
    for group in layout.groups.values() {
        in_group(group, reader);
    }
    for repeat in layout.repeats.values() {
        in_repeat(repeat, reader);
    }
    for sheet in &layout.others {
        let title = folded(&sheet.title);
        let own = title.starts_with('_')
            || FOR_READING.iter().any(|reading| title.starts_with(reading))
            || sheet.cells.iter().any(|cell| cell.raw.starts_with(MARKED_FOR_READING));
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
    let mut above = Vec::new();
    let first_row = group.rows.values().copied().min().unwrap_or(0);
    let counts = columns_that_count(group.sheet);
    for cell in group.sheet.cells.iter().filter(|cell| !is_empty(cell)) {
        let CellAddress { row, column } = cell.address;
        let hidden = group.marker.is_some_and(|at| at.row == row)
            || group.names_column == Some(column) && group.question_column != Some(column);
        let counted = column != group.answer_column && counts.contains(&column);
        if hidden || counted || is_own(group, cell) {
            continue;
        }
        let in_questions = Some(column) == group.question_column;
        let second = group.second_rows.iter().find(|(_, other)| *other == row);
        let header = row < first_row && (in_questions || is_header(group, row));
        let title = in_questions && is_title(cell, group.section, reader);
        if header {
            above.extend((title || !is_header(group, row)).then_some(cell));
            continue;
        }
        if title {
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
    for cell in not_of_the_form(&above, group.section, reader) {
        add(group.sheet, cell.address, NOTHING, reader);
    }
}

/// Which of the texts above the first question or line are not the form's own: its title, and what explains it. Those
/// are known by their words; where the words were others when the form went out, the first texts are taken for them.
fn not_of_the_form<'c>(
    above: &[&'c Cell],
    section: &Section,
    reader: &Reader<'_>,
) -> Vec<&'c Cell> {
    let explains = |text: &str| {
        let hints = section.hint.0.iter().map(|(_, hint)| folded(hint));
        let mut hints = hints.filter(|hint| !hint.is_empty());
        hints.any(|hint| text.contains(&hint))
            || section.repeat && ABOVE_TABLES.iter().any(|own| text.contains(own))
    };
    let (own, others): (Vec<&Cell>, Vec<&Cell>) = above
        .iter()
        .partition(|cell| is_title(cell, section, reader) || explains(&folded(&cell.raw)));
    let expected = 1 + usize::from(section.repeat || !section.hint.0.is_empty());
    others.into_iter().skip(expected.saturating_sub(own.len())).collect()
}

/// The columns outside the form in which every number is one more than the one above it, as programs for tables number
/// rows.
fn columns_that_count(sheet: &Sheet) -> Vec<u32> {
    let mut columns: BTreeMap<u32, Option<(Decimal, usize)>> = BTreeMap::new();
    for cell in &sheet.cells {
        let ahead = match cell.value {
            CellValue::Number(number) => Some(number - Decimal::from(cell.address.row)),
            _ => None,
        };
        let entry = columns.entry(cell.address.column).or_insert(ahead.map(|ahead| (ahead, 0)));
        match (entry.as_mut(), ahead) {
            (Some((known, count)), Some(ahead)) if *known == ahead => *count += 1,
            _ => *entry = None,
        }
    }
    let counting = columns.into_iter().filter(|(_, own)| own.is_some_and(|(_, count)| count > 2));
    counting.map(|(column, _)| column).collect()
}

/// Whether a cell is the title of a section, or of a strategy, as stands above practices.
fn is_title(cell: &Cell, section: &Section, reader: &Reader<'_>) -> bool {
    let text = folded(&cell.raw);
    let strategies = reader.inputs.pact.strategies.iter().map(|strategy| &strategy.title);
    let mut titles = [&section.label].into_iter().chain(strategies);
    text == folded(&section.name)
        || titles.any(|title| title.0.iter().any(|(_, title)| folded(title) == text))
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
    if group.ticks.values().flatten().any(|tick| tick.at == row) {
        return in_questions || column == group.answer_column;
    }
    group.rows.values().any(|own| *own == row)
        && (in_questions
            || column == group.answer_column
            || Some(column) == group.last_year_column
            || Some(column) == group.carried_column)
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
    let ticks = repeat.ticks.values().flatten().map(|tick| tick.at);
    let known: Vec<u32> = repeat.columns.values().copied().chain(ticks).collect();
    let counts = columns_that_count(repeat.sheet);
    let mut columns: BTreeMap<u32, (CellAddress, CellAddress)> = BTreeMap::new();
    let mut above = Vec::new();
    for cell in repeat.sheet.cells.iter().filter(|cell| !is_empty(cell)) {
        let CellAddress { row, column } = cell.address;
        let hidden = repeat.names_row == Some(row)
            || repeat.marker.is_some_and(|at| at.row == row || at.column == column);
        let counted = !known.contains(&column) && counts.contains(&column);
        if hidden || counted || known.contains(&column) && row + 1 >= repeat.first_row {
            continue;
        }
        if row + 1 < repeat.first_row && known.contains(&column) {
            above.push(cell);
            continue;
        }
        let range = columns.entry(column).or_insert((cell.address, cell.address));
        range.1 = cell.address;
    }
    for cell in not_of_the_form(&above, repeat.section, reader) {
        add(repeat.sheet, cell.address, NOTHING, reader);
    }
    for (first, last) in columns.into_values() {
        let fault = CellFault::new(FaultKind::StrayText, NOTHING);
        let mut fault = reader.fault_at(repeat.sheet, first, fault);
        fault.place.last_cell = (last != first).then_some(last);
        reader.faults.push(fault);
    }
}
