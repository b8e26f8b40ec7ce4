//! A row of the main table as a submission: its answers, and what the form tool says about it.

use jiff::civil::DateTime;
use model::CellValue;
use model::imported::{ImportedValue, Review, Submission};

use super::columns::Columns;
use super::tables::Table;
use super::value;
use crate::text::folded;

/// The columns of the tool itself that say something about a submission.
pub(super) struct Technical {
    id: Option<u32>,
    submitted: Option<u32>,
    review: Option<u32>,
    edits: Option<u32>,
    deprecated: Option<u32>,
    status: Option<u32>,
    remarks: Vec<u32>,
}

impl Technical {
    /// Finds them in the main table.
    pub(super) fn of(main: &Table<'_>) -> Self {
        let first = |names: &[&str]| names.iter().find_map(|name| main.column(name));
        Self {
            id: first(&["KEY", "_id", "_uuid", "meta/rootUuid", "meta/instanceID"]),
            submitted: first(&["SubmissionDate", "_submission_time"]),
            review: first(&["ReviewState", "_validation_status"]),
            edits: first(&["Edits"]),
            deprecated: first(&["meta/deprecatedID", "meta-deprecatedID", "deprecatedID"]),
            status: first(&["Status"]),
            remarks: ["_tags", "_notes"].iter().filter_map(|name| main.column(name)).collect(),
        }
    }
}

/// The submission of a row of the main table.
pub(super) fn submission(
    main: &Table<'_>,
    row: u32,
    found: &Columns<'_>,
    technical: &Technical,
) -> Submission {
    let review_text = main.text(row, technical.review).to_owned();
    let edits = main.text(row, technical.edits).parse().ok().filter(|edits| *edits > 0);
    let edited = !main.text(row, technical.deprecated).is_empty();
    let mut submission = Submission {
        row: row + 1,
        id: main.text(row, technical.id).to_owned(),
        submitted: technical.submitted.and_then(|column| moment(main, row, column)),
        review: review(&review_text),
        review_text,
        edits: edits.or(edited.then_some(1)),
        unusable: unusable(main, row, technical),
        ..Submission::default()
    };
    for ((section, name), columns) in &found.questions {
        if let Some(value) = value::answer(main, row, columns) {
            let answers = submission.groups.entry((*section).to_owned()).or_default();
            answers.insert((*name).to_owned(), value);
        }
    }
    submission.from = from(&submission);
    if submission.id.is_empty() {
        let from = submission.from.as_ref().map_or("", |(text, _)| text);
        submission.id = format!("{from} {}", main.text(row, technical.submitted));
    }
    submission
}

/// Who a submission says it is from: its answer to `participant_id`, else to `organisation_name`.
pub(super) fn from(submission: &Submission) -> Option<(String, String)> {
    ["participant_id", "organisation_name"].into_iter().find_map(|name| {
        let value = submission.groups.values().find_map(|answers| answers.get(name))?;
        Some((shown(value), name.to_owned()))
    })
}

/// An answer as text.
fn shown(value: &ImportedValue) -> String {
    match value {
        ImportedValue::Text(text) | ImportedValue::Error(text) => text.clone(),
        ImportedValue::Number(number) => number.to_string(),
        ImportedValue::Day(day) => day.to_string(),
        ImportedValue::Choices(codes) => codes.join("; "),
    }
}

/// The moment in a cell: a date with its time, or a text as ISO 8601 writes it; its own clock is kept.
pub(super) fn moment(table: &Table<'_>, row: u32, column: u32) -> Option<DateTime> {
    let cell = table.cell(row, column)?;
    if let CellValue::Date(moment) = cell.value {
        return Some(moment);
    }
    let day = value::day(cell)?;
    let clock = cell.raw.trim().get(11..).unwrap_or_default();
    let number = |from: usize| clock.get(from..from + 2).and_then(|text| text.parse().ok());
    let time = jiff::civil::Time::new(
        number(0).unwrap_or(0),
        number(3).unwrap_or(0),
        number(6).unwrap_or(0),
        0,
    );
    Some(day.to_datetime(time.unwrap_or_else(|_| jiff::civil::Time::midnight())))
}

/// What a review says: words of KoboToolbox and ODK Central, and the codes behind them.
fn review(text: &str) -> Review {
    let text = folded(text).replace(['_', '-'], " ");
    match text.trim_start_matches("validation status").trim() {
        "rejected" | "not approved" => Review::Rejected,
        "hasissues" | "has issues" | "on hold" => Review::HasIssues,
        _ => Review::Open,
    }
}

fn unusable(main: &Table<'_>, row: u32, technical: &Technical) -> Option<String> {
    let status = main.text(row, technical.status);
    if !status.is_empty() && technical.submitted == main.column("SubmissionDate") {
        return Some(format!(
            "it is encrypted and was not decrypted (`Status` says `{status}`): export again with the passphrase"
        ));
    }
    let remarks = technical.remarks.iter().map(|column| main.text(row, Some(*column)));
    let test = remarks.into_iter().find(|remark| {
        let words = folded(remark);
        let mut words = words.split(|letter: char| !letter.is_alphanumeric());
        words.any(|word| ["test", "testing", "essai"].contains(&word))
    })?;
    Some(format!(
        "it is marked as a test (`{test}`): remove the mark in the form tool if it is none, and export again"
    ))
}
