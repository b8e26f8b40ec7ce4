//! An export of another form tool to submissions with typed answers.
//!
//! In: the bytes of an export and the questionnaire it answers; for a survey tool also the map that says what its
//! columns mean. Out: an [`Export`] in which each column and each row is either part of a submission or named with the
//! reason. Columns are found by the questions' names or labels, in any language, with the groups before them or not.
//! It refuses to guess: what is not understood as its question's type stays text, to be asked about at its cell.

mod archive;
mod columns;
mod fingerprint;
mod link;
mod main_row;
mod propose;
mod several;
mod stored;
mod survey;
mod survey_map;
mod tables;
mod targets;
mod technical;
#[cfg(test)]
mod tests;
mod value;

use model::imported::{Export, ExportSource};
use model::{InputFile, Obstacle, Questionnaire, Register};

use crate::cells;
use tables::{Opened, Table};

pub use stored::{KEYS, StoredSubmission, named_participant, stored_submission};
pub use survey_map::SurveyMap;

/// What an export is read against.
#[derive(Clone, Copy)]
pub struct ImportInputs<'a> {
    /// The export.
    pub file: &'a InputFile,
    /// The year.
    pub year: i16,
    /// The year's questionnaire.
    pub questionnaire: &'a Questionnaire,
    /// Repeats the form that was filled in does not have, so that no table of them is missed.
    pub without: &'a [String],
    /// The map of a survey tool's columns, if the workspace has one.
    pub survey_map: Option<&'a SurveyMap>,
}

/// Reads an export.
///
/// What wrote it is told from its columns: `_index` and `_submission_time` of KoboToolbox, `KEY` of ODK Central, else a
/// survey tool.
///
/// # Errors
///
/// An obstacle where the file cannot be opened, is no export or not a whole one, or where two columns claim one
/// question: nothing of it is then used.
pub fn export(inputs: &ImportInputs<'_>) -> Result<Export, Vec<Obstacle>> {
    let opened = Opened::open(inputs.file).map_err(|obstacle| vec![obstacle])?;
    let tables = opened.tables().map_err(|obstacle| vec![obstacle])?;
    let mut export = match source(&tables) {
        ExportSource::Survey => survey::read(&tables, inputs)?,
        source => link::read(source, &tables, inputs)?,
    };
    if opened.saved_anew && export.source != ExportSource::Survey {
        export.remarks.push(SAVED_ANEW.to_owned());
    }
    if tables.iter().any(|table| table.not_available) {
        export.remarks.push(NOT_AVAILABLE.to_owned());
    }
    if tables.iter().any(Table::has_formulas) {
        export.remarks.push(
            "Cells of the file are formulas: somebody changed it after it was exported. Their stored values were read."
                .to_owned(),
        );
    }
    Ok(export)
}

/// Whether a file is an export of KoboToolbox or ODK Central.
pub fn is_export(file: &InputFile) -> bool {
    let Ok(opened) = Opened::open(file) else { return false };
    opened.tables().is_ok_and(|tables| source(&tables) != ExportSource::Survey)
}

/// Drafts the map for a survey tool's export: what is sure, what is near and to be looked at, and what is to be filled in,
/// each marked so.
///
/// # Errors
///
/// As [`export`]; also where the file is an export that needs no map.
pub fn proposed_map(
    inputs: &ImportInputs<'_>,
    register: &Register,
) -> Result<String, Vec<Obstacle>> {
    let opened = Opened::open(inputs.file).map_err(|obstacle| vec![obstacle])?;
    let tables = opened.tables().map_err(|obstacle| vec![obstacle])?;
    let source = source(&tables);
    if source != ExportSource::Survey {
        return Err(vec![Obstacle::new(
            format!(
                "`{}` is an export of {}, which needs no map",
                inputs.file.name(),
                source.name()
            ),
            "run the command again without --propose",
        )]);
    }
    let table = survey::table(&tables, None, inputs).map_err(|obstacle| vec![obstacle])?;
    Ok(propose::proposal(table, inputs, register))
}

/// What is said of an export with `n/a` in blank cells.
const NOT_AVAILABLE: &str = "The export writes `n/a` where nothing was answered, so an answer `n/a` cannot be told from none; \
                             all were read as blank. A newer kind of export leaves such cells blank.";

/// What is said of text that no form tool wrote as it is.
const SAVED_ANEW: &str = "The fields of the text are parted by semicolons or tabs: a spreadsheet program saved it anew, \
                          and may have changed numbers and days. Import the file as it was downloaded if you can.";

/// What wrote an export, by the columns of its tables.
fn source(tables: &[Table<'_>]) -> ExportSource {
    let any = |names: &[&str]| {
        tables.iter().any(|table| names.iter().all(|name| table.column(name).is_some()))
    };
    if any(&["KEY", "SubmissionDate"]) || any(&["KEY", "PARENT_KEY"]) {
        return ExportSource::OdkCentral;
    }
    let kobo = any(&["_index", "_submission_time"])
        || any(&["_index", "_uuid"])
        || any(&["_parent_index", "_parent_table_name"])
        || any(&["_uuid", "_submission_time"]);
    if kobo { ExportSource::KoboToolbox } else { ExportSource::Survey }
}

/// The obstacle of a file that cannot be opened; `detail` is what is wrong, and behind `; ` what to do.
fn not_opened(file: &InputFile, detail: &str) -> Obstacle {
    let (cause, help) = detail.split_once("; ").unwrap_or((detail, ""));
    // What senders of returns are asked for is not what helps with an export.
    let help = match help {
        _ if cause.contains("password") => "save it without a password and import it again",
        help if help.is_empty() || help.contains("send") => {
            "export it again from the form tool (XLS of KoboToolbox, ZIP of ODK Central, CSV or Excel of a survey) and import that file as it is"
        }
        help => help,
    };
    Obstacle::new(format!("`{}` cannot be read: {cause}", file.name()), help).at(file.path.as_ref())
}

/// Reads cells, or says why there are none.
fn opened(file: &InputFile) -> Result<model::Workbook, Obstacle> {
    cells::workbook(file).map_err(|fault| not_opened(file, &fault.detail))
}
