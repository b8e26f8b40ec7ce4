//! A workspace that was opened: its files and what holds for every year.

use std::path::Path;

use intake::WorkspaceFiles;
use model::{Date, Obstacle, PactReading};

/// Why a command could not be done: one or more obstacles, each with what to change.
#[derive(Debug)]
pub struct Failure(pub Vec<Obstacle>);

impl From<Obstacle> for Failure {
    fn from(obstacle: Obstacle) -> Self {
        Self(vec![obstacle])
    }
}

impl From<Vec<Obstacle>> for Failure {
    fn from(obstacles: Vec<Obstacle>) -> Self {
        Self(obstacles)
    }
}

/// A fault of the program itself, as an obstacle.
pub(crate) fn fault(doing: &str, error: impl std::fmt::Display) -> Failure {
    let help = "this is a fault of the program: report it with the message above; the last complete report is untouched";
    Failure::from(Obstacle::new(format!("{doing} failed: {error}"), help))
}

/// What could not be written, as an obstacle; `kept` says what there is all the same.
pub(crate) fn unwritten(error: &publish::Error, kept: &str) -> Failure {
    let help = format!("{}; {kept}", error.help());
    Failure::from(Obstacle::new(error.to_string(), help))
}

/// A file's name as it is typed into a command: in quotation marks where it has more than letters and digits.
pub(crate) fn in_a_command(path: &str) -> String {
    let plain = |letter: char| letter.is_alphanumeric() || "/\\.:_-+".contains(letter);
    let path: String = path.chars().filter(|letter| !letter.is_control()).collect();
    if path.chars().all(plain) { path } else { format!("\"{path}\"") }
}

/// A workspace that was opened.
pub(crate) struct Workspace {
    pub(crate) files: WorkspaceFiles,
    pub(crate) pact: PactReading,
}

/// Opens a workspace: takes in its files and reads what holds for every year.
pub(crate) fn open(root: &Path) -> Result<Workspace, Failure> {
    let files = intake::workspace(root)?;
    let pact = read::year::pact_reading(&files.files, &files.passed_over)?;
    if files.is_source_tree && !pact.pact.sample {
        let obstacle = Obstacle::new(
            "this is the source folder of cfit, whose example workspace is invented; real returns do not belong here",
            "keep your own workspace in a folder of its own and name it with --workspace, or set `sample = true` in inputs/pact.toml if everything in it is invented",
        );
        return Err(obstacle.at("inputs/pact.toml").into());
    }
    Ok(Workspace { files, pact })
}

impl Workspace {
    /// What the returns of a year are read by.
    pub(crate) fn form(&self, year: i16) -> Result<read::year::YearForm, Vec<Obstacle>> {
        read::year::year_form(&self.files.files, &self.pact, year, &self.files.passed_over)
    }

    /// The templates: those shipped, with the workspace's own laid over them.
    pub(crate) fn templates(&self) -> Result<render::Templates, Obstacle> {
        let mut templates = render::shipped_templates();
        templates.extend(self.files.templates()?);
        Ok(templates)
    }

    /// The year asked for, else the one whose returns come in on a day: the newest whose period has ended by then, or the
    /// newest there is where none has. A year that was opened for what comes next is not it.
    pub(crate) fn year_collected(&self, asked: Option<i16>, day: Date) -> Result<i16, Failure> {
        let newest = self.year(asked)?;
        if asked.is_some() {
            return Ok(newest);
        }
        for year in self.files.years.iter().rev() {
            if self.form(*year)?.settings.period.end <= day {
                return Ok(*year);
            }
        }
        Ok(newest)
    }

    /// The year asked for, or the newest there is.
    pub(crate) fn year(&self, asked: Option<i16>) -> Result<i16, Failure> {
        let years = &self.files.years;
        let listed = || years.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
        match (asked, years.last()) {
            (Some(year), _) if years.contains(&year) => Ok(year),
            (None, Some(newest)) => Ok(*newest),
            (None, None) => Err(Obstacle::new(
                "there is no year in this workspace",
                "make a folder such as inputs/2026 with a year.toml and a questionnaire.xlsx",
            )
            .into()),
            (Some(year), Some(_)) => Err(Obstacle::new(
                format!("there is no folder inputs/{year}"),
                format!("the years in this workspace are {}; choose one with --year", listed()),
            )
            .into()),
            (Some(year), None) => Err(Obstacle::new(
                format!("there is no folder inputs/{year}, nor any other year"),
                format!("make inputs/{year} with a year.toml and a questionnaire.xlsx"),
            )
            .into()),
        }
    }
}
