//! `cfit import`.

use std::fmt::Write;
use std::path::Path;

use anyhow::Result;
use pipeline::{ImportOutcome, ImportRequest, ImportedReturn, SubmissionLeftOut};

use crate::FOUND_ERRORS;
use crate::arguments::ImportOptions;
use crate::screen::{Screen, failed, today};

/// Characters of a line that is broken.
const WIDTH: usize = 98;
/// Columns without answers that are listed one by one; the others are counted.
const LISTED: usize = 30;
/// Rows that are named one by one; the others are counted.
const ROWS: usize = 12;

pub(crate) fn run(workspace: &Path, options: &ImportOptions, screen: &mut Screen) -> Result<u8> {
    let request = ImportRequest {
        year: options.year,
        on: today(),
        file: options.file.clone(),
        without: options.without.clone(),
    };
    if options.propose {
        return propose(workspace, &request, screen);
    }
    let outcome = pipeline::import(workspace, &request, screen).map_err(failed)?;
    if screen.is_json() {
        screen.answer(&outcome)?;
    } else {
        screen.say(&in_words(&outcome))?;
        if options.year.is_none() {
            screen.say(&format!(
                "It was taken for {}, since no year was named; --year names another.\n",
                outcome.year
            ))?;
        }
    }
    Ok(if outcome.has_looks() { FOUND_ERRORS } else { 0 })
}

fn propose(workspace: &Path, request: &ImportRequest, screen: &mut Screen) -> Result<u8> {
    let (year, path) = pipeline::propose_survey_map(workspace, request).map_err(failed)?;
    if screen.is_json() {
        screen.answer(&serde_json::json!({ "survey_map": path }))?;
        return Ok(0);
    }
    screen.say(&format!(
        "{path}: a draft of what the columns mean. Nothing is imported by it yet.\n\
         Next: complete the lines marked FILL IN, look at those marked LOOK, confirm it at the top, and run\n  \
         cfit import --year {year} \"{}\"\n",
        request.file.display()
    ))?;
    Ok(0)
}

fn in_words(outcome: &ImportOutcome) -> String {
    let mut text = head(outcome);
    written(&mut text, outcome);
    unchanged(&mut text, outcome);
    left_out(&mut text, outcome);
    gone(&mut text, outcome);
    columns(&mut text, outcome);
    for remark in &outcome.remarks {
        text.push('\n');
        add(&mut text, 0, remark);
    }
    next(&mut text, outcome);
    text
}

/// Adds a text broken into lines, the first of them `indent` characters from the edge and the others two more.
fn add(text: &mut String, indent: usize, words: &str) {
    let mut line = " ".repeat(indent);
    let mut is_begun = false;
    for word in words.split_whitespace() {
        if is_begun && line.chars().count() + 1 + word.chars().count() > WIDTH {
            text.push_str(&line);
            text.push('\n');
            line = " ".repeat(indent + 2);
            is_begun = false;
        }
        if is_begun {
            line.push(' ');
        }
        line.push_str(word);
        is_begun = true;
    }
    text.push_str(&line);
    text.push('\n');
}

fn head(outcome: &ImportOutcome) -> String {
    let bold = anstyle::Style::new().bold();
    let submissions = outcome.tables.first().map_or(0, |(_, _, rows)| *rows);
    let of = match outcome.source {
        "survey" => "answers to a survey".to_owned(),
        source => format!("an export of {source}"),
    };
    let kept = match outcome.kept_before {
        true => "kept before as",
        false => "kept as it came in",
    };
    let mut text = format!(
        "{bold}{}{bold:#}: {of}, {}; {kept} {}\n",
        outcome.file,
        counted(submissions, "submission"),
        outcome.kept
    );
    let repeats: Vec<String> = outcome
        .tables
        .iter()
        .filter_map(|(_, repeat, rows)| Some(format!("{} {rows}", repeat.as_ref()?)))
        .collect();
    if !repeats.is_empty() {
        let rows = format!("Rows of its tables: {}", repeats.join(", "));
        add(&mut text, 2, &rows);
    }
    text
}

fn written(text: &mut String, outcome: &ImportOutcome) {
    if outcome.written.is_empty() {
        return;
    }
    let _ = writeln!(
        text,
        "\n{}:",
        sentence(outcome.written.len(), "return was written", "returns were written")
    );
    let width = outcome.written.iter().map(|own| own.participant.as_str().len()).max().unwrap_or(0);
    for own in &outcome.written {
        let ImportedReturn { participant, path, row, submitted, to_look_at, look, notes } = own;
        let ask = match to_look_at {
            0 => String::new(),
            number => format!("   {} to look at", counted(*number, "cell")),
        };
        let name = path.rsplit('/').next().unwrap_or(path);
        let _ = writeln!(
            text,
            "  {:<width$}  {name}   row {row}, submitted {submitted}{ask}",
            participant.as_str()
        );
        for remark in look {
            add(text, 6, &format!("LOOK: {remark}"));
        }
        for note in notes {
            add(text, 6, note);
        }
    }
}

