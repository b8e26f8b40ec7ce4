//! `cfit import`: an export of another form tool to one return for each submission.

mod entries;
mod place;
mod store;
mod submissions;

use std::path::{Path, PathBuf};

use model::imported::{ColumnLeftOut, Export, ExportTable, RowsLeftOut};
use model::{Date, Identifier, InputFile, Obstacle};
use read::import::{ImportInputs, SurveyMap};
use read::year::{YearForm, year_form};
use serde::Serialize;

use crate::progress::{Progress, Steps};
use crate::workspace::{self, Failure, Workspace, in_a_command};
use store::Store;

/// What is to be imported.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct ImportRequest {
    /// The year; where none is named, the newest whose period has ended by `on`.
    pub year: Option<i16>,
    /// The day it is imported.
    pub on: Date,
    /// The export.
    pub file: PathBuf,
    /// Repeats the form that was filled in does not have.
    pub without: Vec<String>,
}

/// What `cfit import` has to say.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct ImportOutcome {
    /// The year.
    pub year: i16,
    /// The export, as it was named.
    pub file: String,
    /// What wrote it.
    pub source: &'static str,
    /// Where it is kept, relative to the workspace, and whether it was there already.
    pub kept: String,
    /// Whether the same bytes were there already.
    pub kept_before: bool,
    /// Its tables, the main one first: title, the repeat it holds, rows.
    pub tables: Vec<(String, Option<String>, usize)>,
    /// Returns that were written, in the order in which they were submitted.
    pub written: Vec<ImportedReturn>,
    /// Submissions whose answers are in a return already: row, participant, path of the return.
    pub unchanged: Vec<(u32, Identifier, String)>,
    /// Returns whose rows were missing in `received.csv`, after an import that was stopped, and are there now.
    pub rows_restored: Vec<String>,
    /// Submissions that were not imported.
    pub left_out: Vec<SubmissionLeftOut>,
    /// Returns that were imported before, whose submissions are not in this export.
    pub gone: Vec<String>,
    /// Rows of repeats and tables that were not imported: table, rows, why.
    pub rows_left_out: Vec<(String, Vec<u32>, String)>,
    /// Columns that fit no question: table, column, header, rows with something in it, the question that may be meant.
    pub columns_left_out: Vec<(String, String, String, usize, Option<String>)>,
    /// Questions without a column, as section and question.
    pub without_column: Vec<(String, String)>,
    /// What else there is to know.
    pub remarks: Vec<String>,
}

/// A return that was written.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct ImportedReturn {
    /// Whose.
    pub participant: Identifier,
    /// Where it lies, relative to the workspace.
    pub path: String,
    /// The row of the main table it was made from.
    pub row: u32,
    /// The day it was submitted.
    pub submitted: Date,
    /// Cells that could not be taken as they stand: `cfit check` says which and why.
    pub to_look_at: usize,
    /// What somebody has to look at, whole sentences.
    pub look: Vec<String>,
    /// What else there is to know about it.
    pub notes: Vec<String>,
}

/// A submission that was not imported.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct SubmissionLeftOut {
    /// The row of the main table.
    pub row: u32,
    /// Who it says it is from.
    pub from: String,
    /// Why.
    pub why: String,
    /// What to do.
    pub help: String,
}

impl ImportOutcome {
    /// Whether something that came is in no return.
    pub fn has_left_out(&self) -> bool {
        !self.left_out.is_empty() || !self.rows_left_out.is_empty()
    }

    /// Whether somebody has to look at something.
    pub fn has_looks(&self) -> bool {
        self.has_left_out() || self.written.iter().any(|own| !own.look.is_empty())
    }
}

/// Where the map of a survey tool's columns lies in a year's folder.
const SURVEY_MAP: &str = "imports/survey-map.toml";

/// Imports an export into the returns of a year.
///
/// The export is kept as it came in `inputs/Y/imports/`, each submission becomes a return of its participant, and
/// `received.csv` says when it was submitted. A submission whose answers are in a return already is not stored again.
/// Everything is read and decided before anything is written; where something cannot be written, what was written
/// before it is taken back.
///
/// # Errors
/// A workspace, settings, questionnaire or export that cannot be read; a map that is missing, not confirmed or does
/// not fit; a disk that is full.
pub fn import(
    root: &Path,
    request: &ImportRequest,
    progress: &mut dyn Progress,
) -> Result<ImportOutcome, Failure> {
    let workspace = workspace::open(root)?;
    let (year, form) = opened(&workspace, request)?;
    let file = offered(&request.file, root)?;
    check_sections(&request.without, &form)?;
    let map = survey_map(&workspace, year)?;
    let inputs = ImportInputs {
        file: &file,
        year,
        questionnaire: &form.questionnaire,
        without: &request.without,
        survey_map: map.as_ref(),
    };
    let export = match read::import::export(&inputs) {
        Ok(export) => export,
        Err(_) if is_form(&file, &form, &workspace) => return Err(no_export(&file, year)),
        Err(obstacles) => return Err(obstacles.into()),
    };
    let mut steps = Steps::new(progress, export.submissions.len());
    let mut store = Store::new(&workspace, &form, year, &file);
    let sorted = submissions::sort(&export, &mut store, &mut steps)?;
    let restored = std::mem::take(&mut store.restored);
    let (kept, kept_before) = store.write(root)?;
    let outcome = outcome(year, file.path.to_string(), (kept, kept_before), export, sorted);
    Ok(ImportOutcome { rows_restored: restored, ..outcome })
}

