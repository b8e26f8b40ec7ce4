//! Every workbook that is written: the forms that go out to participants, the annex of the progress report,
//! and the financial summary.
//!
//! In: what was read and computed, as `model` types. Out: the bytes of an xlsx file, the same bytes for
//! the same input. It refuses to touch files or the clock, to compute a figure that is not on the sheet
//! as a live formula too, and to let text that looks like a formula become one.

mod annex;
mod error;
mod financial_summary;

mod form;
mod print;
mod sheet_name;
mod spreadsheet;
mod style;
mod text_fit;
mod words;
mod xlsx;

pub use annex::{AnnexInputs, annex};
pub use error::Error;
pub use financial_summary::{FinancialSummaryInputs, financial_summary};

pub use form::{
    Entries, Entry, EntryPlace, EntryPlaces, FormInputs, FormTranscription, LanguageFallBack,
    Mishaps, beside_row, entry_places, form, language_fall_back, language_of_questions,
};
pub use spreadsheet::{SpreadsheetCell, SpreadsheetSheet, spreadsheet};
