//! Lines that are decided alike: the distinct groups, each with its exact sums.

use std::sync::Arc;

use model::volume::LeftOutReason;
use model::{Currency, Identifier, LineOrigin, LineRecord, Place};
use polars::prelude::GroupsIndicator;

use crate::error::Error;
use crate::lines::{Lines, Rows, identifier, line_origin};
use crate::place::line_place;
use crate::schema::{
    ACQUISITION, AMOUNT, BUYER, BUYER_NAME, CONDITION, CREDIT, CRITERIA, CRITERIA_IS_PART,
    CURRENCY, ESTIMATED, FRAMEWORK, LABELLED, LABELLED_IS_PART, MARKS, MEASURES, ORIGIN,
    PARTICIPANT, PATH, PRODUCT_GROUP, REASON, SHEET, TEXTS, UNITS,
};

/// Lines equal in everything that decides how they count, with their sums. Groups are ordered by their
/// fields, so that the order of lines does not matter.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct LineGroup {
    /// Whose return or supporting file the lines stand in.
    pub participant: Identifier,
    /// Declared or from orders.
    pub origin: LineOrigin,
    /// Product group; empty where none is given or told.
    pub product_group: Arc<str>,
    /// Code of the condition.
    pub condition: Arc<str>,
    /// Code of the way of acquisition.
    pub acquisition: Arc<str>,
    /// Currency of the lines, also where they have no amount.
    pub currency: Option<Currency>,
    /// The framework the lines were called off from.
    pub framework: Arc<str>,
    /// The buyer as given.
    pub buyer: Arc<str>,
    /// Name of a buyer outside the Pact.
    pub buyer_name: Arc<str>,
    /// Path of the file.
    pub path: Arc<str>,
    /// Title of the sheet.
    pub sheet: Arc<str>,
    /// Why the reader leaves the lines out, where it does.
    pub reason: Option<LeftOutReason>,
    /// The amounts had a tax taken out at a stated rate.
    pub estimated: bool,
    /// The amounts are below zero.
    pub credit: bool,
    /// Every line gives units, and labelled units that are no more than these: what its share is computed from.
    pub labelled_is_part: bool,
    /// The same of units under the Pact's criteria.
    pub criteria_is_part: bool,
    /// Sum of amounts in minor units of `currency`; `None` where the lines give none.
    pub amount_minor: Option<i64>,
    /// Sum of units; `None` where the lines give none.
    pub units: Option<i64>,
    /// Sum of units with a type I ecolabel; `None` where not answered.
    pub labelled_units: Option<i64>,
    /// Sum of units under the Pact's criteria; `None` where not answered.
    pub criteria_units: Option<i64>,
    /// Number of lines.
    pub lines: u64,
    /// First row, from 1.
    pub first_row: u32,
    /// Last row, from 1.
    pub last_row: u32,
    /// The rows, as runs of rows that follow each other: the first and the last of each, from 1.
    pub runs: Vec<(u32, u32)>,
    /// Column of the amounts, from 0; of the units where there are no amounts.
    pub column: u32,
    /// The last such column, where the lines stand in several: a table can have a column a month.
    pub last_column: u32,
}

impl LineGroup {
    /// The range of cells the lines stand in. Other lines may stand between them.
    pub fn place(&self) -> Place {
        line_place(&self.path, &self.sheet, self.first_row, self.last_row, self.column)
    }

    /// Labelled units beside the units they are a part of; `None` where not answered, also where more are labelled
    /// than were bought (methodology: Volume).
    pub fn labelled(&self) -> Option<i64> {
        self.labelled_units.filter(|_| self.labelled_is_part)
    }

    /// Units under the Pact's criteria, likewise.
    pub fn under_criteria(&self) -> Option<i64> {
        self.criteria_units.filter(|_| self.criteria_is_part)
    }
}

/// Lines with the groups they fall into.
#[derive(Clone, Debug)]
pub struct Grouped {
    pub(crate) lines: Lines,
    pub(crate) groups: Vec<LineGroup>,
    /// For each line the index of its group.
    pub(crate) group_of_line: Vec<u32>,
}

impl Lines {
    /// The distinct groups of lines with their sums, so that each is decided once.
    ///
    /// # Errors
    /// If a sum is too large to be counted.
    pub fn grouped(&self) -> Result<Grouped, Error> {
        let (first_lines, numbers) = self.group_numbers()?;
        let rows = self.rows();
        let mut sums = vec![Sums::default(); first_lines.len()];
        for (index, group) in numbers.iter().enumerate() {
            sums[*group as usize].add(&rows, index);
        }
        let mut groups = Vec::with_capacity(sums.len());
        for (old, (first, sums)) in first_lines.iter().zip(&sums).enumerate() {
            groups.push((sums.group(&rows, *first)?, old));
        }
        groups.sort();
        let mut position = vec![0; groups.len()];
        for (new, (_, old)) in groups.iter().enumerate() {
            position[*old] = new as u32;
        }
        let group_of_line = numbers.iter().map(|old| position[*old as usize]).collect();
        Ok(Grouped {
            lines: self.clone(),
            groups: groups.into_iter().map(|(group, _)| group).collect(),
            group_of_line,
        })
    }

    /// The first line of each group, and for each line the number of its group.
    fn group_numbers(&self) -> Result<(Vec<usize>, Vec<u32>), Error> {
        let mut first_lines = Vec::new();
        let mut numbers = vec![0_u32; self.len()];
        if self.is_empty() {
            return Ok((first_lines, numbers));
        }
        let keys = TEXTS.iter().copied().chain([MARKS]);
        let grouped = self.frame().group_by_stable(keys)?;
        for (number, group) in grouped.get_groups().iter().enumerate() {
            match group {
                GroupsIndicator::Idx((first, all)) => {
                    first_lines.push(first as usize);
                    all.iter().for_each(|line| numbers[*line as usize] = number as u32);
                }
                GroupsIndicator::Slice([first, length]) => {
                    first_lines.push(first as usize);
                    let end = (first + length) as usize;
                    numbers[first as usize..end].fill(number as u32);
                }
            }
        }
        Ok((first_lines, numbers))
    }
}

