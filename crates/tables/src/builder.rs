//! How lines go into columns.

use std::sync::Arc;

use model::LineRecord;
use polars::prelude::{Column, DataFrame};

use crate::error::Error;
use crate::lines::Lines;
use crate::schema::{
    COLUMN, CREDIT, CRITERIA, CRITERIA_IS_PART, ESTIMATED, LABELLED, LABELLED_IS_PART, MARKS,
    MEASURES, ROW, TEXTS, UNITS,
};
use crate::texts::Texts;

/// Takes lines one by one and makes columns of them.
#[derive(Debug, Default)]
pub struct LinesBuilder {
    texts: Texts,
    text_columns: [Vec<u32>; TEXTS.len()],
    measures: [Vec<Option<i64>>; MEASURES.len()],
    rows: Vec<u32>,
    columns: Vec<u32>,
    marks: Vec<u32>,
}

impl LinesBuilder {
    /// A builder without lines.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a line.
    pub fn push(&mut self, line: LineRecord) {
        let texts = [
            line.participant.as_str(),
            line.origin.code(),
            &line.product_group,
            &line.condition,
            &line.acquisition,
            line.currency.as_ref().map_or("", |currency| currency.code()),
            &line.framework,
            &line.buyer,
            &line.buyer_name,
            &line.path,
            &line.sheet,
            line.reason.map_or("", |reason| reason.code()),
        ];
        for (column, text) in self.text_columns.iter_mut().zip(texts) {
            column.push(self.texts.number(text));
        }
        let measures = [line.amount_minor, line.units, line.labelled_units, line.criteria_units];
        for (column, value) in self.measures.iter_mut().zip(measures) {
            column.push(value);
        }
        self.rows.push(line.row);
        self.columns.push(line.column);
        self.marks.push(marks(&measures, line.estimated));
    }

    /// The lines in columns, in the order in which they came.
    ///
    /// # Errors
    /// If the column engine refuses, which would be a fault of the program.
    pub fn finish(self) -> Result<Lines, Error> {
        let height = self.rows.len();
        let mut columns = Vec::new();
        for (name, numbers) in TEXTS.iter().zip(self.text_columns) {
            columns.push(Column::new((*name).into(), numbers));
        }
        for (name, values) in MEASURES.iter().zip(self.measures) {
            columns.push(Column::new((*name).into(), values));
        }
        columns.push(Column::new(ROW.into(), self.rows));
        columns.push(Column::new(COLUMN.into(), self.columns));
        columns.push(Column::new(MARKS.into(), self.marks));
        let frame = DataFrame::new(height, columns)?;
        Ok(Lines::from_parts(frame, Arc::new(self.texts)))
    }
}

/// The bits of a line: which measures it gives, estimate, credit, which answers are a part of its units.
fn marks(measures: &[Option<i64>; MEASURES.len()], estimated: bool) -> u32 {
    let mut marks = 0;
    for (index, value) in measures.iter().enumerate() {
        marks |= u32::from(value.is_some()) << index;
    }
    if estimated {
        marks |= ESTIMATED;
    }
    if measures[0].is_some_and(|amount| amount < 0) {
        marks |= CREDIT;
    }
    let parts = [(LABELLED, LABELLED_IS_PART), (CRITERIA, CRITERIA_IS_PART)];
    for (part, mark) in parts {
        if measures[part].zip(measures[UNITS]).is_some_and(|(part, units)| is_part(part, units)) {
            marks |= mark;
        }
    }
    marks
}

/// Whether so many units can be some of these: not more, and bought where these were bought, credited where
/// these were credited.
pub fn is_part(part: i64, units: i64) -> bool {
    (0..=units).contains(&part) || (units..=0).contains(&part)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn more_labelled_than_bought_is_no_part_and_neither_is_the_other_sign() {
        let cases = [
            (0, 10, true),
            (10, 10, true),
            (11, 10, false),
            (-1, 10, false),
            (-4, -5, true),
            (-6, -5, false),
            (1, -5, false),
            (0, 0, true),
            (1, 0, false),
        ];
        for (part, units, expected) in cases {
            assert_eq!(is_part(part, units), expected, "{part} of {units}");
        }
    }
}
