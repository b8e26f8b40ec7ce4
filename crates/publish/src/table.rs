//! A published table: its columns, its rows, and both as CSV and Parquet.

use model::{Date, Decimal, round_half_even};
use serde_json::{Value as Json, json};
use tables::Column;

use crate::error::Error;
use crate::field::{Field, Kind};
use crate::output::OutputFile;

/// A value in a table.
#[derive(Clone, PartialEq, Debug)]
pub(crate) enum Value {
    Blank,
    Text(String),
    Integer(i64),
    /// With the places it is published with.
    Number(Decimal),
    Date(Date),
    Boolean(bool),
}

impl Value {
    /// A text; blank if it is empty.
    pub(crate) fn text(text: impl Into<String>) -> Self {
        let text = text.into();
        if text.is_empty() { Value::Blank } else { Value::Text(text) }
    }

    /// A number with this many places, half to even, never with a minus before a zero.
    pub(crate) fn number(number: Decimal, places: u32) -> Self {
        let mut rounded = round_half_even(number, places);
        rounded.rescale(places);
        Value::Number(rounded)
    }

    /// A value that may be missing.
    pub(crate) fn optional<T>(value: Option<T>, make: impl FnOnce(T) -> Value) -> Self {
        value.map_or(Value::Blank, make)
    }

    /// A count.
    pub(crate) fn count(count: u64) -> Self {
        i64::try_from(count).map_or_else(|_| Value::Number(count.into()), Value::Integer)
    }

    /// As text in plain notation; empty if blank.
    fn plain(&self) -> String {
        match self {
            Value::Blank => String::new(),
            Value::Text(text) => text.clone(),
            Value::Integer(number) => number.to_string(),
            Value::Number(number) => number.to_string(),
            Value::Date(day) => day.to_string(),
            Value::Boolean(yes) => yes.to_string(),
        }
    }

    /// As it stands in CSV: a text that a spreadsheet would compute gets an apostrophe in front.
    fn in_csv(&self) -> String {
        match self {
            Value::Text(text) if text.starts_with(['=', '+', '-', '@', '\t', '\r']) => {
                format!("'{text}")
            }
            value => value.plain(),
        }
    }
}

/// A table to be published.
#[derive(Clone, PartialEq, Debug)]
pub(crate) struct Table {
    /// Name of the table and of its files.
    pub(crate) name: &'static str,
    pub(crate) title: &'static str,
    pub(crate) description: String,
    pub(crate) fields: Vec<Field>,
    pub(crate) rows: Vec<Vec<Value>>,
    /// How many of the first columns tell rows apart; they are what rows are ordered by.
    pub(crate) key: usize,
    pub(crate) csv: bool,
    pub(crate) parquet: bool,
}

impl Table {
    /// A table that is written as CSV.
    pub(crate) fn new(
        name: &'static str,
        title: &'static str,
        description: impl Into<String>,
        key: usize,
        fields: Vec<Field>,
        rows: Vec<Vec<Value>>,
    ) -> Self {
        let mut table = Self {
            name,
            title,
            description: description.into(),
            fields,
            rows,
            key,
            csv: true,
            parquet: false,
        };
        table.sort();
        table
    }

    /// The same table, written as Parquet too.
    pub(crate) fn also_parquet(mut self) -> Self {
        self.parquet = true;
        self
    }

    /// Orders the rows as text by their key, and by the other columns where the key is the same.
    fn sort(&mut self) {
        let key = self.key;
        self.rows.sort_by_cached_key(|row| {
            let texts: Vec<String> = row.iter().map(Value::plain).collect();
            let (first, rest) = texts.split_at(key.min(texts.len()));
            (first.to_vec(), rest.to_vec())
        });
    }

