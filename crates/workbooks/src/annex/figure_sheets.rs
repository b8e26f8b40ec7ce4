//! Figures one below the other: families of indicators that have no table of their own, targets, and all.

use model::target::TargetStatus;
use model::year::Target;
use model::{Dimension, Figure, Figures};

use super::AnnexInputs;
use super::front::{participants, unit};
use super::labels::{Labels, dimension, flag};
use super::layout::row;
use super::pivot::{cell, width, words};
use super::sheet::{Cell, Column, Sheet, Shown, Sign, TOTAL};
use crate::xlsx::relative;

/// A family of indicators with a sheet of its own.
struct Family {
    name: &'static str,
    id: &'static str,
    title: &'static str,
    /// What the names of its indicators start with.
    starts: &'static [&'static str],
    source: &'static str,
    notes: &'static str,
}

const FAMILIES: [Family; 5] = [
    Family {
        name: "Shares",
        id: "shares",
        title: "Shares of what was bought",
        starts: &["share.", "concentration.", "amount_basis.", "amount_tax."],
        source: "procurement tables of the returns that count; indicators share.*, concentration.*, amount_basis.*, \
                 amount_tax.*",
        notes: "A share of units rests on the lines on which the question was answered; below one half of all units it \
                is of low reliability.",
    },
    Family {
        name: "Change",
        id: "change",
        title: "What the change from last year is made of",
        starts: &["change.", "buy_less."],
        source: "the volume of both years, each computed from its inputs; indicators change.*, buy_less.*",
        notes: "Like for like: of those who reported in both years, themselves or inside another's return, at last year's rates; it is not growth.",
    },
    Family {
        name: "Use and end of use",
        id: "use_and_end_of_use",
        title: "Devices in use and at the end of use",
        starts: &["in_use.", "end_of_use."],
        source: "tables of devices in use and disposed of; indicators in_use.*, end_of_use.*",
        notes: "Ages are of items still in use, so this is no service life.",
    },
    Family {
        name: "Outreach",
        id: "outreach",
        title: "Outreach of coordinating participants",
        starts: &["outreach."],
        source: "outreach tables of the returns that count; indicators outreach.*",
        notes: "As reported, with organisations counted more than once; never added over years.",
    },
    Family {
        name: "Themes",
        id: "themes",
        title: "Themes in the answers in words",
        starts: &["themes."],
        source: "answers in words as coded; indicators themes.*",
        notes: "Participants that raise a theme, among the answers that were read.",
    },
];

/// The sheets of families, then the targets.
pub(super) fn families(inputs: &AnnexInputs, labels: &Labels) -> Vec<Sheet> {
    let family = |family: &Family| {
        let own = |figure: &&Figure| {
            family.starts.iter().any(|start| figure.indicator.starts_with(start))
        };
        let figures: Vec<&Figure> = inputs.results.figures.iter().filter(own).collect();
        Sheet {
            name: family.name,
            id: family.id,
            title: format!("{}, {}", family.title, inputs.year.settings.year),
            about: "One row for each figure, by indicator and what it is of.".to_owned(),
            source: family.source.to_owned(),
            method: "the sheet Methodology has each indicator's formula in words.".to_owned(),
            notes: family.notes.to_owned(),
            ..listed(inputs, labels, &figures, false)
        }
    };
    let mut sheets: Vec<Sheet> = FAMILIES.iter().map(family).collect();
    sheets.push(targets(inputs, labels));
    sheets
}

/// Every figure of the year, as in `observations` of the open data.
pub(super) fn all(inputs: &AnnexInputs, labels: &Labels) -> Sheet {
    let results = inputs.results;
    let figures = results.figures.iter().chain(results.matched_last_year.iter());
    let figures: Vec<&Figure> = figures.collect();
    Sheet {
        name: "All figures",
        id: "all_figures",
        title: format!("All figures, {}", inputs.year.settings.year),
        about: "One row for each figure; only the columns it is cut by are filled. Figures of the year before are of those \
                who reported in both years.".to_owned(),
        source: "observations in the open data beside this workbook".to_owned(),
        method: "the sheet Methodology has each indicator's formula in words.".to_owned(),
        notes: "Values are shown rounded; the cells hold them with all published places."
            .to_owned(),
        ..listed(inputs, labels, &figures, true)
    }
}

/// Figures one below the other, with the columns of the cuts that any of them has.
fn listed<'a>(inputs: &AnnexInputs<'a>, labels: &Labels, figures: &[&Figure], ids: bool) -> Sheet {
    let cut = |own: &Dimension| figures.iter().any(|f| f.dimensions.get(*own).is_some());
    let dimensions: Vec<Dimension> =
        Dimension::ALL.iter().copied().filter(|own| cut(own)).collect();
    let mut columns = Vec::new();
    if ids {
        columns.push(Column::text("Indicator", 30.0));
    }
    columns.push(Column::text("Figure", 40.0));
    columns
        .extend(dimensions.iter().map(|own| Column::text(dimension(*own), width(*own).min(36.0))));
    if ids {
        columns.push(Column::text("Year", 8.0));
    }
    columns.push(Column::numbers("Value", 20.0).named("value"));
    if let Some((last, _)) = inputs.last.filter(|_| !ids) {
        columns.push(Column::numbers(&last.settings.year.to_string(), 20.0).named("last_year"));
    }
    columns.extend([
        Column::text("Counted in", 14.0),
        Column::text("Status", 26.0),
        Column::numbers("Participants in it", 14.0),
    ]);
    let rows = figures.iter().map(|figure| {
        let title = title(inputs, &figure.indicator);
        let mut row = Vec::new();
        if ids {
            row.push(Cell::text(&figure.indicator));
        }
        row.push(Cell::text(title));
        row.extend(cut_words(labels, &dimensions, figure));
        if ids {
            row.push(Cell::text(figure.year.to_string()));
        }
        row.push(cell(Some(figure)));
        if let Some((_, last)) = inputs.last.filter(|_| !ids) {
            let of = |figures: &'a Figures| figures.get(&figure.indicator, &figure.dimensions);
            row.push(cell(of(&inputs.results.matched_last_year).or_else(|| of(&last.figures))));
        }
        let status = match figure.value {
            Some(_) => flag(figure.status).unwrap_or("normal"),
            None => "no value",
        };
        row.extend([
            Cell::text(unit(figure.unit)),
            Cell::text(status),
            participants(figure.contributors),
        ]);
        row
    });
    Sheet {
        name: "",
        id: "",
        title: String::new(),
        about: String::new(),
        source: String::new(),
        method: String::new(),
        notes: String::new(),
        rows: rows.collect(),
        columns,
        foot: TOTAL,
    }
}

