//! Figures side by side: a row for each code of a cut, a column for each indicator.

use std::collections::{BTreeMap, BTreeSet};

use model::{Decimal, Dimension, Dimensions, Figure, Figures, ObservationStatus};

use super::AnnexInputs;
use super::labels::{Labels, dimension, flag};
use super::sheet::{Cell, Column, Foot, SUM_SHOWN, Shown, Sign, TOTAL};

/// An indicator as a column.
#[derive(Clone, Debug)]
pub(super) struct Measure {
    /// Header of the column.
    pub(super) head: String,
    /// Name of the column for formulas.
    pub(super) key: String,
    /// The indicator.
    pub(super) indicator: String,
    /// Whether the figure is last year's.
    pub(super) last_year: bool,
    /// Part of its cut that is the same in every row.
    pub(super) with: Dimensions,
    /// Whether the rows add up to a published figure.
    pub(super) summed: bool,
    /// Width of the column in characters.
    pub(super) width: f64,
}

impl Measure {
    /// This year's figures of an indicator.
    pub(super) fn new(head: &str, key: &str, indicator: &str) -> Self {
        Self {
            head: head.to_owned(),
            key: key.to_owned(),
            indicator: indicator.to_owned(),
            last_year: false,
            with: Dimensions::none(),
            summed: false,
            width: 17.0,
        }
    }

    /// The same indicator, last year.
    pub(super) fn of_last_year(mut self) -> Self {
        self.last_year = true;
        self
    }

    /// With a part of the cut that is the same in every row.
    pub(super) fn with(mut self, dimension: Dimension, code: &str) -> Self {
        self.with = self.with.with(dimension, code);
        self
    }

    /// With a sum below.
    pub(super) fn summed(mut self) -> Self {
        self.summed = true;
        self
    }
}

/// A column of words beside the cut.
pub(super) struct Beside<'a> {
    pub(super) head: &'a str,
    pub(super) width: f64,
    pub(super) words: &'a dyn Fn(&Dimensions) -> String,
}

/// The part of a sheet that figures make.
pub(super) struct Pivoted {
    /// The cut of each row.
    pub(super) cuts: Vec<Dimensions>,
    pub(super) columns: Vec<Column>,
    pub(super) rows: Vec<Vec<Cell>>,
    pub(super) foot: &'static str,
    /// What the rows do not add up to, in words; empty where they do.
    pub(super) note: String,
}

/// Puts figures side by side: a row for each cut by exactly these dimensions that any of the measures has.
pub(super) fn pivot(
    inputs: &AnnexInputs,
    labels: &Labels,
    dimensions: &[Dimension],
    beside: &[Beside],
    measures: &[Measure],
) -> Pivoted {
    pivot_after(inputs, labels, None, dimensions, beside, measures)
}

/// The same, with a row for the figures of all in front, under these words.
pub(super) fn pivot_after(
    inputs: &AnnexInputs,
    labels: &Labels,
    all: Option<&str>,
    dimensions: &[Dimension],
    beside: &[Beside],
    measures: &[Measure],
) -> Pivoted {
    let mut measures: Vec<&Measure> = measures.iter().collect();
    let mut cuts = cuts(inputs, labels, dimensions, &measures);
    // A column without a single figure would say nothing.
    measures.retain(|measure| cuts.iter().any(|cut| figure(inputs, measure, cut).is_some()));
    if all.is_some() && !cuts.is_empty() {
        cuts.insert(0, Dimensions::none());
    }
    let mut rows: Vec<Vec<Cell>> = Vec::new();
    for cut in &cuts {
        let mut row = match all {
            Some(all) if cut.is_empty() => dimensions.iter().map(|_| Cell::text(all)).collect(),
            _ => words(labels, dimensions, cut),
        };
        row.extend(beside.iter().map(|own| Cell::text((own.words)(cut))));
        row.extend(measures.iter().map(|measure| cell_of(inputs, measure, cut)));
        rows.push(row);
    }
    let mut columns: Vec<Column> =
        dimensions.iter().map(|own| Column::text(dimension(*own), width(*own))).collect();
    columns.extend(beside.iter().map(|own| Column::text(own.head, own.width)));
    let first = columns.len();
    columns.extend(measures.iter().map(|measure| column(inputs, measure)));
    let (foot, note) = sums(inputs, &measures, &mut columns[first..], &rows, first);
    let flags: Vec<String> = cuts.iter().map(|cut| flags(inputs, &measures, cut)).collect();
    if flags.iter().any(|flag| !flag.is_empty()) {
        columns.push(Column::text("Status", 44.0));
        for (row, flag) in rows.iter_mut().zip(flags) {
            row.push(Cell::text(if flag.is_empty() { "normal".to_owned() } else { flag }));
        }
    }
    Pivoted { cuts, columns, rows, foot, note }
}

