//! Exports of form tools: a main table with a row a submission, and a table a repeat, tied by keys.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::DateTime;
use model::imported::{
    Export, ExportSource, ExportTable, ImportedAnswers, ImportedValue, Review, RowsLeftOut,
    Submission,
};
use model::questionnaire::{QuestionType, Section};
use model::{CellValue, Obstacle};
use sha2::{Digest, Sha256};

use super::ImportInputs;
use super::columns::{Columns, columns};
use super::tables::Table;
use super::value;
use crate::text::folded;

/// The columns by which a tool ties its tables.
struct Ties {
    /// In the main table: what a row is known by.
    key: &'static str,
    /// In other tables: the key of the row it belongs to.
    parent: &'static str,
}

fn ties(source: ExportSource) -> Ties {
    match source {
        ExportSource::OdkCentral => Ties { key: "KEY", parent: "PARENT_KEY" },
        _ => Ties { key: "_index", parent: "_parent_index" },
    }
}

/// Reads an export with its repeats.
pub(super) fn read(
    source: ExportSource,
    tables: &[Table<'_>],
    inputs: &ImportInputs<'_>,
) -> Result<Export, Vec<Obstacle>> {
    let ties = ties(source);
    let main = main_table(tables, &ties, source, inputs).map_err(|obstacle| vec![obstacle])?;
    let mut export = Export {
        source,
        tables: vec![counted(main, None)],
        submissions: Vec::new(),
        columns_left_out: Vec::new(),
        rows_left_out: Vec::new(),
        without_column: Vec::new(),
        remarks: Vec::new(),
    };
    let sections: Vec<&Section> =
        inputs.questionnaire.sections.iter().filter(|section| !section.repeat).collect();
    let found = columns(main, &sections, inputs).map_err(|obstacle| vec![obstacle])?;
    missing(&found, &sections, &mut export);
    let keys = keys(main, &ties, inputs).map_err(|obstacle| vec![obstacle])?;
    let technical = Technical::of(main);
    for row in &main.rows {
        export.submissions.push(submission(main, *row, &found, &technical));
    }
    export.columns_left_out.extend(found.left_out);
    let others = tables.iter().filter(|table| !std::ptr::eq(*table, main));
    repeats(others.collect(), main, &ties, &keys, inputs, &mut export)?;
    finish(&mut export);
    Ok(export)
}

/// Gives each submission its fingerprint and sorts what was left out.
pub(super) fn finish(export: &mut Export) {
    for submission in &mut export.submissions {
        submission.fingerprint = fingerprint(submission);
    }
}

/// The table with a row for each submission.
fn main_table<'t, 'a>(
    tables: &'t [Table<'a>],
    ties: &Ties,
    source: ExportSource,
    inputs: &ImportInputs<'_>,
) -> Result<&'t Table<'a>, Obstacle> {
    let own = |table: &&Table<'_>| table.column(ties.parent).is_none();
    let keyed = tables.iter().filter(own).find(|table| table.column(ties.key).is_some());
    if let Some(table) = keyed {
        return Ok(table);
    }
    let name = inputs.file.name();
    let by_time =
        tables.iter().filter(own).find(|table| table.column("_submission_time").is_some());
    match by_time {
        // KoboToolbox numbers its rows only where there are other tables to be tied to.
        Some(table) if tables.len() == 1 => Ok(table),
        Some(table) => Err(Obstacle::new(
            format!("the table `{}` of `{name}` has lost its column `{}`, by which rows of the other tables belong to it", table.title, ties.key),
            "import the file as it was downloaded; columns that begin with `_` must stay",
        )),
        None => Err(Obstacle::new(
            format!("`{name}` has tables of repeats and no main table with a row for each submission (a column `{}`)", ties.key),
            format!("export the whole form again from {}", source.name()),
        )),
    }
    .map_err(|obstacle| obstacle.at(inputs.file.path.as_ref()))
}

fn counted(table: &Table<'_>, repeat: Option<&str>) -> ExportTable {
    ExportTable {
        title: table.title.clone(),
        repeat: repeat.map(str::to_owned),
        rows: table.rows.len(),
    }
}

/// Which submission a key is of.
fn keys(
    main: &Table<'_>,
    ties: &Ties,
    inputs: &ImportInputs<'_>,
) -> Result<BTreeMap<String, usize>, Obstacle> {
    let mut keys = BTreeMap::new();
    let Some(column) = main.column(ties.key) else { return Ok(keys) };
    for (index, row) in main.rows.iter().enumerate() {
        let key = main.text(*row, Some(column));
        let what = match keys.insert(key.to_owned(), index) {
            _ if key.is_empty() => format!("row {} has no `{}`", row + 1, ties.key),
            Some(first) => {
                let first = main.rows[first] + 1;
                format!("rows {first} and {} have the same `{}`, `{key}`", row + 1, ties.key)
            }
            None => continue,
        };
        return Err(Obstacle::new(
            format!("in the table `{}` {what}, so rows of repeats cannot be tied to it", main.title),
            "import each export as it was downloaded, one after the other; do not join them or add rows",
        )
        .at(inputs.file.path.as_ref()));
    }
    Ok(keys)
}

