//! `cfit remind`.

use std::path::Path;

use anyhow::Result;
use pipeline::{NotReminded, RemindOutcome, RemindRequest, WhyNot, WrittenReminder};
use serde_json::{Value, json};

use crate::arguments::RemindOptions;
use crate::letters;
use crate::screen::{Screen, failed, today};

pub(crate) fn run(workspace: &Path, options: &RemindOptions, screen: &mut Screen) -> Result<u8> {
    let request = RemindRequest {
        year: options.year,
        participants: options.participant.clone(),
        on: options.on.unwrap_or_else(today),
    };
    let outcome = pipeline::remind(workspace, &request, screen).map_err(failed)?;
    if screen.is_json() {
        screen.answer(&json!({
            "year": outcome.year,
            "on": request.on.to_string(),
            "reminders": outcome.written.iter().map(record).collect::<Vec<_>>(),
            "none": outcome.none.iter().map(record_of_none).collect::<Vec<_>>(),
            "taken_back": outcome.taken_back.iter().map(|id| id.as_str()).collect::<Vec<_>>(),
        }))?;
    } else {
        if options.year.is_none() {
            screen.say(&format!("Year {}; --year names another.\n", outcome.year))?;
        }
        screen.say(&in_words(&outcome))?;
    }
    Ok(0)
}

fn record(reminder: &WrittenReminder) -> Value {
    let letter = &reminder.letter;
    json!({
        "participant": letter.participant.as_str(),
        "file": letter.path,
        "language": letter.language,
        "addresses": letter.addresses,
        "due_on": reminder.due_on.to_string(),
        "days_left": reminder.days_left,
    })
}

fn record_of_none(none: &NotReminded) -> Value {
    json!({"participant": none.participant.as_str(), "why": code(&none.why)})
}

/// The code of why a participant gets no reminder or no form.
pub(crate) fn code(why: &WhyNot) -> &'static str {
    match why {
        WhyNot::Returned => "returned",
        WhyNot::Covered => "covered",
        WhyNot::Exempt => "exempt",
        WhyNot::JoinedTooLate => "joined_too_late",
        WhyNot::LeftEarly => "left_early",
        WhyNot::ExtendedUntil(_) => "extended",
    }
}

fn in_words(outcome: &RemindOutcome) -> String {
    let mut text = String::new();
    for reminder in &outcome.written {
        let days = match reminder.days_left {
            0 => "due today".to_owned(),
            left @ 1.. => format!("due {}, {} left", reminder.due_on, days(left)),
            over => format!("due {}, {} over", reminder.due_on, days(-over)),
        };
        let language = &reminder.letter.language;
        text.push_str(&format!("{} ({language}; {days})\n", reminder.letter.path));
    }
    if !outcome.none.is_empty() {
        text.push_str("\nNo reminder:\n");
        let width = outcome.none.iter().map(|none| none.name.chars().count()).max().unwrap_or(0);
        for none in &outcome.none {
            let why = match &none.why {
                WhyNot::Returned => "its return came".to_owned(),
                WhyNot::Covered => "inside another's return".to_owned(),
                WhyNot::Exempt => "exempt".to_owned(),
                WhyNot::JoinedTooLate => "joined too late to be asked".to_owned(),
                WhyNot::LeftEarly => "left too early to be asked".to_owned(),
                WhyNot::ExtendedUntil(day) => {
                    format!("has until {day}; name it with --participant to remind it all the same")
                }
            };
            text.push_str(&format!("  {:<width$}  {why}\n", none.name));
        }
    }
    text.push('\n');
    let forms = outcome.forms_written.len();
    if forms > 0 {
        let year = outcome.year;
        let words = if forms == 1 { "1 form was" } else { &format!("{forms} forms were") };
        text.push_str(&format!(
            "{words} not in outbox/{year}/ yet and written for it, with the covering letter.\n"
        ));
    }
    if !outcome.taken_back.is_empty() {
        let ids: Vec<&str> = outcome.taken_back.iter().map(|id| id.as_str()).collect();
        text.push_str(&format!(
            "Reminders of an earlier day that are needed no more were taken out of the outbox: {}.\n",
            ids.join(", ")
        ));
    }
    let written: Vec<_> = outcome.written.iter().map(|reminder| &reminder.letter).collect();
    text.push_str(&letters::remarks(&written));
    match outcome.written.len() {
        0 => text.push_str("Nobody is to be reminded.\n"),
        1 => text.push_str("1 reminder, with the form attached. Next: open it in your mail program, look at it, send it.\n"),
        number => text.push_str(&format!(
            "{number} reminders, each with the form attached. Next: open each in your mail program, look at it, send it.\n"
        )),
    }
    text
}

fn days(number: i32) -> String {
    if number == 1 { "1 day".to_owned() } else { format!("{number} days") }
}