/// The cut in words, a cell for each dimension.
pub(super) fn words(labels: &Labels, dimensions: &[Dimension], cut: &Dimensions) -> Vec<Cell> {
    let code = |dimension: &Dimension| cut.get(*dimension).unwrap_or_default();
    dimensions.iter().map(|own| Cell::text(labels.code(*own, code(own)))).collect()
}

/// Width of a column of a dimension's words.
pub(super) fn width(dimension: Dimension) -> f64 {
    match dimension {
        Dimension::Practice => 62.0,
        Dimension::Output | Dimension::Participant => 42.0,
        Dimension::Component => 44.0,
        _ => 28.0,
    }
}

fn figures<'a>(inputs: &AnnexInputs<'a>, measure: &Measure) -> Option<&'a Figures> {
    match measure.last_year {
        true => inputs.last.map(|(_, results)| &results.figures),
        false => Some(&inputs.results.figures),
    }
}

fn figure<'a>(inputs: &AnnexInputs<'a>, measure: &Measure, cut: &Dimensions) -> Option<&'a Figure> {
    let both = measure.with.iter().fold(cut.clone(), |all, (own, code)| all.with(own, code));
    figures(inputs, measure)?.get(&measure.indicator, &both)
}

/// The cuts by exactly these dimensions, in the order in which their codes are shown.
fn cuts(
    inputs: &AnnexInputs,
    labels: &Labels,
    dimensions: &[Dimension],
    measures: &[&Measure],
) -> Vec<Dimensions> {
    let mut found = BTreeSet::new();
    for measure in measures {
        let all = figures(inputs, measure).into_iter().flat_map(|f| f.of(&measure.indicator));
        found.extend(all.filter_map(|figure| own_cut(figure, dimensions, &measure.with)));
    }
    let mut cuts: Vec<Dimensions> = found.into_iter().collect();
    cuts.sort_by_cached_key(|cut| {
        let place = |own: &Dimension| {
            let code = cut.get(*own).unwrap_or_default();
            (labels.position(*own, code), labels.code(*own, code).to_lowercase())
        };
        dimensions.iter().map(place).collect::<Vec<_>>()
    });
    cuts
}

/// The part of a figure's cut that is by these dimensions, where the rest is exactly `with`.
fn own_cut(figure: &Figure, dimensions: &[Dimension], with: &Dimensions) -> Option<Dimensions> {
    let mut own = Dimensions::none();
    for (dimension, code) in figure.dimensions.iter() {
        if dimensions.contains(&dimension) {
            own = own.with(dimension, code);
        } else if with.get(dimension) != Some(code) {
            return None;
        }
    }
    let whole = own.len() == dimensions.len() && figure.dimensions.len() == own.len() + with.len();
    whole.then_some(own)
}

/// A figure of a measure in a cell; one that is not there was not asked for, where its goods or its practice were not.
fn cell_of(inputs: &AnnexInputs, measure: &Measure, cut: &Dimensions) -> Cell {
    let both = measure.with.iter().fold(cut.clone(), |all, (own, code)| all.with(own, code));
    match figure(inputs, measure, cut) {
        None if !was_asked(inputs, measure.last_year, &both) => Cell::Sign(Sign::NotAsked),
        figure => cell(figure),
    }
}

