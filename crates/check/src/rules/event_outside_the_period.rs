//! G110: an event lies outside the reporting period.

use crate::report::Statement;
use crate::rule::rule;

rule! {
    /// An event lies outside the reporting period.
    ///
    /// # What it checks
    /// The days of `events.csv`.
    ///
    /// # Why it matters
    /// The report lists the events of its period; one that is outside is in no list and no count.
    ///
    /// # Example
    /// A webinar of last September left over from last year's file.
    ///
    /// # How to fix
    /// Move the row to the file of its own year, or correct the day.
    EventOutsideThePeriod {
        code: "G110",
        severity: Note,
        since: 2021,
        check: |evidence, report| {
            let period = evidence.year.settings.period;
            for event in &evidence.year.governance.events {
                if period.contains(event.date) {
                    continue;
                }
                let title = event.title.in_language(evidence.default_language());
                report.add(Statement {
                    place: Some(event.place.clone()),
                    found: format!("`{title}` was on {}, outside the period {period}", event.date),
                    expected: format!("a day within {period}"),
                    subject: format!("event {title}"),
                    raw: event.date.to_string(),
                    ..Statement::default()
                });
            }
        },
    }
}
