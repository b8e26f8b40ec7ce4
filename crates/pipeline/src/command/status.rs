//! `cfit status`, and `cfit` alone: where the year stands, what waits for whom, the next command.

use std::path::Path;

use findings::Severity;
use model::{Date, Identifier};
use serde::Serialize;

use crate::progress::{Progress, Steps};
use crate::workspace::{self, Failure, Workspace};
use crate::year::{ComputedYear, STEPS_A_YEAR, compute, years_computed};

/// What `cfit` has to say.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct StatusOutcome {
    /// The Pact's title.
    pub pact: String,
    /// Whether the workspace is an invented example.
    pub sample: bool,
    /// The year, in full: the newest, or the one asked for; `None` where there is no year.
    pub year: Option<YearStatus>,
    /// All years there are.
    pub years: Vec<i16>,
    /// The command to run next, with why.
    pub next: (String, String),
}

/// Where a year stands.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct YearStatus {
    /// The year.
    pub year: i16,
    /// The reporting period, in words.
    pub period: String,
    /// Day by which returns are due.
    pub deadline: String,
    /// Participants of whom a return is expected.
    pub expected: usize,
    /// Of those, with a return that counts or inside another's.
    pub answered: usize,
    /// Returns that count, of whomever.
    pub returned: usize,
    /// Participants without a return of their own, inside another's.
    pub covered: usize,
    /// Findings of severity error.
    pub errors: usize,
    /// Findings of severity warning.
    pub warnings: usize,
    /// Notes.
    pub notes: usize,
    /// Whether `reports/Y/` was made, and of what is there now.
    pub report: ReportState,
    /// Whether a form of the year lies in `outbox/`.
    pub forms_written: bool,
    /// Everyone in force.
    pub participants: Vec<ParticipantStatus>,
}

/// Whether a report was made.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ReportState {
    /// Not yet.
    None,
    /// Of inputs that have changed since.
    Outdated,
    /// Of the inputs as they are.
    Current,
    /// Of one document alone: the folder holds nothing else.
    Part,
}

/// Where one participant stands.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct ParticipantStatus {
    /// Its id.
    pub participant: Identifier,
    /// Its name.
    pub name: String,
    /// `returned`, `covered`, `exempt`, `joined_too_late`, `left_early`, `waiting` or `late`.
    pub state: String,
    /// The day its return was or is due.
    pub due_on: String,
    /// The day its return, or else anything, was first received.
    pub received_on: Option<String>,
    /// Findings to ask about: errors and warnings.
    pub to_ask: usize,
}

/// Says where the newest year stands (or the one named). Writes nothing.
///
/// # Errors
/// Settings, registers or the questionnaire that cannot be read.
pub fn status(
    root: &Path,
    year: Option<i16>,
    today: Date,
    progress: &mut dyn Progress,
) -> Result<StatusOutcome, Failure> {
    let workspace = workspace::open(root)?;
    let pact = workspace.pact.pact.title.clone();
    let (sample, years) = (workspace.pact.pact.sample, workspace.files.years.clone());
    if years.is_empty() && year.is_none() {
        let why = "there is no year yet: give it a year.toml and a questionnaire.xlsx";
        let next = ("make a folder such as inputs/2026".to_owned(), why.to_owned());
        return Ok(StatusOutcome { pact, sample, year: None, years, next });
    }
    let year = workspace.year(year)?;
    let mut steps = Steps::new(progress, years_computed(&workspace, year).len() * STEPS_A_YEAR);
    let computed = compute(&workspace, year, &mut steps)?;
    let status = year_status(root, &workspace, &computed[&year], today);
    let next = next_command(&status);
    Ok(StatusOutcome { pact, sample, year: Some(status), years, next })
}

