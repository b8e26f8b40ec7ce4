//! R112: a return reports for a participant that returned too.

use crate::evidence::Evidence;
use crate::report::{Report, of_answer};
use crate::rule::rule;

rule! {
    /// A return reports for a participant that returned too.
    ///
    /// # What it checks
    /// Participants named under `reports_for` that sent a return of their own.
    ///
    /// # Why it matters
    /// It is not clear whose figures count; until it is settled each stands as if nobody reported for
    /// the other.
    ///
    /// # Example
    /// A coordinator reports for `zilverdam`, and Zilverdam sent its own return.
    ///
    /// # How to fix
    /// Ask both whose figures count; have the coordinator take the name out of `reports_for`, or the other withdraw its
    /// return.
    ReportedForReturned {
        code: "R112",
        severity: Error,
        reach: Document,
        since: 2021,
        check: check,
    }
}

fn check(evidence: &Evidence, report: &mut Report) {
    for answers in evidence.returns() {
        for other in &answers.organisation.reports_for {
            if *other == answers.participant || !evidence.year.returns.contains_key(other) {
                continue;
            }
            let answer = answers.answer("reports_for");
            let mut statement = of_answer(&answers.participant, "reports_for", "", answer);
            let name = evidence.pact.register.name(other.as_str());
            statement.found = format!("this return reports for {name}, which returned too");
            statement.expected = "one of the two".into();
            statement.raw = other.to_string();
            report.add(statement);
        }
    }
}
