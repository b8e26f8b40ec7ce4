//! `cfit receive`.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use anyhow::{Result, bail};
use pipeline::{Fate, InPlace, Kind, OfferedOutcome, ReceiveOutcome, ReceiveRequest};
use serde_json::{Value, json};

use crate::FOUND_ERRORS;
use crate::arguments::ReceiveOptions;
use crate::screen::{Screen, failed, today};

/// Nothing of what was offered could be taken in.
const NOTHING: u8 = 2;

pub(crate) fn run(workspace: &Path, options: &ReceiveOptions, screen: &mut Screen) -> Result<u8> {
    let today = today();
    let received_on = options.received_on.unwrap_or(today);
    if received_on > today {
        bail!(
            "{received_on} has not come yet: give the day the files came, or leave out --received-on"
        );
    }
    let request = ReceiveRequest {
        files: options.files.clone(),
        year: options.year,
        participant: options.participant.clone(),
        received_on,
        channel: options.channel.map_or(String::new(), |channel| channel.code().to_owned()),
        by: options.by.clone().unwrap_or_default(),
        note: options.note.clone().unwrap_or_default(),
    };
    let outcome = pipeline::receive(workspace, &request, screen).map_err(failed)?;
    if screen.is_json() {
        let records: Vec<Value> = outcome.files.iter().map(record).collect();
        screen.answer(&records)?;
    } else {
        screen.say(&in_words(&outcome, received_on))?;
        if let Some(year) = year_taken(&outcome).filter(|_| options.year.is_none()) {
            screen.say(&format!(
                "What does not say its year was taken for {year}; --year names another.\n"
            ))?;
        }
    }
    Ok(code(&outcome))
}

/// The year of what was stored without saying its own.
fn year_taken(outcome: &ReceiveOutcome) -> Option<i16> {
    outcome.files.iter().find_map(|file| match &file.fate {
        Fate::Stored(place) if place.kind != Kind::Return => Some(place.year),
        _ => None,
    })
}

/// 0 where everything is in its place, 1 where something is to be looked at, 2 where nothing could be taken in.
fn code(outcome: &ReceiveOutcome) -> u8 {
    let kept = |file: &OfferedOutcome| matches!(file.fate, Fate::Stored(_) | Fate::Here(_));
    let looked_at = |file: &OfferedOutcome| match &file.fate {
        Fate::Stored(place) | Fate::Here(place) => !place.remarks.is_empty(),
        Fate::NotStored { .. } => true,
        Fate::PassedOver(_) => false,
    };
    let refused = |file: &OfferedOutcome| matches!(file.fate, Fate::NotStored { .. });
    if !outcome.files.iter().any(kept) && outcome.files.iter().any(refused) {
        NOTHING
    } else if outcome.files.iter().any(looked_at) {
        FOUND_ERRORS
    } else {
        0
    }
}

fn record(file: &OfferedOutcome) -> Value {
    let in_place = |outcome: &str, place: &InPlace| {
        let kind = match place.kind {
            Kind::Return => "return",
            Kind::Supporting => "supporting",
            Kind::Letter => "letter",
        };
        json!({
            "file": file.offered,
            "outcome": outcome,
            "kind": kind,
            "participant": place.participant.as_str(),
            "year": place.year,
            "path": place.path,
            "row_added": place.registered,
            "contents": place.contents.as_ref().map(|own| json!({
                "asked": own.asked,
                "answered": own.answered,
                "rows": own.rows,
                "to_look_at": own.faults,
            })),
            "remarks": place.remarks,
        })
    };
    match &file.fate {
        Fate::Stored(place) => in_place("stored", place),
        Fate::Here(place) => in_place("already_here", place),
        Fate::NotStored { why, help } => {
            json!({"file": file.offered, "outcome": "not_stored", "why": why, "help": help})
        }
        Fate::PassedOver(why) => {
            json!({"file": file.offered, "outcome": "passed_over", "why": why})
        }
    }
}

