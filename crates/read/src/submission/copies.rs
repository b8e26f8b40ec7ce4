//! Sheets of which there are two: somebody copied one to try something, to keep it, or to fill in the copy.

use std::collections::BTreeMap;

use model::questionnaire::Section;
use model::{CellAddress, FaultKind, Sheet};

use super::layout::{Located, is_title};
use super::reader::{CellFault, Reader};
use super::value;

/// A further sheet with the names of a section.
pub(super) struct SecondSheet<'a> {
    section: &'a Section,
    sheet: &'a Sheet,
    /// The sheet that is read.
    read: &'a Sheet,
    /// The first of its answers that is not the one of the sheet that is read; `None` where it has no other.
    differs: Option<CellAddress>,
    /// Its hidden name.
    marker: CellAddress,
}

/// What a sheet answers: question, or line and question, with what stands there and where.
type Contents = Vec<((u32, String), (String, CellAddress))>;

/// The sheet of a section that is read, and the others: the only one with answers, else the one that still has the
/// form's title, else the first.
pub(super) fn chosen(mut all: Vec<Located<'_>>) -> Option<(Located<'_>, Vec<SecondSheet<'_>>)> {
    if all.len() < 2 {
        return Some((all.pop()?, Vec::new()));
    }
    let contents: Vec<Contents> = all.iter().map(contents).collect();
    let filled = |index: &usize| !contents[*index].is_empty();
    let titled = |index: &usize| is_title(&all[*index].sheet().title, all[*index].section());
    let range = 0..all.len();
    let index = range.clone().find(|index| filled(index) && titled(index));
    let index = index.or_else(|| range.clone().find(filled)).unwrap_or(0);
    let read = all[index].sheet();
    let others = range.filter(|other| *other != index).map(|other| SecondSheet {
        section: all[other].section(),
        sheet: all[other].sheet(),
        read,
        differs: difference(&contents[other], &contents[index]),
        marker: all[other].marker(),
    });
    let others = others.collect();
    Some((all.swap_remove(index), others))
}

impl<'a> Located<'a> {
    fn sheet(&self) -> &'a Sheet {
        match self {
            Self::Group(own) => own.sheet,
            Self::Repeat(own) => own.sheet,
        }
    }

    fn section(&self) -> &'a Section {
        match self {
            Self::Group(own) => own.section,
            Self::Repeat(own) => own.section,
        }
    }

    fn marker(&self) -> CellAddress {
        let marker = match self {
            Self::Group(own) => own.marker,
            Self::Repeat(own) => own.marker,
        };
        marker.unwrap_or(CellAddress::new(0, 0))
    }
}

fn contents(located: &Located<'_>) -> Contents {
    let sheet = located.sheet();
    let mut all = Contents::new();
    let mut take = |line: u32, name: String, at: CellAddress| {
        let cell = sheet.at(at.row, at.column).filter(|cell| !value::is_empty(cell));
        if let Some(cell) = cell {
            all.push(((line, name), (cell.raw.trim().to_owned(), at)));
        }
    };
    match located {
        Located::Group(own) => {
            for (name, row) in &own.rows {
                take(0, (*name).to_owned(), CellAddress::new(*row, own.answer_column));
            }
            for (name, tick) in
                own.ticks.iter().flat_map(|(n, own)| own.iter().map(move |t| (n, t)))
            {
                take(0, format!("{name}/{}", tick.choice.name), own.tick_address(tick));
            }
        }
        Located::Repeat(own) => {
            let columns = own.columns.iter().map(|(name, column)| ((*name).to_owned(), *column));
            let ticks = own.ticks.iter().flat_map(|(name, own)| {
                own.iter().map(move |tick| (format!("{name}/{}", tick.choice.name), tick.at))
            });
            let columns: Vec<(String, u32)> = columns.chain(ticks).collect();
            let rows = sheet.rows().map(|(row, _)| row).filter(|row| *row >= own.first_row);
            for (line, row) in (0..).zip(rows) {
                for (name, column) in &columns {
                    take(line, name.clone(), CellAddress::new(row, *column));
                }
            }
        }
    }
    all
}

/// The first answer of a sheet that another does not have.
fn difference(own: &Contents, other: &Contents) -> Option<CellAddress> {
    let other: BTreeMap<_, _> = other.iter().map(|(key, (raw, _))| (key, raw)).collect();
    let mut differing = own.iter().filter(|(key, (raw, _))| other.get(key) != Some(&raw));
    differing.next().map(|(_, (_, at))| *at)
}

/// Notes a sheet that is not read; where its answers differ somebody has to say which of the two holds.
pub(super) fn note(copy: &SecondSheet<'_>, reader: &mut Reader<'_>) {
    let label = copy.section.label.in_language(&reader.language).to_owned();
    let read = &copy.read.title;
    let (kind, at, expected) = match copy.differs {
        Some(at) => (
            FaultKind::SecondSheet,
            at,
            format!("one sheet for `{label}`: `{read}` is read, and this one answers otherwise"),
        ),
        None => (
            FaultKind::StrayText,
            copy.marker,
            format!("one sheet for `{label}`: `{read}` is read, and this one says nothing else"),
        ),
    };
    let mut fault = reader.fault_at(copy.sheet, at, CellFault::new(kind, expected));
    fault.raw.clone_from(&copy.sheet.title);
    fault.field.clone_from(&copy.section.name);
    fault.label = label;
    if copy.differs.is_none() {
        fault.context = Vec::new();
    }
    reader.faults.push(fault);
}