/// Notes the questions of sections that have no column.
pub(super) fn missing(found: &Columns<'_>, sections: &[&Section], export: &mut Export) {
    for section in sections {
        let takes = section.questions.iter().filter(|q| q.kind != QuestionType::Note);
        let without = takes
            .filter(|q| !found.questions.contains_key(&(section.name.as_str(), q.name.as_str())));
        let without = without.map(|q| (section.name.clone(), q.name.clone()));
        export.without_column.extend(without);
    }
}

/// The columns of the tool itself that say something about a submission.
struct Technical {
    id: Option<u32>,
    submitted: Option<u32>,
    review: Option<u32>,
    edits: Option<u32>,
    deprecated: Option<u32>,
    status: Option<u32>,
    remarks: Vec<u32>,
}

impl Technical {
    fn of(main: &Table<'_>) -> Self {
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

fn submission(
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
pub(super) fn shown(value: &ImportedValue) -> String {
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

/// Reads the tables of repeats and ties their rows to the submissions.
fn repeats(
    others: Vec<&Table<'_>>,
    main: &Table<'_>,
    ties: &Ties,
    keys: &BTreeMap<String, usize>,
    inputs: &ImportInputs<'_>,
    export: &mut Export,
) -> Result<(), Vec<Obstacle>> {
    let mut taken: BTreeSet<&str> = BTreeSet::new();
    let sections = inputs.questionnaire.sections.iter().filter(|section| section.repeat);
    let sections: Vec<&Section> = sections.collect();
    for table in others {
        let own = sections.iter().find(|section| holds(table, section, &main.title));
        let Some(section) = own.filter(|section| !taken.contains(section.name.as_str())) else {
            export.rows_left_out.push(no_repeat(table, own.is_some()));
            continue;
        };
        taken.insert(&section.name);
        let found = columns(table, &[section], inputs).map_err(|obstacle| vec![obstacle])?;
        missing(&found, &[section], export);
        export.tables.push(counted(table, Some(&section.name)));
        tie(table, section, &found, Tied { main, ties, keys }, export);
        export.columns_left_out.extend(found.left_out);
    }
    let absent = sections.iter().filter(|section| {
        !taken.contains(section.name.as_str()) && !inputs.without.contains(&section.name)
    });
    let absent: Vec<&str> = absent.map(|section| section.name.as_str()).collect();
    if absent.is_empty() {
        return Ok(());
    }
    if export.source == ExportSource::KoboToolbox && !main.is_text {
        export.remarks.push(nobody_answered(&absent));
        return Ok(());
    }
    Err(vec![table_missing(&absent, inputs, export.source)])
}

/// Whether a table is that of a repeat, by its title: the repeat's name or label, in an archive behind the name of the
/// form.
fn holds(table: &Table<'_>, section: &Section, main: &str) -> bool {
    let title = table.title.as_str();
    let of_form = title.strip_prefix(main).and_then(|rest| rest.strip_prefix(['-', '.']));
    let labels = section.label.0.iter().map(|(_, label)| label.as_str());
    let mut names = std::iter::once(section.name.as_str()).chain(labels);
    names.any(|own| {
        same_title(title, own)
            || of_form.is_some_and(|rest| same_title(rest, own))
            || title.strip_suffix(own).is_some_and(|rest| rest.ends_with(['-', '.', '/']))
    })
}

/// Titles of sheets have no more characters; programs cut names a little shorter and set dots behind.
const LONG_TITLE: usize = 28;

/// Whether the title of a sheet stands for a name: letters and digits are the same, up to where the title was cut.
fn same_title(title: &str, name: &str) -> bool {
    let plain = |text: &str| -> String {
        folded(text).chars().filter(|letter| letter.is_alphanumeric()).collect()
    };
    let (of_title, of_name) = (plain(title), plain(name));
    let is_cut = title.chars().count() >= LONG_TITLE && of_name.starts_with(&of_title);
    !of_title.is_empty() && (of_title == of_name || is_cut)
}

fn no_repeat(table: &Table<'_>, is_second: bool) -> RowsLeftOut {
    let why = match is_second {
        true => "a second table of the same repeat",
        false => {
            "a table that is no repeat of the questionnaire: its answers are not in the returns"
        }
    };
    let rows = table.rows.iter().map(|row| row + 1).collect();
    RowsLeftOut { table: table.title.clone(), rows, why: why.to_owned() }
}

/// What is said of sheets that are not in a workbook of KoboToolbox, which has one for a repeat only where somebody filled
/// in a row of it.
fn nobody_answered(absent: &[&str]) -> String {
    format!(
        "The export has no sheet for {}. KoboToolbox writes a sheet only where somebody filled in a row, so none was taken \
         to be entered there. If you know of any, export again as XLS.",
        absent.join(", ")
    )
}

fn table_missing(absent: &[&str], inputs: &ImportInputs<'_>, source: ExportSource) -> Obstacle {
    let names: Vec<String> = absent.iter().map(|name| format!("`{name}`")).collect();
    let how = match source {
        ExportSource::OdkCentral => {
            "in ODK Central choose \"Download\" and the ZIP file of \"All data\", which has a file for each repeat"
        }
        _ => {
            "in KoboToolbox export as XLS, which has a sheet for each table; its CSV has the main table alone"
        }
    };
    let without: Vec<String> = absent.iter().map(|name| format!("--without {name}")).collect();
    Obstacle::new(
        format!(
            "`{}` has no table for {}, so the rows entered there would be missing from every return",
            inputs.file.name(),
            names.join(", ")
        ),
        format!("{how}. If the form that was filled in does not ask this at all, add {}", without.join(" ")),
    )
    .at(inputs.file.path.as_ref())
}

/// What rows are tied to.
struct Tied<'a> {
    main: &'a Table<'a>,
    ties: &'a Ties,
    keys: &'a BTreeMap<String, usize>,
}

/// Gives each row of a repeat to its submission; those whose submission is not there are named.
fn tie(
    table: &Table<'_>,
    section: &Section,
    found: &Columns<'_>,
    tied: Tied<'_>,
    export: &mut Export,
) {
    let parent = table.column(tied.ties.parent);
    let parent_table = table.column("_parent_table_name");
    // The parent's own keys beside its number: what was sorted or cut and pasted shows there.
    let proofs: Vec<(u32, u32)> = [("_submission__uuid", "_uuid"), ("_submission__id", "_id")]
        .into_iter()
        .filter_map(|(own, of_main)| Some((table.column(own)?, tied.main.column(of_main)?)))
        .collect();
    let mut orphans = Vec::new();
    let mut doubtful = Vec::new();
    for row in &table.rows {
        let key = table.text(*row, parent);
        let named = table.text(*row, parent_table);
        let elsewhere = !named.is_empty() && !same_title(&tied.main.title, named);
        let owner = tied.keys.get(key).copied().filter(|_| !elsewhere);
        let Some(owner) = owner else {
            orphans.push(row + 1);
            continue;
        };
        let main_row = tied.main.rows[owner];
        let differs = proofs.iter().any(|(own, of_main)| {
            let (own, of_main) =
                (table.text(*row, Some(*own)), tied.main.text(main_row, Some(*of_main)));
            !own.is_empty() && !of_main.is_empty() && own != of_main
        });
        if differs {
            doubtful.push(row + 1);
            continue;
        }
        let mut answers = ImportedAnswers::new();
        for ((_, name), columns) in &found.questions {
            if let Some(value) = value::answer(table, *row, columns) {
                answers.insert((*name).to_owned(), value);
            }
        }
        if !answers.is_empty() {
            let rows = export.submissions[owner].repeats.entry(section.name.clone()).or_default();
            rows.push(answers);
        }
    }
    let title = &table.title;
    let mut say = |rows: Vec<u32>, why: String| {
        if !rows.is_empty() {
            export.rows_left_out.push(RowsLeftOut { table: title.clone(), rows, why });
        }
    };
    say(
        orphans,
        format!(
            "no submission of this number (`{}`) is in the export: export all submissions together",
            tied.ties.parent
        ),
    );
    say(
        doubtful,
        "number and id of the submission contradict each other: somebody changed the file; import it as it was downloaded"
            .to_owned(),
    );
}

/// The fingerprint of all answers of a submission.
fn fingerprint(submission: &Submission) -> String {
    let mut digest = Sha256::new();
    let mut put = |texts: &[&str]| {
        for text in texts {
            digest.update(text.as_bytes());
            digest.update([0x1f]);
        }
        digest.update([0x1e]);
    };
    for (section, answers) in &submission.groups {
        for (name, value) in answers {
            put(&["group", section, name, &typed(value)]);
        }
    }
    for (section, rows) in &submission.repeats {
        for (index, row) in rows.iter().enumerate() {
            put(&["row", section, &index.to_string()]);
            for (name, value) in row {
                put(&[name, &typed(value)]);
            }
        }
    }
    digest.finalize().iter().take(16).map(|byte| format!("{byte:02x}")).collect()
}

/// An answer with its type, so that the text `3` is not the number.
fn typed(value: &ImportedValue) -> String {
    match value {
        ImportedValue::Text(text) => format!("text {text}"),
        ImportedValue::Number(number) => format!("number {}", number.normalize()),
        ImportedValue::Day(day) => format!("day {day}"),
        ImportedValue::Choices(codes) => format!("choices {}", codes.join(" ")),
        ImportedValue::Error(error) => format!("error {error}"),
    }
}
