//! F106: the opening balance is not last year's closing balance.

use model::Money;

use crate::accounts::{effect, in_words};
use crate::evidence::Evidence;
use crate::report::{Report, Statement};
use crate::rule::rule;

rule! {
    /// The opening balance is not last year's closing balance.
    ///
    /// # What it checks
    /// `opening_balance` in `year.toml` against last year's closing, where the workspace has last year.
    ///
    /// # Why it matters
    /// The financial summary cannot be given to the Steering Committee until this is settled: money would appear or
    /// vanish between two years.
    ///
    /// # Example
    /// Last year closed with EUR 48 210.55, this year opens with EUR 48 000.
    ///
    /// # How to fix
    /// Correct `opening_balance`, or last year's ledger.
    OpeningUnlikeLastClosing {
        code: "F106",
        severity: Error,
        reach: Document,
        since: 2021,
        check: check,
    }
}

fn check(evidence: &Evidence, report: &mut Report) {
    let Some(statement) = &evidence.results.statement else { return };
    let Some(last) = statement.last_closing.filter(|last| *last != statement.opening) else {
        return;
    };
    let words = |minor| in_words(Money { currency: statement.currency, minor });
    let difference = statement.opening.saturating_sub(last);
    report.add(Statement {
        place: Some(evidence.settings_file()),
        found: format!("the year opens with {}", words(statement.opening)),
        expected: format!("{}, as last year closed", words(last)),
        effect: effect(evidence, difference, "between the two years"),
        subject: "opening".into(),
        raw: statement.opening.to_string(),
        ..Statement::default()
    });
}
