//! The office's corrections, laid over the cells of a return before they are read (contract:
//! `corrections.csv`).
//!
//! A correction takes the place of the cell in the flat layer and is then read by the very parser that reads
//! what a sender typed, with all that hangs on the answer; the cell's address stays the sender's own. The
//! file itself is never touched.

use std::collections::BTreeSet;

use model::cell::CellValue;
use model::governance::Correction;
use model::personal_data::is_contact;
use model::questionnaire::Section;
use model::{Cell, CellAddress, Decimal, Fault, FaultKind, Place, Sheet, Workbook};

use super::SubmissionInputs;
use super::corrected_ticks::{TickCells, tick_cells};
use super::layout::{Layout, layout};
use super::reader::Reader;
use crate::number::{self, Beside, beside_typed};
use crate::plain::plain_number;
use crate::text::is_blank;

/// Letters of a text shown in a message.
const SHOWN: usize = 80;

/// A return with the corrections that fit it laid over, and what became of each of them, in their order: the
/// cell it was laid over, or why not.
pub(super) fn overlaid(inputs: &SubmissionInputs<'_>) -> (Workbook, Vec<Result<Place, Fault>>) {
    let reader = Reader::new(inputs, None);
    let layout = layout(&reader);
    let mut workbook = inputs.workbook.clone();
    let mut taken: Vec<(Place, &Place)> = Vec::new();
    let mut outcomes = Vec::new();
    for correction in inputs.corrections {
        let outcome = if let Some(cells) = tick_cells(correction, &layout) {
            over_ticks(correction, &cells, &reader, &mut taken, &mut workbook)
        } else {
            target(correction, &layout, &reader).and_then(|target| {
                let place = reader.place(target.sheet, target.address);
                untaken(&place, &taken)?;
                if !says(target.cell, &correction.was) {
                    return Err(unlike(correction, target.cell, &place));
                }
                taken.push((place.clone(), &correction.place));
                let now = with_currency(&correction.now, target.cell);
                put(&mut workbook, &target.sheet.title, target.address, &now);
                Ok(place)
            })
        };
        outcomes.push(outcome.map_err(|expected| not_applied(correction, expected)));
    }
    (workbook, outcomes)
}

/// Refuses a cell that another correction was laid over.
fn untaken(place: &Place, taken: &[(Place, &Place)]) -> Result<(), String> {
    if let Some((_, first)) = taken.iter().find(|(cell, _)| cell == place) {
        let row = first.cell.map_or(0, |cell| cell.row + 1);
        return Err(format!(
            "one correction for each answer; row {row} of this file corrects the same one"
        ));
    }
    Ok(())
}

/// Lays a correction over the cells of an answer that is ticked.
fn over_ticks<'c>(
    correction: &'c Correction,
    cells: &TickCells<'_, '_>,
    reader: &Reader<'_>,
    taken: &mut Vec<(Place, &'c Place)>,
    workbook: &mut Workbook,
) -> Result<Place, String> {
    let first = reader.place(cells.sheet, cells.address(&BTreeSet::new()));
    untaken(&first, taken)?;
    let (was, now) = (cells.named(&correction.was)?, cells.named(&correction.now)?);
    let ticked = cells.ticked(reader);
    if was != ticked {
        let says = match ticked.is_empty() {
            true => "nothing is ticked there".to_owned(),
            false => {
                format!("`{}` is ticked there", ticked.into_iter().collect::<Vec<_>>().join("; "))
            }
        };
        let title = &cells.sheet.title;
        return Err(format!(
            "what the sheet `{title}` says: {says}. Look again whether the correction still holds"
        ));
    }
    taken.push((first, &correction.place));
    for (address, text) in cells.laid(&now) {
        put(workbook, &cells.sheet.title, address, text);
    }
    Ok(reader.place(cells.sheet, cells.address(&now)))
}

/// The cell a correction is about.
struct Target<'a> {
    sheet: &'a Sheet,
    address: CellAddress,
    /// What stands there; for a text merged over several rows, the cell that holds it.
    cell: Option<&'a Cell>,
}

/// Finds the cell, or says what was expected.
fn target<'a>(
    correction: &Correction,
    layout: &Layout<'a>,
    reader: &Reader<'a>,
) -> Result<Target<'a>, String> {
    let sections = &reader.inputs.questionnaire.sections;
    let holds = |section: &&Section, name: &str| section.questions.iter().any(|q| q.name == name);
    let absent = || "a question that the return has an answer cell for".to_owned();
    match correction.question.split_once('.') {
        Some((repeat, column)) => {
            let found = layout.repeats.get(repeat).ok_or_else(absent)?;
            let column = *found.columns.get(column).ok_or_else(absent)?;
            let row = correction.row.unwrap_or_default().saturating_sub(1);
            let line =
                found.columns.values().any(|column| found.cell(row, *column, false).is_some());
            if row < found.first_row || !line {
                return Err(format!(
                    "a row of the sheet `{}` in which a line stands; none does in row {}",
                    found.sheet.title,
                    row + 1
                ));
            }
            let address = CellAddress::new(row, column);
            Ok(Target { sheet: found.sheet, address, cell: found.cell(row, column, true) })
        }
        None => {
            let mut own = sections.iter().filter(|section| !section.repeat);
            let section = own.find(|section| holds(section, &correction.question));
            let found = section.and_then(|section| layout.groups.get(section.name.as_str()));
            let found = found.ok_or_else(absent)?;
            let address = found.answer_address(&correction.question).ok_or_else(absent)?;
            let cell = found.sheet.at(address.row, address.column);
            Ok(Target { sheet: found.sheet, address, cell })
        }
    }
}

