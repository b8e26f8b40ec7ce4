//! `cfit remind`: reminders for those whose return is expected and has not come.

use std::path::Path;

use model::participant::Register;
use model::period::days_between;
use model::{Date, Identifier, Obstacle, Participant};
use render::LetterKind;

use super::forms::{FormsRequest, Whom, forms};
use super::letters::{LetterRequest, Letters, WrittenLetter};
use crate::progress::{Progress, Steps};
use crate::workspace::{self, Failure, Workspace};
use crate::year::{ComputedYear, STEPS_A_YEAR, compute, years_computed};

/// Who is to be reminded.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct RemindRequest {
    /// The year; where none is named, the newest whose period has ended by the day.
    pub year: Option<i16>,
    /// Only these; empty: everybody whose return is expected.
    pub participants: Vec<String>,
    /// The day the reminders are sent.
    pub on: Date,
}

/// What `cfit remind` has to say.
pub struct RemindOutcome {
    /// The year.
    pub year: i16,
    /// The reminders that were written.
    pub written: Vec<WrittenReminder>,
    /// Who gets none, and why.
    pub none: Vec<NotReminded>,
    /// Participants of whom no form lay in the outbox; theirs were written for the reminder.
    pub forms_written: Vec<Identifier>,
    /// Participants whose reminder of an earlier day was taken out of the outbox, since they are to get none now.
    pub taken_back: Vec<Identifier>,
}

/// A reminder that was written.
pub struct WrittenReminder {
    /// The letter.
    pub letter: WrittenLetter,
    /// The participant's name.
    pub name: String,
    /// The day its return is due.
    pub due_on: Date,
    /// Days until then; below zero when it is overdue.
    pub days_left: i32,
}

/// A participant that gets no reminder.
pub struct NotReminded {
    /// Who.
    pub participant: Identifier,
    /// Its name.
    pub name: String,
    /// Why.
    pub why: WhyNot,
}

/// Why a participant gets no reminder.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum WhyNot {
    /// Its return came.
    Returned,
    /// Its figures are inside another's return.
    Covered,
    /// No return is expected of it, by `year.toml`.
    Exempt,
    /// It joined too late to be asked.
    JoinedTooLate,
    /// It left too early to be asked.
    LeftEarly,
    /// The office gave it a later day, which has not come yet.
    ExtendedUntil(Date),
}

/// Writes the reminders into `outbox/Y/reminders/`.
///
/// Who was given a later day gets none before it, unless it is named. The form goes with each once more: the one that
/// lies in the outbox, else it is written first. A reminder that lies there of an earlier day for somebody who is to get
/// none now is taken out, so that nobody sends it.
///
/// # Errors
/// What [`super::status::status`] and [`forms`] refuse; a participant nobody knows; a letter's template that cannot be
/// understood; a disk that is full.
pub fn remind(
    root: &Path,
    request: &RemindRequest,
    progress: &mut dyn Progress,
) -> Result<RemindOutcome, Failure> {
    let workspace = workspace::open(root)?;
    let year = workspace.year_collected(request.year, request.on)?;
    let steps = years_computed(&workspace, year).len() * STEPS_A_YEAR;
    let mut computed = compute(&workspace, year, &mut Steps::new(progress, steps))?;
    let computed = computed.remove(&year).ok_or_else(|| Failure(Vec::new()))?;
    let settings = &computed.reading.settings;
    let (mut due, mut none) = (Vec::new(), Vec::new());
    for participant in asked(&workspace, &computed, &request.participants)? {
        match why_not(participant, &computed, request) {
            None => due.push(participant),
            Some(why) => none.push(NotReminded {
                participant: participant.id.clone(),
                name: participant.name.clone(),
                why,
            }),
        }
    }
    let forms_written = missing_forms(root, year, &due, progress)?;
    let letters = Letters::new(root, &workspace, settings)?;
    let mut steps = Steps::new(progress, due.len());
    let mut written = Vec::new();
    for participant in due {
        steps.next(format!("Writing the reminder for {}", participant.name));
        let due_on = settings.due_on(participant.id.as_str());
        let days_left = days_between(request.on, due_on);
        let form = intake::file(root, &form_path(year, &participant.id))?;
        let letter = letters.write(LetterRequest {
            kind: if days_left < 0 { LetterKind::Overdue } else { LetterKind::Reminder },
            participant,
            language: None,
            form: &form.bytes,
            with_last_year: false,
            days: days_left.abs(),
            path: reminder_path(year, &participant.id),
        })?;
        written.push(WrittenReminder { letter, name: participant.name.clone(), due_on, days_left });
    }
    let stale = none.iter().map(|own| &own.participant);
    let stale = stale.filter(|id| intake::is_there(root, &reminder_path(year, id)));
    let taken_back: Vec<Identifier> = stale.cloned().collect();
    for id in &taken_back {
        publish::take_back(root, &reminder_path(year, id), 1);
    }
    Ok(RemindOutcome { year, written, none, forms_written, taken_back })
}

fn reminder_path(year: i16, participant: &Identifier) -> String {
    format!("outbox/{year}/reminders/{participant}.eml")
}

fn form_path(year: i16, participant: &Identifier) -> String {
    format!("outbox/{year}/{participant}.xlsx")
}

/// The participants named, else all in force in the year.
fn asked<'a>(
    workspace: &'a Workspace,
    computed: &ComputedYear,
    named: &[String],
) -> Result<Vec<&'a Participant>, Failure> {
    let register: &Register = &workspace.pact.register;
    let period = &computed.reading.settings.period;
    if named.is_empty() {
        return Ok(register.all_in_force(period));
    }
    let find = |id: &String| {
        register.in_force(id, period).ok_or_else(|| {
            let what = format!("`{id}` is no participant in force from {period}");
            Failure::from(Obstacle::new(what, "look up the id in inputs/participants.csv"))
        })
    };
    named.iter().map(find).collect()
}

/// Why a participant gets no reminder; `None` for one that does.
fn why_not(
    participant: &Participant,
    computed: &ComputedYear,
    request: &RemindRequest,
) -> Option<WhyNot> {
    let coverage = &computed.results.coverage;
    let id = &participant.id;
    let settings = &computed.reading.settings;
    let due_on = settings.due_on(id.as_str());
    let extended = due_on > settings.deadline && request.on <= due_on;
    match () {
        () if coverage.returned.contains(id) => Some(WhyNot::Returned),
        () if coverage.covered.contains(id) => Some(WhyNot::Covered),
        () if coverage.exempt.contains(id) => Some(WhyNot::Exempt),
        () if coverage.joined_too_late.contains(id) => Some(WhyNot::JoinedTooLate),
        () if coverage.left_early.contains(id) => Some(WhyNot::LeftEarly),
        () if extended && request.participants.is_empty() => Some(WhyNot::ExtendedUntil(due_on)),
        () => None,
    }
}

/// Writes the forms that do not lie in the outbox, and says whose.
fn missing_forms(
    root: &Path,
    year: i16,
    due: &[&Participant],
    progress: &mut dyn Progress,
) -> Result<Vec<Identifier>, Failure> {
    let missing = due.iter().map(|participant| &participant.id);
    let missing: Vec<Identifier> =
        missing.filter(|id| !intake::is_there(root, &form_path(year, id))).cloned().collect();
    if !missing.is_empty() {
        let request = FormsRequest {
            year: Some(year),
            whom: Whom::Participants(missing.iter().map(ToString::to_string).collect()),
            ..FormsRequest::default()
        };
        forms(root, &request, progress)?;
    }
    Ok(missing)
}
