//! The registers as published, and the answers on the uptake ladder.

use model::vocabulary::UptakeLevel;
use model::volume::UptakeAnswer;
use model::{Coverage, Identifier, Participant};

use crate::field::{IDENTIFIER, boolean, date, text};
use crate::output::PackageInputs;
use crate::table::{Table, Value};

/// Form of a country code (ISO 3166-1 alpha-2).
const COUNTRY: &str = "[A-Z]{2}";

const STANDINGS: &[&str] =
    &["returned", "covered", "exempt", "joined_too_late", "left_early", "silent", "not_in_force"];

/// `participants`: the register, and where each stands in the year.
pub(crate) fn participants(inputs: &PackageInputs<'_>) -> Table {
    let fields = vec![
        text("id", "Id of the participant.").required().pattern(IDENTIFIER),
        text("name", "Its name.").required(),
        text("country", "ISO 3166-1 alpha-2 code; XX for an intergovernmental organisation.").pattern(COUNTRY),
        date("procuring_since", "Since when procuring; blank: not in that role."),
        date("coordinating_since", "Since when coordinating; blank: not in that role."),
        date("left", "Last day of its participation; blank: still in."),
        text("signed_version", "Version of the Pact it signed."),
        text("coordination_by", "Who was appointed to do its coordinating.").pattern(IDENTIFIER),
        text("website", "Its website."),
        text(
            "standing",
            "In this year: `returned` (a return counts), `covered` (inside another's return), `exempt`, \
             `joined_too_late`, `left_early`, `silent` (expected, and nothing came), `not_in_force` (this row of the \
             register does not hold in the period).",
        )
        .required()
        .one_of(STANDINGS),
    ];
    let rows = inputs.pact.register.rows.iter();
    let rows = rows.map(|row| participant_row(row, inputs)).collect();
    let description =
        "An organisation that left and came back, or changed its name, has several rows.";
    Table::new("participants", "Participants", description, 2, fields, rows)
}

fn participant_row(row: &Participant, inputs: &PackageInputs<'_>) -> Vec<Value> {
    let period = &inputs.year.settings.period;
    let held = inputs.pact.register.in_force(row.id.as_str(), period) == Some(row);
    let standing = if held { standing(&row.id, &inputs.results.coverage) } else { "not_in_force" };
    vec![
        Value::text(row.id.as_str()),
        Value::text(&row.name),
        Value::text(&row.country),
        Value::optional(row.procuring_since, Value::Date),
        Value::optional(row.coordinating_since, Value::Date),
        Value::optional(row.left, Value::Date),
        Value::text(&row.signed_version),
        Value::optional(row.coordination_by.as_ref(), |id| Value::text(id.as_str())),
        Value::text(&row.website),
        Value::text(standing),
    ]
}

/// Where a participant in force stands; the first that holds.
fn standing(id: &Identifier, coverage: &Coverage) -> &'static str {
    let lists = [
        (&coverage.returned, "returned"),
        (&coverage.covered, "covered"),
        (&coverage.exempt, "exempt"),
        (&coverage.joined_too_late, "joined_too_late"),
        (&coverage.left_early, "left_early"),
    ];
    let found = lists.into_iter().find(|(list, _)| list.contains(id));
    found.map_or("silent", |(_, standing)| standing)
}

/// `supporters`: organisations with a Letter of Support (§2.2).
pub(crate) fn supporters(inputs: &PackageInputs<'_>) -> Table {
    let fields = vec![
        text("id", "Id of the supporter.").required().pattern(IDENTIFIER),
        text("name", "Its name.").required(),
        text("country", "ISO 3166-1 alpha-2 code; XX for an intergovernmental organisation.")
            .pattern(COUNTRY),
        date("letter_received_on", "Day the letter came."),
        date("approved_on", "Day the Steering Committee approved it."),
        date("ended_on", "Day it ended; blank: still on."),
        text("website", "Its website."),
    ];
    let rows = inputs.pact.supporters.iter().map(|supporter| {
        vec![
            Value::text(supporter.id.as_str()),
            Value::text(&supporter.name),
            Value::text(&supporter.country),
            Value::optional(supporter.letter_received_on, Value::Date),
            Value::optional(supporter.approved_on, Value::Date),
            Value::optional(supporter.ended_on, Value::Date),
            Value::text(&supporter.website),
        ]
    });
    let description = "Organisations that sent a Letter of Support.";
    Table::new("supporters", "Supporters", description, 1, fields, rows.collect())
}

/// `uptake`: every answer on the ladder.
pub(crate) fn uptake(inputs: &PackageInputs<'_>) -> Table {
    let level = |name, words: &str| text(name, words).one_of(UptakeLevel::ALL);
    let fields = vec![
        text("participant", "Who answered.").required().pattern(IDENTIFIER),
        text("practice", "The practice: the question it is asked with.").required(),
        level(
            "level",
            "0 not started to 4 standard practice; `na` not applicable; blank: left empty.",
        ),
        boolean("carried", "Marked \"as last year\".").required(),
        level("last_level", "Last year's level of the same practice; blank where there is none."),
    ];
    let row = |answer: &UptakeAnswer| {
        let code = |level: &Option<String>| Value::text(level.clone().unwrap_or_default());
        vec![
            Value::text(answer.participant.as_str()),
            Value::text(&answer.practice),
            code(&answer.level),
            Value::Boolean(answer.carried),
            code(&answer.last_level),
        ]
    };
    let rows = inputs.results.uptake.iter().map(row).collect();
    let description = "Answers of the returns that count, for the practices asked of their role.";
    let title = "Answers on the uptake ladder";
    Table::new("uptake", title, description, 2, fields, rows).also_parquet()
}
