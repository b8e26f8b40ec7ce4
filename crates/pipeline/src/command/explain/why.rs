//! Why a cell is in no figure.

use std::collections::BTreeMap;

use model::submission::VersionOutcome;
use model::supporting::TableReading;
use model::unused_numbers::UnusedReason;
use model::{AnswerState, CellAddress, Place, Value};
use read::unused_numbers::{UnusedInputs, unused_numbers};

use super::cell::rows;
use super::source::{AnswerAt, YearSources};
use super::{Context, export, source, words};
use crate::year::ComputedYear;

/// Why a cell is in no figure, by what it says and by the heading of its column.
pub(super) fn why_in_none(
    context: &Context<'_>,
    place: &Place,
    at: CellAddress,
    (raw, header): (Option<&str>, Option<&str>),
) -> String {
    let path = &*place.path;
    let Some(of_year) = context.sources.of_path(path) else {
        let own = source::year_of(path).map(|year| year.to_string()).unwrap_or_default();
        return format!(
            "its file is of {own}, and the figures of that year were not asked for: add --year {own}"
        );
    };
    if let Some(words) = version(of_year, path) {
        return words.to_owned();
    }
    if let Some(answer) = of_year.answer(path, place.sheet.as_deref(), at) {
        return of_answer(context, of_year, place, at, &answer);
    }
    if let Some(words) = export::of_export(&of_year.year.reading.finance, place, at, raw.is_none())
    {
        return words;
    }
    if path.contains("/supporting/")
        && let Some(words) = of_table(context, of_year, place, at)
    {
        return words;
    }
    if path.ends_with("/finance/ledger.csv")
        && let Some(words) = header.and_then(of_ledger)
    {
        return words.to_owned();
    }
    let number = raw.and_then(|_| unused(context, of_year.year, place, at));
    match (number, raw) {
        (Some(reason), _) => words::unused(reason).to_owned(),
        (None, None) if path.contains("/returns/") => {
            "nothing stands in this cell, and the form asks nothing there".to_owned()
        }
        (None, None) => "nothing stands in this cell".to_owned(),
        (None, Some(_)) if path.contains("/returns/") => {
            "it is no answer: a heading, the form's own words, or what somebody wrote beside it"
                .into()
        }
        (None, Some(_)) => words::unused(UnusedReason::Setting).to_owned(),
    }
}

