//! Numbers in cells that are merged with others: what stands there once may be meant for all of them, or as their sum.

use model::questionnaire::{Question, QuestionType};
use model::{CellAddress, FaultKind};

use super::group_sheet::GroupSheet;
use super::layout::answered;
use super::repeat_sheet::RepeatSheet;
use super::value::Read;

/// The fault of a number of a repeat that is merged with other answers; `None` where it stands for itself.
pub(super) fn in_repeat(
    repeat: &RepeatSheet<'_>,
    question: &Question,
    at: CellAddress,
) -> Option<Read> {
    if !is_number(question) {
        return None;
    }
    let (first, last) = *repeat.merged_below().find(|(first, _)| *first == at)?;
    if last.row > first.row {
        let rows = format!("rows {} to {}", first.row + 1, last.row + 1);
        return Some(apart(&rows, "each row"));
    }
    let others = answered(repeat.section).filter(|other| {
        let column = repeat.columns.get(other.name.as_str());
        is_number(other) && column.is_some_and(|own| (first.column + 1..=last.column).contains(own))
    });
    (others.count() > 0).then(|| apart("several columns", "each column"))
}

/// The cell above that a number of a repeat was merged into, so that nobody can tell what this row's is; the fault
/// stands at that cell.
pub(super) fn above(
    repeat: &RepeatSheet<'_>,
    question: &Question,
    at: CellAddress,
) -> Option<CellAddress> {
    if !is_number(question) || repeat.sheet.at(at.row, at.column).is_some() {
        return None;
    }
    let covers = |(first, last): &&(CellAddress, CellAddress)| {
        first.column == at.column && first.row < at.row && last.row >= at.row
    };
    let (first, _) = repeat.merged_below().find(covers)?;
    repeat.sheet.at(first.row, first.column).map(|cell| cell.address)
}

/// The same of a group, where a row is a question.
pub(super) fn in_group(
    group: &GroupSheet<'_>,
    question: &Question,
    at: CellAddress,
) -> Option<Read> {
    let merged = group.sheet.merged.iter();
    let (first, last) =
        merged.into_iter().find(|(first, last)| *first == at && last.row > at.row)?;
    let others = group.rows.values().any(|row| (first.row + 1..=last.row).contains(row));
    (others && is_number(question)).then(|| apart("several questions", "each question"))
}

/// The cell that a choice of a group is merged into, so that it answers all the questions beside it.
pub(super) fn choice_of_all(
    group: &GroupSheet<'_>,
    question: &Question,
    at: CellAddress,
) -> Option<CellAddress> {
    if !matches!(question.kind, QuestionType::SelectOne(_))
        || group.sheet.at(at.row, at.column).is_some()
    {
        return None;
    }
    let covers = |(first, last): &&(CellAddress, CellAddress)| {
        first.column == at.column && (first.row..=last.row).contains(&at.row)
    };
    let (first, _) = group.sheet.merged.iter().find(covers)?;
    group.rows.values().any(|row| *row == first.row).then_some(*first)
}

/// The fault of a question whose answer cell was merged into that of another question, so that nothing can stand in it.
pub(super) fn away(group: &GroupSheet<'_>, at: CellAddress) -> Option<Read> {
    let covers = |(first, last): &&(CellAddress, CellAddress)| {
        first.row < at.row
            && last.row >= at.row
            && (first.column..=last.column).contains(&at.column)
    };
    let (first, _) = group.sheet.merged.iter().find(covers)?;
    let other = group.rows.iter().find(|(_, row)| **row == first.row);
    let nothing = group.sheet.at(at.row, at.column).is_none();
    let expected = "a cell of its own for this answer; it was merged with the one above, and what stood in it is gone";
    (other.is_some() && nothing).then(|| Read::unreadable(FaultKind::MissingQuestion, expected))
}

fn is_number(question: &Question) -> bool {
    matches!(question.kind, QuestionType::Integer | QuestionType::Decimal)
}

fn apart(merged: &str, each: &str) -> Read {
    Read::unreadable(
        FaultKind::TextForNumber,
        format!(
            "a number for {each}; this one is in a cell merged over {merged}, so nobody can tell whether it is for one \
             of them, for each, or for all together"
        ),
    )
}