/// Drafts the map of a survey tool's columns and writes it, for the office to complete and confirm; gives the year and its
/// path.
///
/// # Errors
/// As [`import`]; also where there is a map already, which is never replaced, and where the export needs none.
pub fn propose_survey_map(root: &Path, request: &ImportRequest) -> Result<(i16, String), Failure> {
    let workspace = workspace::open(root)?;
    let (year, form) = opened(&workspace, request)?;
    let file = offered(&request.file, root)?;
    if is_form(&file, &form, &workspace) {
        return Err(no_export(&file, year));
    }
    let path = format!("inputs/{year}/{SURVEY_MAP}");
    let text = read::import::proposed_map(
        &ImportInputs {
            file: &file,
            year,
            questionnaire: &form.questionnaire,
            without: &[],
            survey_map: None,
        },
        &workspace.pact.register,
    )?;
    let written = publish::write_new_file(root, &path, text.as_bytes())
        .map_err(|error| workspace::unwritten(&error, "nothing was written"))?;
    if !written {
        return Err(Obstacle::new(
            "there is a map of a survey's columns already, and it is not replaced",
            "complete that one, or move it elsewhere and run the command again",
        )
        .at(path)
        .into());
    }
    Ok((year, path))
}

fn opened(workspace: &Workspace, request: &ImportRequest) -> Result<(i16, YearForm), Failure> {
    let year = workspace.year_collected(request.year, request.on)?;
    let files = &workspace.files;
    let form = year_form(&files.files, &workspace.pact, year, &files.passed_over)?;
    Ok((year, form))
}

/// Whether a file is a form that somebody filled in.
fn is_form(file: &InputFile, form: &YearForm, workspace: &Workspace) -> bool {
    let Ok(workbook) = read::cells::workbook(file) else { return false };
    let is_text = workbook.format == model::cell::FileFormat::Csv;
    !is_text && read::arrival::arrival(&workbook, &[form], &workspace.pact).claims.is_form
}

fn no_export(file: &InputFile, year: i16) -> Failure {
    let what = format!("`{}` is a form that somebody filled in, and no export", file.path);
    let help = format!("take it in with cfit receive --year {year} {}", in_a_command(&file.path));
    Obstacle::new(what, help).into()
}

/// The export's bytes, under the name it was given.
fn offered(file: &Path, root: &Path) -> Result<InputFile, Failure> {
    let mut offered = intake::offered(&[file.to_owned()], root);
    let refused = |why: &str| {
        let (what, help) = why.split_once(": ").unwrap_or((why, "name the file of the export"));
        let what = format!("`{}` cannot be imported: {what}", file.display());
        Failure::from(Obstacle::new(what, help))
    };
    match (offered.pop(), offered.len()) {
        (Some(one), 0) if !file.is_dir() => one.read().map_err(|why| refused(&why)),
        _ => Err(refused("it is a folder: name the file of the export")),
    }
}

/// Refuses names of repeats the questionnaire does not have.
fn check_sections(without: &[String], form: &YearForm) -> Result<(), Failure> {
    let repeats = form.questionnaire.sections.iter().filter(|section| section.repeat);
    let names: Vec<&str> = repeats.map(|section| section.name.as_str()).collect();
    match without.iter().find(|name| !names.contains(&name.as_str())) {
        None => Ok(()),
        Some(name) => Err(Obstacle::new(
            format!("the questionnaire has no repeat `{name}`"),
            format!("choose one of {}", names.join(", ")),
        )
        .into()),
    }
}

fn survey_map(workspace: &Workspace, year: i16) -> Result<Option<SurveyMap>, Failure> {
    let path = format!("inputs/{year}/{SURVEY_MAP}");
    let file = workspace.files.get(&path);
    Ok(file.map(SurveyMap::read).transpose()?)
}

fn outcome(
    year: i16,
    file: String,
    (kept, kept_before): (String, bool),
    export: Export,
    sorted: submissions::Sorted,
) -> ImportOutcome {
    let table = |own: ExportTable| (own.title, own.repeat, own.rows);
    let rows = |own: RowsLeftOut| (own.table, own.rows, own.why);
    let column = |own: ColumnLeftOut| (own.table, own.column, own.header, own.filled, own.near);
    ImportOutcome {
        year,
        file,
        source: export.source.name(),
        kept,
        kept_before,
        tables: export.tables.into_iter().map(table).collect(),
        written: sorted.written,
        unchanged: sorted.unchanged,
        rows_restored: Vec::new(),
        left_out: sorted.left_out,
        gone: sorted.gone,
        rows_left_out: export.rows_left_out.into_iter().map(rows).collect(),
        columns_left_out: export.columns_left_out.into_iter().map(column).collect(),
        without_column: export.without_column,
        remarks: export.remarks,
    }
}
