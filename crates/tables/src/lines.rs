//! Lines of purchases in columns.

use std::collections::BTreeMap;
use std::sync::Arc;

use model::supporting::Tally;
use model::{Currency, Identifier, LineOrigin, LineRecord};
use polars::prelude::{Column, DataFrame, Int64Chunked};

use crate::builder::LinesBuilder;
use crate::error::Error;
use crate::schema::{
    ACQUISITION, AMOUNT, BUYER, BUYER_NAME, COLUMN, CONDITION, CRITERIA, CURRENCY, ESTIMATED,
    FRAMEWORK, LABELLED, MARKS, MEASURES, ORIGIN, PARTICIPANT, PATH, PRODUCT_GROUP, REASON, ROW,
    SHEET, TEXTS, UNITS,
};
use crate::texts::Texts;

/// Lines of purchases, declared and ordered, in columns. Money is whole minor units of its own currency.
/// A copy shares the columns.
#[derive(Clone, Debug)]
pub struct Lines {
    frame: DataFrame,
    texts: Arc<Texts>,
}

impl Lines {
    /// The frame must be the builder's: its columns, no null in texts, in one piece.
    pub(crate) fn from_parts(frame: DataFrame, texts: Arc<Texts>) -> Self {
        Self { frame, texts }
    }

    /// No lines at all.
    pub fn empty() -> Self {
        LinesBuilder::new().finish().expect("columns without rows always fit")
    }

    /// How many lines there are.
    pub fn len(&self) -> usize {
        self.frame.height()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The lines of several readings, one after the other.
    ///
    /// # Errors
    /// If the column engine refuses, which would be a fault of the program.
    pub fn concat(parts: impl IntoIterator<Item = Lines>) -> Result<Lines, Error> {
        let mut parts = parts.into_iter();
        let Some(first) = parts.next() else {
            return Ok(Lines::empty());
        };
        let (mut frame, mut texts) = (first.frame, (*first.texts).clone());
        for part in parts {
            let numbers = texts.adopt(&part.texts);
            frame.vstack_mut(&renumbered(&part, &numbers)?)?;
        }
        frame.rechunk_mut();
        Ok(Lines::from_parts(frame, Arc::new(texts)))
    }

    /// The lines one by one, in order, as they went in.
    pub fn records(&self) -> impl Iterator<Item = LineRecord> + '_ {
        let rows = self.rows();
        (0..self.len()).map(move |index| rows.record(index))
    }

    /// Rows and money per participant, origin and currency, taken from the columns before anything is
    /// decided: the left side of every account.
    ///
    /// # Errors
    /// If a sum is too large to be counted.
    pub fn totals(&self) -> Result<Totals, Error> {
        let rows = self.rows();
        let mut sums: BTreeMap<(u32, u32, u32), (u64, i128, u32)> = BTreeMap::new();
        for index in 0..self.len() {
            let key = [PARTICIPANT, ORIGIN, CURRENCY].map(|column| rows.numbers[column][index]);
            let path = rows.numbers[PATH][index];
            let sum = sums.entry(key.into()).or_insert((0, 0, path));
            sum.0 += 1;
            sum.1 += i128::from(rows.measures[AMOUNT].get(index).unwrap_or(0));
        }
        let mut totals = Totals::new();
        for ((participant, origin, currency), (rows, amount, path)) in sums {
            let participant = identifier(self.texts.text(participant));
            let amount_minor = i64::try_from(amount).map_err(|_| Error::TooLarge {
                participant: participant.to_string(),
                path: self.texts.text(path).to_string(),
                measure: "amounts",
            })?;
            let origin = line_origin(self.texts.text(origin));
            let currency = Currency::parse(self.texts.text(currency));
            totals.insert((participant, origin, currency), Tally { rows, amount_minor });
        }
        Ok(totals)
    }

    pub(crate) fn frame(&self) -> &DataFrame {
        &self.frame
    }

    pub(crate) fn rows(&self) -> Rows<'_> {
        Rows {
            texts: &self.texts,
            numbers: TEXTS.map(|name| whole_numbers(&self.frame, name)),
            measures: MEASURES.map(|name| measure(&self.frame, name)),
            row: whole_numbers(&self.frame, ROW),
            column: whole_numbers(&self.frame, COLUMN),
            marks: whole_numbers(&self.frame, MARKS),
        }
    }
}

/// Rows and money per participant, origin and currency.
pub(crate) type Totals = BTreeMap<(Identifier, LineOrigin, Option<Currency>), Tally>;

