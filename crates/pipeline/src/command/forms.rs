//! `cfit forms`: a workbook for every participant to fill in.

use std::path::Path;

use model::{Identifier, Obstacle, Participant};
use workbooks::FormInputs;

use crate::progress::{Progress, Steps};
use crate::workspace::{self, Failure, Workspace, fault, unwritten};

/// What forms are asked for.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct FormsRequest {
    /// The year; the newest where none is named.
    pub year: Option<i16>,
    /// For whom; empty: for every participant of whom a return is expected or who joins in the year.
    pub participants: Vec<String>,
    /// The language; each participant's own where none is named.
    pub language: Option<String>,
}

/// What `cfit forms` has to say.
pub struct FormsOutcome {
    /// The year.
    pub year: i16,
    /// The forms that were written.
    pub written: Vec<WrittenForm>,
}

/// A form that was written.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct WrittenForm {
    /// For whom.
    pub participant: Identifier,
    /// Where it lies, relative to the workspace.
    pub path: String,
    /// The language it is in.
    pub language: String,
    /// Whether last year's answers stand in it.
    pub with_last_year: bool,
}

/// Writes the forms into `outbox/Y/`.
///
/// # Errors
/// Settings or the questionnaire that cannot be read, a participant nobody knows, a language the
/// questionnaire does not have, a disk that is full.
pub fn forms(
    root: &Path,
    request: &FormsRequest,
    progress: &mut dyn Progress,
) -> Result<FormsOutcome, Failure> {
    let workspace = workspace::open(root)?;
    let year = workspace.year(request.year)?;
    let read = |year| {
        let files = &workspace.files;
        read::year::year_reading(&files.files, &workspace.pact, year, &files.passed_over)
    };
    let data = read(year)?;
    let last = workspace.files.years.contains(&(year - 1));
    let last = last.then(|| read(year - 1)).transpose()?;
    let settings = &data.reading.settings;
    let questionnaire = &data.reading.questionnaire;
    if let Some(language) = &request.language
        && !questionnaire.languages.contains(language)
    {
        let help = format!("choose one of {}", questionnaire.languages.join(", "));
        return Err(Obstacle::new(
            format!("the questionnaire of {year} has no language `{language}`"),
            help,
        )
        .into());
    }
    let recipients = recipients(&workspace, settings, &request.participants)?;
    let mut steps = Steps::new(progress, recipients.len());
    let mut written = Vec::new();
    for participant in recipients {
        steps.next(format!("Writing the form for {}", participant.name));
        let language = language_for(request, questionnaire, participant);
        let last_return = last.as_ref().and_then(|last| last.reading.returns.get(&participant.id));
        // A return without a form answered nothing that could be offered again.
        let last_return = last_return.filter(|own| !own.without_form);
        let bytes = workbooks::form(&FormInputs {
            pact: &workspace.pact.pact,
            settings,
            questionnaire,
            participant,
            outputs: &data.reading.outputs,
            register: &workspace.pact.register,
            last_return,
            language: &language,
            entries: None,
        })
        .map_err(|error| fault("writing a form", error))?;
        let path = format!("outbox/{year}/{}.xlsx", participant.id);
        publish::write_file(&root.join(&path), &bytes)
            .map_err(|error| unwritten(&error, &kept(&written, year)))?;
        let with_last_year = last_return.is_some();
        written.push(WrittenForm {
            participant: participant.id.clone(),
            path,
            language,
            with_last_year,
        });
    }
    Ok(FormsOutcome { year, written })
}

/// What was written before the disk refused.
fn kept(written: &[WrittenForm], year: i16) -> String {
    match written.len() {
        0 => "no form was written".to_owned(),
        1 => format!("the form written before it in outbox/{year}/ is complete"),
        number => format!("the {number} forms written before it in outbox/{year}/ are complete"),
    }
}

/// The participants forms go to: those named, else all in force and not exempt.
fn recipients<'a>(
    workspace: &'a Workspace,
    settings: &model::YearSettings,
    named: &[String],
) -> Result<Vec<&'a Participant>, Failure> {
    let register = &workspace.pact.register;
    if named.is_empty() {
        let in_force = register.all_in_force(&settings.period);
        return Ok(in_force
            .into_iter()
            .filter(|row| !settings.is_exempt(row.id.as_str()))
            .collect());
    }
    let find = |id: &String| {
        register.in_force(id, &settings.period).ok_or_else(|| {
            Obstacle::new(
                format!("`{id}` is no participant in force from {}", settings.period),
                "look up the id in inputs/participants.csv",
            )
            .into()
        })
    };
    named.iter().map(find).collect()
}

/// The language asked for, else the participant's own if the questionnaire has it, else the default.
fn language_for(
    request: &FormsRequest,
    questionnaire: &model::Questionnaire,
    participant: &Participant,
) -> String {
    let own = Some(&participant.language).filter(|own| questionnaire.languages.contains(own));
    let default = questionnaire.languages.first();
    request.language.as_ref().or(own).or(default).cloned().unwrap_or_else(|| "en".to_owned())
}
