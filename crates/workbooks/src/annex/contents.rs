//! The first sheet: what this is, and a link to every table.

use rust_xlsxwriter::{Workbook, XlsxError};

use super::AnnexInputs;
use super::charts::{CHARTS, drawn};
use super::front::{KEY_FIGURES, SIGNS};
use super::page;
use super::sheet::{Cell, Column, Sheet, TOTAL};
use crate::print::SAMPLE;
use crate::words::words;

/// Title of the sheet.
pub(super) const CONTENTS: &str = "Contents";

/// Adds the sheet.
pub(super) fn write(
    workbook: &mut Workbook,
    inputs: &AnnexInputs,
    sheets: &[Sheet],
) -> Result<(), XlsxError> {
    page::write(workbook, inputs, &sheet(inputs, sheets))?;
    workbook.worksheet_from_name(CONTENTS)?.set_active(true);
    Ok(())
}

fn sheet(inputs: &AnnexInputs, sheets: &[Sheet]) -> Sheet {
    let (pact, settings) = (&inputs.pact.pact, &inputs.year.settings);
    let words = words(super::LANGUAGE);
    let mut rows = Vec::new();
    for sheet in sheets.iter().filter(|sheet| !sheet.is_empty()) {
        rows.push(entry(sheet));
        if sheet.name == KEY_FIGURES && drawn(sheets) {
            rows.push(vec![
                Cell::Link(CHARTS.to_owned(), CHARTS),
                Cell::text("Charts"),
                Cell::text("Charts of the tables behind it; their numbers are in those tables."),
                Cell::Empty,
            ]);
        }
    }
    for sheet in sheets.iter().filter(|sheet| sheet.is_empty()) {
        rows.push(vec![
            Cell::text(sheet.name),
            Cell::text(&sheet.title),
            Cell::text("Not in this workbook: there is nothing of the kind in this year."),
            Cell::count(0),
        ]);
    }
    let sample = if pact.sample { format!("{SAMPLE} ") } else { String::new() };
    Sheet {
        name: CONTENTS,
        id: "contents",
        title: format!("{}: annex to the progress report {}", pact.title, settings.year),
        about: format!("{sample}The tables behind the collective progress report, one a sheet."),
        source: format!(
            "the returns for {} to {}, and the registers of the Pact. Licence: {}.",
            words.day(settings.period.start),
            words.day(settings.period.end),
            settings.licence
        ),
        method: format!(
            "from the same figures as the report of {}. Totals are live formulas, and amounts are in euro.",
            words.day(settings.report_date)
        ),
        notes: format!(
            "Words in square brackets say why there is no number; the sheet {SIGNS} has their key. None is zero."
        ),
        columns: vec![
            Column::text("Sheet", 28.0),
            Column::text("Table", 56.0),
            Column::text("What it holds", 84.0),
            Column::numbers("Rows", 9.0),
        ],
        rows,
        foot: TOTAL,
    }
}

fn entry(sheet: &Sheet) -> Vec<Cell> {
    vec![
        Cell::Link(sheet.name.to_owned(), sheet.name),
        Cell::text(&sheet.title),
        Cell::text(&sheet.about),
        Cell::count(sheet.rows.len()),
    ]
}
