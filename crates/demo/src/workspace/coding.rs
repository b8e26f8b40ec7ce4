//! `coding.xlsx`: passages of the answers with their themes (methodology: Narrative).

use workbooks::{SpreadsheetCell, SpreadsheetSheet, spreadsheet};

use super::{Error, WorkspaceFile, in_year};
use crate::pact::PactYear;

const COLUMNS: [&str; 9] = [
    "participant",
    "question",
    "language",
    "passage",
    "themes",
    "highlight",
    "coder",
    "translation",
    "translated_by",
];

const WIDTHS: [f64; 9] = [20.0, 24.0, 10.0, 80.0, 40.0, 10.0, 12.0, 40.0, 14.0];

/// The workbook of a year.
///
/// # Errors
/// Where a passage breaks a limit of the file format.
pub(super) fn coding(year: &PactYear) -> Result<WorkspaceFile, Error> {
    let language = |participant: &str| {
        let own = year.returns.iter().find(|own| own.participant == participant);
        own.map_or("", |own| own.language.as_str())
    };
    let mut rows = vec![COLUMNS.map(text).to_vec()];
    rows.extend(year.coding.iter().map(|coded| {
        let cells = [
            coded.participant.as_str(),
            &coded.question,
            language(&coded.participant),
            &coded.passage,
            &coded.themes.join(";"),
            "",
            &coded.coder,
            "",
            "",
        ];
        cells.map(text).to_vec()
    }));
    let sheet = SpreadsheetSheet {
        name: "coding".to_owned(),
        rows,
        bold: vec![0],
        widths: WIDTHS.to_vec(),
        ..SpreadsheetSheet::default()
    };
    let title = format!("Coding {}", year.year);
    Ok(in_year(year, "coding.xlsx", spreadsheet(&title, year.period_end, &[sheet])?))
}

fn text(text: &str) -> SpreadsheetCell {
    match text {
        "" => SpreadsheetCell::Blank,
        text => SpreadsheetCell::Text(text.to_owned()),
    }
}
