//! Lines in a Parquet file, written and read part by part, so that neither needs all of them in memory as records.

use std::io::{Cursor, Write};
use std::sync::Arc;

use model::volume::LeftOutReason;
use model::{Currency, Identifier, LineOrigin, LineRecord};
use polars::prelude::{Column, DataFrame, Int64Chunked, StringChunked, UInt32Chunked};
use polars_io::SerReader;
use polars_io::parquet::read::ParquetReader;
use polars_io::parquet::write::{BatchedWriter, ParquetWriter};

use crate::builder::LinesBuilder;
use crate::error::Error;
use crate::lines::Lines;
use crate::schema::{COLUMN, ESTIMATED, MARKS, MEASURES, ROW, TEXTS};

/// Lines read at once.
const PART: usize = 1 << 18;

/// Writes lines into a Parquet file: the columns of [`Lines`], texts as texts, money in minor units.
pub struct LinesFile<W: Write> {
    writer: BatchedWriter<W>,
}

impl<W: Write> LinesFile<W> {
    /// Begins a file.
    ///
    /// # Errors
    /// If it cannot be written to.
    pub fn new(to: W) -> Result<Self, Error> {
        let empty = with_texts(&Lines::empty())?;
        let writer = ParquetWriter::new(to).set_parallel(false).batched(empty.schema())?;
        Ok(Self { writer })
    }

    /// Adds lines. Each call makes a part of the file that is read at once: some 100,000 lines are a good size.
    ///
    /// # Errors
    /// If the file cannot be written to.
    pub fn add(&mut self, lines: &Lines) -> Result<(), Error> {
        Ok(self.writer.write_batch(&with_texts(lines)?)?)
    }

    /// Ends the file; the number of its bytes.
    ///
    /// # Errors
    /// If the file cannot be written to.
    pub fn finish(self) -> Result<u64, Error> {
        Ok(self.writer.finish()?)
    }
}

/// The columns with texts for their numbers.
fn with_texts(lines: &Lines) -> Result<DataFrame, Error> {
    let rows = lines.rows();
    let columns = lines.frame().columns().iter().map(|column| {
        let name = column.name();
        match TEXTS.iter().position(|text| text == name) {
            None => column.clone(),
            Some(number) => {
                let texts = (0..lines.len()).map(|row| &**rows.text(number, row));
                Column::new(name.clone(), texts.collect::<Vec<&str>>())
            }
        }
    });
    Ok(DataFrame::new(lines.len(), columns.collect())?)
}

impl Lines {
    /// The lines of a file that [`LinesFile`] wrote.
    ///
    /// # Errors
    /// If it is no such file.
    pub fn from_parquet(bytes: &[u8]) -> Result<Lines, Error> {
        let mut builder = LinesBuilder::new();
        let mut read = 0;
        loop {
            let part = ParquetReader::new(Cursor::new(bytes)).with_slice(Some((read, PART)));
            let part = part.finish()?;
            if part.height() == 0 {
                return builder.finish();
            }
            read += part.height();
            let part = Part::of(&part)?;
            for row in 0..part.rows() {
                builder
                    .push(part.record(row).ok_or(Error::NoLine { row: read - part.rows() + row })?);
            }
        }
    }
}

/// Some lines of a file, column by column.
struct Part<'f> {
    texts: [&'f StringChunked; TEXTS.len()],
    measures: [&'f Int64Chunked; MEASURES.len()],
    row: &'f UInt32Chunked,
    column: &'f UInt32Chunked,
    marks: &'f UInt32Chunked,
}

impl<'f> Part<'f> {
    fn of(frame: &'f DataFrame) -> Result<Self, Error> {
        let text = |name: &str| Ok::<_, Error>(frame.column(name)?.str()?);
        let measure = |name: &str| Ok::<_, Error>(frame.column(name)?.i64()?);
        let number = |name: &str| Ok::<_, Error>(frame.column(name)?.u32()?);
        let [a, b, c, d, e, f, g, h, i, j, k, l] = TEXTS;
        let [m, n, o, p] = MEASURES;
        Ok(Self {
            texts: [
                text(a)?,
                text(b)?,
                text(c)?,
                text(d)?,
                text(e)?,
                text(f)?,
                text(g)?,
                text(h)?,
                text(i)?,
                text(j)?,
                text(k)?,
                text(l)?,
            ],
            measures: [measure(m)?, measure(n)?, measure(o)?, measure(p)?],
            row: number(ROW)?,
            column: number(COLUMN)?,
            marks: number(MARKS)?,
        })
    }

    fn rows(&self) -> usize {
        self.row.len()
    }

    /// A line; `None` where a text is none of its column's.
    fn record(&self, row: usize) -> Option<LineRecord> {
        let [
            participant,
            origin,
            product_group,
            condition,
            acquisition,
            currency,
            framework,
            buyer,
            buyer_name,
            path,
            sheet,
            reason,
        ] = self.texts.map(|column| column.get(row).unwrap_or_default());
        let [amount_minor, units, labelled_units, criteria_units] =
            self.measures.map(|column| column.get(row));
        Some(LineRecord {
            participant: Identifier::parse(participant)?,
            origin: LineOrigin::parse(origin)?,
            product_group: product_group.to_owned(),
            condition: condition.to_owned(),
            acquisition: acquisition.to_owned(),
            units,
            amount_minor,
            currency: Currency::parse(currency),
            labelled_units,
            criteria_units,
            framework: framework.to_owned(),
            buyer: buyer.to_owned(),
            buyer_name: buyer_name.to_owned(),
            path: Arc::from(path),
            sheet: Arc::from(sheet),
            row: self.row.get(row)?,
            column: self.column.get(row)?,
            reason: LeftOutReason::parse(reason),
            estimated: self.marks.get(row)? & ESTIMATED != 0,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lines::tests::{line, lines};

    #[test]
    fn lines_are_read_back_as_they_were_written_part_by_part() {
        let mut blank = line("bo", 7, None);
        blank.currency = None;
        blank.units = None;
        blank.reason = Some(LeftOutReason::Subtotal);
        let mut credit = line("al", 9, Some(-12_345));
        credit.estimated = true;
        let parts = [vec![line("al", 5, Some(100)), blank], Vec::new(), vec![credit]];
        let written = || {
            let mut bytes = Vec::new();
            let mut file = LinesFile::new(&mut bytes).unwrap();
            for part in &parts {
                file.add(&lines(part.clone())).unwrap();
            }
            file.finish().unwrap();
            bytes
        };
        let bytes = written();
        assert_eq!(bytes, written());
        let read = Lines::from_parquet(&bytes).unwrap();
        assert_eq!(read.records().collect::<Vec<_>>(), parts.concat());
        assert!(Lines::from_parquet(&bytes[..bytes.len() / 2]).is_err());
        let other = crate::parquet(vec![("a".into(), crate::Column::Integer(vec![1]))]).unwrap();
        assert!(Lines::from_parquet(&other).is_err());
    }
}