/// Whether a cell says what the correction says it does, white space aside; a number in plain notation or as
/// the sheet shows it.
fn says(cell: Option<&Cell>, was: &str) -> bool {
    let Some(cell) = cell else {
        return is_blank(was);
    };
    let plain = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let was = plain(was);
    let same_number = |number: &Decimal| plain_number(&was, false) == Some(*number);
    was == plain(&cell.raw)
        || was == plain(&number::as_shown(cell))
        || cell.date().is_some_and(|day| was == day.to_string())
        || matches!(&cell.value, CellValue::Number(number) if same_number(number))
}

/// What was expected where the file says something else.
fn unlike(correction: &Correction, cell: Option<&Cell>, place: &Place) -> String {
    let name = place.path.rsplit('/').next().unwrap_or_default();
    let at = place.cell_name().unwrap_or_default();
    let sheet = place.sheet.as_deref().unwrap_or_default();
    let says = match cell.map(|cell| cell.raw.trim()).filter(|raw| !raw.is_empty()) {
        None => "nothing stands there".to_owned(),
        Some(_) if is_contact(&correction.question) => "something else stands there".to_owned(),
        Some(raw) => format!("it says `{}`", shortened(raw)),
    };
    format!(
        "what {name} says on sheet `{sheet}` in {at}: {says}. Look again whether the correction still holds"
    )
}

fn shortened(text: &str) -> String {
    let mut letters = text.chars();
    let short: String = letters.by_ref().take(SHOWN).collect();
    if letters.next().is_some() { short + "…" } else { short }
}

/// The fault of a correction that is not applied.
pub(crate) fn not_applied(correction: &Correction, expected: impl Into<String>) -> Fault {
    Fault {
        kind: FaultKind::CorrectionNotApplied,
        participant: Some(correction.participant.clone()),
        place: correction.was_place.clone(),
        raw: if is_contact(&correction.question) {
            String::new()
        } else {
            shortened(&correction.was)
        },
        field: correction.question.clone(),
        label: "was".to_owned(),
        expected: expected.into(),
        context: Vec::new(),
    }
}

/// The text of a correction, with the currency that the number format of the cell shows beside its number
/// where the correction names none: an amount in kronor stays one.
fn with_currency(now: &str, cell: Option<&Cell>) -> String {
    let Some(cell) = cell.filter(|cell| matches!(cell.value, CellValue::Number(_))) else {
        return now.to_owned();
    };
    let shown = number::as_shown(cell);
    match shown.strip_suffix(cell.raw.as_str()).map(str::trim) {
        Some(word)
            if !word.is_empty() && beside_typed(now) == Beside::Nothing && !is_blank(now) =>
        {
            format!("{word} {now}")
        }
        _ => now.to_owned(),
    }
}

/// Lays a text over a cell; an empty one takes the answer out.
fn put(workbook: &mut Workbook, sheet: &str, address: CellAddress, text: &str) {
    let Some(own) = workbook.sheets.iter_mut().find(|own| own.title == sheet) else {
        return;
    };
    let cell = Cell {
        address,
        value: CellValue::Text(text.to_owned()),
        raw: text.to_owned(),
        number_format: None,
        formula: false,
        without_stored_value: false,
    };
    match own.cells.binary_search_by(|cell| cell.address.cmp(&address)) {
        Ok(index) => own.cells[index] = cell,
        Err(index) => own.cells.insert(index, cell),
    }
}

/// Kinds of faults that are about what an answer says, not about where it stands.
const OF_THE_ANSWER: [FaultKind; 9] = [
    FaultKind::TextForNumber,
    FaultKind::AmbiguousNumber,
    FaultKind::FractionForWholeNumber,
    FaultKind::NotADate,
    FaultKind::UnknownChoice,
    FaultKind::UnknownCurrency,
    FaultKind::ConstraintBroken,
    FaultKind::RequiredBlank,
    FaultKind::ExcessDecimals,
];

/// Moves a fault of a corrected answer to the correction: it is the office that has something to mend, and the
/// sender's file says something else there.
pub(crate) fn at_its_correction(fault: &mut Fault, corrections: &[Correction]) {
    if !OF_THE_ANSWER.contains(&fault.kind) {
        return;
    }
    let laid = corrections.iter().find(|one| one.applied_to.as_ref() == Some(&fault.place));
    if let Some(correction) = laid {
        fault.place = correction.place.clone();
        fault.context = Vec::new();
    }
}
