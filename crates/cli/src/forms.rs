//! `cfit forms`.

use std::path::Path;

use anyhow::Result;
use pipeline::FormsRequest;

use crate::arguments::FormsOptions;
use crate::screen::{Screen, failed};

pub(crate) fn run(workspace: &Path, options: &FormsOptions, screen: &mut Screen) -> Result<u8> {
    let request = FormsRequest {
        year: options.year,
        participants: options.participant.clone(),
        language: options.language.clone(),
    };
    let outcome = pipeline::forms(workspace, &request, screen).map_err(failed)?;
    if screen.is_json() {
        let rows: Vec<_> = outcome
            .written
            .iter()
            .map(|form| {
                serde_json::json!({
                    "participant": form.participant.as_str(),
                    "file": form.path,
                    "language": form.language,
                    "with_last_year": form.with_last_year,
                })
            })
            .collect();
        screen.answer(&rows)?;
        return Ok(0);
    }
    let mut text = String::new();
    for form in &outcome.written {
        let last = if form.with_last_year { ", with last year's answers" } else { "" };
        text.push_str(&format!("{} ({}{last})\n", form.path, form.language));
    }
    let year = outcome.year;
    match outcome.written.len() {
        0 => {
            text.push_str(&format!("No participant is in force in {year}: nothing was written.\n"))
        }
        1 => text.push_str("Next: send the form; what comes back belongs in "),
        number => {
            text.push_str(&format!("{number} forms. Next: send each; what comes back belongs in "))
        }
    }
    if !outcome.written.is_empty() {
        text.push_str(&format!("inputs/{year}/returns/ID/return.xlsx.\n"));
    }
    screen.say(&text)?;
    Ok(0)
}
