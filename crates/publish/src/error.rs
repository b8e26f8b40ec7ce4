//! What can go wrong on the way to the disk.

use std::io;
use std::path::Path;

/// Why something could not be published.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The disk has no room.
    #[error("the disk is full: `{path}` could not be written")]
    DiskFull {
        /// The file or folder.
        path: String,
    },
    /// The folder or file may not be written.
    #[error("`{path}` may not be written")]
    NotAllowed {
        /// The file or folder.
        path: String,
    },
    /// A link leads out of the workspace, and nothing is written through it.
    #[error("`{path}` is a link that leads out of the workspace, and nothing is written there")]
    LeadsOut {
        /// The link, relative to the workspace.
        path: String,
    },
    /// Any other fault of the disk.
    #[error("`{path}` could not be written: {source}")]
    Disk {
        /// The file or folder.
        path: String,
        /// What the system says.
        source: io::Error,
    },
    /// Another run is writing to the same place.
    #[error("another run is writing `{path}`")]
    Busy {
        /// The folder.
        path: String,
    },
    /// Something that is no folder stands where the folder goes.
    #[error("`{path}` is a file, but a folder is to be written there")]
    NotAFolder {
        /// Where.
        path: String,
    },
    /// A folder that is to be new has something in it.
    #[error("the folder `{path}` is not empty")]
    NotEmpty {
        /// The folder.
        path: String,
    },
    /// A name that some systems cannot have, or that leads out of the folder; a fault of the program.
    #[error("`{path}` is no name for a file that is written: {problem}")]
    BadName {
        /// The name.
        path: String,
        /// What is wrong with it.
        problem: &'static str,
    },
    /// Two files of one name; a fault of the program.
    #[error("`{path}` is to be written twice, with different contents")]
    TwoContents {
        /// The name.
        path: String,
    },
    /// The office keeps a register as a workbook, into which nothing is written.
    #[error("`{path}` is a workbook, into which this program writes nothing; to be typed there by hand: {}", rows.join("; "))]
    RegisterIsWorkbook {
        /// The workbook.
        path: String,
        /// What is to be typed there, a text a row: `column: text, column: text`.
        rows: Vec<String>,
    },
    /// A register that rows cannot be added to.
    #[error("`{path}` cannot be added to: {problem}")]
    RegisterUnfit {
        /// The register.
        path: String,
        /// What is wrong with it.
        problem: String,
        /// What to do about it.
        help: &'static str,
    },
    /// The column engine refused; a fault of the program.
    #[error("the table `{table}` could not be written as Parquet: {source}")]
    Parquet {
        /// The table.
        table: String,
        /// Why.
        source: tables::Error,
    },
}

impl Error {
    /// What a fault of the disk means for the person at the screen.
    pub(crate) fn disk(path: &Path, source: io::Error) -> Self {
        let shown = |path: &Path| path.display().to_string();
        match source.kind() {
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => {
                Error::DiskFull { path: shown(path) }
            }
            io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => {
                Error::NotAllowed { path: shown(path) }
            }
            io::ErrorKind::AlreadyExists | io::ErrorKind::NotADirectory => {
                let mut above = path.ancestors();
                match above.find(|folder| folder.is_file()) {
                    Some(file) => Error::NotAFolder { path: shown(file) },
                    None => Error::Disk { path: shown(path), source },
                }
            }
            _ => Error::Disk { path: shown(path), source },
        }
    }

    /// What to do about it, a sentence.
    pub fn help(&self) -> &'static str {
        match self {
            Error::DiskFull { .. } => "free some space and run the command again",
            Error::NotAllowed { .. } => {
                "check who may write there, close programs that have files of it open, and run the command again"
            }
            Error::LeadsOut { .. } => {
                "put a folder in the place of the link, move into it what is to belong to the workspace, and run the command again"
            }
            Error::Disk { .. } => "check the disk and run the command again",
            Error::Busy { .. } => "wait until it is done and run the command again",
            Error::NotAFolder { .. } => "move the file away and run the command again",
            Error::NotEmpty { .. } => {
                "name a folder that does not exist yet, or an empty one: nothing that is there is replaced"
            }
            Error::RegisterIsWorkbook { .. } => {
                "open the workbook, type each row into the columns of these names, and save it"
            }
            Error::RegisterUnfit { help, .. } => help,
            Error::BadName { .. } | Error::TwoContents { .. } | Error::Parquet { .. } => {
                "this is a fault of the program: report it with the message above"
            }
        }
    }
}
