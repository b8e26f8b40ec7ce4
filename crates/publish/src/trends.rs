//! `trends`: figures by year, those of earlier years as they were published; `revisions`: which of last year's differ
//! now.

use model::change::Revision;
use model::earlier::{EarlierFigure, Edition};
use model::published_before::shown;
use model::{Decimal, Dimension, Dimensions, Figure, ObservationStatus, Unit, round_half_even};

use crate::field::{Field, boolean, integer, number, text};
use crate::observations::{codes, dimension};
use crate::output::PackageInputs;
use crate::table::{Table, Value};
use crate::withheld::without_contact_details;

/// Where a value of `trends` comes from.
const ORIGINS: &[&str] = &["computed", "edition", "published"];

/// `trends`: figures by year. What is withheld in a year's own `observations` is withheld here too.
pub(crate) fn trends(inputs: &PackageInputs<'_>) -> Table {
    let mut fields = cut_fields(inputs);
    let key = fields.len();
    fields.extend([
        number("value", "The value; blank exactly where `status` is O, M, L or Q."),
        text("unit", "What it is counted in, as in `observations`.").required(),
        text("status", "Status, as in `observations`.").required().one_of(ObservationStatus::ALL),
        text(
            "origin",
            "`computed`: from the inputs of that year; `edition`: from the newest sealed edition of that year; \
             `published`: published before this program, and in no sum.",
        )
        .required()
        .one_of(ORIGINS),
        text("source", "Edition and decision, or where it was published; blank where it was computed."),
    ]);
    let description = "Every figure of the year, and of earlier years what was published of them: from the newest \
                       sealed edition of each; of the year before, where it has none, as computed now. Figures \
                       published before this program stand beside them, each with its source and as it was published; \
                       one that the rules T101 or T103 do not accept is left out. A year has its own \
                       registers and rates; figures of two years compare only where the same participants are in both: \
                       those with `panel` = `matched` are of this year and the year before alone.";
    Table::new("trends", "Figures by year", description, key, fields, rows(inputs))
}

fn rows(inputs: &PackageInputs<'_>) -> Vec<Vec<Value>> {
    let earlier = &inputs.year.earlier;
    let (results, last) = (inputs.results, inputs.last);
    let mut rows: Vec<Vec<Value>> = results.figures.iter().map(computed).collect();
    rows.extend(results.matched_last_year.iter().map(computed));
    // Those of the year before are told from its edition where it has one; its own matched panel is another.
    let of_all = |dimensions: &Dimensions| dimensions.get(Dimension::Panel).is_none();
    let last = last.filter(|last| earlier.edition(last.year).is_none());
    let figures = last.into_iter().flat_map(|last| last.figures.iter());
    rows.extend(figures.filter(|figure| of_all(&figure.dimensions)).map(computed));
    for edition in &earlier.editions {
        let figures = edition.figures.iter().filter(|figure| of_all(&figure.dimensions));
        rows.extend(figures.map(|figure| before(figure, "edition", &name(edition))));
    }
    for own in shown(earlier, inputs.pact, inputs.indicators) {
        rows.push(before(&own.figure, "published", &without_contact_details(&own.source)));
    }
    rows
}

fn name(edition: &Edition) -> String {
    match edition.decision.as_str() {
        "" => format!("edition {}", edition.number),
        decision => format!("edition {}, {}", edition.number, without_contact_details(decision)),
    }
}

fn computed(figure: &Figure) -> Vec<Value> {
    let (indicator, year, dimensions) = (&figure.indicator, figure.year, &figure.dimensions);
    let mut row = cut_values(indicator, dimensions, year);
    row.extend(value_of((figure.value, figure.unit, figure.status), "computed", ""));
    row
}

fn before(figure: &EarlierFigure, origin: &str, source: &str) -> Vec<Value> {
    let mut row = cut_values(&figure.indicator, &figure.dimensions, figure.year);
    row.extend(value_of((figure.value, figure.unit, figure.status), origin, source));
    row
}

fn value_of(
    (value, unit, status): (Option<Decimal>, Unit, ObservationStatus),
    origin: &str,
    source: &str,
) -> [Value; 5] {
    [
        Value::optional(value, |value| Value::number(value, unit.places())),
        Value::text(unit.code()),
        Value::text(status.code()),
        Value::text(origin),
        Value::text(source),
    ]
}

/// Indicator, cut and year. Earlier years may have codes that are no longer used, so that none is prescribed.
fn cut_fields(inputs: &PackageInputs<'_>) -> Vec<Field> {
    let mut fields = vec![text("indicator", "Name of the indicator.").required()];
    fields.extend(Dimension::ALL.iter().map(|d| dimension(*d, inputs).of_any_code()));
    fields.push(integer("year", "The year; its reporting period ends in it.").required());
    fields
}

fn cut_values(indicator: &str, dimensions: &Dimensions, year: i16) -> Vec<Value> {
    let mut row = vec![Value::text(indicator)];
    row.extend(codes(dimensions));
    row.push(Value::Integer(year.into()));
    row
}

/// `revisions`: the figures of last year that differ from its newest edition.
pub(crate) fn revisions(inputs: &PackageInputs<'_>) -> Table {
    let mut fields = cut_fields(inputs);
    let key = fields.len();
    fields.extend([
        integer("edition", "Number of the edition it was published in.").required(),
        number("published", "The value there; blank where there was none."),
        text("published_status", "Its status there; blank where there was no such row.")
            .one_of(ObservationStatus::ALL),
        number("revised", "The value as it is computed now; blank where there is none."),
        text("revised_status", "Its status now; blank where there is no such row any more.")
            .one_of(ObservationStatus::ALL),
        text("unit", "What it is counted in, as in `observations`.").required(),
        number("relative", "(revised − published) ÷ published; blank where that is not given."),
        text("reason", "What came since the edition was decided on, as far as it can be told.")
            .required(),
        boolean("reissue", "Above `reissue_above` of `pact.toml`: a new edition is proposed.")
            .required(),
    ]);
    let description = "Figures of the year before that differ from those of its newest sealed edition, as published \
                       and as computed from its inputs as they are now. The edition stays the record until a new one \
                       is sealed.";
    let rows = inputs.results.revisions.iter().map(revision).collect();
    Table::new("revisions", "Revised figures of last year", description, key, fields, rows)
}

fn revision(revision: &Revision) -> Vec<Value> {
    let places = revision.unit.places();
    let value =
        |value: Option<Decimal>| Value::optional(value, |value| Value::number(value, places));
    let status = |status: Option<ObservationStatus>| {
        Value::text(status.map(ObservationStatus::code).unwrap_or_default())
    };
    let mut row = cut_values(&revision.indicator, &revision.dimensions, revision.year);
    row.extend([
        Value::Integer(revision.edition.into()),
        value(revision.published),
        status(revision.published_status),
        value(revision.revised),
        status(revision.revised_status),
        Value::text(revision.unit.code()),
        Value::optional(revision.relative(), |share| {
            Value::Number(round_half_even(share, 6).normalize())
        }),
        Value::text(&revision.reason),
        Value::Boolean(revision.reissue),
    ]);
    row
}
