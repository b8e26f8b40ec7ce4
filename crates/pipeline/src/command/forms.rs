//! `cfit forms`: a workbook for every participant to fill in; one to show; one to transcribe an answer into.

mod outbox;
mod recipients;
mod transcription;

use std::path::Path;

use model::{Identifier, Participant, YearReading};
use read::year::YearForm;
use render::LetterKind;
use workbooks::{FormInputs, FormTranscription, LanguageFallBack};

pub use transcription::AnsweredFile;

use super::letters::{LetterRequest, Letters, WrittenLetter};
use super::remind::WhyNot;
use crate::progress::{Progress, Steps};
use crate::workspace::{self, Failure, Workspace, fault, unwritten};
use crate::year::reading;

/// What forms are asked for.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct FormsRequest {
    /// The year; the newest where none is named.
    pub year: Option<i16>,
    /// For whom.
    pub whom: Whom,
    /// The language; each participant's own where none is named.
    pub language: Option<String>,
}

/// For whom forms are made.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Whom {
    /// For these participants, by id; empty: for every participant of whom a return is expected.
    Participants(Vec<String>),
    /// For nobody in particular: a form to show, to discuss and to print, in every language of the questionnaire.
    Nobody,
    /// For the office, which fills it in from what a participant sent in another form.
    Office(AnsweredFile),
}

impl Default for Whom {
    fn default() -> Self {
        Self::Participants(Vec::new())
    }
}

/// What `cfit forms` has to say.
pub struct FormsOutcome {
    /// The year.
    pub year: i16,
    /// The forms that were written.
    pub written: Vec<WrittenForm>,
    /// Forms that lay in the outbox and were not written over.
    pub kept: Vec<KeptForm>,
    /// Participants in force to whom no form goes unless they are named, and why.
    pub none: Vec<NoForm>,
}

/// A form that lay in the outbox and was not written over; its letter was left as well.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct KeptForm {
    /// Whose it is.
    pub participant: Identifier,
    /// Where it lies, relative to the workspace.
    pub path: String,
    /// Why it was kept.
    pub why: WhyKept,
}

/// Why a form was not written over.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum WhyKept {
    /// Something was filled in since it was written.
    FilledIn,
    /// It cannot be looked into, as behind a password.
    Unreadable,
}

/// A participant that gets no form.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct NoForm {
    /// Who.
    pub participant: Identifier,
    /// Its name.
    pub name: String,
    /// Why: exempt, joined too late, or left too early.
    pub why: WhyNot,
}

/// A form that was written.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct WrittenForm {
    /// For whom; `None` for a form for nobody in particular.
    pub participant: Option<Identifier>,
    /// Where it lies, relative to the workspace.
    pub path: String,
    /// The language of its questions.
    pub language: String,
    /// What of it is not in the language it was asked for in.
    pub fall_back: Option<LanguageFallBack>,
    /// Whether last year's answers stand in it.
    pub with_last_year: bool,
    /// What it is to be filled in from by the office.
    pub transcribes: Option<String>,
    /// The covering letter, of a form that is sent to a participant.
    pub letter: Option<WrittenLetter>,
    /// Where the covering letter lies that was reworded by hand and is therefore kept, with the form it had.
    pub letter_kept: Option<String>,
}

/// A form to be written.
struct Planned<'a> {
    participant: Option<&'a Participant>,
    language: String,
    path: String,
    transcription: Option<FormTranscription<'a>>,
}

/// What became of a form.
enum Done {
    Written(WrittenForm),
    Kept(KeptForm),
}

/// What forms are made from.
struct Ground<'a> {
    workspace: &'a Workspace,
    /// What the year asks.
    form: &'a YearForm,
    /// What was answered the year before, where the workspace has it.
    last: Option<&'a YearReading>,
    letters: Letters<'a>,
    /// The language asked for; that of each participant and its contacts where none is.
    asked: Option<&'a str>,
}

/// Writes the forms into `outbox/Y/`, and beside each its covering letter.
///
/// Without names they go to those of whom a return is expected. A form that was filled in where it lies, and a letter
/// that was reworded there, are kept.
///
/// # Errors
/// Settings or the questionnaire that cannot be read, a participant nobody knows, a language the
/// questionnaire does not have, a file to transcribe of which it cannot be told whose it is, a form for transcribing
/// it that is there already, a disk that is full.
pub fn forms(
    root: &Path,
    request: &FormsRequest,
    progress: &mut dyn Progress,
) -> Result<FormsOutcome, Failure> {
    let workspace = workspace::open(root)?;
    let year = workspace.year(transcription::year(request)?)?;
    let files = &workspace.files;
    let form = read::year::year_form(&files.files, &workspace.pact, year, &files.passed_over)?;
    let last = files.years.contains(&(year - 1)).then(|| reading(&workspace, year - 1));
    let last = last.transpose()?.map(|last| last.reading);
    let ground = Ground {
        workspace: &workspace,
        form: &form,
        last: last.as_ref(),
        letters: Letters::new(root, &workspace, &form.settings)?,
        asked: request.language.as_deref(),
    };
    let planned = planned(request, &ground)?;
    let mut steps = Steps::new(progress, planned.len());
    let none = match &request.whom {
        Whom::Participants(named) if named.is_empty() => recipients::not_asked(&ground),
        _ => Vec::new(),
    };
    let mut outcome = FormsOutcome { year, written: Vec::new(), kept: Vec::new(), none };
    for form in planned {
        let whom = form.participant.map_or("nobody in particular", |own| &own.name);
        steps.next(format!("Writing the form for {whom}"));
        match one(root, &form, &ground, &kept(&outcome.written, year))? {
            Done::Written(own) => outcome.written.push(own),
            Done::Kept(own) => outcome.kept.push(own),
        }
    }
    Ok(outcome)
}