/// Whether the goods of a cut were in scope, and its practice in the questionnaire, this year or last.
pub(super) fn was_asked(inputs: &AnnexInputs, last_year: bool, cut: &Dimensions) -> bool {
    let year = match (last_year, inputs.last) {
        (true, Some((last, _))) => last,
        _ => inputs.year,
    };
    let number = year.settings.year;
    let groups = || inputs.pact.pact.product_groups.iter().filter(|own| own.in_scope(number));
    cut.iter().all(|(dimension, code)| match dimension {
        Dimension::ProductGroup => groups().any(|group| group.id == code),
        Dimension::Scope => groups().any(|group| group.scope.code() == code),
        Dimension::Practice => year.questionnaire.practices().any(|own| own.name == code),
        _ => true,
    })
}

/// A figure in a cell; why there is none.
pub(super) fn cell(figure: Option<&Figure>) -> Cell {
    let Some(figure) = figure else {
        return Cell::Sign(Sign::NoneReported);
    };
    match (figure.value, figure.status) {
        (Some(value), _) => Cell::Number(value, Shown::of(figure.unit)),
        (None, ObservationStatus::Withheld) => Cell::Sign(Sign::Withheld),
        (None, ObservationStatus::NotAnswered) => Cell::Sign(Sign::NotAnswered),
        (None, ObservationStatus::NotAsked) => Cell::Sign(Sign::NotAsked),
        (None, _) => Cell::Sign(Sign::NotApplicable),
    }
}

fn column(inputs: &AnnexInputs, measure: &Measure) -> Column {
    let head = match (measure.last_year, inputs.last) {
        (true, Some((last, _))) => format!("{}, {}", measure.head, last.settings.year),
        _ => measure.head.clone(),
    };
    Column::numbers(&head, measure.width).named(&measure.key)
}

/// Gives columns their sums, and says where these are not the published figure of all.
fn sums(
    inputs: &AnnexInputs,
    measures: &[&Measure],
    columns: &mut [Column],
    rows: &[Vec<Cell>],
    first: usize,
) -> (&'static str, String) {
    let mut apart = Vec::new();
    for (index, (measure, column)) in measures.iter().zip(columns).enumerate() {
        let total = figure(inputs, measure, &Dimensions::none());
        let Some(total) = total.filter(|_| measure.summed && rows.len() > 1) else {
            continue;
        };
        let shown = Shown::of(total.unit);
        column.foot = Foot::Sum(shown);
        let cells = rows.iter().filter_map(|row| row.get(first + index));
        let sum: Decimal = cells.filter_map(Cell::number).sum();
        match total.value {
            Some(value) if value == sum => {}
            Some(value) => apart.push(format!("{} {}", column.head, grouped(value, total))),
            None => apart.push(format!("{} [withheld]", column.head)),
        }
    }
    match apart.is_empty() {
        true => (TOTAL, String::new()),
        false => (SUM_SHOWN, format!("Of all, with what is not shown here: {}.", apart.join("; "))),
    }
}

fn grouped(value: Decimal, figure: &Figure) -> String {
    let places = usize::try_from(figure.unit.places()).unwrap_or(0);
    findings::grouped(value, places)
}

/// The states of the values of a row, of those that are withheld too, in words; empty where all are normal.
fn flags(inputs: &AnnexInputs, measures: &[&Measure], cut: &Dimensions) -> String {
    let mut by_flag: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    let mut values = 0;
    for measure in measures {
        let is_said = |figure: &&Figure| {
            figure.value.is_some() || figure.status == ObservationStatus::Withheld
        };
        let Some(figure) = figure(inputs, measure, cut).filter(is_said) else {
            continue;
        };
        // What broke with the year before a year ago is that year's matter.
        let withheld = (figure.status == ObservationStatus::Withheld).then_some("withheld");
        let flag = flag(figure.status)
            .or(withheld)
            .filter(|_| !measure.last_year || figure.status != ObservationStatus::Break);
        values += usize::from(!measure.last_year || flag.is_some());
        if let Some(flag) = flag {
            by_flag.entry(flag).or_default().push(column(inputs, measure).head);
        }
    }
    let said = by_flag.into_iter().map(|(flag, heads)| match heads.len() == values {
        true => flag.to_owned(),
        // Heads of columns have commas of their own.
        false => format!("{flag}: “{}”", heads.join("”, “")),
    });
    said.collect::<Vec<_>>().join("; ")
}
