//! F120: a coordinating participant is on file with neither money nor work for the Pact.

use std::collections::BTreeSet;

use model::finance::Statement as Accounts;
use model::{Identifier, Participant, Role};

use crate::evidence::Evidence;
use crate::report::{Report, Statement};
use crate::rule::rule;

rule! {
    /// A coordinating participant is on file with neither money nor work for the Pact.
    ///
    /// # What it checks
    /// Of each participant that is coordinating on the last day of the period: whether anything was received from it or
    /// for it, whether its return or `in-kind.csv` lists work for the Pact, and whether another does its coordinating
    /// (`coordination_by` in the register). It looks at whole years.
    ///
    /// # Why it matters
    /// A coordinating participant gives a contribution in money, in kind or in both (§5.3.1); the financial summary says
    /// which, without a judgement.
    ///
    /// # Example
    /// A contribution that was waived, and no hours in the return.
    ///
    /// # How to fix
    /// Nothing, if it is so. If work is missing, add it to `in-kind.csv`.
    NeitherCashNorInKind {
        code: "F120",
        severity: Note,
        since: 2021,
        check: check,
    }
}

fn check(evidence: &Evidence, report: &mut Report) {
    let Some(statement) = &evidence.results.statement else { return };
    let finance = &evidence.year.finance;
    if statement.as_of.is_some() || finance.incomplete || finance.in_kind_incomplete {
        // It would be a guess what stands in what could not be read.
        return;
    }
    let givers = givers(evidence, statement);
    let period = &evidence.year.settings.period;
    let in_force = evidence.pact.register.all_in_force(period).into_iter();
    for participant in in_force.filter(|one| one.has_role(Role::Coordinating, period.end)) {
        let still_in = participant.left.is_none_or(|left| left >= period.end);
        if still_in && !givers.contains(&participant.id) {
            report.add(of_participant(evidence, statement, participant, &givers));
        }
    }
}

/// Everyone who gave money or work, or for whom it was given.
fn givers(evidence: &Evidence, statement: &Accounts) -> BTreeSet<Identifier> {
    let paid = statement.contributions.iter().filter(|line| {
        [line.received, line.advance, line.received_for_earlier].iter().any(|amount| *amount != 0)
            || !line.payments.is_empty()
    });
    let freely = statement.voluntary.iter().filter(|(_, sum)| *sum != 0);
    let freely = freely.filter_map(|(id, _)| Identifier::parse(id));
    let worked = evidence.results.in_kind.iter().filter(|given| !given.line.says_nothing());
    let worked = worked.map(|given| given.line.participant.clone());
    paid.map(|line| line.participant.clone()).chain(freely).chain(worked).collect()
}

fn of_participant(
    evidence: &Evidence,
    statement: &Accounts,
    participant: &Participant,
    givers: &BTreeSet<Identifier>,
) -> Statement {
    let register = &evidence.pact.register;
    let mut found = format!("{}: neither money nor work for the Pact is on file", participant.name);
    if statement.contributions.iter().any(|line| line.participant == participant.id && line.waived)
    {
        found.push_str("; its contribution was waived");
    }
    if let Some(other) = &participant.coordination_by {
        let name = register.name(other.as_str());
        found.push_str(&match givers.contains(other) {
            true => {
                format!(
                    "; {name} does its coordinating, and what it gave is counted under its own name"
                )
            }
            false => format!("; {name} does its coordinating"),
        });
    }
    if !evidence.year.returns.contains_key(&participant.id) {
        found.push_str("; its return has not come");
    }
    Statement {
        participant: Some(participant.id.clone()),
        place: Some(participant.place.clone()),
        found,
        expected: "money, work for the Pact, or both".into(),
        subject: "neither".into(),
        ..Statement::default()
    }
}
