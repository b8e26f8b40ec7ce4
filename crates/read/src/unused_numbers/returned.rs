//! The return that counts: which of its numbers are answers, and what becomes of each.

use std::collections::HashMap;

use model::supporting::AccountTerm;
use model::unused_numbers::{UnusedNumbers, UnusedReason};
use model::volume::CountedAs;
use model::{
    Answer, AnswerState, Cell, CellAddress, Fault, FaultKind, Identifier, InputFile, Place, Return,
    Sheet, Value, Workbook,
};

use super::{Context, of_sheet, sheet_key};
use crate::cells;

/// The table of purchases.
const PURCHASES: &str = "procurement";
/// Answers that are used to make figures of other numbers.
const SETTINGS: [&str; 1] = ["tax_rate"];

/// What is unused in the return that counts.
pub(super) fn of_file(
    file: &InputFile,
    participant: &Identifier,
    context: &Context<'_>,
) -> Vec<UnusedNumbers> {
    let own = context.inputs.year.returns.get(participant);
    let (Ok(workbook), Some(own)) = (cells::workbook(file), own) else {
        return Vec::new();
    };
    let answers = Answers::of(own, context);
    let stray: Vec<&Place> = stray(&context.inputs.year.faults, &workbook);
    let of_sheets = workbook.sheets.iter().flat_map(|sheet| {
        let decide = decider(&answers, &stray, &workbook, sheet, context);
        of_sheet(&workbook, sheet, Some(participant), decide)
    });
    of_sheets.collect()
}

/// The answers of a return by where they stand: why each is in no figure, if no trace names it.
struct Answers(HashMap<(String, CellAddress), UnusedReason>);

impl Answers {
    fn of(own: &Return, context: &Context<'_>) -> Self {
        let mut answers = HashMap::new();
        let mut add = |answer: &Answer, reason: UnusedReason| {
            let place = answer.place.as_ref().filter(|place| *place.path == *own.path);
            if let Some((place, cell)) = place.and_then(|place| Some((place, place.cell?))) {
                answers
                    .insert((place.sheet.as_deref().unwrap_or_default().to_owned(), cell), reason);
            }
        };
        for (question, answer) in &own.answers {
            add(answer, reason(question, answer));
        }
        for (repeat, row) in
            own.rows.iter().flat_map(|(name, rows)| rows.iter().map(move |r| (name, r)))
        {
            let left_out = match repeat.as_str() {
                PURCHASES => is_left_out(&row.place, context),
                _ => devices_are_left_out(&row.place, context),
            };
            for (question, answer) in &row.answers {
                let reason = match (reason(question, answer), left_out) {
                    (UnusedReason::NoIndicator, true) => UnusedReason::RowLeftOut,
                    (reason, _) => reason,
                };
                add(answer, reason);
            }
        }
        Self(answers)
    }

    fn at(&self, sheet: &str, address: CellAddress) -> Option<UnusedReason> {
        self.0.get(&(sheet.to_owned(), address)).copied()
    }

    fn stand_in(&self, sheet: &str) -> bool {
        self.0.keys().any(|(title, _)| title == sheet)
    }
}

/// Why an answer is in no figure, by what it is.
fn reason(question: &str, answer: &Answer) -> UnusedReason {
    match &answer.state {
        AnswerState::Given(_) if SETTINGS.contains(&question) => UnusedReason::Setting,
        AnswerState::Given(Value::Text(_)) => UnusedReason::Text,
        AnswerState::Given(Value::Choice(_) | Value::Choices(_) | Value::Date(_)) => {
            UnusedReason::NoMeasure
        }
        AnswerState::Given(_) | AnswerState::Blank | AnswerState::NotApplicable => {
            UnusedReason::NoIndicator
        }
        AnswerState::NotAsked => UnusedReason::OutsideTheForm,
        AnswerState::Unreadable => UnusedReason::Unreadable,
    }
}

/// Whether the line of a row of purchases is left out.
fn is_left_out(row: &Place, context: &Context<'_>) -> bool {
    let (Some(sheet), Some(cell)) = (&row.sheet, row.cell) else {
        return false;
    };
    let uses = context.uses.get(&(row.path.clone(), sheet.clone()));
    let mut lines = uses.into_iter().flatten().filter(|line| line.row == cell.row + 1);
    lines.any(|line| line.counted_as == CountedAs::LeftOut)
}

/// Whether the devices of a row are in no figure.
fn devices_are_left_out(row: &Place, context: &Context<'_>) -> bool {
    let mut devices = context.inputs.devices.iter();
    devices.any(|devices| devices.place == *row && devices.term != AccountTerm::Counted)
}

/// Where numbers stand that the form does not ask for.
fn stray<'a>(faults: &'a [Fault], workbook: &Workbook) -> Vec<&'a Place> {
    let own = faults.iter().filter(|fault| fault.kind == FaultKind::StrayText);
    own.map(|fault| &fault.place).filter(|place| *place.path == *workbook.path).collect()
}

fn decider<'a>(
    answers: &'a Answers,
    stray: &'a [&'a Place],
    workbook: &Workbook,
    sheet: &'a Sheet,
    context: &'a Context<'_>,
) -> impl Fn(&Cell) -> Option<UnusedReason> + 'a {
    let title = sheet_key(workbook, sheet);
    let named = context.traced.sheet(&workbook.path, title);
    let without_value = context.without_value.sheet(&workbook.path, title);
    let stray: Vec<&Place> = stray
        .iter()
        .copied()
        .filter(|place| place.sheet.as_deref().unwrap_or_default() == title)
        .collect();
    // A sheet without any answer that is said to be outside the form is so as a whole.
    let outside = !stray.is_empty() && !answers.stand_in(title);
    move |cell| {
        let at = cell.address;
        if named.is_some_and(|named| named.names(at)) {
            return None;
        }
        let in_figures = without_value.is_some_and(|figures| figures.names(at));
        Some(match answers.at(title, at) {
            Some(UnusedReason::NoIndicator | UnusedReason::NoMeasure) if in_figures => {
                UnusedReason::FigureWithoutValue
            }
            Some(reason) => reason,
            None if outside || stray.iter().any(|place| covers(place, at)) => {
                UnusedReason::OutsideTheForm
            }
            None => UnusedReason::FormsOwn,
        })
    }
}

/// Whether a place is a cell or a range it stands in.
fn covers(place: &Place, at: CellAddress) -> bool {
    let Some(first) = place.cell else {
        return false;
    };
    let last = place.last_cell.unwrap_or(first);
    (first.row..=last.row).contains(&at.row) && (first.column..=last.column).contains(&at.column)
}
