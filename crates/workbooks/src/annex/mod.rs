//! `annex.xlsx`: the tables behind the progress report, one a sheet, with live totals.

mod charts;
mod checked_text;
mod contents;
mod coverage;
mod figure_sheets;
mod front;
mod guidance;
mod labels;
mod layout;
mod methodology;
mod open_data;
mod page;
mod pivot;
mod registers;
mod sheet;
#[cfg(test)]
mod tests;
mod uptake;
mod volume;

use findings::Finding;
use model::published::PublishedTable;
use model::{Indicator, PactReading, YearReading, YearResults};
use rust_xlsxwriter::{Format, Workbook, XlsxError};

use crate::error::Error;
use crate::xlsx::properties;
use labels::Labels;
use sheet::Sheet;

/// What the annex is made from.
#[derive(Clone, Copy)]
pub struct AnnexInputs<'a> {
    /// The Pact: its title, titles of groups, names of participants.
    pub pact: &'a PactReading,
    /// What was read for the year.
    pub year: &'a YearReading,
    /// What was computed for the year.
    pub results: &'a YearResults,
    /// The year before, where the workspace has it.
    pub last: Option<(&'a YearReading, &'a YearResults)>,
    /// What was found.
    pub findings: &'a [Finding],
    /// Every indicator.
    pub indicators: &'a [&'a Indicator],
    /// The tables of the open data: what a participant protects is out of them already.
    pub tables: &'a [PublishedTable],
}

/// Language of the annex.
const LANGUAGE: &str = "en";

/// The annex as the bytes of an xlsx file: a contents sheet, and then one table a sheet.
///
/// Every number is a published figure, a row of the open data, or a live formula over these, stored with its
/// result. What is withheld there is withheld here. A table that would be empty is left out, and the contents
/// say so.
///
/// # Errors
/// Only where the data break a limit of the file format, such as 1,048,576 rows.
pub fn annex(inputs: &AnnexInputs) -> Result<Vec<u8>, Error> {
    written(inputs).map_err(|cause| Error { workbook: "annex.xlsx".to_owned(), cause })
}

fn written(inputs: &AnnexInputs) -> Result<Vec<u8>, XlsxError> {
    let (pact, settings) = (&inputs.pact.pact, &inputs.year.settings);
    let mut workbook = Workbook::new();
    let properties = properties(
        &format!("{}: annex to the progress report {}", pact.title, settings.year),
        "The tables behind the progress report",
        settings.report_date,
    )?;
    workbook.set_properties(&properties.set_custom_property("Language", LANGUAGE));
    workbook.set_default_format(&Format::new().set_font_size(page::SIZE), 21, 72)?;
    let sheets = sheets(inputs);
    contents::write(&mut workbook, inputs, &sheets)?;
    for sheet in sheets.iter().filter(|sheet| !sheet.is_empty()) {
        page::write(&mut workbook, inputs, sheet)?;
        if sheet.name == front::KEY_FIGURES {
            charts::write(&mut workbook, inputs, &sheets)?;
        }
    }
    workbook.save_to_buffer()
}

/// Every sheet behind the contents, empty ones too, in order.
fn sheets(inputs: &AnnexInputs) -> Vec<Sheet> {
    let labels = Labels::of(inputs);
    let mut sheets = vec![front::signs(inputs), front::key_figures(inputs, &labels)];
    sheets.extend(coverage::sheets(inputs, &labels));
    sheets.extend(volume::sheets(inputs, &labels));
    sheets.extend(open_data::volume(inputs, &labels));
    sheets.extend(uptake::sheets(inputs, &labels));
    sheets.push(open_data::answers(inputs, &labels));
    sheets.push(guidance::sheet(inputs, &labels));
    sheets.extend(figure_sheets::families(inputs, &labels));
    sheets.extend(open_data::files(inputs, &labels));
    sheets.extend(registers::office(inputs, &labels));
    sheets.extend(open_data::texts(inputs, &labels));
    sheets.extend(registers::pact(inputs, &labels));
    sheets.extend(open_data::organisations(inputs, &labels));
    sheets.push(methodology::sheet(inputs));
    sheets.push(figure_sheets::all(inputs, &labels));
    sheets.into_iter().map(Sheet::with_room_for_signs).collect()
}
