//! Numbers that were taken in and are in no figure: nothing that came in is passed over in silence.

use std::fmt;
use std::sync::Arc;

use crate::identifier::Identifier;
use crate::place::{CellAddress, Place};
use crate::vocabulary::codes;

codes! {
    /// Why numbers in a file are in no figure.
    UnusedReason {
        /// The file holds the form's own numbers there: row numbers, last year's answers, counts of answers.
        FormsOwn = "forms_own",
        /// The answer was read, and no indicator uses it.
        NoIndicator = "no_indicator",
        /// Part of an answer in words.
        Text = "text",
        /// It stands outside what the form asks.
        OutsideTheForm = "outside_the_form",
        /// The cell could not be taken as it stands; a finding says why.
        Unreadable = "unreadable",
        /// Another version of the return counts.
        OtherVersion = "other_version",
        /// No mapping says what the table's columns mean.
        NoMapping = "no_mapping",
        /// The mapping names no field for the column, so it never leaves its file.
        UnmappedColumn = "unmapped_column",
        /// The mapped column serves for checks, or tells what a line is; it is no measure.
        NoMeasure = "no_measure",
        /// It stands above, below or beside the table.
        OutsideTheTable = "outside_the_table",
        /// The row is left out; its line says why.
        RowLeftOut = "row_left_out",
        /// The order stands beside a declared figure, and that one counts.
        Evidence = "evidence",
        /// The figures it is in have no value: they are withheld, or not everything they need is known.
        FigureWithoutValue = "figure_without_value",
        /// Its owner's volume is protected, so nothing says where it is used.
        Withheld = "withheld",
        /// The file is in no part of the work yet, or cannot be read.
        FileNotUsed = "file_not_used",
        /// A setting, a register or a rate that is used to make figures and is none itself.
        Setting = "setting",
    }
}

/// A rectangle of cells of one file with numbers that are in no figure, for one reason.
///
/// Of a file that is one thing (a register, the Bank's rates) the rectangle is the whole file.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct UnusedNumbers {
    /// Whose file it is; `None` for the office's own.
    pub participant: Option<Identifier>,
    /// Path of the file.
    pub path: Arc<str>,
    /// Title of the sheet; empty for a text file.
    pub sheet: Arc<str>,
    /// First row and first column, from 0.
    pub first: (u32, u32),
    /// Last row and last column, from 0.
    pub last: (u32, u32),
    /// How many cells with a number it holds.
    pub numbers: u64,
    /// Why they are in no figure.
    pub reason: UnusedReason,
}

/// Row and column of the last cell where the rectangle is the whole file.
const WHOLE_FILE: (u32, u32) = (u32::MAX, u32::MAX);

impl UnusedNumbers {
    /// All of a file that is one thing: its sheets and cells are not told apart.
    pub fn whole_file(
        participant: Option<Identifier>,
        path: impl Into<Arc<str>>,
        numbers: u64,
        reason: UnusedReason,
    ) -> Self {
        let (first, last) = ((0, 0), WHOLE_FILE);
        Self { participant, path: path.into(), sheet: "".into(), first, last, numbers, reason }
    }

    /// Whether it is the whole of a file.
    pub fn is_whole_file(&self) -> bool {
        self.last == WHOLE_FILE
    }

    /// Where the numbers stand: the file, or a cell or range of cells of it.
    pub fn place(&self) -> Place {
        let mut place = Place::file(self.path.clone());
        if self.is_whole_file() {
            return place;
        }
        place.sheet = Some(self.sheet.clone()).filter(|title| !title.is_empty());
        place.cell = Some(CellAddress::new(self.first.0, self.first.1));
        let last = CellAddress::new(self.last.0, self.last.1);
        place.last_cell = (self.last != self.first).then_some(last);
        place
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_stand_in_a_file_a_cell_or_a_range() {
        let of = |sheet: &str, last| UnusedNumbers {
            participant: None,
            path: "inputs/a".into(),
            sheet: sheet.into(),
            first: (3, 1),
            last,
            numbers: 1,
            reason: UnusedReason::Setting,
        };
        assert_eq!(of("Orders", (3, 1)).place().to_string(), "inputs/a!Orders!B4");
        assert_eq!(of("Orders", (5, 2)).place().to_string(), "inputs/a!Orders!B4:C6");
        assert_eq!(of("", (5, 2)).place().to_string(), "inputs/a!4-6:2-3");
        let file = UnusedNumbers::whole_file(None, "inputs/a", 7, UnusedReason::Setting);
        assert_eq!(file.place().to_string(), "inputs/a");
    }
}
