//! F132: nothing says why a contribution is due or waived.

use model::Money;

use crate::accounts::in_words;
use crate::evidence::Evidence;
use crate::report::{Report, Statement};
use crate::rule::rule;

rule! {
    /// Nothing says why a contribution is due or waived.
    ///
    /// # What it checks
    /// Whether each row of `contributions.csv` with an amount names the Steering Committee's decision, and each that is
    /// waived says why.
    ///
    /// # Why it matters
    /// The Steering Committee sets the contributions (§5.3.1), and the financial summary says by which decision, and for what
    /// reason one was waived.
    ///
    /// # Example
    /// `yes` under `waived`, nothing under `reason`.
    ///
    /// # How to fix
    /// Write the reference of the decision under `decision`, and the reason under `reason`.
    ContributionUnexplained {
        code: "F132",
        severity: Warning,
        since: 2021,
        check: check,
    }
}

fn check(evidence: &Evidence, report: &mut Report) {
    for row in &evidence.year.finance.contributions {
        let name = evidence.pact.register.name(row.participant.as_str());
        let due = in_words(Money { currency: row.currency, minor: row.due });
        let (column, found, expected) = match row.waived {
            true if row.reason.trim().is_empty() => (
                "reason",
                format!("{name}: the contribution is waived, and no reason is given"),
                "why it was waived",
            ),
            false if row.due > 0 && row.decision.trim().is_empty() => (
                "decision",
                format!("{name}: {due} is due, and no decision is named"),
                "the reference of the Steering Committee's decision",
            ),
            _ => continue,
        };
        report.add(Statement {
            place: Some(row.place.clone()),
            // The place is that of the amount; the words name what is blank.
            column: "due".into(),
            found,
            expected: expected.into(),
            subject: format!("{} contribution {column}", row.participant),
            raw: row.due.to_string(),
            ..Statement::default()
        });
    }
}
