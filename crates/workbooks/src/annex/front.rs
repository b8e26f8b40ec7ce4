//! The sheets behind the contents: what the signs mean, and the figures that matter most.

use model::vocabulary::{Scope, Strategy};
use model::{Dimension, Dimensions, ObservationStatus, Unit};

use super::AnnexInputs;
use super::labels::{Labels, flag};
use super::pivot::{cell, was_asked};
use super::sheet::{Cell, Column, Sheet, Sign, TOTAL};

/// Titles of the sheets.
pub(super) const SIGNS: &str = "Signs";
pub(super) const KEY_FIGURES: &str = "Key figures";

/// What stands in cells that have no value, and in the column Status.
pub(super) fn signs(inputs: &AnnexInputs) -> Sheet {
    let mut rows: Vec<Vec<Cell>> = Sign::ALL
        .into_iter()
        .map(|sign| {
            vec![
                Cell::text(sign.text()),
                Cell::text(sign.meaning()),
                Cell::text(sign.status()),
                Cell::text("No number; it is not zero."),
            ]
        })
        .collect();
    rows.push(vec![
        Cell::text("An empty cell"),
        Cell::text("There is nothing to say: a remark, a date or an answer that does not exist."),
        Cell::Empty,
        Cell::text("No number; it is not zero."),
    ]);
    rows.push(vec![
        Cell::text("0"),
        Cell::text("Zero was counted or reported."),
        Cell::text(ObservationStatus::Normal.code()),
        Cell::text("A number like any other."),
    ]);
    for status in ObservationStatus::ALL {
        if let Some(words) = flag(*status) {
            rows.push(vec![
                Cell::text(words),
                Cell::text(flag_meaning(*status)),
                Cell::text(status.code()),
                Cell::text("In the column Status; the number beside it counts."),
            ]);
        }
    }
    Sheet {
        name: SIGNS,
        id: "signs",
        title: "What the signs mean".to_owned(),
        about: "One row for each thing that stands where a number could stand, or in the column Status."
            .to_owned(),
        source: format!("the status of the figures of {}", inputs.year.settings.year),
        method: "the codes are those of the SDMX list CL_OBS_STATUS, as in the open data.".to_owned(),
        notes: "None of the signs is counted in a sum.".to_owned(),
        columns: vec![
            Column::text("Sign", 36.0),
            Column::text("Meaning", 70.0),
            Column::text("Status in the open data", 16.0),
            Column::text("What to make of it", 34.0),
        ],
        rows,
        foot: TOTAL,
    }
}

fn flag_meaning(status: ObservationStatus) -> &'static str {
    match status {
        ObservationStatus::Provisional => {
            "A part of it is not final, such as a return that is not confirmed or a rate that is not complete."
        }
        ObservationStatus::Break => {
            "Product groups came into scope this year, so it holds more than the figure of the year before."
        }
        ObservationStatus::LowReliability => "Too few of those asked answered to rely on it.",
        ObservationStatus::Imputed => "A part was filled in from the year before.",
        _ => "More than a tenth of it is estimated.",
    }
}

/// A key figure: an indicator and its cut.
struct Key {
    indicator: &'static str,
    cut: Dimensions,
}

/// The figures of the first page, this year and last.
pub(super) fn key_figures(inputs: &AnnexInputs, labels: &Labels) -> Sheet {
    let mut columns = vec![
        Column::text("Figure", 46.0),
        Column::text("Of what", 30.0),
        Column::numbers(&inputs.year.settings.year.to_string(), 20.0).named("this_year"),
    ];
    if let Some((last, _)) = inputs.last {
        let head = last.settings.year.to_string();
        columns.push(Column::numbers(&head, 20.0).named("last_year"));
    }
    columns.extend([
        Column::text("Counted in", 12.0),
        Column::text("Status", 34.0),
        Column::numbers("Participants in it", 14.0),
        Column::text("Indicator", 28.0),
    ]);
    let keys = keys(inputs);
    Sheet {
        name: KEY_FIGURES,
        id: "key_figures",
        title: format!("Key figures, {}", inputs.year.settings.year),
        about: "One row for each of the figures that the report begins with.".to_owned(),
        source: "the figures of this workbook's other sheets".to_owned(),
        method: "the sheet Methodology has each indicator's formula in words.".to_owned(),
        notes: "Two years can differ because others reported: differences between the columns are no trend."
            .to_owned(),
        columns,
        rows: keys.iter().map(|key| key_row(inputs, labels, key)).collect(),
        foot: TOTAL,
    }
}

