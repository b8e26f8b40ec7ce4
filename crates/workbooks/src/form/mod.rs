//! The form that goes out: one workbook for each participant, laid out so that it can be read back.

mod choices;
mod context;
mod entries;
mod evaluation;
mod expression;
mod group_sheet;
mod identity;
mod language;
mod last_year;
mod lists_sheet;
mod plan;
mod prefilled;
mod progress;
mod question_cells;
mod read_me;
mod repeat_sheet;
#[cfg(test)]
mod tests;
mod validation;

use model::registers::PactOutput;
use model::{Pact, Participant, Period, Questionnaire, Register, Return, YearSettings};
use rust_xlsxwriter::{Workbook, XlsxError};

use crate::error::Error;
use crate::words::fill;
use crate::xlsx::properties;
use context::Context;
pub use entries::{Entries, Entry, EntryPlace, EntryPlaces, Mishaps, beside_row, entry_places};
pub use language::{LanguageFallBack, language_fall_back, language_of_questions};
use plan::Plan;
use progress::Progress;

/// What a form is made from.
pub struct FormInputs<'a> {
    /// The Pact: product groups in scope, titles of the strategies.
    pub pact: &'a Pact,
    /// The year: period, deadline and extensions.
    pub settings: &'a YearSettings,
    /// The questions.
    pub questionnaire: &'a Questionnaire,
    /// Who is asked, as the register has it for the period; `None` for a blank form, which shows what is asked of any
    /// role and names nobody.
    pub participant: Option<&'a Participant>,
    /// The Pact's outputs the guidance questions are about.
    pub outputs: &'a [PactOutput],
    /// Everybody, for the ids that can be chosen as a buyer.
    pub register: &'a Register,
    /// What the participant answered last year.
    pub last_return: Option<&'a Return>,
    /// What was asked last year, for the words of questions that were reworded since; `None` where it is not at hand.
    pub last_questionnaire: Option<&'a Questionnaire>,
    /// The period of last year's form, to tell whether the participant reported for another one; `None` where it is not
    /// at hand.
    pub last_period: Option<Period>,
    /// BCP 47 code of the language to write in. Questions fall back to the questionnaire's first
    /// language, the frame to English.
    pub language: &'a str,
    /// What is entered into it already; `None` for a form that goes out.
    pub entries: Option<&'a Entries>,
    /// What the office fills it in from, where the participant answered in another form; `None` for a form that the
    /// participant fills in.
    pub transcription: Option<&'a FormTranscription<'a>>,
}

/// What a form is filled in from by the office (contract: A return).
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct FormTranscription<'a> {
    /// The letter, scan or note, by its path in the workspace or its name.
    pub from: &'a str,
    /// Who fills it in, as initials or a role; empty: to be filled in.
    pub entered_by: &'a str,
}

/// The workbook a participant fills in (contract: A return), as the bytes of an xlsx file.
///
/// Asked is what the questionnaire asks of the participant's roles on the period's last day and of the
/// scopes the Pact has reached that year. Nothing outside the group `organisation` is filled in
/// beforehand, so that a form nobody touched is told from a return; last year's answers stand beside the
/// cells, never in them. With [`FormInputs::entries`] it is the same workbook as it comes back: filled in.
///
/// # Errors
/// Only where the questionnaire breaks a limit of the file format, such as a text above 32,767 characters.
pub fn form(inputs: &FormInputs) -> Result<Vec<u8>, Error> {
    written(inputs).map_err(|cause| {
        let whose = inputs.participant.map_or("nobody", |own| own.id.as_str());
        Error { workbook: format!("form of {whose}"), cause }
    })
}

fn written(inputs: &FormInputs) -> Result<Vec<u8>, XlsxError> {
    let plan = Plan::of(inputs);
    let context = Context::of(inputs, &plan);
    let progress = Progress::of(&plan, &context);
    let mut workbook = Workbook::new();
    let year = inputs.settings.year.to_string();
    workbook.set_properties(&properties(
        &inputs.pact.title,
        &fill(context.words.title, &[("year", &year)]),
        inputs.settings.period.end,
    )?);
    read_me::write(&mut workbook, &plan, &progress, &context)?;
    for section in &plan.sections {
        if section.section.repeat {
            repeat_sheet::write(&mut workbook, section, &context)?;
        } else {
            group_sheet::write(&mut workbook, section, &progress, &context)?;
        }
    }
    lists_sheet::write(&mut workbook, &plan, &context)?;
    identity::write(&mut workbook, &context)?;
    progress.write(&mut workbook)?;
    workbook.save_to_buffer()
}
