//! An export of another form tool as it was read: submissions with typed answers, and an account of all columns and
//! rows.

use std::collections::BTreeMap;

use jiff::civil::{Date, DateTime};
use rust_decimal::Decimal;

/// What wrote an export.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ExportSource {
    /// KoboToolbox: a sheet a table, rows tied by `_index` and `_parent_index`.
    KoboToolbox,
    /// ODK Central: a text file a table, rows tied by `KEY` and `PARENT_KEY`.
    OdkCentral,
    /// Any other survey tool: a row a respondent, a column a question, read by a confirmed map.
    Survey,
}

impl ExportSource {
    /// Its name, as people say it.
    pub fn name(self) -> &'static str {
        match self {
            Self::KoboToolbox => "KoboToolbox",
            Self::OdkCentral => "ODK Central",
            Self::Survey => "survey",
        }
    }
}

/// One answer in an export. A blank cell has none: blank, zero and "does not apply" are different things.
#[derive(Clone, PartialEq, Debug)]
pub enum ImportedValue {
    /// Text; also whatever could not be understood as the question's type, as it stands.
    Text(String),
    /// A number.
    Number(Decimal),
    /// A day.
    Day(Date),
    /// Choices, by their codes.
    Choices(Vec<String>),
    /// An error such as `#REF!`.
    Error(String),
}

/// Answers by question name.
pub type ImportedAnswers = BTreeMap<String, ImportedValue>;

/// What the office decided about a submission in the tool it came from.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Review {
    /// Nothing, or that it is fine.
    #[default]
    Open,
    /// It has issues, or waits.
    HasIssues,
    /// It was rejected.
    Rejected,
}

/// One submission.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Submission {
    /// Its row in the main table, as the file counts rows.
    pub row: u32,
    /// What the tool knows it by, the same before and after it is edited.
    pub id: String,
    /// When it was submitted, by the clock the tool writes; `None` where the export does not say.
    pub submitted: Option<DateTime>,
    /// Who it says it is from: what stands in the answer or column that tells the participant, with the column's header.
    pub from: Option<(String, String)>,
    /// The participant's id, where a confirmed map says whom that text stands for.
    pub mapped_participant: Option<String>,
    /// What the office decided about it.
    pub review: Review,
    /// What stands for that in the export.
    pub review_text: String,
    /// Whether it was edited after it was sent, and how often where that is known.
    pub edits: Option<u32>,
    /// Why its answers are not in the export or not to be used: encrypted, not submitted, marked as a test.
    pub unusable: Option<String>,
    /// Answers outside repeats: section, question.
    pub groups: BTreeMap<String, ImportedAnswers>,
    /// Rows of each repeat that hold something, in the order of the export.
    pub repeats: BTreeMap<String, Vec<ImportedAnswers>>,
    /// Fingerprint of all answers: the same answers have the same one, whatever file they came in.
    pub fingerprint: String,
}

/// A column whose answers are not taken.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ColumnLeftOut {
    /// Title of the sheet, or name of the file in an archive.
    pub table: String,
    /// Letters of the column.
    pub column: String,
    /// Its header.
    pub header: String,
    /// How many rows have something in it.
    pub filled: usize,
    /// The question it may be meant for.
    pub near: Option<String>,
}

/// Rows whose answers are not taken.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct RowsLeftOut {
    /// Title of the sheet, or name of the file in an archive.
    pub table: String,
    /// The rows, as the file counts them.
    pub rows: Vec<u32>,
    /// Why, and what to do.
    pub why: String,
}

/// A table of an export.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ExportTable {
    /// Title of the sheet, or name of the file in an archive.
    pub title: String,
    /// The repeat it holds; `None` for the main table.
    pub repeat: Option<String>,
    /// Rows below its header.
    pub rows: usize,
}

/// An export as read.
#[derive(Clone, PartialEq, Debug)]
pub struct Export {
    /// What wrote it.
    pub source: ExportSource,
    /// Its tables that were read, the main one first.
    pub tables: Vec<ExportTable>,
    /// The submissions, in the order of the main table.
    pub submissions: Vec<Submission>,
    /// Columns that fit no question.
    pub columns_left_out: Vec<ColumnLeftOut>,
    /// Rows that belong to no submission, and tables that fit no repeat.
    pub rows_left_out: Vec<RowsLeftOut>,
    /// Questions that have no column, as section and question.
    pub without_column: Vec<(String, String)>,
    /// What else there is to know about the file, a sentence each.
    pub remarks: Vec<String>,
}