/// Why a file of a returns folder does not count; `None` for one that does, and for every other file.
fn version(of_year: &YearSources<'_>, path: &str) -> Option<&'static str> {
    let version = of_year.year.reading.versions.iter().find(|version| version.path == path)?;
    match version.outcome {
        VersionOutcome::Counts => None,
        VersionOutcome::Superseded => {
            Some("its file does not count: a newer version of the return does")
        }
        VersionOutcome::Unusable => Some(
            "its file cannot be used: it cannot be read, or is not this participant's or this year's; `cfit check` says which",
        ),
        VersionOutcome::Empty => Some("its file does not count: nobody filled it in"),
    }
}

/// Why an answer is in no figure.
fn of_answer(
    context: &Context<'_>,
    of_year: &YearSources<'_>,
    place: &Place,
    at: CellAddress,
    answer: &AnswerAt<'_>,
) -> String {
    match &answer.answer.state {
        AnswerState::NotAsked => "the question was not asked of this participant".to_owned(),
        AnswerState::Blank => "the question was asked, and the answer is left blank".to_owned(),
        AnswerState::NotApplicable => {
            "answered that it does not apply: it is in no figure but the counts of such answers".into()
        }
        AnswerState::Unreadable => {
            "it could not be read as an answer to the question, so it is missing; a finding says what to do".into()
        }
        AnswerState::Given(_) if answer.row.is_none() && is_setting(answer.name) => {
            "it says how the rest of the return is to be read, and is no measure itself".into()
        }
        AnswerState::Given(Value::Text(_)) if answer.row.is_none() => {
            "it is an answer in words: it can be quoted as far as the participant permits, and no figure is made from it".into()
        }
        AnswerState::Given(_) => {
            let lines = rows(context, of_year, place, at);
            match (answer.row, lines.is_empty()) {
                (Some(_), false) if !is_measure(answer.name) => {
                    "it tells what the line is, and is no measure itself".to_owned()
                }
                (Some(_), false) => lines.join("; "),
                _ => words::unused(UnusedReason::NoIndicator).to_owned(),
            }
        }
    }
}

fn is_measure(question: &str) -> bool {
    [
        "units",
        "amount",
        "labelled_units",
        "criteria_units",
        "devices",
        "mean_age_years",
        "planned_lifetime_years",
    ]
    .contains(&question)
}

fn is_setting(question: &str) -> bool {
    [
        "participant_id",
        "organisation_name",
        "period_start",
        "period_end",
        "currency",
        "amount_basis",
        "tax",
        "tax_rate",
        "quote_permission",
        "reports_for",
        "protect_volume",
        "procurement_none",
    ]
    .contains(&question)
}

/// Why a cell of a supporting file is in no figure.
fn of_table(
    context: &Context<'_>,
    of_year: &YearSources<'_>,
    place: &Place,
    at: CellAddress,
) -> Option<String> {
    let tables = of_year.tables(&place.path, place.sheet.as_deref());
    let row = at.row + 1;
    if tables.is_empty() {
        return Some(words::unused(UnusedReason::NoMapping).to_owned());
    }
    // A table can be read in two ways, such as orders that are devices too: each is looked at.
    let readings: Vec<&TableReading> =
        tables.iter().filter(|table| table.not_read.is_none()).copied().collect();
    if readings.is_empty() {
        let why = tables.iter().find_map(|table| table.not_read.as_ref())?;
        return Some(format!("the table is not read: {why}"));
    }
    let within = |table: &&&TableReading| (table.row_range.0..=table.row_range.1).contains(&row);
    let here: Vec<&TableReading> = readings.iter().filter(within).copied().collect();
    if here.is_empty() {
        let is_heading = readings.iter().any(|table| table.header_rows.contains(&row));
        return Some(match is_heading {
            true => "it is a heading of the table".to_owned(),
            false => words::unused(UnusedReason::OutsideTheTable).to_owned(),
        });
    }
    let fields: Vec<&str> = here
        .iter()
        .flat_map(|table| &table.column_numbers)
        .filter(|(_, numbers)| numbers.contains(&at.column))
        .map(|(field, _)| field.as_str())
        .collect();
    if fields.is_empty() {
        return match here.iter().all(|table| table.column_numbers.is_empty()) {
            true => None,
            false => Some(words::unused(UnusedReason::UnmappedColumn).to_owned()),
        };
    }
    let said = rows(context, of_year, place, at);
    let measures = ["amount", "units", "planned_lifetime_years", "bought_on"];
    match (fields.iter().any(|field| measures.contains(field)), said.is_empty()) {
        (false, _) => Some(words::unused(UnusedReason::NoMeasure).to_owned()),
        (true, false) => Some(said.join("; ")),
        (true, true) => None,
    }
}

/// What a column of the ledger does, other than the amount: every entry leads to the amount of its line.
fn of_ledger(header: &str) -> Option<&'static str> {
    Some(match header {
        "date" => {
            "it is the day of the booking: it decides whether the line is of the year, and at which rate an amount in \
             another currency is booked"
        }
        "account" => {
            "it says in which account of the budget the amount of its line is, and is no amount itself"
        }
        "currency" => {
            "it says in which currency the amount of its line is, and is no amount itself"
        }
        "counterparty" => {
            "it says from whom the amount of its line came or to whom it went, and is no amount itself"
        }
        "for_year" => "it says for which year a contribution is, and is no amount itself",
        "fund" | "activity" => {
            "it says what the amount of its line was for, and is no amount itself"
        }
        "description" | "reference" => {
            "it says what its line is: it stands in the journal, and no figure is made from it"
        }
        _ => return None,
    })
}

/// The reason on the list of numbers that are in no figure.
fn unused(
    context: &Context<'_>,
    year: &ComputedYear,
    place: &Place,
    at: CellAddress,
) -> Option<UnusedReason> {
    let file = context.workspace.files.get(&place.path)?;
    let files = BTreeMap::from([(place.path.to_string(), file.clone())]);
    let found = unused_numbers(&UnusedInputs {
        files: &files,
        pact: &context.workspace.pact,
        year: &year.reading,
        lines: &year.lines,
        devices: &year.results.devices,
        figures: &year.results.figures,
        withheld: &year.results.withheld,
    });
    let title = place.sheet.as_deref().unwrap_or_default();
    let holds = found.into_iter().filter(|one| {
        one.is_whole_file()
            || (*one.sheet == *title
                && (one.first.0..=one.last.0).contains(&at.row)
                && (one.first.1..=one.last.1).contains(&at.column))
    });
    let smallest = holds.min_by_key(|one| {
        let rows = u64::from(one.last.0 - one.first.0) + 1;
        rows.saturating_mul(u64::from(one.last.1 - one.first.1) + 1)
    });
    smallest.map(|one| one.reason)
}