/// The forms to be written.
fn planned<'a>(
    request: &'a FormsRequest,
    ground: &Ground<'a>,
) -> Result<Vec<Planned<'a>>, Failure> {
    let form = &ground.form.questionnaire;
    let year = ground.form.settings.year;
    let asked = recipients::language_asked_for(request.language.as_deref(), form)?;
    let of = |participant: &'a Participant| asked.clone().unwrap_or(participant.language.clone());
    match &request.whom {
        Whom::Nobody => {
            let languages = asked.map_or_else(|| form.languages.clone(), |asked| vec![asked]);
            let blank = |language: String| Planned {
                participant: None,
                path: format!("outbox/{year}/blank-form.{language}.xlsx"),
                language,
                transcription: None,
            };
            Ok(languages.into_iter().map(blank).collect())
        }
        Whom::Participants(named) => {
            let recipients = recipients::recipients(ground, named)?;
            let form = |participant: &'a Participant| Planned {
                participant: Some(participant),
                language: of(participant),
                path: format!("outbox/{year}/{}.xlsx", participant.id),
                transcription: None,
            };
            Ok(recipients.into_iter().map(form).collect())
        }
        Whom::Office(file) => {
            let participant = recipients::named(ground, &transcription::sender(file)?)?;
            let transcription =
                FormTranscription { from: &file.shown, entered_by: &file.entered_by };
            Ok(vec![Planned {
                participant: Some(participant),
                language: of(participant),
                path: format!("outbox/{year}/{}.transcription.xlsx", participant.id),
                transcription: Some(transcription),
            }])
        }
    }
}

/// Writes one form.
fn one(root: &Path, form: &Planned, ground: &Ground, kept: &str) -> Result<Done, Failure> {
    let last_return = form.participant.and_then(|own| {
        let last = ground.last?.returns.get(&own.id)?;
        // A return without a form answered nothing that could be offered again.
        (!last.without_form).then_some(last)
    });
    let inputs = FormInputs {
        pact: &ground.workspace.pact.pact,
        settings: &ground.form.settings,
        questionnaire: &ground.form.questionnaire,
        participant: form.participant,
        outputs: &ground.form.outputs,
        register: &ground.workspace.pact.register,
        last_return,
        last_questionnaire: ground.last.map(|last| &last.questionnaire),
        last_period: ground.last.map(|last| last.settings.period),
        language: &form.language,
        entries: None,
        transcription: form.transcription.as_ref(),
    };
    let bytes = workbooks::form(&inputs).map_err(|error| fault("writing a form", error))?;
    if form.transcription.is_some() {
        // The office may have typed hours of work into the one that is there.
        let is_new = publish::write_new_file(root, &form.path, &bytes);
        if !is_new.map_err(|error| unwritten(&error, kept))? {
            return Err(transcription::is_there(&form.path).into());
        }
    } else {
        if let Some(own) = form.participant
            && let Some(lies) = outbox::kept(root, (&own.id, &form.path), &bytes, ground)?
        {
            return Ok(Done::Kept(lies));
        }
        publish::write_file(root, &form.path, &bytes).map_err(|error| unwritten(&error, kept))?;
    }
    let fall_back = workbooks::language_fall_back(&inputs);
    let own_code = workbooks::language_of_questions(inputs.questionnaire, &form.language);
    let (letter, letter_kept) = match (form.participant, &form.transcription) {
        (Some(own), None) => letter(root, (form, own), ground, (&bytes, last_return.is_some()))?,
        _ => (None, None),
    };
    Ok(Done::Written(WrittenForm {
        participant: form.participant.map(|own| own.id.clone()),
        path: form.path.clone(),
        language: match &fall_back {
            Some(fall_back) => fall_back.questions.clone(),
            None => own_code.unwrap_or(&form.language).to_owned(),
        },
        fall_back,
        with_last_year: last_return.is_some(),
        transcribes: form.transcription.map(|own| own.from.to_owned()),
        letter,
        letter_kept,
    }))
}

/// Writes the covering letter of a form; where it lies instead, if it was reworded by hand.
fn letter(
    root: &Path,
    (form, participant): (&Planned, &Participant),
    ground: &Ground,
    (bytes, with_last_year): (&[u8], bool),
) -> Result<(Option<WrittenLetter>, Option<String>), Failure> {
    let path = outbox::letter_beside(&form.path);
    if outbox::is_reworded(root, &path)? {
        return Ok((None, Some(path)));
    }
    let written = ground.letters.write(LetterRequest {
        kind: LetterKind::Form,
        participant,
        language: ground.asked,
        form: bytes,
        with_last_year,
        days: 0,
        path,
    })?;
    Ok((Some(written), None))
}

/// What was written before the disk refused.
fn kept(written: &[WrittenForm], year: i16) -> String {
    match written.len() {
        0 => "no form was written".to_owned(),
        1 => format!("the form written before it in outbox/{year}/ is complete"),
        number => format!("the {number} forms written before it in outbox/{year}/ are complete"),
    }
}