    /// The files of the table, below `data/`.
    pub(crate) fn files(&self) -> Result<Vec<OutputFile>, Error> {
        let mut files = Vec::new();
        if self.csv {
            files
                .push(OutputFile { path: format!("data/{}.csv", self.name), bytes: self.to_csv() });
        }
        if self.parquet {
            files.push(OutputFile {
                path: format!("data/{}.parquet", self.name),
                bytes: self.to_parquet()?,
            });
        }
        Ok(files)
    }

    fn to_csv(&self) -> Vec<u8> {
        let mut writer = csv::Writer::from_writer(Vec::new());
        let mut write = |record: Vec<String>| {
            let written = writer.write_record(record);
            written.expect("memory takes everything, and rows are as long as the header");
        };
        write(self.fields.iter().map(|field| field.name.clone()).collect());
        for row in &self.rows {
            write(row.iter().map(Value::in_csv).collect());
        }
        writer.into_inner().expect("writing to memory cannot fail")
    }

    fn to_parquet(&self) -> Result<Vec<u8>, Error> {
        let columns = self.fields.iter().enumerate();
        let columns =
            columns.map(|(index, field)| (field.name.clone(), self.column(index, field.kind)));
        tables::parquet(columns.collect())
            .map_err(|source| Error::Parquet { table: self.name.to_owned(), source })
    }

    /// Whole numbers become numbers, everything else text as in the CSV but for the apostrophe.
    fn column(&self, index: usize, kind: Kind) -> Column {
        let values = self.rows.iter().map(|row| &row[index]);
        match kind {
            Kind::Integer => Column::OptionalInteger(
                values
                    .map(|value| match value {
                        Value::Integer(number) => Some(*number),
                        _ => None,
                    })
                    .collect(),
            ),
            _ => Column::OptionalText(
                values
                    .map(|value| match value {
                        Value::Blank => None,
                        value => Some(value.plain()),
                    })
                    .collect(),
            ),
        }
    }

    /// The columns as Table Schema writes them.
    pub(crate) fn schema(&self) -> Json {
        let fields: Vec<Json> = self.fields.iter().map(Field::schema).collect();
        json!({"fields": fields})
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::field::{integer, number, text};

    #[test]
    fn numbers_are_plain_with_the_places_of_their_unit() {
        let cases = [
            ("1234567", 2, "1234567.00"),
            ("0.125", 2, "0.12"),
            ("-0.001", 2, "0.00"),
            ("-0", 0, "0"),
            ("0.3333333333", 6, "0.333333"),
            ("-12.5", 0, "-12"),
            ("0.00000001", 8, "0.00000001"),
            ("79228162514264337593543950335", 0, "79228162514264337593543950335"),
        ];
        for (value, places, expected) in cases {
            let value = Value::number(value.parse().unwrap(), places);
            assert_eq!(value.in_csv(), expected);
        }
    }

    #[test]
    fn a_text_never_becomes_a_formula_and_a_number_stays_a_number() {
        let cases = [
            (Value::text("=1+1"), "'=1+1"),
            (Value::text("-3"), "'-3"),
            (Value::text("@a"), "'@a"),
            (Value::text("+a"), "'+a"),
            (Value::text("\ta"), "'\ta"),
            (Value::text("\ra"), "'\ra"),
            (Value::text("a=b"), "a=b"),
            (Value::Integer(-3), "-3"),
            (Value::number("-3.5".parse().unwrap(), 2), "-3.50"),
        ];
        for (value, expected) in cases {
            assert_eq!(value.in_csv(), expected);
        }
    }

    #[test]
    fn rows_are_ordered_as_text_and_quoted_where_needed() {
        let rows = [("b, c", 2), ("a", 10), ("a", 9)];
        let rows =
            rows.map(|(name, count)| vec![Value::text(name), Value::Integer(count), Value::Blank]);
        let fields = vec![text("name", ""), integer("count", ""), number("share", "")];
        let table = Table::new("t", "", "", 2, fields, rows.to_vec());
        let csv = String::from_utf8(table.to_csv()).unwrap();
        assert_eq!(csv, "name,count,share\na,10,\na,9,\n\"b, c\",2,\n");
    }
}