fn cut_words(labels: &Labels, dimensions: &[Dimension], figure: &Figure) -> Vec<Cell> {
    let all = words(labels, dimensions, &figure.dimensions);
    let own = dimensions.iter().map(|own| figure.dimensions.get(*own).is_some());
    all.into_iter().zip(own).map(|(cell, own)| if own { cell } else { Cell::Empty }).collect()
}

/// The title of an indicator; its name where the registry has none.
fn title<'a>(inputs: &AnnexInputs<'a>, id: &'a str) -> &'a str {
    let found = inputs.indicators.iter().find(|indicator| indicator.id == id);
    found.map_or(id, |indicator| indicator.title)
}

/// Targets of the Steering Committee with this year's value and what is left to each.
fn targets(inputs: &AnnexInputs, labels: &Labels) -> Sheet {
    let settings = &inputs.year.settings;
    let columns = vec![
        Column::text("Target", 24.0),
        Column::text("Indicator", 40.0),
        Column::text("Of what", 32.0),
        Column::numbers("Baseline year", 11.0),
        Column::numbers("Baseline", 18.0).named("baseline"),
        Column::numbers("Target year", 11.0),
        Column::numbers("Value to reach", 18.0).named("target"),
        Column::text("Direction", 12.0),
        Column::numbers(&format!("Value {}", settings.year), 18.0).named("value"),
        Column::numbers("Value less target", 18.0).named("difference"),
        Column::numbers(&format!("Path {}", settings.year), 18.0).named("path"),
        Column::numbers("To be won a year", 18.0).named("pace"),
        Column::text("Status", 22.0),
        Column::text("Decision", 20.0),
    ];
    let rows = settings.targets.iter().enumerate();
    Sheet {
        name: "Targets",
        id: "targets",
        title: format!("Targets of the Steering Committee, {}", settings.year),
        about: "One row for each target (§5.1.1).".to_owned(),
        source: "year.toml, and this year's figures".to_owned(),
        method: "a target at or above its baseline means at least, one below it at most."
            .to_owned(),
        notes: "The progress report says whether each is on its path.".to_owned(),
        columns,
        rows: rows.map(|(index, target)| target_row(inputs, labels, index, target)).collect(),
        foot: TOTAL,
    }
}

fn target_row(inputs: &AnnexInputs, labels: &Labels, index: usize, target: &Target) -> Vec<Cell> {
    let figure = inputs.results.figures.get(&target.indicator, &target.dimensions);
    let last =
        inputs.last.and_then(|(_, last)| last.figures.get(&target.indicator, &target.dimensions));
    let shown = figure.or(last).map_or(Shown::Grouped(2), |figure| Shown::of(figure.unit));
    let cut: Vec<String> =
        target.dimensions.iter().map(|(own, code)| labels.code(own, code)).collect();
    let year = |year: i16| Cell::text(year.to_string());
    let standing = target.standing(inputs.year.settings.year, &inputs.results.figures);
    let number = |value: Option<model::Decimal>| {
        value.map_or(Cell::Sign(Sign::NotApplicable), |value| Cell::Number(value, shown))
    };
    let value = figure.map_or(Cell::Sign(Sign::NoneReported), |figure| cell(Some(figure)));
    let difference = value.number().map(|value| {
        let formula = format!("{}-{}", relative(row(index), 8), relative(row(index), 6));
        Cell::Formula(formula, value - target.target, shown)
    });
    vec![
        Cell::text(target.id.as_str()),
        Cell::text(title(inputs, &target.indicator)),
        Cell::text(if cut.is_empty() { "All".to_owned() } else { cut.join(", ") }),
        year(target.baseline_year),
        Cell::Number(target.baseline, shown),
        year(target.target_year),
        Cell::Number(target.target, shown),
        Cell::text(if target.target >= target.baseline { "at least" } else { "at most" }),
        value,
        difference.unwrap_or(Cell::Sign(Sign::NotApplicable)),
        number(standing.path),
        number(standing.pace),
        Cell::text(target_status(standing.status)),
        Cell::text(&target.decision),
    ]
}

fn target_status(status: TargetStatus) -> &'static str {
    match status {
        TargetStatus::Met => "Met",
        TargetStatus::OnPath => "On the path or beyond",
        TargetStatus::Behind => "Behind the path",
        TargetStatus::Unknown => "Cannot be said",
    }
}