fn unchanged(text: &mut String, outcome: &ImportOutcome) {
    if !outcome.rows_restored.is_empty() {
        let said = sentence(outcome.rows_restored.len(), "return", "returns");
        text.push('\n');
        let words = format!(
            "{said} had no row in inputs/{}/received.csv, as after an import that was stopped; it is there now:",
            outcome.year
        );
        add(text, 0, &words);
        for path in &outcome.rows_restored {
            add(text, 2, path);
        }
    }
    if outcome.unchanged.is_empty() {
        return;
    }
    let number = outcome.unchanged.len();
    let _ = writeln!(
        text,
        "\n{} here already with the same answers; nothing was written for {}.",
        sentence(number, "submission is", "submissions are"),
        if number == 1 { "it" } else { "them" }
    );
}

fn left_out(text: &mut String, outcome: &ImportOutcome) {
    let bold = anstyle::Style::new().bold();
    if !outcome.left_out.is_empty() {
        let number = outcome.left_out.len();
        let said = sentence(number, "submission was", "submissions were");
        let _ = writeln!(text, "\n{bold}{said} not imported:{bold:#}");
    }
    for SubmissionLeftOut { row, from, why, help } in &outcome.left_out {
        let from = if from.is_empty() { String::new() } else { format!(" ({from})") };
        add(text, 2, &format!("row {row}{from}: {why}."));
        add(text, 4, &format!("What to do: {help}."));
    }
    if !outcome.rows_left_out.is_empty() {
        let _ = writeln!(text, "\n{bold}Rows that were not imported:{bold:#}");
    }
    for (table, rows, why) in &outcome.rows_left_out {
        let rows = match rows.len() {
            0 => "no rows".to_owned(),
            1 => format!("row {}", rows[0]),
            _ => format!("rows {}", shown(rows)),
        };
        add(text, 2, &format!("{table}, {rows}: {why}."));
    }
}

fn gone(text: &mut String, outcome: &ImportOutcome) {
    if outcome.gone.is_empty() {
        return;
    }
    let said = sentence(outcome.gone.len(), "return was", "returns were");
    text.push('\n');
    let words = format!(
        "{said} imported before from submissions that are not in this export. What is in the workspace still counts; move a file away if its submission was deleted:"
    );
    add(text, 0, &words);
    for path in &outcome.gone {
        add(text, 2, path);
    }
}

/// The first rows; how many more there are.
fn shown(rows: &[u32]) -> String {
    let named: Vec<String> = rows.iter().take(ROWS).map(u32::to_string).collect();
    let more = rows.len().saturating_sub(ROWS);
    let more = if more == 0 { String::new() } else { format!(" and {more} more") };
    format!("{}{more}", named.join(", "))
}

fn columns(text: &mut String, outcome: &ImportOutcome) {
    let columns = &outcome.columns_left_out;
    if !columns.is_empty() {
        let said = sentence(columns.len(), "column fits", "columns fit");
        let _ = writeln!(text, "\n{said} no question, so what stands there is in no return:");
    }
    for (table, column, header, filled, near) in columns.iter().take(LISTED) {
        let near = near.as_ref().map_or(String::new(), |near| format!("; is `{near}` meant?"));
        let filled = match filled {
            0 => "empty".to_owned(),
            number => format!("{} filled in", counted(*number, "row")),
        };
        add(text, 2, &format!("{table}, column {column} `{header}`: {filled}{near}"));
    }
    if columns.len() > LISTED {
        let _ = writeln!(text, "  and {} more; --format json lists all", columns.len() - LISTED);
    }
    if outcome.without_column.is_empty() {
        return;
    }
    let names: Vec<String> = outcome
        .without_column
        .iter()
        .take(LISTED)
        .map(|(section, question)| format!("{section}/{question}"))
        .collect();
    let more = outcome.without_column.len().saturating_sub(LISTED);
    let more = if more == 0 { String::new() } else { format!(" and {more} more") };
    let number = outcome.without_column.len();
    let said = sentence(number, "question has", "questions have");
    let stay = if number == 1 { "stays" } else { "stay" };
    let _ = writeln!(text, "\n{said} no column, and {stay} blank in every return:");
    add(text, 2, &format!("{}{more}", names.join(", ")));
}

fn next(text: &mut String, outcome: &ImportOutcome) {
    let year = outcome.year;
    let _ = match (outcome.written.is_empty(), outcome.has_left_out()) {
        (true, _) => writeln!(text, "\nNo return was written."),
        (false, true) => writeln!(
            text,
            "\nNext: settle what was not imported, then cfit check --year {year}; importing again stores nothing twice."
        ),
        (false, false) => writeln!(text, "\nNext: cfit check --year {year}"),
    };
}

fn sentence(number: usize, one: &str, several: &str) -> String {
    if number == 1 { format!("1 {one}") } else { format!("{number} {several}") }
}

fn counted(number: usize, word: &str) -> String {
    if number == 1 { format!("1 {word}") } else { format!("{number} {word}s") }
}
