//! `coverage`: of each participant in force what decides whether a return was expected and came.

use model::{Identifier, Role};

use super::OfYear;
use crate::field::{Field, IDENTIFIER, boolean, integer, text};
use crate::output::PackageInputs;
use crate::table::{Table, Value};

/// `coverage`: that of this year.
pub(super) fn this_year(inputs: &PackageInputs<'_>) -> Table {
    let description = "The participants in force in the period: what decides whether a return was expected of \
                       each, and whether one came.";
    let rows = rows(OfYear::this(inputs));
    Table::new("coverage", "Who counts", description, 1, fields(), rows)
}

/// `coverage_last_year`: that of the year before; empty in a first year.
pub(super) fn last_year(inputs: &PackageInputs<'_>) -> Table {
    let description = "The table `coverage` of the year before, from its inputs as they are now.";
    let rows = OfYear::last(inputs).map(rows).unwrap_or_default();
    Table::new("coverage_last_year", "Who counted last year", description, 1, fields(), rows)
}

fn fields() -> Vec<Field> {
    vec![
        text("participant", "Id of the participant.").required().pattern(IDENTIFIER),
        text(
            "roles",
            "Its roles on the period's last day, parted by `;`: `procuring`, `coordinating`; blank where it had \
             none then.",
        ),
        integer("days_in_force", "Days of the period on which it was in force.").required(),
        boolean("exempt", "Whether it was decided that no return is expected of it.").required(),
        boolean("returned", "Whether a return of its own counts.").required(),
        text(
            "reported_by",
            "Others, parted by `;`, whose return counts and says that it holds this participant's figures.",
        ),
        boolean(
            "on_time",
            "Whether its return counts and the first version of it came by the deadline or its extension; \
             blank where no day of receipt is known of any return.",
        ),
        boolean(
            "reported_volume",
            "Whether its return has a line of purchases that counts, or says that nothing was bought.",
        )
        .required(),
        boolean(
            "volume_unknown",
            "Whether it was expected to report its volume and did not, and what it bought the year before cannot \
             stand for it: nothing was reported then either, or with an amount missing, provisional or mostly \
             estimated.",
        )
        .required(),
    ]
}

fn rows(year: OfYear<'_>) -> Vec<Vec<Value>> {
    year.results.coverage.in_force.iter().map(|id| row(id, year)).collect()
}

fn row(id: &Identifier, year: OfYear<'_>) -> Vec<Value> {
    let coverage = &year.results.coverage;
    let on_time = coverage.on_time.as_ref().map(|on_time| on_time.contains(id));
    vec![
        Value::text(id.as_str()),
        Value::text(roles(id, year).iter().map(|role| role.code()).collect::<Vec<_>>().join(";")),
        Value::Integer(days_in_force(id, year).into()),
        Value::Boolean(year.reading.settings.is_exempt(id.as_str())),
        Value::Boolean(coverage.returned.contains(id)),
        Value::text(reported_by(id, year).join(";")),
        Value::optional(on_time, Value::Boolean),
        Value::Boolean(coverage.reported_volume.contains(id)),
        Value::Boolean(coverage.volume_unknown.contains(id)),
    ]
}

/// The roles of a participant on the period's last day, by the row of the register that holds for the period.
pub(super) fn roles(id: &Identifier, year: OfYear<'_>) -> Vec<Role> {
    let period = &year.reading.settings.period;
    let row = year.pact.register.in_force(id.as_str(), period);
    row.map(|row| row.roles(period.end)).unwrap_or_default()
}

fn days_in_force(id: &Identifier, year: OfYear<'_>) -> i32 {
    let period = &year.reading.settings.period;
    let rows = year.pact.register.rows.iter().filter(|row| row.id == *id);
    rows.map(|row| row.days_in_force(period)).sum::<i32>().min(period.days())
}

fn reported_by<'a>(id: &Identifier, year: OfYear<'a>) -> Vec<&'a str> {
    let counting = year.reading.returns.iter().filter(|(other, own)| {
        *other != id
            && own.organisation.reports_for.contains(id)
            && year.results.coverage.returned.contains(*other)
    });
    counting.map(|(other, _)| other.as_str()).collect()
}
