//! `lineage`: for every figure the cells it came from.

use std::collections::BTreeSet;

use model::{Dimension, Figure, Place};

use crate::field::{Field, IDENTIFIER, text};
use crate::observations::{cut, dimension};
use crate::output::PackageInputs;
use crate::table::{Table, Value};
use crate::withheld::Withheld;

/// Above this many rows the table is written as Parquet alone.
const CSV_ROWS: usize = 50_000;

/// Name of the column of the cut by participant, beside the one that says whose value it is.
const PARTICIPANT_OF_CUT: &str = "participant_of_cut";

/// The table.
pub(crate) fn table(inputs: &PackageInputs<'_>, withheld: &Withheld) -> Table {
    let mut fields = vec![text("indicator", "Name of the indicator.").required()];
    fields.extend(Dimension::ALL.iter().map(|d| column(*d, inputs)));
    fields.extend([
        text("participant", "Whose the value is; blank for the Pact's own.").pattern(IDENTIFIER),
        text("value", "The value as it went in; blank where it is withheld."),
        text(
            "source",
            "Where it stands: `file!sheet!cells`, such as `E5` or `E5:E9`; in a text file `file!lines:field`, such as \
             `5:3` or `5-9:3` for lines 5 to 9. Blank where it is withheld. Where a correction holds instead of \
             what the cell says, the correction stands behind it, parted by `; `. A range of orders may have others \
             between them; the table `lines` names their rows.",
        ),
    ]);
    let figures = inputs.results.figures.iter();
    let published = figures.filter(|figure| figure.status.has_value());
    let rows: Vec<Vec<Value>> =
        published.flat_map(|figure| rows(figure, inputs, withheld)).collect();
    let key = fields.len();
    let csv = rows.len() <= CSV_ROWS;
    let description = "One row per value that went into a figure. The cut by participant stands in \
                       `participant_of_cut`, since `participant` says whose the value is.";
    let mut table =
        Table::new("lineage", "Where figures come from", description, key, fields, rows);
    table.csv = csv;
    table.also_parquet()
}

fn column(of: Dimension, inputs: &PackageInputs<'_>) -> Field {
    match of {
        Dimension::Participant => {
            let words = "Id of the participant the figure is cut by.";
            text(PARTICIPANT_OF_CUT, words).pattern(IDENTIFIER)
        }
        other => dimension(other, inputs),
    }
}

/// The values of a figure. Those that are withheld become one row a participant.
fn rows(figure: &Figure, inputs: &PackageInputs<'_>, withheld: &Withheld) -> Vec<Vec<Value>> {
    let start = || {
        let indicator = Value::text(&figure.indicator);
        std::iter::once(indicator).chain(cut(figure))
    };
    let mut hidden = BTreeSet::new();
    let mut rows = Vec::new();
    for entry in figure.trace.iter() {
        let whose = Value::text(&entry.participant);
        let end = if !withheld.hides_value(figure, entry) {
            [whose, Value::text(&entry.value), Value::text(source(&entry.source, inputs, withheld))]
        } else if hidden.insert(&entry.participant) {
            [whose, Value::Blank, Value::Blank]
        } else {
            continue;
        };
        rows.push(start().chain(end).collect());
    }
    rows
}

/// A cell, and the correction that was laid over it.
fn source(place: &Place, inputs: &PackageInputs<'_>, withheld: &Withheld) -> String {
    let laid = inputs.year.correction_at(place);
    match laid.filter(|laid| !withheld.has(laid.participant.as_str())) {
        Some(laid) => format!("{place}; {}", laid.place),
        None => place.to_string(),
    }
}
