//! How each indicator is computed.

use super::AnnexInputs;
use super::sheet::{Cell, Column, Sheet, TOTAL};

/// The sheet: the registry of indicators, and how many figures each has this year.
pub(super) fn sheet(inputs: &AnnexInputs) -> Sheet {
    let rows = inputs.indicators.iter().map(|indicator| {
        vec![
            Cell::text(indicator.id),
            Cell::text(indicator.title),
            Cell::text(indicator.question),
            Cell::text(indicator.formula),
            Cell::text(indicator.caveats),
            Cell::text(indicator.unit),
            Cell::text(indicator.needs.join("; ")),
            Cell::text(indicator.paragraph),
            Cell::count(inputs.results.figures.of(indicator.id).count()),
        ]
    });
    Sheet {
        name: "Methodology",
        id: "methodology",
        title: "How each indicator is computed".to_owned(),
        about: "One row for each indicator, in the order of the methodology.".to_owned(),
        source: "the registry of indicators of the program that computed the figures".to_owned(),
        method: "the words are those of the data package beside this workbook.".to_owned(),
        notes: "The paragraph is the paragraph of the Pact that the indicator serves.".to_owned(),
        columns: vec![
            Column::text("Indicator", 30.0),
            Column::text("Title", 30.0),
            Column::text("Question it answers", 40.0),
            Column::text("Formula in words", 52.0),
            Column::text("What it does not say", 46.0),
            Column::text("Unit", 14.0),
            Column::text("What it needs", 36.0),
            Column::text("Paragraph", 16.0),
            Column::numbers("Figures this year", 12.0),
        ],
        rows: rows.collect(),
        foot: TOTAL,
    }
}
