//! Parquet files of the tables that are published.

use model::Decimal;
use polars::prelude::{Column as PolarsColumn, DataFrame};
use polars_io::parquet::write::ParquetWriter;

use crate::error::Error;

/// The values of one column.
#[derive(Clone, PartialEq, Debug)]
pub enum Column {
    /// Texts.
    Text(Vec<String>),
    /// Texts, some missing.
    OptionalText(Vec<Option<String>>),
    /// Whole numbers.
    Integer(Vec<i64>),
    /// Whole numbers, some missing.
    OptionalInteger(Vec<Option<i64>>),
    /// Exact decimals, some missing; written as text in plain notation with the places they have, since
    /// every reader can turn such a text into its own exact type and none reads it as binary.
    Decimal(Vec<Option<Decimal>>),
}

impl Column {
    /// How many values there are.
    pub fn len(&self) -> usize {
        match self {
            Column::Text(values) => values.len(),
            Column::OptionalText(values) => values.len(),
            Column::Integer(values) => values.len(),
            Column::OptionalInteger(values) => values.len(),
            Column::Decimal(values) => values.len(),
        }
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    fn into_polars(self, name: &str) -> PolarsColumn {
        let name = name.into();
        match self {
            Column::Text(values) => PolarsColumn::new(name, values),
            Column::OptionalText(values) => PolarsColumn::new(name, values),
            Column::Integer(values) => PolarsColumn::new(name, values),
            Column::OptionalInteger(values) => PolarsColumn::new(name, values),
            Column::Decimal(values) => {
                let texts: Vec<Option<String>> =
                    values.into_iter().map(|value| value.map(|value| value.to_string())).collect();
                PolarsColumn::new(name, texts)
            }
        }
    }
}

/// A table as the bytes of a Parquet file, columns in the order given; the same table gives the same
/// bytes.
///
/// # Errors
/// If the columns differ in length, or the column engine refuses.
pub fn parquet(columns: Vec<(String, Column)>) -> Result<Vec<u8>, Error> {
    let height = columns.first().map_or(0, |(_, column)| column.len());
    let mut polars_columns = Vec::with_capacity(columns.len());
    for (name, column) in columns {
        if column.len() != height {
            return Err(Error::UnequalColumns {
                column: name,
                found: column.len(),
                expected: height,
            });
        }
        polars_columns.push(column.into_polars(&name));
    }
    let mut frame = DataFrame::new(height, polars_columns)?;
    let mut bytes = Vec::new();
    ParquetWriter::new(&mut bytes).finish(&mut frame)?;
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use polars_io::SerReader;
    use polars_io::parquet::read::ParquetReader;

    fn table() -> Vec<(String, Column)> {
        vec![
            ("group".into(), Column::Text(vec!["laptops".into(), String::new()])),
            ("reason".into(), Column::OptionalText(vec![None, Some("no_rate".into())])),
            ("lines".into(), Column::Integer(vec![i64::MAX, -1])),
            ("units".into(), Column::OptionalInteger(vec![None, Some(0)])),
            ("rate".into(), Column::Decimal(vec![Some("1.95583000".parse().unwrap()), None])),
        ]
    }

    #[test]
    fn what_is_written_is_read_back_with_blanks_apart_from_zeros() {
        let bytes = parquet(table()).unwrap();
        assert_eq!(bytes, parquet(table()).unwrap());
        let frame = ParquetReader::new(std::io::Cursor::new(bytes)).finish().unwrap();
        let text = |name: &str, row: usize| {
            let column = frame.column(name).unwrap().str().unwrap();
            column.get(row).map(str::to_owned)
        };
        let number = |name: &str, row: usize| frame.column(name).unwrap().i64().unwrap().get(row);
        assert_eq!(text("group", 1), Some(String::new()));
        assert_eq!(text("reason", 0), None);
        assert_eq!(number("lines", 0), Some(i64::MAX));
        assert_eq!((number("units", 0), number("units", 1)), (None, Some(0)));
        assert_eq!(text("rate", 0).as_deref(), Some("1.95583000"));
    }

    #[test]
    fn a_table_without_rows_keeps_its_columns_and_a_lopsided_one_is_refused() {
        let bytes = parquet(vec![("a".into(), Column::Text(Vec::new()))]).unwrap();
        let frame = ParquetReader::new(std::io::Cursor::new(bytes)).finish().unwrap();
        assert_eq!((frame.height(), frame.width()), (0, 1));
        let mut lopsided = table();
        lopsided.push(("short".into(), Column::Integer(vec![1])));
        assert!(parquet(lopsided).is_err());
    }
}