impl Grouped {
    /// The groups, in order.
    pub fn groups(&self) -> &[LineGroup] {
        &self.groups
    }

    /// The declared lines one by one, each with the index of its group, ordered by where they stand.
    pub fn declared(&self) -> Vec<(usize, LineRecord)> {
        let rows = self.lines.rows();
        let indexes = self.group_of_line.iter().enumerate();
        let mut declared: Vec<(usize, LineRecord)> = indexes
            .filter(|(_, group)| self.groups[**group as usize].origin == LineOrigin::Declared)
            .map(|(line, group)| (*group as usize, rows.record(line)))
            .collect();
        declared.sort_by(|(_, a), (_, b)| standing(a).cmp(&standing(b)));
        declared
    }
}

/// What orders declared lines: whose, and where.
fn standing(line: &LineRecord) -> (&Identifier, &str, &str, u32) {
    (&line.participant, &line.path, &line.sheet, line.row)
}

/// Sums on the way, wide enough not to overflow.
#[derive(Clone, Debug)]
struct Sums {
    measures: [i128; MEASURES.len()],
    lines: u64,
    first_row: u32,
    last_row: u32,
    runs: Vec<(u32, u32)>,
    column: u32,
    last_column: u32,
}

impl Default for Sums {
    fn default() -> Self {
        Self {
            measures: [0; MEASURES.len()],
            lines: 0,
            first_row: u32::MAX,
            last_row: 0,
            runs: Vec::new(),
            column: u32::MAX,
            last_column: 0,
        }
    }
}

impl Sums {
    fn add(&mut self, rows: &Rows<'_>, index: usize) {
        for (sum, column) in self.measures.iter_mut().zip(rows.measures) {
            *sum += i128::from(column.get(index).unwrap_or(0));
        }
        self.lines += 1;
        self.first_row = self.first_row.min(rows.row[index]);
        self.last_row = self.last_row.max(rows.row[index]);
        match self.runs.last_mut() {
            Some((_, last)) if (*last..=last.saturating_add(1)).contains(&rows.row[index]) => {
                *last = rows.row[index];
            }
            _ => self.runs.push((rows.row[index], rows.row[index])),
        }
        self.column = self.column.min(rows.column[index]);
        self.last_column = self.last_column.max(rows.column[index]);
    }

    fn group(&self, rows: &Rows<'_>, line: usize) -> Result<LineGroup, Error> {
        let text = |column: usize| rows.text(column, line).clone();
        let marks = rows.marks[line];
        let sum = |measure: usize| -> Result<Option<i64>, Error> {
            if marks & (1 << measure) == 0 {
                return Ok(None);
            }
            let fits = i64::try_from(self.measures[measure]);
            fits.map(Some).map_err(|_| Error::TooLarge {
                participant: text(PARTICIPANT).to_string(),
                path: text(PATH).to_string(),
                measure: ["amounts", "units", "labelled units", "criteria units"][measure],
            })
        };
        Ok(LineGroup {
            participant: identifier(&text(PARTICIPANT)),
            origin: line_origin(&text(ORIGIN)),
            product_group: text(PRODUCT_GROUP),
            condition: text(CONDITION),
            acquisition: text(ACQUISITION),
            currency: Currency::parse(&text(CURRENCY)),
            framework: text(FRAMEWORK),
            buyer: text(BUYER),
            buyer_name: text(BUYER_NAME),
            path: text(PATH),
            sheet: text(SHEET),
            reason: LeftOutReason::parse(&text(REASON)),
            estimated: marks & ESTIMATED != 0,
            credit: marks & CREDIT != 0,
            labelled_is_part: marks & LABELLED_IS_PART != 0,
            criteria_is_part: marks & CRITERIA_IS_PART != 0,
            amount_minor: sum(AMOUNT)?,
            units: sum(UNITS)?,
            labelled_units: sum(LABELLED)?,
            criteria_units: sum(CRITERIA)?,
            lines: self.lines,
            first_row: self.first_row,
            last_row: self.last_row,
            runs: self.runs.clone(),
            column: self.column,
            last_column: self.last_column,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lines::tests::{line, lines};

    #[test]
    fn equal_lines_are_one_group_and_blanks_stand_apart_from_zeros() {
        let grouped = lines([
            line("bo", 8, Some(0)),
            line("al", 6, Some(200)),
            line("al", 5, Some(100)),
            line("bo", 9, None),
            line("al", 7, Some(-30)),
        ])
        .grouped()
        .unwrap();
        let shown: Vec<_> = grouped
            .groups()
            .iter()
            .map(|g| (g.participant.as_str(), g.amount_minor, g.lines, g.first_row, g.last_row))
            .collect();
        assert_eq!(
            shown,
            [
                ("al", Some(300), 2, 5, 6),
                ("al", Some(-30), 1, 7, 7),
                ("bo", None, 1, 9, 9),
                ("bo", Some(0), 1, 8, 8),
            ]
        );
        assert!(Lines::empty().grouped().unwrap().groups().is_empty());
    }

    #[test]
    fn an_overflowing_sum_names_the_file() {
        let huge = lines([line("al", 5, Some(i64::MAX)), line("al", 6, Some(1))]);
        let said = huge.grouped().unwrap_err().to_string();
        assert!(said.contains("amounts of al in returns/al/return.xlsx"), "{said}");
    }
}