fn in_words(outcome: &ReceiveOutcome, received_on: model::Date) -> String {
    let mut text = String::new();
    for file in &outcome.files {
        text.push_str(&file_in_words(file));
    }
    text.push_str(&summary(outcome, received_on));
    text
}

fn file_in_words(file: &OfferedOutcome) -> String {
    let bold = anstyle::Style::new().bold();
    let mut text = format!("{bold}{}{bold:#}\n", file.offered);
    match &file.fate {
        Fate::Stored(place) => {
            text.push_str(&format!("  stored as {}\n", place.path));
            text.push_str(&place_in_words(place));
        }
        Fate::Here(place) => {
            let row = if place.registered {
                "; its row in received.csv was missing and is there now"
            } else {
                ""
            };
            text.push_str(&format!("  here already, the same to the byte: {}{row}\n", place.path));
            text.push_str(&place_in_words(place));
        }
        Fate::NotStored { why, help } => {
            text.push_str(&format!("  NOT STORED: {why}.\n  What to do: {help}.\n"));
        }
        Fate::PassedOver(why) => text.push_str(&format!("  passed over: {why}\n")),
    }
    text
}

fn place_in_words(place: &InPlace) -> String {
    let mut text = match (&place.contents, place.kind) {
        (Some(own), _) => {
            let rows: usize = own.rows.values().sum();
            let rows = match own.rows.len() {
                0 => "no row in any table".to_owned(),
                1 => format!("{} in 1 table", counted(rows, "row")),
                tables => format!("{} in {tables} tables", counted(rows, "row")),
            };
            let faults = match own.faults {
                0 => String::new(),
                number => format!("; {} to look at", counted(number, "place")),
            };
            format!(
                "  {}, {}: {} of {} questions answered, {rows}{faults}\n",
                place.name, place.year, own.answered, own.asked
            )
        }
        (None, Kind::Return) => format!("  {}, {}\n", place.name, place.year),
        (None, Kind::Supporting) => {
            format!("  {}, {}: attached to its return\n", place.name, place.year)
        }
        (None, Kind::Letter) => {
            format!("  {}, {}: to be read by a person\n", place.name, place.year)
        }
    };
    for remark in &place.remarks {
        text.push_str(&format!("  LOOK: {remark}\n"));
    }
    text
}

fn summary(outcome: &ReceiveOutcome, received_on: model::Date) -> String {
    let mut numbers: BTreeMap<&str, usize> = BTreeMap::new();
    let mut rows: BTreeMap<i16, usize> = BTreeMap::new();
    let mut years: BTreeSet<i16> = BTreeSet::new();
    for file in &outcome.files {
        let (word, place) = match &file.fate {
            Fate::Stored(place) => ("1 stored", Some(place)),
            Fate::Here(place) => ("2 here already", Some(place)),
            Fate::NotStored { .. } => ("3 not stored", None),
            Fate::PassedOver(_) => ("4 passed over", None),
        };
        *numbers.entry(word).or_default() += 1;
        if let Some(place) = place {
            years.insert(place.year);
            *rows.entry(place.year).or_default() += usize::from(place.registered);
        }
    }
    let parts: Vec<String> =
        numbers.iter().map(|(word, number)| format!("{number} {}", &word[2..])).collect();
    let mut text = format!("\n{}: {}.", counted(outcome.files.len(), "file"), parts.join(", "));
    for (year, number) in rows.into_iter().filter(|(_, number)| *number > 0) {
        let rows = if number == 1 { "a row".to_owned() } else { format!("{number} rows") };
        text.push_str(&format!(" inputs/{year}/received.csv has {rows} more, for {received_on}."));
    }
    text.push('\n');
    for year in years {
        text.push_str(&format!("Next: cfit check --year {year}\n"));
    }
    text
}

fn counted(number: usize, word: &str) -> String {
    if number == 1 { format!("1 {word}") } else { format!("{number} {word}s") }
}
