//! F136: a contribution stands there twice.

use model::Money;

use crate::accounts::{euro_on, in_words, row};
use crate::evidence::Evidence;
use crate::report::{Report, Statement, euro_effect};
use crate::rule::rule;

rule! {
    /// A contribution stands there twice.
    ///
    /// # What it checks
    /// Whether two rows of `contributions.csv` are the same in participant, amount, currency, day and decision.
    ///
    /// # Why it matters
    /// The financial summary cannot be given to the Steering Committee until this is settled: both rows count, so the
    /// participant would owe the amount twice.
    ///
    /// # Example
    /// A row copied and not changed: North, EUR 9 000, by 31 January, by the same decision.
    ///
    /// # How to fix
    /// Delete one of the two rows. If they are two parts of a contribution, give each the day by which it is due.
    ContributionTwice {
        code: "F136",
        severity: Error,
        reach: Document,
        since: 2021,
        check: check,
    }
}

fn check(evidence: &Evidence, report: &mut Report) {
    let rows = &evidence.year.finance.contributions;
    for (index, own) in rows.iter().enumerate().filter(|(_, own)| !own.waived) {
        let same = rows[..index].iter().find(|other| {
            (&other.participant, other.due, other.currency, other.due_on, other.waived)
                == (&own.participant, own.due, own.currency, own.due_on, own.waived)
                && other.decision.trim() == own.decision.trim()
        });
        let Some(first) = same else { continue };
        let money = Money { currency: own.currency, minor: own.due };
        let day = own.due_on.unwrap_or(evidence.year.settings.period.end);
        report.add(Statement {
            participant: Some(own.participant.clone()),
            place: Some(own.place.clone()),
            column: "due".into(),
            found: format!(
                "{}: {} is due twice, by the same day and decision; {} says the same",
                evidence.pact.register.name(own.participant.as_str()),
                in_words(money),
                row(&first.place)
            ),
            expected: "each part of a contribution once".into(),
            effect: euro_on(evidence, money, day).and_then(|euro| euro_effect(euro, "owed twice")),
            subject: format!("{} contribution twice {}", own.participant, own.decision.trim()),
            raw: format!("{} {index}", own.due),
            ..Statement::default()
        });
    }
}
