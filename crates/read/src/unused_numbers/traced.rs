//! The cells that the traces of figures name.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::sync::Arc;

use model::governance::Correction;
use model::{CellAddress, Figure, Figures, Place};

/// The count of lines that are in no volume: its trace names cells whose numbers are in no figure.
const LINES_LEFT_OUT: &str = "volume.left_out.";

/// The cells of every file that traces name.
#[derive(Default)]
pub(super) struct Traced {
    sheets: BTreeMap<Arc<str>, BTreeMap<Arc<str>, TracedSheet>>,
    /// Files that traces name as a whole.
    files: BTreeSet<Arc<str>>,
}

/// The cells of one sheet that traces name.
#[derive(Default)]
pub(super) struct TracedSheet {
    cells: HashSet<CellAddress>,
    ranges: BTreeSet<(CellAddress, CellAddress)>,
}

impl Traced {
    /// What the figures with a value name; those that only count what was left out name nothing.
    pub(super) fn published(figures: &Figures) -> Self {
        let says = |figure: &&Figure| {
            figure.status.has_value() && !figure.indicator.starts_with(LINES_LEFT_OUT)
        };
        Self::of(figures.iter().filter(says))
    }

    /// What the figures without a value name.
    pub(super) fn without_value(figures: &Figures) -> Self {
        Self::of(figures.iter().filter(|figure| !figure.status.has_value()))
    }

    fn of<'f>(figures: impl Iterator<Item = &'f Figure>) -> Self {
        let mut traced = Self::default();
        let mut seen = HashSet::new();
        for figure in figures.filter(|figure| seen.insert(Arc::as_ptr(&figure.trace))) {
            for entry in figure.trace.iter() {
                let place = &entry.source;
                let Some(cell) = place.cell else {
                    traced.files.insert(place.path.clone());
                    continue;
                };
                let title = place.sheet.clone().unwrap_or_default();
                let sheets = traced.sheets.entry(place.path.clone()).or_default();
                let sheet = sheets.entry(title).or_default();
                match place.last_cell {
                    Some(last) => sheet.ranges.insert((cell, last)),
                    None => sheet.cells.insert(cell),
                };
            }
        }
        traced
    }

    /// Adds what takes the place of cells that are named: of each of these corrections where it says what holds
    /// instead, since that is the number in the figure.
    pub(super) fn with_corrections<'c>(
        mut self,
        corrections: impl Iterator<Item = &'c Correction>,
    ) -> Self {
        for correction in corrections {
            let named = correction.applied_to.as_ref().is_some_and(|place| self.names(place));
            let Some(cell) = correction.place.cell.filter(|_| named) else {
                continue;
            };
            let sheet = correction.place.sheet.clone().unwrap_or_default();
            let sheets = self.sheets.entry(correction.place.path.clone()).or_default();
            sheets.entry(sheet).or_default().cells.insert(cell);
        }
        self
    }

    /// Whether they name one cell by itself.
    fn names(&self, place: &Place) -> bool {
        let sheet = self.sheet(&place.path, place.sheet.as_deref().unwrap_or_default());
        place.cell.is_some_and(|cell| sheet.is_some_and(|sheet| sheet.cells.contains(&cell)))
    }

    /// What they name of a sheet, empty for a text file.
    pub(super) fn sheet(&self, path: &str, sheet: &str) -> Option<&TracedSheet> {
        self.sheets.get(path)?.get(sheet)
    }

    /// Whether they name a file as a whole.
    pub(super) fn names_file(&self, path: &str) -> bool {
        self.files.contains(path)
    }
}

impl TracedSheet {
    /// A sheet of which one range is named, rows and columns from 0.
    #[cfg(test)]
    pub(super) fn of_range(first: (u32, u32), last: (u32, u32)) -> Self {
        let at = |(row, column)| CellAddress::new(row, column);
        Self { ranges: [(at(first), at(last))].into(), ..Self::default() }
    }

    /// Whether they name a cell, or a range it stands in.
    pub(super) fn names(&self, at: CellAddress) -> bool {
        let within = |(first, last): &(CellAddress, CellAddress)| {
            (first.row..=last.row).contains(&at.row)
                && (first.column..=last.column).contains(&at.column)
        };
        self.cells.contains(&at) || self.ranges.iter().any(within)
    }
}

#[cfg(test)]
mod tests {
    use model::{Decimal, Dimensions, Identifier, ObservationStatus, TraceEntry, Unit};

    use super::*;

    /// The cell of a return that a figure names, and one that none names.
    fn answer(row: u32) -> Place {
        let path = "inputs/2026/returns/north/return.xlsx";
        Place::cell(path, "Procurement", CellAddress::new(row, 4))
    }

    fn correction(line: u32, applied_to: Option<Place>) -> Correction {
        Correction {
            participant: Identifier::parse("north").unwrap(),
            question: "procurement.units".into(),
            row: Some(10),
            was: "704".into(),
            now: "740".into(),
            reason: "typo".into(),
            authority: "an e-mail".into(),
            date: None,
            by: String::new(),
            place: Place::line("inputs/2026/corrections.csv", line, 5),
            was_place: Place::line("inputs/2026/corrections.csv", line, 4),
            applied_to,
        }
    }

    #[test]
    fn a_correction_in_force_is_named_where_its_cell_is() {
        let trace = vec![TraceEntry::new("north", "740", answer(9))];
        let mut figures = Figures::default();
        figures.insert(Figure {
            indicator: "volume.direct.units".into(),
            year: 2026,
            dimensions: Dimensions::none(),
            value: Some(Decimal::from(740)),
            unit: Unit::Devices,
            status: ObservationStatus::Normal,
            contributors: Some(1),
            trace: Arc::new(trace),
        });
        let corrections =
            [correction(2, Some(answer(9))), correction(3, Some(answer(8))), correction(4, None)];
        let traced = Traced::published(&figures).with_corrections(corrections.iter());
        let register = traced.sheet("inputs/2026/corrections.csv", "").unwrap();
        let named = |line: u32, field: u32| register.names(CellAddress::new(line - 1, field - 1));
        // What the file said (field 4) is in no figure.
        let cells = [(2, 5), (2, 4), (3, 5), (4, 5)];
        assert_eq!(cells.map(|(line, field)| named(line, field)), [true, false, false, false]);
    }
}