fn key_row(inputs: &AnnexInputs, labels: &Labels, key: &Key) -> Vec<Cell> {
    let figure = inputs.results.figures.get(key.indicator, &key.cut);
    let title = inputs.indicators.iter().find(|indicator| indicator.id == key.indicator);
    let cut: Vec<String> = key.cut.iter().map(|(own, code)| labels.code(own, code)).collect();
    let of = if cut.is_empty() { "All".to_owned() } else { cut.join(", ") };
    let mut row = vec![
        Cell::text(title.map_or(key.indicator, |indicator| indicator.title)),
        Cell::text(of),
        cell(figure),
    ];
    if let Some((_, last)) = inputs.last {
        let figure = last.figures.get(key.indicator, &key.cut);
        row.push(match figure {
            None if !was_asked(inputs, true, &key.cut) => Cell::Sign(Sign::NotAsked),
            figure => cell(figure),
        });
    }
    let status = figure.filter(|figure| figure.value.is_some());
    row.extend([
        figure.map_or(Cell::Empty, |figure| Cell::text(unit(figure.unit))),
        Cell::text(status.map_or("", |figure| flag(figure.status).unwrap_or("normal"))),
        participants(figure.and_then(|figure| figure.contributors)),
        Cell::text(key.indicator),
    ]);
    row
}

/// A number of contributing participants; empty where there is none.
pub(super) fn participants(contributors: Option<u32>) -> Cell {
    let count = contributors.and_then(|count| usize::try_from(count).ok());
    count.map_or(Cell::Empty, Cell::count)
}

/// What a unit is called.
pub(super) fn unit(unit: Unit) -> String {
    match unit {
        Unit::Share => "per cent".to_owned(),
        Unit::Count => "number".to_owned(),
        own => own.code().to_owned(),
    }
}

/// The key figures that exist in one of the years.
fn keys(inputs: &AnnexInputs) -> Vec<Key> {
    let none = |indicator| Key { indicator, cut: Dimensions::none() };
    let by = |indicator, dimension, code: &str| Key {
        indicator,
        cut: Dimensions::none().with(dimension, code),
    };
    let mut keys: Vec<Key> = [
        "coverage.expected",
        "coverage.returned",
        "coverage.covered",
        "coverage.response_rate",
        "coverage.on_time",
        "coverage.by_volume",
        "volume.direct.amount",
        "volume.on_behalf.amount",
        "volume.indirect.amount",
        "volume.collective.amount",
        "volume.overlap.amount",
        "volume.with_estimates.amount",
        "volume.left_out.lines",
    ]
    .map(none)
    .into();
    for indicator in ["volume.direct.amount", "volume.direct.units", "volume.indirect.units"] {
        keys.extend(Scope::ALL.iter().map(|s| by(indicator, Dimension::Scope, s.code())));
    }
    for indicator in ["share.refurbished", "share.labelled", "share.criteria"] {
        keys.extend(Scope::ALL.iter().map(|s| by(indicator, Dimension::Scope, s.code())));
    }
    keys.extend(Strategy::ALL.iter().map(|s| by("uptake.rate", Dimension::Strategy, s.code())));
    let last = inputs.last.map(|(_, results)| &results.figures);
    let years = [Some(&inputs.results.figures), last];
    let exists = |key: &Key| {
        years.into_iter().flatten().any(|figures| figures.get(key.indicator, &key.cut).is_some())
    };
    keys.retain(exists);
    keys
}
