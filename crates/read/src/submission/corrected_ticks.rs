//! Corrections of answers that are ticked, a cell a choice: `was` and `now` are the choices, parted by `;`.

use std::collections::BTreeSet;

use model::governance::Correction;
use model::{CellAddress, Sheet};

use super::layout::Layout;
use super::reader::Reader;
use super::ticks::{self, Tick};
use super::value;

/// The cells of a question that is ticked.
pub(super) struct TickCells<'l, 'a> {
    pub(super) sheet: &'a Sheet,
    /// Each choice with its cell, in the sheet's order.
    cells: Vec<(&'l Tick<'a>, CellAddress)>,
}

/// The cells of the question a correction is about; `None` where its answer is typed into one cell, or where it has no
/// such row.
pub(super) fn tick_cells<'l, 'a>(
    correction: &Correction,
    layout: &'l Layout<'a>,
) -> Option<TickCells<'l, 'a>> {
    if let Some((repeat, column)) = correction.question.split_once('.') {
        let found = layout.repeats.get(repeat)?;
        let ticks = found.ticks.get(column)?;
        let row = correction.row?.checked_sub(1).filter(|row| *row >= found.first_row)?;
        let columns =
            found.columns.values().chain(found.ticks.values().flatten().map(|tick| &tick.at));
        let line = { columns }.any(|column| found.cell(row, *column, false).is_some());
        let cells = ticks.iter().map(|tick| (tick, CellAddress::new(row, tick.at)));
        return line.then(|| TickCells { sheet: found.sheet, cells: cells.collect() });
    }
    let mut groups = layout.groups.values();
    let found = groups.find(|group| group.ticks.contains_key(correction.question.as_str()))?;
    let beside = found.answer_address(&correction.question);
    let typed = beside.and_then(|at| found.sheet.at(at.row, at.column));
    if typed.is_some_and(|cell| !value::is_empty(cell)) {
        return None;
    }
    let ticks = found.ticks[correction.question.as_str()].iter();
    let cells = ticks.map(|tick| (tick, found.tick_address(tick)));
    Some(TickCells { sheet: found.sheet, cells: cells.collect() })
}

impl TickCells<'_, '_> {
    /// The cell the answer stands at once it is corrected: the first that is ticked then, else the first of all.
    pub(super) fn address(&self, now: &BTreeSet<&str>) -> CellAddress {
        let ticked = self.cells.iter().find(|(tick, _)| now.contains(tick.choice.name.as_str()));
        let first = ticked.or(self.cells.first());
        first.map_or(CellAddress::new(0, 0), |(_, address)| *address)
    }

    /// The codes of the choices a text names, parted by `;`; none of them where it is empty.
    ///
    /// # Errors
    /// The choices there are, where it names another.
    pub(super) fn named(&self, text: &str) -> Result<BTreeSet<&str>, String> {
        let parts = text.split(';').map(str::trim).filter(|part| !part.is_empty());
        let code = |part: &str| {
            let found = self.cells.iter().find(|(tick, _)| ticks::is_shown(part, tick.choice));
            found.map(|(tick, _)| tick.choice.name.as_str()).ok_or_else(|| {
                let codes: Vec<&str> =
                    self.cells.iter().map(|(tick, _)| tick.choice.name.as_str()).collect();
                format!("choices of the question parted by `;`, of {}", codes.join(", "))
            })
        };
        parts.map(code).collect()
    }

    /// The codes of the choices that are ticked.
    pub(super) fn ticked(&self, reader: &Reader<'_>) -> BTreeSet<&str> {
        let ticked = self.cells.iter().filter(|(tick, at)| {
            let cell = self.sheet.at(at.row, at.column);
            cell.is_some_and(|cell| ticks::is_ticked(cell, tick.choice, reader))
        });
        ticked.map(|(tick, _)| tick.choice.name.as_str()).collect()
    }

    /// What each cell says once the choices are laid over.
    pub(super) fn laid<'s>(
        &'s self,
        now: &'s BTreeSet<&str>,
    ) -> impl Iterator<Item = (CellAddress, &'static str)> + 's {
        self.cells.iter().map(|(tick, address)| {
            let ticked = now.contains(tick.choice.name.as_str());
            (*address, if ticked { "x" } else { "" })
        })
    }
}
