//! The order of the stages for each command, and nothing else.
//!
//! In: the folder of a workspace and what the command was asked for. Out: what the command has to say,
//! as values; what it writes goes through `publish`. It refuses to compute, to judge and to draw.

mod command;
mod progress;
mod workspace;
mod year;

pub use command::check::{CheckOutcome, check};
pub use command::demo::{DemoOutcome, DemoRequest, demo};
pub use command::figures::figures;
pub use command::forms::{FormsOutcome, FormsRequest, WrittenForm, forms};
pub use command::report::{ReportOutcome, report};
pub use command::status::{ParticipantStatus, ReportState, StatusOutcome, YearStatus, status};
pub use progress::{Progress, Step};
pub use workspace::Failure;

/// Every indicator, by family.
pub fn indicators() -> Vec<&'static model::Indicator> {
    aggregate::INDICATORS.iter().chain(finance::INDICATORS).collect()
}

pub use check::{RULES, Rule, SECTIONS, rule};