fn year_status(
    root: &Path,
    workspace: &Workspace,
    computed: &ComputedYear,
    today: Date,
) -> YearStatus {
    let settings = &computed.reading.settings;
    let coverage = &computed.results.coverage;
    let count = |severity| computed.findings.iter().filter(|f| f.rule.severity == severity).count();
    let participants = coverage.in_force.iter();
    let expected = coverage.expected.len();
    YearStatus {
        year: settings.year,
        period: settings.period.to_string(),
        deadline: settings.deadline.to_string(),
        expected,
        answered: expected - coverage.silent.len(),
        returned: coverage.returned.len(),
        covered: coverage.covered.len(),
        errors: count(Severity::Error),
        warnings: count(Severity::Warning),
        notes: count(Severity::Note),
        report: report_state(root, workspace, settings.year),
        forms_written: coverage
            .expected
            .iter()
            .any(|id| intake::is_there(root, &format!("outbox/{}/{id}.xlsx", settings.year))),
        participants: participants
            .map(|id| participant_status(workspace, computed, id, today))
            .collect(),
    }
}

fn participant_status(
    workspace: &Workspace,
    computed: &ComputedYear,
    id: &Identifier,
    today: Date,
) -> ParticipantStatus {
    let coverage = &computed.results.coverage;
    let due = computed.reading.settings.due_on(id.as_str());
    let state = match () {
        () if coverage.returned.contains(id) => "returned",
        () if coverage.covered.contains(id) => "covered",
        () if coverage.exempt.contains(id) => "exempt",
        () if coverage.joined_too_late.contains(id) => "joined_too_late",
        () if coverage.left_early.contains(id) => "left_early",
        () if today > due => "late",
        () => "waiting",
    };
    let first = computed.reading.first_received(id);
    let to_ask = computed.findings.iter().filter(|finding| {
        finding.participant.as_ref() == Some(id) && finding.rule.severity != Severity::Note
    });
    ParticipantStatus {
        participant: id.clone(),
        name: workspace.pact.register.name(id.as_str()).to_owned(),
        state: state.to_owned(),
        due_on: due.to_string(),
        received_on: first.map(|receipt| receipt.received_on.to_string()),
        to_ask: to_ask.count(),
    }
}

/// Compares the manifest of the report in place with the inputs as they are.
fn report_state(root: &Path, workspace: &Workspace, year: i16) -> ReportState {
    let Some(manifest) = publish::manifest_in_place(&root.join(format!("reports/{year}"))) else {
        return ReportState::None;
    };
    if manifest.options.contains_key("only") {
        return ReportState::Part;
    }
    let now = workspace.files.used(year);
    if manifest.rests_on(&now) { ReportState::Current } else { ReportState::Outdated }
}

/// The next command and why.
fn next_command(status: &YearStatus) -> (String, String) {
    let year = status.year;
    let waiting = status.expected - status.answered;
    let late = status.participants.iter().filter(|row| row.state == "late").count();
    let (command, why) = match status {
        _ if status.answered == 0 && !status.forms_written => {
            (format!("cfit forms --year {year}"), "no return has come in yet".to_owned())
        }
        _ if status.answered == 0 && late > 0 => {
            (format!("cfit remind --year {year}"), format!("{} late", participants_are(late)))
        }
        _ if status.answered == 0 => (
            "cfit receive FILE".to_owned(),
            "the forms are written; take in what comes back".to_owned(),
        ),
        YearStatus { errors, .. } if *errors > 0 => (
            format!("cfit check --year {year}"),
            format!(
                "{errors} {} to be mended or asked about",
                if *errors == 1 { "error is" } else { "errors are" }
            ),
        ),
        YearStatus { report: ReportState::None, .. } => {
            (format!("cfit report --year {year}"), "no report was made yet".to_owned())
        }
        YearStatus { report: ReportState::Part, .. } => (
            format!("cfit report --year {year}"),
            "the folder holds one document alone; this brings everything back".to_owned(),
        ),
        YearStatus { report: ReportState::Outdated, .. } => (
            format!("cfit report --year {year}"),
            "the inputs changed since the report was made".to_owned(),
        ),
        _ if late > 0 => {
            (format!("cfit remind --year {year}"), format!("{} late", participants_are(late)))
        }
        _ if waiting > 0 => (
            "cfit receive FILE".to_owned(),
            format!(
                "{waiting} {} not answered yet; `cfit remind` writes to them",
                if waiting == 1 { "participant has" } else { "participants have" }
            ),
        ),
        _ => (
            format!("cfit check --year {year}"),
            "read the findings once more before you circulate the report".to_owned(),
        ),
    };
    (command, why)
}

fn participants_are(number: usize) -> String {
    if number == 1 { "1 participant is".to_owned() } else { format!("{number} participants are") }
}
