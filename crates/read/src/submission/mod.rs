//! A return as a workbook to a return as answers.
//!
//! In: the flat cells of a file in a participant's folder, and the questionnaire it answers. Out: a
//! [`Return`] with the address of every answer, and a [`Fault`] for whatever could not be taken as it
//! stands. Sections are found by the hidden names the forms carry, wherever people moved them, and by
//! titles and labels where those are gone (contract: A return). It refuses to guess: a cell that can be read
//! two ways is left unread and named.

mod applies;
mod carried;
mod choice;
mod claims;
mod contacts;
mod copies;
mod corrected_ticks;
mod corrections;
mod day_answer;
mod evidence;
mod group_sheet;
mod identity;
mod layout;
mod line_doubts;
mod lines;
mod merged;
mod number_answer;
mod organisation;
mod reader;
mod register_names;
mod repeat_sheet;
mod row_currency;
mod row_signs;
mod rows;
mod singles;
mod stray;
#[cfg(test)]
pub(crate) mod tests;
mod ticks;
mod value;

use model::governance::Correction;
use model::participant::Role;
use model::registers::PactOutput;
use model::{
    Date, Fault, FaultKind, Identifier, Pact, Place, Questionnaire, Register, Return, Workbook,
    YearSettings,
};

pub use carried::LastYear;
pub use claims::{Claims, claims, form_claims};
pub(crate) use corrections::{at_its_correction, not_applied};
pub use lines::procurement_lines;
use reader::Reader;

/// What a return is read against.
#[derive(Clone, Copy)]
pub struct SubmissionInputs<'a> {
    /// The file, as flat cells.
    pub workbook: &'a Workbook,
    /// The year's questionnaire.
    pub questionnaire: &'a Questionnaire,
    /// The folder it lies in.
    pub participant: &'a Identifier,
    /// The participant's roles on the period's last day.
    pub roles: &'a [Role],
    /// The year.
    pub settings: &'a YearSettings,
    /// Product groups and their first years in scope.
    pub pact: &'a Pact,
    /// Every participant, for questions that are answered with one.
    pub register: &'a Register,
    /// The Pact's outputs, for the questions about them.
    pub outputs: &'a [PactOutput],
    /// The day the file was received; what `today()` stands for. `None`: the day it was due.
    pub received_on: Option<Date>,
    /// The office's corrections of this participant's answers.
    pub corrections: &'a [Correction],
}

/// What came of reading one return.
#[derive(Clone, PartialEq, Debug)]
pub struct SubmissionReading {
    /// The return; `None` where the file cannot be used, and a fault says why.
    pub result: Option<Return>,
    /// Nobody filled it in: no answer outside the group `organisation` and no row in any repeat.
    pub empty: bool,
    /// Whether the participant asks in it for its volume to be withheld; it does so whether or not the rest can be used.
    pub protect_volume: bool,
    /// What could not be taken as it stands, in the order of the questionnaire.
    pub faults: Vec<Fault>,
    /// What became of each correction, in their order: the cell it was laid over, or why not.
    pub corrections: Vec<Result<Place, Fault>>,
}

impl SubmissionReading {
    fn unusable(faults: Vec<Fault>) -> Self {
        Self { result: None, empty: false, protect_volume: false, faults, corrections: Vec::new() }
    }
}

/// Reads a return.
///
/// Another participant's form, another year's, and a workbook in which nothing of the form is recognised are
/// not read at all. Every question outside repeats has an answer, be it "not asked"; every row of a repeat
/// that holds anything has one for every column. Corrections are laid over first: a corrected answer is read as
/// if it had been typed, at the cell it corrects.
pub fn submission(inputs: &SubmissionInputs<'_>) -> SubmissionReading {
    submission_after(inputs, None)
}

/// Reads a return beside last year's: answers marked "as last year" are held against what was answered then. Without
/// it, as in [`submission`], what the form shows of last year is all there is.
pub(crate) fn submission_after(
    inputs: &SubmissionInputs<'_>,
    last: Option<LastYear<'_>>,
) -> SubmissionReading {
    if inputs.corrections.is_empty() {
        return as_it_stands(inputs, last, &[]);
    }
    let (workbook, corrections) = corrections::overlaid(inputs);
    let corrected = SubmissionInputs { workbook: &workbook, ..*inputs };
    let cells: Vec<&Place> = corrections.iter().flatten().collect();
    let reading = as_it_stands(&corrected, last, &cells);
    SubmissionReading { corrections, ..reading }
}

