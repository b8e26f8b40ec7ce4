//! What was read, against what was meant.

use std::collections::{BTreeMap, BTreeSet};

use model::{Answer, AnswerState, Fault, FaultKind, Place};

use super::grid::{AnswerTag, Book, Holds, Square, Tag};
use super::losing::Loss;
use super::meant::{Meant, Truth};
use super::reading::Reading;

/// Differences that are shown.
const SHOWN: usize = 12;

/// What a file must be read as.
pub(crate) struct Expected<'a> {
    pub(crate) book: &'a Book,
    /// What the file means, what was lost left as unreadable.
    pub(crate) truth: &'a Truth,
    /// What it meant before.
    pub(crate) before: &'a Truth,
    pub(crate) loss: Option<&'a Loss>,
}

/// Title, row and column of a cell.
type At<'a> = (&'a str, u32, u32);

/// Where answers stand, by question; each with its squares.
type Cells<'a> = BTreeMap<(String, Option<usize>, String), Vec<(At<'a>, &'a Square)>>;

/// Compares everything; what differs.
pub(crate) fn compared(reading: &Reading, expected: &Expected<'_>) -> Result<(), String> {
    let Some(result) = &reading.result else {
        return Err(format!("it is not read at all: {:#?}", reading.faults));
    };
    let cells = cells(expected.book);
    let mut wrong = Vec::new();
    for (name, meant) in &expected.truth.singles {
        let key = cells.keys().find(|(_, row, question)| row.is_none() && question == name);
        let own = key.and_then(|key| cells.get(key)).map_or(&[][..], Vec::as_slice);
        let answer = result.answer(name);
        wrong.extend(differing((None, name), meant, answer, own, reading, expected));
    }
    for (repeat, meant) in &expected.truth.rows {
        let read = result.repeat(repeat);
        let order = order(expected.book, repeat);
        if read.len() != meant.len() || order.len() != meant.len() {
            let places: Vec<_> = read.iter().map(|row| row.place.to_string()).collect();
            wrong.push(format!("{repeat}: {} rows, read {places:?}", meant.len()));
            continue;
        }
        for (row, read) in order.into_iter().zip(read) {
            for (name, meant) in &meant[row] {
                let key = (repeat.clone(), Some(row), name.clone());
                let own = cells.get(&key).map_or(&[][..], Vec::as_slice);
                let answer = read.answer(name);
                let at = (Some((repeat.as_str(), row)), name.as_str());
                wrong.extend(differing(at, meant, answer, own, reading, expected));
            }
        }
    }
    wrong.extend(unexcused(reading, expected, &cells));
    // Of a return in which nobody answered anything nothing else is said.
    if !reading.empty {
        wrong.extend(unsaid(reading, expected, &cells));
    }
    if wrong.is_empty() {
        return Ok(());
    }
    let more = wrong.len().saturating_sub(SHOWN);
    wrong.truncate(SHOWN);
    Err(format!("{}\n({more} more)", wrong.join("\n")))
}

/// The answers' squares by question, row and section.
fn cells(book: &Book) -> Cells<'_> {
    let mut all = Cells::new();
    for tab in &book.tabs {
        for (row, line) in (0u32..).zip(&tab.lines) {
            for (column, square) in (0u32..).zip(&line.squares) {
                if let Some(AnswerTag { section, row: of, question, .. }) = square.answer() {
                    let key = (section.clone(), *of, question.clone());
                    all.entry(key).or_default().push(((tab.title.as_str(), row, column), square));
                }
            }
        }
    }
    all
}

/// The rows of a repeat in the order of its sheet.
fn order(book: &Book, repeat: &str) -> Vec<usize> {
    let own = |holds: &Holds| *holds == Holds::Repeat(repeat.to_owned());
    let tabs = book.tabs.iter().filter(|tab| own(&tab.holds));
    tabs.flat_map(|tab| &tab.lines).filter_map(|line| line.entered()).collect()
}

fn is_lost(loss: Option<&Loss>, (row, name): (Option<(&str, usize)>, &str)) -> Option<bool> {
    let loss = loss?;
    let lost = loss.of.iter().any(|tag| {
        tag.question == name
            && match row {
                Some((section, row)) => tag.section == section && tag.row == Some(row),
                None => tag.row.is_none(),
            }
    });
    lost.then_some(loss.amount_only)
}

/// The answers that can be read two ways and were asked about.
pub(crate) fn asked_about(reading: &Reading, book: &Book) -> Vec<AnswerTag> {
    let Some(result) = &reading.result else { return Vec::new() };
    let mut asked = Vec::new();
    for tab in &book.tabs {
        for square in tab.lines.iter().flat_map(|line| &line.squares).filter(|one| one.doubtful) {
            let Some(tag) = square.answer() else { continue };
            let answer = match tag.row {
                None => Some(result.answer(&tag.question)),
                Some(row) => {
                    let order = order(book, &tag.section);
                    let at = order.iter().position(|own| *own == row);
                    let row = at.and_then(|at| result.repeat(&tag.section).get(at));
                    row.map(|row| row.answer(&tag.question))
                }
            };
            if answer.is_some_and(|answer| answer.state == AnswerState::Unreadable) {
                asked.push(tag.clone());
            }
        }
    }
    asked
}

