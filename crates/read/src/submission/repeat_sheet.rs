//! Where the questions of a repeat stand: a column each, and a row for each line.

use std::collections::BTreeMap;

use model::questionnaire::Section;
use model::{Cell, CellAddress, Sheet};

use super::layout::{answered, is_label};
use crate::text::is_blank;

/// The sheet of a repeat.
pub(super) struct RepeatSheet<'a> {
    pub(super) section: &'a Section,
    pub(super) sheet: &'a Sheet,
    /// Where the hidden name of the section stands.
    pub(super) marker: Option<CellAddress>,
    /// Column of each question by its name.
    pub(super) columns: BTreeMap<&'a str, u32>,
    /// First row that can hold a line.
    pub(super) first_row: u32,
}

impl<'a> RepeatSheet<'a> {
    /// Finds the columns of a repeat in its sheet, and where its lines begin.
    pub(super) fn locate(
        section: &'a Section,
        sheet: &'a Sheet,
        marker: Option<CellAddress>,
    ) -> Self {
        let mut found = Self { section, sheet, marker, columns: BTreeMap::new(), first_row: 0 };
        let names = marker.map(|marker| marker.row).or_else(|| found.row_of_names());
        if let Some(row) = names {
            found.columns_by(row, |cell, name, _| cell.text() == Some(name));
        }
        let header = found.header_row(names);
        if let Some(row) = header {
            found.columns_by(row, |cell, _, question| {
                cell.text().is_some_and(|text| is_label(text, question))
            });
        }
        found.first_row = match (header, names) {
            (Some(header), _) => header + 1,
            (None, Some(names)) => found.below_title(names),
            (None, None) => 0,
        };
        found
    }

    /// Takes from a row the columns of the questions that have none yet.
    fn columns_by(
        &mut self,
        row: u32,
        fits: impl Fn(&Cell, &str, &model::questionnaire::Question) -> bool,
    ) {
        for question in answered(self.section) {
            let taken: Vec<u32> = self.columns.values().copied().collect();
            let mut cells = self.sheet.row(row).iter();
            let found = cells.find(|cell| {
                fits(cell, &question.name, question) && !taken.contains(&cell.address.column)
            });
            if let (Some(cell), false) = (found, self.columns.contains_key(&*question.name)) {
                self.columns.insert(&question.name, cell.address.column);
            }
        }
    }

    /// The row of hidden names where the section's own name beside them is gone.
    fn row_of_names(&self) -> Option<u32> {
        let name = |text: &str| answered(self.section).any(|question| question.name == text);
        let wanted = answered(self.section).count().min(2);
        let mut rows = self.sheet.rows().filter(|(_, cells)| {
            let names = cells.iter().filter(|cell| cell.text().is_some_and(name));
            names.count() >= wanted
        });
        rows.next().map(|(row, _)| row)
    }

    /// The first row below the hidden names in which at least half of the labels stand, each in its column
    /// where that is known.
    fn header_row(&self, names: Option<u32>) -> Option<u32> {
        let below = |row: u32| names.is_none_or(|names| row > names);
        let mut rows = self.sheet.rows().filter(|(row, _)| below(*row));
        let found = rows.find(|(_, cells)| {
            let labels = answered(self.section).filter(|question| {
                let column = self.columns.get(question.name.as_str());
                cells.iter().any(|cell| {
                    column.is_none_or(|column| *column == cell.address.column)
                        && cell.text().is_some_and(|text| is_label(text, question))
                })
            });
            let wanted = match self.columns.len() {
                0 => answered(self.section).count(),
                known => known,
            };
            labels.count() * 2 >= wanted.max(1)
        });
        found.map(|(row, _)| row)
    }

    /// The first row below title and hint, where the header is gone or was written anew: those two hold
    /// nothing but one text. A header written anew is then read as a line and named, not lost.
    fn below_title(&self, names: u32) -> u32 {
        let rows = self.sheet.rows().filter(|(row, _)| *row > names);
        let title_and_hint = rows.take(2).take_while(|(_, cells)| {
            let visible = cells.iter().filter(|cell| !is_blank(&cell.raw));
            visible.count() <= 1
        });
        title_and_hint.last().map_or(names, |(row, _)| row) + 1
    }

    /// The cell of a column in a row. A text cell merged over several rows stands for all of them; an amount
    /// or a number of units does not, since it would be counted more than once.
    pub(super) fn cell(&self, row: u32, column: u32, whole_merge: bool) -> Option<&'a Cell> {
        let own = self.sheet.at(row, column);
        if own.is_some() || !whole_merge {
            return own;
        }
        let covers = |(first, last): &&(CellAddress, CellAddress)| {
            (first.row..=last.row).contains(&row) && first.column == column
        };
        let (first, _) = self.sheet.merged.iter().find(covers)?;
        (first.row >= self.first_row).then(|| self.sheet.at(first.row, first.column))?
    }
}
