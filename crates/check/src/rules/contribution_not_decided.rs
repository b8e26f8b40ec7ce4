//! F111: nothing says what a coordinating participant owes.

use model::Role;

use crate::evidence::Evidence;
use crate::report::{Report, Statement};
use crate::rule::rule;

rule! {
    /// Nothing says what a coordinating participant owes.
    ///
    /// # What it checks
    /// Whether `contributions.csv` has a row for each participant that is coordinating on the last day of the period.
    ///
    /// # Why it matters
    /// What is due is then missing, and not 0; the totals of what is due and outstanding are provisional.
    ///
    /// # Example
    /// A participant began to coordinate in May, and no row was added.
    ///
    /// # How to fix
    /// Add its row with what the Steering Committee decided; where it owes nothing, put `yes` under `waived` with the reason.
    ContributionNotDecided {
        code: "F111",
        severity: Warning,
        since: 2021,
        check: check,
    }
}

fn check(evidence: &Evidence, report: &mut Report) {
    let finance = &evidence.year.finance;
    // Of a file that is missing or could not be read whole another finding speaks.
    if evidence.results.statement.is_none() || finance.incomplete {
        return;
    }
    let period = &evidence.year.settings.period;
    let in_force = evidence.pact.register.all_in_force(period);
    for participant in
        in_force.into_iter().filter(|one| one.has_role(Role::Coordinating, period.end))
    {
        if finance.contributions.iter().any(|row| row.participant == participant.id) {
            continue;
        }
        report.add(Statement {
            participant: Some(participant.id.clone()),
            place: Some(model::Place::file(format!(
                "inputs/{}/finance/contributions.csv",
                evidence.year.year()
            ))),
            found: format!("no row says what {} owes for the year", participant.name),
            expected: "a row for each coordinating participant".into(),
            subject: "contribution".into(),
            ..Statement::default()
        });
    }
}
