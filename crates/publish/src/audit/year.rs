//! `year` and `product_groups`: the settings that figures depend on.

use model::vocabulary::Scope;
use model::{Dimensions, YearResults};

use crate::field::{boolean, date, integer, number, text};
use crate::output::PackageInputs;
use crate::table::{Table, Value};

/// `year`: the year and its period, one row.
pub(super) fn year(inputs: &PackageInputs<'_>) -> Table {
    let settings = &inputs.year.settings;
    let fields = vec![
        integer("year", "The year; the reporting period ends in it.").required(),
        date("period_start", "First day of the reporting period.").required(),
        date("period_end", "Last day of the reporting period.").required(),
        date("deadline", "Day by which returns are due.").required(),
        boolean("days_received", "Whether it is known on what day returns were received.")
            .required(),
        boolean("has_last_year", "Whether the year before is in the workspace.").required(),
        boolean(
            "last_year_estimated",
            "Whether the collective volume of the year before was given with estimates for the silent.",
        )
        .required(),
        number(
            "estimate_min_share",
            "The share of direct volume that must be reported before estimates are given for the rest.",
        )
        .required(),
    ];
    let row = vec![
        Value::Integer(settings.year.into()),
        Value::Date(settings.period.start),
        Value::Date(settings.period.end),
        Value::Date(settings.deadline),
        Value::Boolean(!inputs.year.receipts.is_empty()),
        Value::Boolean(inputs.last.is_some()),
        Value::Boolean(inputs.last.is_some_and(was_estimated)),
        Value::Number(inputs.pact.pact.estimate_min_share.normalize()),
    ];
    let description = "The year the figures are of; one row.";
    Table::new("year", "Year and reporting period", description, 1, fields, vec![row])
}

/// Whether the total with estimates of a year has a value.
fn was_estimated(year: &YearResults) -> bool {
    year.figures.value("volume.with_estimates.amount", &Dimensions::none()).is_some()
}

/// `product_groups`: the groups of products, and which of them are devices.
pub(super) fn product_groups(inputs: &PackageInputs<'_>) -> Table {
    let fields = vec![
        text("id", "Id of the product group.").required(),
        text("title", "Its title.").required(),
        text("scope", "Part of the product scope.").required().one_of(Scope::ALL),
        integer("first_year", "First year in scope: lines count from then on.").required(),
        boolean("is_device", "Whether a unit is a device; others are in no total of devices.")
            .required(),
    ];
    let language = inputs.year.settings.languages.first().map_or("en", String::as_str);
    let rows = inputs.pact.pact.product_groups.iter().map(|group| {
        vec![
            Value::text(&group.id),
            Value::text(group.title.in_language(language)),
            Value::text(group.scope.code()),
            Value::Integer(group.first_year.into()),
            Value::Boolean(group.is_device),
        ]
    });
    let description = "The groups of products that the Pact's product scope is divided into.";
    Table::new("product_groups", "Product groups", description, 1, fields, rows.collect())
}
