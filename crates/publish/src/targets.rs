//! `targets`: where each target of the Steering Committee stands.

use model::indicator::MATCHED_PANEL;
use model::target::TargetStatus;
use model::year::Target;
use model::{Decimal, Dimension, round_half_even};

use crate::field::{IDENTIFIER, integer, number, text};
use crate::observations::dimension;
use crate::output::PackageInputs;
use crate::table::{Table, Value};

/// `targets`: the targets of the Steering Committee (§5.1.1) against the year's figures.
pub(crate) fn targets(inputs: &PackageInputs<'_>) -> Table {
    let mut fields = vec![
        text("id", "Id of the target.").required().pattern(IDENTIFIER),
        text("indicator", "Name of the indicator it is set on.").required(),
    ];
    fields.extend(Dimension::ALL.iter().map(|d| dimension(*d, inputs)));
    fields.extend([
        integer("baseline_year", "Year of the baseline.").required(),
        number("baseline", "Value in that year.").required(),
        integer("target_year", "Year of the target.").required(),
        number("target", "Value to reach: at least, or at most where it is below the baseline.")
            .required(),
        number("value", "This year's value; blank where there is none."),
        number("path", "What the straight line from baseline to target has this year."),
        number(
            "pace",
            "What has to be won a year from here on: target less value, divided by the years left; blank \
             without a value and from the target's year on.",
        ),
        text(
            "status",
            "`met`; `on_path`: at the path or beyond; `behind` it; `unknown`: no value, or one of low \
             reliability.",
        )
        .required()
        .one_of(TargetStatus::ALL),
        text("decision", "Reference of the Committee's decision."),
        number(
            "matched",
            "Of a volume: this year's value of those who reported volume in both years, which compares with the year \
             before; blank where there is none.",
        ),
        number("matched_last_year", "Of a volume: last year's value of the same participants."),
    ]);
    let targets = inputs.year.settings.targets.iter();
    let rows = targets.map(|target| target_row(target, inputs)).collect();
    let description = "Targets of the Steering Committee, judged on published values. Beside a volume stand those of the \
                       participants that reported in both years: a target on volume may also be met because more \
                       participants report.";
    Table::new("targets", "Targets", description, 1, fields, rows)
}

fn target_row(target: &Target, inputs: &PackageInputs<'_>) -> Vec<Value> {
    let standing = target.standing(inputs.results.year, &inputs.results.figures);
    let figure = inputs.results.figures.get(&target.indicator, &target.dimensions);
    let places = figure.map_or(6, |figure| figure.unit.places());
    // The line and the pace of a count are no counts, so they keep some places.
    let between = |value: Decimal| Value::Number(round_half_even(value, places.max(6)).normalize());
    let code = |dimension: &Dimension| target.dimensions.get(*dimension).unwrap_or_default();
    let mut row = vec![Value::text(target.id.as_str()), Value::text(&target.indicator)];
    row.extend(Dimension::ALL.iter().map(|dimension| Value::text(code(dimension))));
    row.extend([
        Value::Integer(target.baseline_year.into()),
        Value::Number(target.baseline),
        Value::Integer(target.target_year.into()),
        Value::Number(target.target),
        Value::optional(standing.value, |value| Value::number(value, places)),
        Value::optional(standing.path, between),
        Value::optional(standing.pace, between),
        Value::text(standing.status.code()),
        Value::text(&target.decision),
    ]);
    let matched = target.dimensions.clone().with(Dimension::Panel, MATCHED_PANEL);
    let of_volume = target.indicator.starts_with("volume.");
    let years = [&inputs.results.figures, &inputs.results.matched_last_year];
    row.extend(years.map(|figures| {
        let value = figures.value(&target.indicator, &matched).filter(|_| of_volume);
        Value::optional(value, |value| Value::number(value, places))
    }));
    row
}
