//! `left_out`: every line and every number that came in and is in no figure, with the reason.

use std::collections::{BTreeMap, BTreeSet};

use model::Place;
use model::quotation::WaitingReason;
use model::supporting::AccountTerm;
use model::unused_numbers::UnusedReason;
use model::volume::{CountedAs, LeftOutReason};

use crate::field::{IDENTIFIER, integer, text};
use crate::output::PackageInputs;
use crate::table::{Table, Value};
use crate::withheld::Withheld;

/// Why answers and rows in words are in no table, beside the reasons for which words wait.
const NO_PERMISSION: &str = "no_permission";

/// What a row of the table counts.
const KINDS: &[&str] = &["lines", "rows", "numbers", "answers"];

/// The table. `held_back` has the number of answers and rows in words that are in no table, by reason.
pub(crate) fn table(
    inputs: &PackageInputs<'_>,
    withheld: &Withheld,
    held_back: &BTreeMap<&'static str, u64>,
) -> Table {
    let mut rows = lines(inputs, withheld);
    rows.extend(device_rows(inputs, withheld));
    rows.extend(numbers(inputs, withheld));
    let kept = held_back.iter();
    rows.extend(kept.map(|(reason, count)| row("answers", "", Some(*count), reason, "")));
    let fields = vec![
        text(
            "kind",
            "`lines`: of purchases; `rows`: of lists of devices; `numbers`: cells with a number; `answers`: \
             answers and rows in words.",
        )
        .required()
        .one_of(KINDS),
        text("participant", "Whose it is; blank for the office's own, and for answers.")
            .pattern(IDENTIFIER),
        text("source", "Where it stands: a file, or a cell or range of cells of it, as in the table `lineage`."),
        text("reason", "Why it is in no figure.").required().one_of(reasons()),
        integer("count", "How many; blank where the volume is protected."),
    ];
    let description = "What came in and is in no figure. Of a participant that protects its volume only the \
                       files are named; numbers that stand where they are not told apart from those are too. A \
                       range of rows left out one by one may have others between them; every other range holds \
                       no number that is in a figure. A day is no number.";
    Table::new("left_out", "What is in no figure", description, 4, fields, rows).also_parquet()
}

/// Every reason a row can have.
fn reasons() -> BTreeSet<&'static str> {
    let lines = LeftOutReason::ALL.iter().map(|reason| reason.code());
    let numbers = UnusedReason::ALL.iter().map(|reason| reason.code());
    let words = WaitingReason::ALL.iter().map(|reason| reason.code());
    lines.chain(numbers).chain(words).chain([NO_PERMISSION]).collect()
}

fn row(
    kind: &str,
    participant: &str,
    count: Option<u64>,
    reason: &str,
    source: &str,
) -> Vec<Value> {
    vec![
        Value::text(kind),
        Value::text(participant),
        Value::text(source),
        Value::text(reason),
        Value::optional(count, Value::count),
    ]
}

/// Lines of purchases that are in no volume, and orders beside a declared figure that counts.
fn lines(inputs: &PackageInputs<'_>, withheld: &Withheld) -> Vec<Vec<Value>> {
    let shown = inputs.lines.iter().filter(|line| !withheld.hides_line(line));
    let left_out = shown.filter_map(|line| {
        let reason = match (line.counted_as, line.reason) {
            (CountedAs::LeftOut, Some(reason)) => reason.code(),
            (CountedAs::Evidence, _) => UnusedReason::Evidence.code(),
            _ => return None,
        };
        Some(row("lines", line.participant.as_str(), Some(line.lines), reason, &line.source))
    });
    left_out.collect()
}

/// Rows of lists of devices that are in no figure.
fn device_rows(inputs: &PackageInputs<'_>, withheld: &Withheld) -> Vec<Vec<Value>> {
    let devices = inputs.results.devices.iter();
    let shown = devices.filter(|devices| !withheld.has(devices.participant.as_str()));
    let left_out = shown.filter_map(|devices| {
        let reason = match (devices.term, devices.reason) {
            (AccountTerm::Counted, _) => return None,
            (AccountTerm::Evidence, _) => UnusedReason::Evidence.code(),
            (_, reason) => reason.map_or(UnusedReason::RowLeftOut.code(), |reason| reason.code()),
        };
        let source = rows_of(inputs, &devices.place).to_string();
        Some(row("rows", devices.participant.as_str(), Some(devices.rows), reason, &source))
    });
    left_out.collect()
}

/// The range of alike rows that begin at a place; a declared row stands for itself.
fn rows_of(inputs: &PackageInputs<'_>, place: &Place) -> Place {
    let mut groups = inputs.year.devices.iter();
    let group = groups.find(|group| group.place == *place);
    group.map_or_else(
        || place.clone(),
        |group| {
            let (first, last) = group.row_range;
            tables::line_place(&group.path, &group.sheet, first, last, group.column)
        },
    )
}

/// Numbers in no figure. Where the volume is protected their file is named once, and so are the files of numbers
/// that are in figures whose trace does not say so.
fn numbers(inputs: &PackageInputs<'_>, withheld: &Withheld) -> Vec<Vec<Value>> {
    let mut rows = Vec::new();
    let mut protected: BTreeSet<(String, String)> = BTreeSet::new();
    for unused in &inputs.year.unused_numbers {
        let participant = unused.participant.as_ref().map_or("", |id| id.as_str());
        if withheld.has(participant) {
            protected.insert((participant.to_owned(), unused.path.to_string()));
            continue;
        }
        let source = unused.place().to_string();
        rows.push(row("numbers", participant, Some(unused.numbers), unused.reason.code(), &source));
    }
    for figure in inputs.results.figures.iter().filter(|figure| figure.status.has_value()) {
        let hidden = figure.trace.iter().filter(|entry| withheld.hides_value(figure, entry));
        let files = hidden.map(|entry| (entry.participant.clone(), entry.source.path.to_string()));
        protected.extend(files);
    }
    let reason = UnusedReason::Withheld.code();
    let files = protected.into_iter();
    rows.extend(files.map(|(participant, path)| row("numbers", &participant, None, reason, &path)));
    rows
}
