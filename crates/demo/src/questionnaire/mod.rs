//! The questionnaire as shipped, and the XLSForm of a year made from it (contract: The questionnaire).

mod french;
mod source;
mod survey;

#[cfg(test)]
mod tests;

use workbooks::{Error, SpreadsheetCell, SpreadsheetSheet, spreadsheet};

use crate::pact::{PactYear, Practice};
use source::shipped;

/// Title of the questionnaire.
const TITLE: &str = "Circular & Fair ICT Pact: yearly return (invented)";

/// Names of the languages as XLSForm writes them, the default first.
const LANGUAGES: [&str; 2] = ["English (en)", "French (fr)"];

/// The practices the questionnaire as shipped asks about, in its order, in their latest wording.
///
/// Of a practice whose wording changed from one year of the example to the next, the older one is not among them:
/// an invented pact asks the same of every year, so that its years can be compared practice by practice.
pub fn practices() -> Vec<Practice> {
    let form = shipped();
    let blocks = form.section.iter().flat_map(|section| &section.block);
    blocks
        .flat_map(|block| {
            let latest = block.practice.iter().filter(|practice| practice.in_latest());
            latest.map(|practice| Practice {
                name: practice.name.clone(),
                strategy: block.id,
                impacts: practice.impacts.clone(),
                phase: practice.phase,
                roles: practice.roles(),
                scope: practice.scope,
                was: None,
            })
        })
        .collect()
}

/// Whether the questionnaire as shipped asks in a year what was paid to the Pact.
pub(crate) fn asks_contribution(year: i16) -> bool {
    let sections = shipped().section.iter().filter(|section| section.name == "contribution");
    sections.flat_map(|section| &section.question).any(|question| question.asked_in(year))
}

/// The XLSForm of a year, as the bytes of an xlsx file: its practices, a question for each output that is published,
/// and the other questions of the questionnaire as shipped.
///
/// It converts with pyxform without a warning, so that the same form runs in KoboToolbox and ODK. A practice the
/// shipped questionnaire does not know has its name as its label.
///
/// # Errors
/// Only where a text breaks a limit of the file format.
pub fn workbook(year: &PactYear) -> Result<Vec<u8>, Error> {
    let form = shipped();
    let version = format!("{}-1", year.year);
    let settings = vec![
        ["form_title", "form_id", "version", "default_language"].map(text).to_vec(),
        [TITLE, &form.form_id, &version, LANGUAGES[0]].map(text).to_vec(),
    ];
    let sheets = [
        sheet("survey", survey::survey(form, year)),
        sheet("choices", survey::choices(form, year)),
        sheet("settings", settings),
    ];
    spreadsheet(TITLE, year.period_start, &sheets)
}

/// A sheet with a bold header, its columns of texts wide enough to be read.
fn sheet(name: &str, rows: Vec<Vec<SpreadsheetCell>>) -> SpreadsheetSheet {
    let width = |cell: &SpreadsheetCell| match cell {
        SpreadsheetCell::Text(text) if text.contains("::") => 60.0,
        _ => 22.0,
    };
    let widths = rows.first().map(|header| header.iter().map(width).collect());
    SpreadsheetSheet {
        name: name.to_owned(),
        rows,
        bold: vec![0],
        widths: widths.unwrap_or_default(),
        ..SpreadsheetSheet::default()
    }
}

/// A text, or nothing.
fn text(text: &str) -> SpreadsheetCell {
    match text {
        "" => SpreadsheetCell::Blank,
        text => SpreadsheetCell::Text(text.to_owned()),
    }
}