/// Reads a return; `corrected` are the cells that the office laid its corrections over.
fn as_it_stands<'a>(
    inputs: &'a SubmissionInputs<'a>,
    last: Option<LastYear<'a>>,
    corrected: &[&Place],
) -> SubmissionReading {
    let identity = identity::identity(inputs.workbook);
    let mut reader = Reader::new(inputs, identity.language.as_deref());
    reader.last = last;
    if let Some(fault) = identity::another_form(&identity, &reader) {
        return SubmissionReading::unusable(vec![fault]);
    }
    let layout = layout::layout(&reader);
    if layout.is_empty() {
        return SubmissionReading::unusable(vec![not_our_form(&reader)]);
    }
    reader.look_at(&layout, corrected);
    layout::missing_sheets(&layout, &mut reader);
    let answers = singles::answers(&layout, &mut reader);
    let rows = rows::rows(&layout, &answers, &mut reader);
    let has_purchases = rows.get("procurement").is_some_and(|rows| !rows.is_empty());
    let organisation = organisation::organisation(&answers, has_purchases, &mut reader);
    if let Some(fault) = organisation::of_another(&answers, &organisation, &reader) {
        // Another participant's wishes are asked for in its own form.
        let own = fault.kind == FaultKind::PeriodInAnotherYear;
        let protect_volume = own && organisation.protect_volume;
        return SubmissionReading { protect_volume, ..SubmissionReading::unusable(vec![fault]) };
    }
    if identity.participant.is_none() {
        organisation::nobodys_id(&answers, &mut reader);
    }
    stray::stray(&layout, &mut reader);
    contacts::take_out(&layout, &mut reader);
    let transcription = identity::transcription(&identity, &mut reader);
    let result = Return {
        participant: inputs.participant.clone(),
        year: inputs.settings.year,
        path: inputs.workbook.path.clone(),
        organisation,
        answers,
        rows,
        provisional: transcription.as_ref().is_some_and(|own| own.confirmed_on.is_none()),
        transcription,
        without_form: false,
    };
    let marks = |fault: &Fault| fault.kind == FaultKind::MarkNotUnderstood;
    let empty = is_empty(&result, inputs.questionnaire) && !reader.faults.iter().any(marks);
    SubmissionReading {
        faults: match empty {
            true => only_empty(&reader),
            false => reader.faults,
        },
        empty,
        protect_volume: result.organisation.protect_volume,
        result: Some(result),
        corrections: Vec::new(),
    }
}

/// Whether nothing was answered: what the form came with stands in `organisation` alone.
fn is_empty(read: &Return, questionnaire: &Questionnaire) -> bool {
    use model::AnswerState::{Given, NotApplicable, Unreadable};
    let mut sections = questionnaire.sections.iter().filter(|section| !section.repeat);
    let answered = sections.any(|section| {
        let answered = |answer: &model::Answer| {
            answer.carried || matches!(answer.state, Given(_) | NotApplicable | Unreadable)
        };
        section.name != "organisation"
            && section.questions.iter().any(|q| answered(read.answer(&q.name)))
    });
    !answered && read.rows.values().all(Vec::is_empty)
}

/// An empty return has one fault, not one for each required answer.
fn only_empty(reader: &Reader<'_>) -> Vec<Fault> {
    let mut fault = reader.file_fault(FaultKind::EmptyReturn);
    fault.expected = "answers beside those the form came with".to_owned();
    vec![fault]
}

fn not_our_form(reader: &Reader<'_>) -> Fault {
    let mut fault = reader.file_fault(FaultKind::NotOurForm);
    let titles = reader.inputs.workbook.sheets.iter().map(|s| s.title.as_str());
    fault.raw = titles.collect::<Vec<_>>().join(", ");
    fault.expected = "the form that was sent out, with its sheets filled in".to_owned();
    fault
}

/// Where a fault of the whole file stands.
fn file_place(workbook: &Workbook) -> Place {
    Place::file(workbook.path.as_str())
}
