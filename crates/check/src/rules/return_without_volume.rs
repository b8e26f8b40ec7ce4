//! V114: a return holds no purchases and does not say that nothing was bought.

use model::{Place, Role};

use crate::evidence::Evidence;
use crate::report::{Report, Statement};
use crate::rule::rule;

rule! {
    /// A return holds no purchases and does not say that nothing was bought.
    ///
    /// # What it checks
    /// Returns of procuring participants without a counted line that do not answer "nothing was
    /// bought".
    ///
    /// # Why it matters
    /// For volume the participant counts as silent, not as zero.
    ///
    /// # Example
    /// The procurement table is empty and `procurement_none` is blank.
    ///
    /// # How to fix
    /// Ask whether nothing was bought; if so, `procurement_none` is `yes`.
    ReturnWithoutVolume {
        code: "V114",
        severity: Warning,
        since: 2021,
        check: check,
    }
}

fn check(evidence: &Evidence, report: &mut Report) {
    let coverage = &evidence.results.coverage;
    let last_day = evidence.year.settings.period.end;
    for participant in coverage.returned.iter().filter(|id| !coverage.reported_volume.contains(id))
    {
        let row =
            evidence.pact.register.in_force(participant.as_str(), &evidence.year.settings.period);
        if !row.is_some_and(|row| row.has_role(Role::Procuring, last_day)) {
            continue;
        }
        report.add(Statement {
            participant: Some(participant.clone()),
            place: evidence
                .year
                .returns
                .get(participant)
                .map(|answers| Place::file(answers.path.as_str())),
            found: "the return holds no purchases, and does not say that nothing was bought".into(),
            subject: "procurement".into(),
            ..Statement::default()
        });
    }
}