/// How an answer differs from what was meant.
fn differing(
    at: (Option<(&str, usize)>, &str),
    meant: &Meant,
    answer: &Answer,
    cells: &[(At<'_>, &Square)],
    reading: &Reading,
    expected: &Expected<'_>,
) -> Option<String> {
    let read = Meant::read(&answer.state);
    let keeps_some = expected.loss.is_some_and(|loss| loss.keeps_some);
    let before = || match at {
        (Some((section, row)), name) => &expected.before.rows[section][row][name],
        (None, name) => &expected.before.singles[name],
    };
    let fine = match is_lost(expected.loss, at) {
        Some(false) if keeps_some && read == *before() => true,
        Some(false) => {
            matches!(read, Meant::Unreadable | Meant::Blank | Meant::NotAsked)
        }
        Some(true) => {
            let of_purchases = matches!(at, (Some(("procurement", _)), _));
            read == Meant::Unreadable || of_purchases && lines_without(reading, answer)
        }
        None => read == *meant,
    };
    let is_asked_about = || {
        let kinds = [FaultKind::AmbiguousNumber, FaultKind::NotADate];
        let said = |at: &At<'_>| {
            reading
                .faults
                .iter()
                .any(|fault| kinds.contains(&fault.kind) && is_at(&fault.place, at))
        };
        read == Meant::Unreadable && cells.iter().any(|(at, square)| square.doubtful && said(at))
    };
    if fine || is_asked_about() {
        return None;
    }
    let stored: Vec<_> = cells
        .iter()
        .map(|(at, square)| format!("{at:?} {:?} {:?}", square.value, square.shown))
        .collect();
    Some(format!("{at:?}: meant {meant:?}, read {read:?} from {stored:?}"))
}

/// Whether no line of purchases takes an amount from an answer's cell.
fn lines_without(reading: &Reading, answer: &Answer) -> bool {
    let Some(place) = &answer.place else { return false };
    let own = reading.lines.iter().filter(|line| {
        Some(&line.sheet) == place.sheet.as_ref()
            && place.cell.is_some_and(|cell| cell.row + 1 == line.row)
    });
    own.into_iter().all(|line| line.amount_minor.is_none())
}

fn is_at(place: &Place, (title, row, column): &At<'_>) -> bool {
    let Some(first) = place.cell else { return false };
    let last = place.last_cell.unwrap_or(first);
    place.sheet.as_deref() == Some(title)
        && (first.row..=last.row).contains(row)
        && (first.column..=last.column).contains(column)
}

/// Faults that nothing in the file deserves.
fn unexcused(reading: &Reading, expected: &Expected<'_>, cells: &Cells<'_>) -> Vec<String> {
    let faults = reading.faults.iter().filter(|fault| !is_deserved(fault, expected, cells));
    faults
        .map(|fault| {
            format!(
                "nothing deserves {:?} at {}: `{}`, expected {}",
                fault.kind,
                fault.place,
                fault.raw.chars().take(60).collect::<String>(),
                fault.expected
            )
        })
        .collect()
}

fn is_deserved(fault: &Fault, expected: &Expected<'_>, cells: &Cells<'_>) -> bool {
    let tab = || {
        let title = fault.place.sheet.as_deref();
        expected.book.tabs.iter().find(|tab| Some(tab.title.as_str()) == title)
    };
    let of_loss = expected.loss.is_some_and(|loss| {
        let own = loss.of.iter().any(|tag| {
            let key = (tag.section.clone(), tag.row, tag.question.clone());
            let at = cells.get(&key).map_or(&[][..], Vec::as_slice);
            at.iter().any(|(at, _)| is_at(&fault.place, at)) || fault.field == tag.question
        });
        let of_it = loss.said_as.contains(&fault.kind) || fault.kind == FaultKind::RequiredBlank;
        own && of_it
    });
    if of_loss {
        return true;
    }
    match fault.kind {
        // Lines are drawn that are alike, and that say they are a sum.
        FaultKind::RepeatedLine | FaultKind::LineOfSum => true,
        FaultKind::StrayText => tab().is_none_or(|tab| {
            tab.holds == Holds::Stray
                || has_copy(expected.book, &tab.title)
                || strays(tab)
                    .any(|(row, column)| is_at(&fault.place, &(tab.title.as_str(), row, column)))
        }),
        FaultKind::HiddenRow => tab().is_some_and(|tab| {
            let row = fault.place.cell.map_or(0, |cell| cell.row as usize);
            tab.lines.get(row).is_some_and(|line| line.hidden)
        }),
        FaultKind::AmbiguousNumber | FaultKind::NotADate => {
            let own = cells.values().flatten().filter(|(_, square)| square.doubtful);
            own.into_iter().any(|(at, _)| is_at(&fault.place, at))
        }
        FaultKind::EmptyReturn => is_empty(expected.truth),
        // Amounts with more decimals than their currency has are said where they are added up.
        FaultKind::ExcessDecimals => true,
        FaultKind::RequiredBlank => is_newly_asked(fault, expected, cells),
        _ => false,
    }
}

/// Whether nothing is said but who it is from.
fn is_empty(truth: &Truth) -> bool {
    let of_organisation = |name: &str| {
        [
            "participant_id",
            "organisation_name",
            "period_start",
            "period_end",
            "currency",
            "tax_rate",
        ]
        .contains(&name)
    };
    let mut singles = truth.singles.iter();
    singles.all(|(name, meant)| of_organisation(name) || !meant.is_said())
        && truth.rows.values().all(Vec::is_empty)
}

/// Whether a question is blank only since what it rests on can no longer be read.
fn is_newly_asked(fault: &Fault, expected: &Expected<'_>, cells: &Cells<'_>) -> bool {
    let own = cells.iter().find(|(_, own)| own.iter().any(|(at, _)| is_at(&fault.place, at)));
    let Some(((section, row, question), _)) = own else { return false };
    let meant = |truth: &Truth| match row {
        Some(row) => truth.rows[section][*row][question].clone(),
        None => truth.singles[question].clone(),
    };
    meant(expected.before) == Meant::NotAsked && meant(expected.truth) == Meant::Blank
}

fn has_copy(book: &Book, title: &str) -> bool {
    let copy: String = title.chars().take(26).collect();
    book.tabs.iter().any(|tab| tab.holds == Holds::Stray && tab.title == format!("{copy} (2)"))
}

/// Where somebody wrote outside the form.
fn strays(tab: &super::grid::Tab) -> impl Iterator<Item = (u32, u32)> {
    (0u32..).zip(&tab.lines).flat_map(|(row, line)| {
        let squares = (0u32..).zip(&line.squares);
        let own = squares.filter(|(_, square)| square.tag == Some(Tag::Stray));
        own.map(move |(column, _)| (row, column))
    })
}

/// What must be said and is not: hidden rows, texts outside the form, what was lost.
fn unsaid(reading: &Reading, expected: &Expected<'_>, cells: &Cells<'_>) -> Vec<String> {
    let mut wrong = Vec::new();
    let said = |kind: FaultKind, fits: &dyn Fn(&Fault) -> bool| {
        reading.faults.iter().any(|fault| fault.kind == kind && fits(fault))
    };
    let is_hidden = |title: &str, row: u32| {
        let tab = expected.book.tabs.iter().find(|tab| tab.title == title);
        tab.is_some_and(|tab| tab.lines[row as usize].hidden)
    };
    for ((_, _, question), own) in cells {
        let own = own
            .iter()
            .filter(|((title, row, _), square)| !square.is_empty() && is_hidden(title, *row));
        let own: BTreeSet<(&str, u32)> = own.map(|((title, row, _), _)| (*title, *row)).collect();
        let here = |fault: &Fault| {
            let sheet = fault.place.sheet.as_deref();
            let row = fault.place.cell.map(|cell| cell.row);
            own.iter().any(|(title, own)| sheet == Some(title) && row == Some(*own))
                || fault.field == *question
        };
        if !own.is_empty() && !said(FaultKind::HiddenRow, &here) {
            wrong.push(format!("nobody says that {question} is hidden in {own:?}"));
        }
    }
    for tab in &expected.book.tabs {
        for (row, column) in strays(tab) {
            let whole = tab.holds == Holds::Stray;
            let own = |fault: &Fault| {
                let same = fault.place.sheet.as_deref() == Some(tab.title.as_str());
                same && (whole || is_at(&fault.place, &(tab.title.as_str(), row, column)))
            };
            if !said(FaultKind::StrayText, &own) {
                let at = (row, column);
                wrong.push(format!("nobody says that a text stands at {at:?} of `{}`", tab.title));
            }
        }
    }
    if let Some(loss) = expected.loss {
        let own = |fault: &Fault| {
            loss.of.iter().any(|tag| {
                let key = (tag.section.clone(), tag.row, tag.question.clone());
                let at = cells.get(&key).map_or(&[][..], Vec::as_slice);
                let here = at.iter().any(|(at, _)| is_at(&fault.place, at));
                here || loss.without_cell && fault.field == tag.question
            })
        };
        if !loss.said_as.iter().any(|kind| said(*kind, &own)) {
            wrong.push(format!("nobody says what was lost: {loss:?}"));
        }
    }
    wrong
}
