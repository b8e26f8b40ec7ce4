//! R104: a return came after its deadline.

use model::period::days_between;

use crate::evidence::Evidence;
use crate::report::{Report, Statement};
use crate::rule::rule;

rule! {
    /// A return came after its deadline.
    ///
    /// # What it checks
    /// The day on which the first version of a return was received, by `received.csv`, or the letter it was
    /// transcribed from, or the first supporting file where there is no form, against the deadline of `year.toml` or the participant's own extension.
    ///
    /// # Why it matters
    /// It counts all the same; the report says how many came on time.
    ///
    /// # Example
    /// A return received on 20 January where 15 January was the deadline.
    ///
    /// # How to fix
    /// Nothing, or record an extension under `[[extension]]` in `year.toml` if one was agreed.
    ReturnCameLate {
        code: "R104",
        severity: Note,
        since: 2021,
        check: check,
    }
}

fn check(evidence: &Evidence, report: &mut Report) {
    let settings = &evidence.year.settings;
    for participant in &evidence.results.coverage.returned {
        let Some(first) = evidence.year.first_received(participant) else { continue };
        let due = settings.due_on(participant.as_str());
        if first.received_on > due {
            let days = days_between(due, first.received_on);
            let late = if days == 1 { "1 day".to_owned() } else { format!("{days} days") };
            report.add(Statement {
                participant: Some(participant.clone()),
                place: Some(first.place.clone()),
                found: format!("the return came on {}, {late} after it was due", first.received_on),
                expected: format!("by {due}"),
                column: "received_on".into(),
                subject: "received".into(),
                raw: first.received_on.to_string(),
                ..Statement::default()
            });
        }
    }
}
