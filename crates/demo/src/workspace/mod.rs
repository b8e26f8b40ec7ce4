//! The files of the workspace of an invented pact (contract: Settings and registers, A year, A return).
//!
//! They come in two parts, so that never more than one return's files are in memory: [`office_files`] are the
//! office's own, few and small; [`return_files`] those of one participant and year. A form is made from the
//! questionnaire as the program reads it, which the caller gives back in a [`Ground`].

mod coding;
mod entries;
mod last_return;
mod money;
mod read_me;
mod registers;
mod returns;
mod settings;
mod shipped;
mod slipped;
mod table;
#[cfg(test)]
pub(crate) mod testing;
#[cfg(test)]
mod tests;

use crate::pact::{InventedPact, PactYear};
use crate::questionnaire;

pub(crate) use returns::return_files_with;
pub use returns::{Ground, ReturnFiles, return_files};

/// A file of the workspace.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct WorkspaceFile {
    /// Its path in the workspace, with `/` between folders.
    pub path: String,
    /// What it holds.
    pub bytes: Vec<u8>,
}

/// Why a file could not be made. An invented pact that keeps to its own rules never meets one.
#[derive(Debug)]
pub enum Error {
    /// A workbook breaks a limit of the file format.
    Workbook(workbooks::Error),
    /// A return answers what its form does not ask.
    NotAsked {
        /// Whose return.
        participant: String,
        /// The year.
        year: i16,
        /// Section and question of each answer.
        answers: Vec<(String, String)>,
    },
    /// A return of an organisation that is not in the Pact on the period's last day.
    NotInForce {
        /// Whose return.
        participant: String,
        /// The year.
        year: i16,
    },
}

impl std::fmt::Display for Error {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Error::Workbook(error) => error.fmt(f),
            Error::NotAsked { participant, year, answers } => {
                let answers: Vec<String> =
                    answers.iter().map(|(section, name)| format!("{section}.{name}")).collect();
                let answers = answers.join(", ");
                write!(
                    f,
                    "the return of `{participant}` for {year} answers what it is not asked: {answers}"
                )
            }
            Error::NotInForce { participant, year } => {
                write!(f, "`{participant}` has a return for {year}, but is not in the Pact then")
            }
        }
    }
}

impl std::error::Error for Error {}

impl From<workbooks::Error> for Error {
    fn from(error: workbooks::Error) -> Self {
        Error::Workbook(error)
    }
}

/// Everything in the workspace but the folders of returns, of a pact in which nothing is wrong. `command` is the
/// command that makes the pact again, as it stands in the workspace's README.
///
/// # Errors
/// Where a text breaks a limit of the file format of workbooks.
pub fn office_files(pact: &InventedPact, command: &str) -> Result<Vec<WorkspaceFile>, Error> {
    office_files_with(pact, command, Mistakes::None)
}

/// Whether mistakes are in a workspace, as its README says.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Mistakes {
    /// Nothing is wrong.
    None,
    /// Mistakes were planted, and are listed.
    Planted,
}

/// The same where mistakes may be in it.
pub(crate) fn office_files_with(
    pact: &InventedPact,
    command: &str,
    mistakes: Mistakes,
) -> Result<Vec<WorkspaceFile>, Error> {
    let mut files = vec![read_me::read_me(pact, command, mistakes)];
    files.extend(shipped::files());
    files.extend(registers::of_the_pact(pact));
    for (index, year) in pact.years.iter().enumerate() {
        files.extend(of_a_year(pact, index, year)?);
    }
    Ok(files)
}

fn of_a_year(
    pact: &InventedPact,
    index: usize,
    year: &PactYear,
) -> Result<Vec<WorkspaceFile>, Error> {
    let mut files = vec![
        in_year(year, "year.toml", settings::year_toml(pact, index).into_bytes()),
        in_year(year, "questionnaire.xlsx", questionnaire::workbook(year)?),
        registers::outputs(year),
        registers::received(year),
    ];
    files.extend(year.registers.iter().map(|register| registers::as_it_stands(year, register)));
    for (name, text) in &year.narrative {
        files.push(in_year(year, &format!("narrative/{name}"), text.clone().into_bytes()));
    }
    if !year.coding.is_empty() {
        files.push(coding::coding(year)?);
    }
    files.extend(money::finance(year));
    Ok(files)
}

/// A file of a year's folder.
fn in_year(year: &PactYear, name: &str, bytes: Vec<u8>) -> WorkspaceFile {
    WorkspaceFile { path: year_path(year, name), bytes }
}

/// The path of a file in a year's folder.
fn year_path(year: &PactYear, name: &str) -> String {
    format!("inputs/{}/{name}", year.year)
}