/// The columns side by side, for reading line by line.
pub(crate) struct Rows<'a> {
    pub(crate) texts: &'a Texts,
    pub(crate) numbers: [&'a [u32]; TEXTS.len()],
    pub(crate) measures: [&'a Int64Chunked; MEASURES.len()],
    pub(crate) row: &'a [u32],
    pub(crate) column: &'a [u32],
    pub(crate) marks: &'a [u32],
}

impl Rows<'_> {
    pub(crate) fn text(&self, column: usize, index: usize) -> &Arc<str> {
        self.texts.text(self.numbers[column][index])
    }

    pub(crate) fn record(&self, index: usize) -> LineRecord {
        let text = |column: usize| self.text(column, index).to_string();
        LineRecord {
            participant: identifier(self.text(PARTICIPANT, index)),
            origin: line_origin(self.text(ORIGIN, index)),
            product_group: text(PRODUCT_GROUP),
            condition: text(CONDITION),
            acquisition: text(ACQUISITION),
            units: self.measures[UNITS].get(index),
            amount_minor: self.measures[AMOUNT].get(index),
            currency: Currency::parse(self.text(CURRENCY, index)),
            labelled_units: self.measures[LABELLED].get(index),
            criteria_units: self.measures[CRITERIA].get(index),
            framework: text(FRAMEWORK),
            buyer: text(BUYER),
            buyer_name: text(BUYER_NAME),
            path: self.text(PATH, index).clone(),
            sheet: self.text(SHEET, index).clone(),
            row: self.row[index],
            column: self.column[index],
            reason: model::volume::LeftOutReason::parse(self.text(REASON, index)),
            estimated: self.marks[index] & ESTIMATED != 0,
        }
    }
}

pub(crate) fn identifier(text: &str) -> Identifier {
    Identifier::parse(text).expect("went into the columns as an identifier")
}

pub(crate) fn line_origin(code: &str) -> LineOrigin {
    LineOrigin::parse(code).expect("went into the columns as an origin")
}

/// The frame of a part with the numbers its texts have in another dictionary.
fn renumbered(part: &Lines, numbers: &[u32]) -> Result<DataFrame, Error> {
    let columns = part.frame.columns().iter().map(|column| {
        if !TEXTS.contains(&column.name().as_str()) {
            return column.clone();
        }
        let own = whole_numbers(&part.frame, column.name());
        let new: Vec<u32> = own.iter().map(|number| numbers[*number as usize]).collect();
        Column::new(column.name().clone(), new)
    });
    Ok(DataFrame::new(part.len(), columns.collect())?)
}

fn whole_numbers<'a>(frame: &'a DataFrame, name: &str) -> &'a [u32] {
    let column = frame.column(name).and_then(|column| column.u32());
    column
        .and_then(|numbers| numbers.cont_slice())
        .expect("the builder made this column, without nulls and in one piece")
}

fn measure<'a>(frame: &'a DataFrame, name: &str) -> &'a Int64Chunked {
    let column = frame.column(name).and_then(|column| column.i64());
    column.expect("the builder made this column")
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    pub(crate) fn line(participant: &str, row: u32, amount: Option<i64>) -> LineRecord {
        LineRecord {
            participant: Identifier::parse(participant).unwrap(),
            origin: LineOrigin::Declared,
            product_group: "laptops".into(),
            condition: "new".into(),
            acquisition: "purchase".into(),
            units: Some(10),
            amount_minor: amount,
            currency: Some(Currency::EUR),
            labelled_units: None,
            criteria_units: None,
            framework: String::new(),
            buyer: String::new(),
            buyer_name: String::new(),
            path: format!("returns/{participant}/return.xlsx").into(),
            sheet: "Procurement".into(),
            row,
            column: 4,
            reason: None,
            estimated: false,
        }
    }

    pub(crate) fn lines(records: impl IntoIterator<Item = LineRecord>) -> Lines {
        let mut builder = LinesBuilder::new();
        records.into_iter().for_each(|record| builder.push(record));
        builder.finish().unwrap()
    }

    #[test]
    fn lines_come_out_as_they_went_in_also_after_joining_readings() {
        let mut blank = line("bo", 7, None);
        blank.currency = None;
        blank.reason = Some(model::volume::LeftOutReason::Subtotal);
        let records = vec![line("al", 5, Some(100)), line("bo", 6, Some(-5)), blank];
        let parts = records.iter().map(|record| lines([record.clone()]));
        let joined = Lines::concat(parts).unwrap();
        assert_eq!(joined.records().collect::<Vec<_>>(), records);
        assert_eq!(Lines::concat([]).unwrap().len(), 0);
    }

    #[test]
    fn a_sum_beyond_what_can_be_counted_is_an_error() {
        let huge = lines([line("al", 5, Some(i64::MAX)), line("al", 6, Some(1))]);
        let said = huge.totals().unwrap_err().to_string();
        assert!(said.contains("returns/al/return.xlsx"), "{said}");
    }
}
