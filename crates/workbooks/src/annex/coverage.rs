//! Who returned: counts by role, and each participant's return.

use model::submission::VersionOutcome;
use model::{Date, Dimension, Identifier};

use super::AnnexInputs;
use super::labels::{Labels, country, standing};
use super::pivot::{Measure, pivot_after};
use super::sheet::{Cell, Column, Sheet, Sign, TOTAL};

/// Title of the sheet that a chart draws.
pub(super) const BY_ROLE: &str = "Coverage by role";

/// The sheets, in order.
pub(super) fn sheets(inputs: &AnnexInputs, labels: &Labels) -> Vec<Sheet> {
    vec![by_role(inputs, labels), returns(inputs, labels)]
}

fn by_role(inputs: &AnnexInputs, labels: &Labels) -> Sheet {
    let count = |head, key: &str| Measure {
        width: 13.0,
        ..Measure::new(head, key, &format!("coverage.{key}"))
    };
    let rate = count("Response rate", "response_rate");
    let measures = [
        count("In force", "in_force"),
        count("Expected", "expected"),
        count("Returned", "returned"),
        count("Covered by another", "covered"),
        count("Returned on time", "on_time"),
        rate.clone(),
        Measure { key: "response_rate_last_year".to_owned(), ..rate.of_last_year() },
    ];
    let all = Some("All participants");
    let pivoted = pivot_after(inputs, labels, all, &[Dimension::Role], &[], &measures);
    Sheet {
        name: BY_ROLE,
        id: "coverage_by_role",
        title: format!("Coverage by role, {}", inputs.year.settings.year),
        about: "One row for all participants, then one for each role.".to_owned(),
        source: "participants.csv, received.csv and the returns; indicators coverage.*".to_owned(),
        method:
            "response rate = expected participants that returned or are inside another's return ÷ \
                 expected."
                .to_owned(),
        notes: "An organisation can have both roles, so the rows by role do not add up to all. A return without a \
                row in received.csv is not counted as on time; whether it was is not known."
            .to_owned(),
        columns: pivoted.columns,
        rows: pivoted.rows,
        foot: TOTAL,
    }
}

fn returns(inputs: &AnnexInputs, labels: &Labels) -> Sheet {
    let settings = &inputs.year.settings;
    let columns = vec![
        Column::text("Participant", 42.0),
        Column::text("Country", 18.0),
        Column::text("Role", 26.0),
        Column::text("Expected", 11.0),
        Column::text("Standing", 30.0),
        Column::text("Due on", 14.0),
        Column::text("First received on", 16.0),
        Column::text("On time", 12.0),
        Column::text("Versions received", 12.0),
        Column::text("Figures provisional", 13.0),
    ];
    let participants = inputs.pact.register.all_in_force(&settings.period);
    let rows = participants.into_iter().map(|own| {
        let roles = own.roles(settings.period.end);
        let roles: Vec<&str> = roles.iter().map(|role| role.code()).collect();
        let id = &own.id;
        let received = first_received(inputs, id);
        let due = settings.due_on(id.as_str());
        let provisional = inputs.year.returns.get(id).map(|own| own.provisional);
        vec![
            Cell::text(labels.name(id.as_str())),
            Cell::text(country(&own.country)),
            Cell::text(super::labels::sentence(&roles.join(" and "))),
            Cell::yes(inputs.results.coverage.expected.contains(id)),
            Cell::text(standing(standing_code(inputs, id))),
            Cell::Day(due),
            Cell::day(received),
            on_time(inputs, id),
            Cell::count(versions(inputs, id)),
            provisional.map_or(Cell::Empty, Cell::yes),
        ]
    });
    Sheet {
        name: "Returns",
        id: "returns",
        title: format!("Returns, {}", settings.year),
        about: "One row for each participant in force in the reporting period.".to_owned(),
        source: "participants.csv, received.csv, year.toml and the returns".to_owned(),
        method: "a participant is expected if in force for at least 90 days of the period and not exempt."
            .to_owned(),
        notes: "On time: the first version of the return came by the deadline or the participant's extension; \
                not known where received.csv does not say when. Versions are those of the return; supporting files, letters and forms sent back empty are none."
            .to_owned(),
        columns,
        rows: rows.collect(),
        foot: TOTAL,
    }
}

/// The day the first version came; of a participant that sent only supporting files, the first of these.
fn first_received(inputs: &AnnexInputs, id: &Identifier) -> Option<Date> {
    let returned = inputs.results.coverage.returned.contains(id);
    let receipt = inputs.year.first_received(id).filter(|_| returned);
    receipt.map(|receipt| receipt.received_on)
}

/// Versions of a participant's return: files in its folder that anybody filled in, and those received that lie there
/// no more, or came again under the same name.
fn versions(inputs: &AnnexInputs, id: &Identifier) -> usize {
    let own = inputs.year.versions.iter().filter(|version| version.participant == *id);
    let (empty, filled): (Vec<_>, Vec<_>) =
        own.partition(|version| version.outcome == VersionOutcome::Empty);
    let name = |path: &str| path.rsplit('/').next().unwrap_or(path).trim().to_lowercase();
    let received: Vec<String> = inputs
        .year
        .receipts
        .iter()
        .filter(|receipt| receipt.participant == *id && is_version(&receipt.file))
        .map(|receipt| name(&receipt.file))
        .filter(|file| !empty.iter().any(|version| name(&version.path) == *file))
        .collect();
    let unrecorded = filled.iter().filter(|version| !received.contains(&name(&version.path)));
    received.len() + unrecorded.count()
}

/// Whether a received file is a version of a return, by its name.
fn is_version(file: &str) -> bool {
    let name = file.trim().to_lowercase();
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
    name.starts_with("return") && !name.contains('/') && FORMATS.contains(&ending)
}

/// Formats a return can come in.
const FORMATS: [&str; 4] = ["xlsx", "ods", "xlsm", "xls"];

/// Whether the return came on time; nothing where none came, and not known where no day is noted for it.
fn on_time(inputs: &AnnexInputs, id: &Identifier) -> Cell {
    let coverage = &inputs.results.coverage;
    match &coverage.on_time {
        _ if !coverage.returned.contains(id) => Cell::Empty,
        Some(_) if first_received(inputs, id).is_none() => Cell::text("not known"),
        Some(on_time) => Cell::yes(on_time.contains(id)),
        None => Cell::Sign(Sign::NotAnswered),
    }
}

/// Where a participant in force stands; the first that holds.
fn standing_code(inputs: &AnnexInputs, id: &Identifier) -> &'static str {
    let coverage = &inputs.results.coverage;
    let lists = [
        (&coverage.returned, "returned"),
        (&coverage.covered, "covered"),
        (&coverage.exempt, "exempt"),
        (&coverage.joined_too_late, "joined_too_late"),
        (&coverage.left_early, "left_early"),
    ];
    let found = lists.into_iter().find(|(list, _)| list.contains(id));
    found.map_or("silent", |(_, code)| code)
}
