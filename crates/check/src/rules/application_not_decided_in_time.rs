//! G109: a request to join was decided later than a month after it came, or still waits.

use crate::evidence::Evidence;
use crate::report::{Report, Statement};
use crate::rule::rule;

rule! {
    /// A request to join was decided later than a month after it came, or still waits.
    ///
    /// # What it checks
    /// The days of `applications.csv`; a request that waits is measured on the day of the report.
    ///
    /// # Why it matters
    /// A request to join is decided within a month (§6.4.2); the report says how many were not.
    ///
    /// # Example
    /// A request of 3 March that was decided on 20 April.
    ///
    /// # How to fix
    /// Enter the day of the decision if it is missing; a late decision stays as it is, and the report says so.
    ApplicationNotDecidedInTime {
        code: "G109",
        severity: Note,
        since: 2021,
        check: check,
    }
}

fn check(evidence: &Evidence, report: &mut Report) {
    let today = evidence.year.settings.report_date;
    for one in &evidence.year.governance.applications {
        let Some(received) = one.received_on else {
            continue;
        };
        if !one.is_late(today) {
            continue;
        }
        let decided = match one.decided_on {
            Some(day) => format!("was decided on {day}"),
            None => format!("was not decided by {today}, the day of the report"),
        };
        report.add(Statement {
            place: Some(one.place.clone()),
            found: format!(
                "the request of `{}` came on {received} and {decided}",
                one.organisation
            ),
            expected: "a decision within a month".into(),
            subject: format!("application {}", one.organisation),
            raw: received.to_string(),
            ..Statement::default()
        });
    }
}
