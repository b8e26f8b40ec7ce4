//! R103: a participant of whom a return is expected sent none.

use model::{Decimal, Dimension, Dimensions, Identifier, YearResults};

use crate::evidence::Evidence;
use crate::report::{Report, Statement, euro_effect};
use crate::rule::rule;

rule! {
    /// A participant of whom a return is expected sent none.
    ///
    /// # What it checks
    /// Participants in force for at least 90 days of the period and not exempt, without a return that
    /// counts and not inside another return.
    ///
    /// # Why it matters
    /// It is in no figure of this year, and never counted as zero; comparisons with last year need it.
    ///
    /// # Example
    /// A participant that returned in 2025 and not in 2026.
    ///
    /// # How to fix
    /// Ask for the return, or set a later day under `[[extension]]`, or record the exemption under
    /// `[[exempt]]` in `year.toml`.
    SilentParticipant {
        code: "R103",
        severity: Warning,
        since: 2021,
        check: check,
    }
}

fn check(evidence: &Evidence, report: &mut Report) {
    for participant in &evidence.results.coverage.silent {
        let name = evidence.pact.register.name(participant.as_str());
        let due = evidence.year.settings.due_on(participant.as_str());
        let last = evidence.last.and_then(|(_, results)| last_volume(results, participant));
        report.add(Statement {
            participant: Some(participant.clone()),
            found: format!("{name} was asked for a return by {due} and sent none that counts"),
            effect: last.and_then(|value| {
                euro_effect(value, "of direct volume last year, missing from this year's")
            }),
            subject: "return".into(),
            ..Statement::default()
        });
    }
}

/// The participant's direct volume last year, in euro.
fn last_volume(results: &YearResults, participant: &Identifier) -> Option<Decimal> {
    let cut = Dimensions::none().with(Dimension::Participant, participant.as_str());
    results.figures.value("volume.direct.amount", &cut)
}
