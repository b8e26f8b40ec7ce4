//! `lineage`: for every figure the cells it came from.

use std::collections::BTreeSet;

use model::{Dimension, Figure, TraceEntry};
use tables::PublishedLine;

use crate::field::{Field, IDENTIFIER, integer, text};
use crate::observations::{cut, dimension};
use crate::output::PackageInputs;
use crate::table::{Table, Value};
use crate::withheld::Withheld;

/// Above this many rows the table is written as Parquet alone.
const CSV_ROWS: usize = 50_000;

/// Above this many runs of rows only the range that holds them all is named.
const MOST_RUNS: usize = 200;

/// What a trace has instead of a value that its owner withholds.
const WITHHELD: &str = "withheld";

/// Name of the column of the cut by participant, beside the one that says whose value it is.
const PARTICIPANT_OF_CUT: &str = "participant_of_cut";

/// The table.
pub(crate) fn table(inputs: &PackageInputs<'_>, withheld: &Withheld) -> Table {
    let mut fields = vec![
        text("indicator", "Name of the indicator.").required(),
        integer("year", "The year of the figure.").required(),
    ];
    fields.extend(Dimension::ALL.iter().map(|d| column(*d, inputs)));
    fields.extend([
        text("participant", "Whose the value is; blank for the Pact's own.").pattern(IDENTIFIER),
        text(
            "value",
            "The value as it went in; blank where it is withheld, `withheld` where units of a participant would give \
             a unit price away, their own or those of another line.",
        ),
        text(
            "source",
            "Where it stands: `file!sheet!cells`, such as `E5` or `E5:E9`; in a text file `file!lines:field`, such as \
             `5:3` or `5-9:3` for lines 5 to 9; several parted by `; `. Blank where it is withheld. Where a \
             correction holds instead of what the cell says, the correction stands behind it, parted by `; `. Orders \
             of which more than 200 parts would have to be named are named by the range that holds them all; then \
             others stand between them.",
        ),
    ]);
    let last = inputs.results.matched_last_year.iter();
    let figures = inputs.results.figures.iter().chain(last);
    let published = figures.filter(|figure| figure.status.has_value());
    let units = WithoutUnits::new(inputs);
    let rows: Vec<Vec<Value>> =
        published.flat_map(|figure| rows(figure, inputs, withheld, &units)).collect();
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

/// Participants of whom a line does not show its units: summed a file or one by one, those of others would tell them.
struct WithoutUnits<'a> {
    year: i16,
    this: BTreeSet<&'a str>,
    last: BTreeSet<&'a str>,
}

impl<'a> WithoutUnits<'a> {
    fn new(inputs: &PackageInputs<'a>) -> Self {
        let of = |lines: &'a [PublishedLine]| {
            let few = lines.iter().filter(|line| line.units_withheld);
            few.map(|line| line.participant.as_str()).collect()
        };
        Self { year: inputs.results.year, this: of(inputs.lines), last: of(inputs.last_lines) }
    }

    /// Whether a value of a figure is of units that are not told.
    fn hides(&self, figure: &Figure, entry: &TraceEntry) -> bool {
        let indicator = figure.indicator.as_str();
        let of_units = (indicator.starts_with("volume.") && indicator.ends_with(".units"))
            || ["share.", "buy_less."].iter().any(|family| indicator.starts_with(family));
        let own = if figure.year == self.year { &self.this } else { &self.last };
        of_units && own.contains(&*entry.participant)
    }
}

/// The values of a figure. Those that are withheld become one row a participant.
fn rows(
    figure: &Figure,
    inputs: &PackageInputs<'_>,
    withheld: &Withheld,
    units: &WithoutUnits<'_>,
) -> Vec<Vec<Value>> {
    let start = || {
        let indicator = Value::text(&figure.indicator);
        [indicator, Value::Integer(figure.year.into())].into_iter().chain(cut(figure))
    };
    let mut hidden = BTreeSet::new();
    let mut rows = Vec::new();
    for entry in figure.trace.iter() {
        let whose = Value::text(&entry.participant);
        let value = if units.hides(figure, entry) { WITHHELD } else { &*entry.value };
        let end = if !withheld.hides_value(figure, entry) {
            [whose, Value::text(value), Value::text(source(entry, inputs, withheld))]
        } else if hidden.insert(&entry.participant) {
            [whose, Value::Blank, Value::Blank]
        } else {
            continue;
        };
        let row: Vec<Value> = start().chain(end).collect();
        if value != WITHHELD || rows.last() != Some(&row) {
            rows.push(row);
        }
    }
    rows
}

/// Whether a file lies in a year's folder, or in that of none.
fn is_of(year: i16, path: &str) -> bool {
    let folder = path.strip_prefix("inputs/").and_then(|rest| rest.split_once('/'));
    let other = folder.and_then(|(folder, _)| folder.parse::<i16>().ok());
    other.is_none_or(|other| other == year)
}

/// The cells of an entry, and the correction that was laid over a cell.
fn source(entry: &TraceEntry, inputs: &PackageInputs<'_>, withheld: &Withheld) -> String {
    let place = &entry.source;
    if entry.value == WITHHELD && !is_of(inputs.results.year, &place.path) {
        // Of last year's volumes that are withheld not even the cells are named.
        return place.path.to_string();
    }
    let laid = inputs.year.correction_at(place);
    if let Some(laid) = laid.filter(|laid| !withheld.has(laid.participant.as_str())) {
        return format!("{place}; {}", laid.place);
    }
    if entry.rows.len() > MOST_RUNS {
        return place.to_string();
    }
    let places: Vec<String> = entry.places().map(|place| place.to_string()).collect();
    places.join("; ")
}
