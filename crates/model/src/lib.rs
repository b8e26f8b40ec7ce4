//! What flows between the stages of `cfit`: types and exact arithmetic, one concept a file.
//!
//! In: nothing. Out: the types every stage speaks. It refuses to read files, to know the clock, and to
//! hold money or shares in binary floating point: amounts are whole minor units of their own currency,
//! everything else is a [`rust_decimal::Decimal`].

#![deny(clippy::disallowed_types, clippy::disallowed_methods, clippy::float_arithmetic)]

pub mod answer;
pub mod cell;
pub mod change;
pub mod counting_decisions;
pub mod currency;
pub mod devices;
pub mod document;
pub mod earlier;
pub mod fault;
pub mod figure;
pub mod finance;
pub mod governance;
pub mod identifier;
pub mod imported;
pub mod indicator;
pub mod input_file;
pub mod line;
#[expect(clippy::disallowed_types, reason = "likeness of words")]
pub mod nearest;
pub mod obstacle;
pub mod organisation_name;
pub mod pact;
pub mod participant;
pub mod period;
pub mod personal_data;
pub mod place;
pub mod publication;
pub mod published;
pub mod published_before;
pub mod questionnaire;
pub mod quotation;
pub mod rates;
pub mod reading;
mod receipt;
pub mod reconciliation;
pub mod registers;
pub mod results;
pub mod shown_books;
pub mod submission;
pub mod supporting;
pub mod target;
pub mod unused_numbers;
pub mod vocabulary;
pub mod volume;
pub mod year;

pub use answer::{Answer, AnswerState, Value};
pub use cell::{Cell, CellValue, Sheet, Workbook};
pub use currency::{Currency, Money, round_half_even};
pub use document::Document;
pub use fault::{Fault, FaultKind};
pub use figure::{Dimension, Dimensions, Figure, Figures, ObservationStatus, TraceEntry, Unit};
pub use identifier::Identifier;
pub use indicator::Indicator;
pub use input_file::InputFile;
pub use line::{LineOrigin, LineRecord};
pub use obstacle::Obstacle;
pub use pact::Pact;
pub use participant::{Participant, Register, Role};
pub use period::Period;
pub use place::{CellAddress, Place};
pub use publication::{CorrectionWithheld, VolumeProtection};
pub use questionnaire::Questionnaire;
pub use rates::RateHistory;
pub use reading::{PactReading, YearReading};
pub use results::{Coverage, YearResults};
pub use submission::{Return, ReturnVersion};
pub use year::YearSettings;

pub use jiff::civil::Date;
pub use rust_decimal::Decimal;
