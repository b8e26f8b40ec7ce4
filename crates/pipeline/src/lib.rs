//! The order of the stages for each command, and nothing else.
//!
//! In: the folder of a workspace and what the command was asked for. Out: what the command has to say,
//! as values; what it writes goes through `publish`. It refuses to compute, to judge and to draw.

#![deny(clippy::disallowed_types, clippy::disallowed_methods, clippy::float_arithmetic)]

mod command;
mod progress;
mod unread;
mod workspace;
mod year;

pub use command::check::{CheckOutcome, check};
pub use command::demo::{DemoOutcome, DemoRequest, demo};
pub use command::explain::{
    AtLastRate, Beside, CellExplanation, ChangeOfParticipant, Choice, ConvertedSum, CorrectionNote,
    CutCodes, Definition, Division, Explained, FigureExplanation, FigureOfCell, ForOthers, Key,
    Largest, OfParticipant, OneCell, Part, Quotient, RatesOfYears, Reason, Row, SourceCell,
    explain, explain_all, explain_cells,
};
pub use command::figures::{YearFigures, figures};
pub use command::forms::{
    AnsweredFile, FormsOutcome, FormsRequest, KeptForm, NoForm, Whom, WhyKept, WrittenForm, forms,
};
pub use command::import::{
    ImportOutcome, ImportRequest, ImportedReturn, SubmissionLeftOut, import, propose_survey_map,
};
pub use command::letters::WrittenLetter;
pub use command::new_year::{LookAt, NewYearOutcome, new_year};
pub use command::receive::{
    Fate, InPlace, Kind, OfferedOutcome, ReceiveOutcome, ReceiveRequest, receive,
};
pub use command::remind::{
    NotReminded, RemindOutcome, RemindRequest, WhyNot, WrittenReminder, remind,
};
pub use command::report::{ReportOutcome, ReportParts, report};
pub use command::status::{ParticipantStatus, ReportState, StatusOutcome, YearStatus, status};
pub use progress::{Progress, Step};
pub use workspace::Failure;

/// Every indicator, by family.
pub fn indicators() -> Vec<&'static model::Indicator> {
    aggregate::INDICATORS.iter().chain(finance::INDICATORS).collect()
}

pub use check::{RULES, Rule, SECTIONS, rule};
