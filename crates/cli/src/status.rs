//! `cfit status`, and `cfit` alone.

use std::path::Path;

use anyhow::Result;
use pipeline::{ParticipantStatus, StatusOutcome, YearStatus};

use crate::screen::{Screen, failed, today};

pub(crate) fn run(workspace: &Path, year: Option<i16>, screen: &mut Screen) -> Result<u8> {
    let outcome = pipeline::status(workspace, year, today(), screen).map_err(failed)?;
    if screen.is_json() {
        screen.answer(&outcome)?;
    } else {
        screen.say(&in_words(&outcome))?;
    }
    Ok(0)
}

fn in_words(outcome: &StatusOutcome) -> String {
    let bold = anstyle::Style::new().bold();
    let mut text = format!("{bold}{}{bold:#}", outcome.pact);
    if outcome.sample {
        text.push_str(" (invented sample data)");
    }
    text.push('\n');
    if let Some(year) = &outcome.year {
        text.push_str(&year_in_words(year));
    }
    let (command, why) = &outcome.next;
    text.push_str(&format!("\nNext: {bold}{command}{bold:#} ({why}).\n"));
    text.push_str("All commands: cfit --help\n");
    text
}

fn year_in_words(year: &YearStatus) -> String {
    use pipeline::ReportState;
    let report = match year.report {
        ReportState::None => "not made yet".to_owned(),
        ReportState::Outdated => format!("reports/{}/ is older than the inputs", year.year),
        ReportState::Current => format!("reports/{}/ is up to date", year.year),
        ReportState::Part => format!("reports/{}/ holds one document alone", year.year),
    };
    let mut text = format!(
        "\nYear {}: {}, returns due {}\n  Returns   {}\n  Findings  {}, {}, {}\n  Report    {report}\n\n",
        year.year,
        year.period,
        year.deadline,
        returns(year),
        counted(year.errors, "error"),
        counted(year.warnings, "warning"),
        counted(year.notes, "note"),
    );
    let width = year.participants.iter().map(|row| row.name.chars().count()).max().unwrap_or(0);
    for row in &year.participants {
        text.push_str(&participant_in_words(row, width));
    }
    if year.participants.iter().any(|row| row.to_ask > 0) {
        text.push_str("  Things to ask are errors and warnings; notes are not counted.\n");
    }
    text
}

fn participant_in_words(row: &ParticipantStatus, width: usize) -> String {
    let state = match row.state.as_str() {
        "returned" => match &row.received_on {
            Some(day) => format!("returned {day}"),
            None => "returned".to_owned(),
        },
        "covered" => "inside another return".to_owned(),
        "exempt" => "exempt".to_owned(),
        "joined_too_late" => "joined too late to be asked".to_owned(),
        "left_early" => "left too early to be asked".to_owned(),
        "late" => format!("late: due {}", row.due_on),
        _ => format!("waiting: due {}", row.due_on),
    };
    let ask = match row.to_ask {
        0 => String::new(),
        number => format!("   {} to ask", counted(number, "thing")),
    };
    format!("  {:<width$}  {state:<22}{ask}\n", row.name).trim_end().to_owned() + "\n"
}

/// Returns that came, those inside them, and how many of the expected participants both make.
fn returns(year: &YearStatus) -> String {
    let inside = match year.covered {
        0 => String::new(),
        covered => format!(", {covered} more inside another's"),
    };
    let (returned, answered) = (counted(year.returned, "return"), year.answered);
    format!("{returned}{inside}: {answered} of {} participants expected", year.expected)
}

fn counted(number: usize, word: &str) -> String {
    if number == 1 { format!("1 {word}") } else { format!("{number} {word}s") }
}
