//! What can go wrong in columns.

/// A fault of the columns themselves; nothing in a participant's file is ever one, but for a sum that
/// no amount of money reaches.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The column engine refused; a fault of the program.
    #[error("the lines of purchases could not be put into columns: {0}")]
    Columns(#[from] polars::error::PolarsError),
    /// A sum beyond ±9.2e18 minor units or units.
    #[error(
        "the {measure} of {participant} in {path} add up to more than can be counted; \
         look for a number with too many digits there"
    )]
    TooLarge {
        /// Whose lines.
        participant: String,
        /// The file.
        path: String,
        /// `amounts`, `units`, …
        measure: &'static str,
    },
    /// A table to be written has columns of different lengths; a fault of the program.
    #[error("the column `{column}` has {found} values where the table has {expected} rows")]
    UnequalColumns {
        /// The column.
        column: String,
        /// Its length.
        found: usize,
        /// The length of the first column.
        expected: usize,
    },
    /// A file of lines has something that is none.
    #[error("row {row} of the file is no line of purchases")]
    NoLine {
        /// The row, from 0.
        row: usize,
    },
    /// Decisions do not fit the groups they are about; a fault of the program.
    #[error("{found} decisions for {expected} groups of lines")]
    UnequalDecisions {
        /// Decisions given.
        found: usize,
        /// Groups there are.
        expected: usize,
    },
}
