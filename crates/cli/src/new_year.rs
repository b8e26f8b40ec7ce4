//! `cfit new-year`.

use std::path::Path;

use anyhow::Result;
use pipeline::{LookAt, NewYearOutcome};
use serde_json::json;

use crate::arguments::NewYearOptions;
use crate::screen::{Screen, failed, today};

pub(crate) fn run(workspace: &Path, options: &NewYearOptions, screen: &mut Screen) -> Result<u8> {
    let outcome =
        pipeline::new_year(workspace, options.year, options.from, today()).map_err(failed)?;
    if screen.is_json() {
        let written =
            outcome.written.iter().map(|(file, what)| json!({"file": file, "what": what}));
        let look = outcome.look.iter();
        let look = look.map(|own| json!({"file": own.file, "field": own.field, "why": own.why}));
        screen.answer(&json!({
            "year": outcome.year,
            "from": outcome.from,
            "written": written.collect::<Vec<_>>(),
            "left_as_they_are": outcome.there,
            "look_at": look.collect::<Vec<_>>(),
        }))?;
    } else {
        screen.say(&in_words(&outcome))?;
    }
    Ok(0)
}

fn in_words(outcome: &NewYearOutcome) -> String {
    let NewYearOutcome { year, from, written, there, look } = outcome;
    let mut text = String::new();
    if !written.is_empty() {
        text.push_str(&format!("{year} is opened from {from}. Written:\n"));
        let width = written.iter().map(|(file, _)| file.chars().count()).max().unwrap_or(0);
        for (file, what) in written {
            text.push_str(&format!("  {file:<width$}  {what}\n"));
        }
    } else {
        text.push_str(&format!("Nothing was written: everything of {year} is there already.\n"));
    }
    if !there.is_empty() {
        text.push_str("\nThere already, and left as they are:\n");
        for file in there {
            text.push_str(&format!("  {file}\n"));
        }
    }
    if !look.is_empty() {
        text.push_str("\nTo be looked at:\n");
        text.push_str(&looks(look));
    }
    text.push_str(&format!("\nNext: look through these, then cfit forms --year {year}\n"));
    text
}

/// What to look at, under the file it is in.
fn looks(look: &[LookAt]) -> String {
    let mut text = String::new();
    let mut last = "";
    for own in look {
        if own.file != last {
            text.push_str(&format!("  {}\n", own.file));
            last = &own.file;
        }
        match own.field.as_str() {
            "" => text.push_str(&format!("    {}\n", own.why)),
            field => text.push_str(&format!("    {field}: {}\n", own.why)),
        }
    }
    text
}
