//! Tables as they are published: what is withheld is already out of them.

use jiff::civil::Date;
use rust_decimal::Decimal;

/// A value in a published table.
#[derive(Clone, PartialEq, Debug)]
pub enum PublishedValue {
    /// Nothing to say.
    Blank,
    /// A text or a code.
    Text(String),
    /// A whole number.
    Integer(i64),
    /// A number, with the places it is published with.
    Number(Decimal),
    /// A day.
    Date(Date),
    /// Yes or no.
    Boolean(bool),
}

/// One table of the open data, for those who show it elsewhere.
#[derive(Clone, PartialEq, Debug)]
pub struct PublishedTable {
    /// Name of the table, as in `data/`.
    pub name: String,
    /// What it holds and what is left out of it, in words.
    pub description: String,
    /// Names of its columns.
    pub columns: Vec<String>,
    /// Its rows, in the order of the files; each as long as `columns`.
    pub rows: Vec<Vec<PublishedValue>>,
}

impl PublishedTable {
    /// The position of a column.
    pub fn column(&self, name: &str) -> Option<usize> {
        self.columns.iter().position(|column| column == name)
    }
}
