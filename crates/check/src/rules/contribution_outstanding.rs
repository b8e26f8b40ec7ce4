//! F101: a contribution that is due was not paid in full.

use model::Money;

use crate::evidence::Evidence;
use crate::report::{Report, Statement, amount, euro_effect};
use crate::rule::rule;

rule! {
    /// A contribution that is due was not paid in full.
    ///
    /// # What it checks
    /// What each coordinating participant owes by decision of the Steering Committee, against what was
    /// received for the year.
    ///
    /// # Why it matters
    /// The Secretariat plans with it; the financial summary shows it as outstanding.
    ///
    /// # Example
    /// EUR 12 000 due, EUR 8 000 received.
    ///
    /// # How to fix
    /// Remind the participant; if it was waived, say so in `contributions.csv` with the reason.
    ContributionOutstanding {
        code: "F101",
        severity: Warning,
        since: 2021,
        check: check,
    }
}

fn check(evidence: &Evidence, report: &mut Report) {
    let Some(statement) = &evidence.results.statement else { return };
    for line in statement.contributions.iter().filter(|line| line.outstanding > 0) {
        let value = |minor| Money { currency: statement.currency, minor }.to_decimal();
        let code = statement.currency.code();
        let row = evidence.year.finance.contributions.iter().find(|row| row.participant == line.participant);
        let due_on = line.due_on.map(|day| format!(" by {day}")).unwrap_or_default();
        report.add(Statement {
            participant: Some(line.participant.clone()),
            place: row.map(|row| row.place.clone()),
            found: format!(
                "{}: {} of the contribution is outstanding",
                evidence.pact.register.name(line.participant.as_str()),
                amount(value(line.outstanding), code)
            ),
            expected: format!("{}{due_on}", amount(value(line.due.unwrap_or(0)), code)),
            effect: euro_effect(value(line.outstanding), "not received"),
            column: "due".into(),
            subject: "contribution".into(),
            raw: line.outstanding.to_string(),
            ..Statement::default()
        });
    }
}
