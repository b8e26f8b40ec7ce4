//! `uptake_last_year`: last year's answers on the uptake ladder, for what moved since.

use model::vocabulary::UptakeLevel;

use super::OfYear;
use crate::field::{IDENTIFIER, text};
use crate::output::PackageInputs;
use crate::table::{Table, Value};

/// The table; empty in a first year.
pub(super) fn last_year(inputs: &PackageInputs<'_>) -> Table {
    let fields = vec![
        text("participant", "Who answered.").required().pattern(IDENTIFIER),
        text("practice", "The practice: the question it was asked with.").required(),
        text(
            "level",
            "0 not started to 4 standard practice; `na` not applicable; blank: left empty.",
        )
        .one_of(UptakeLevel::ALL),
    ];
    let answers = OfYear::last(inputs).map(|last| &last.results.uptake);
    let rows = answers.into_iter().flatten().map(|answer| {
        vec![
            Value::text(answer.participant.as_str()),
            Value::text(&answer.practice),
            Value::text(answer.level.clone().unwrap_or_default()),
        ]
    });
    let description =
        "Answers of last year's returns that counted, for the practices asked of their role then.";
    let (name, title) = ("uptake_last_year", "Answers on the uptake ladder of last year");
    Table::new(name, title, description, 2, fields, rows.collect()).also_parquet()
}
