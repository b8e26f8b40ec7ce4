//! Bytes to flat cells with addresses, then to typed registers, settings, questionnaire, returns and lines.
//!
//! In: files of the workspace as bytes, nothing else. Out: what they say, every value with the cell it came
//! from, and a [`model::Fault`] for everything that could not be taken as it stands. It refuses to open files
//! itself, to guess (a number that can be read two ways is a fault), to judge what it met (`check` does), and
//! to let one bad file keep another from being read.

#![deny(clippy::disallowed_types, clippy::disallowed_methods, clippy::float_arithmetic)]

mod absent;
mod amount;
pub mod arrival;
#[expect(
    clippy::disallowed_types,
    clippy::float_arithmetic,
    reason = "what a workbook keeps as a float becomes its shortest text here"
)]
pub mod cells;
pub mod day;
mod earlier;
pub mod expression;
mod finance_inputs;
pub mod import;
mod line_number;
mod not_received;
pub mod number;
mod plain;
mod processors;
mod purchases;
pub mod questionnaire;
mod rates;
mod registers;
mod remembered;
mod settings;
mod shared_orders;
pub mod submission;
pub mod supporting;
mod table;
#[cfg(test)]
mod testing;
mod text;
mod unused;
pub mod unused_numbers;
pub mod versions;
mod without_form;
pub mod year;
