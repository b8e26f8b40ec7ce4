//! F106: the opening balance is not last year's closing balance.

use model::Money;

use crate::evidence::Evidence;
use crate::report::{Report, Statement, amount, euro_effect};
use crate::rule::rule;

rule! {
    /// The opening balance is not last year's closing balance.
    ///
    /// # What it checks
    /// `opening_balance` in `year.toml` against last year's closing, where the workspace has last year.
    ///
    /// # Why it matters
    /// Money would appear or vanish between two years.
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
    let Some(last) = statement.last_closing.filter(|last| *last != statement.opening) else { return };
    let value = |minor| Money { currency: statement.currency, minor }.to_decimal();
    let code = statement.currency.code();
    report.add(Statement {
        place: Some(evidence.settings_file()),
        found: format!("the year opens with {}", amount(value(statement.opening), code)),
        expected: format!("{}, as last year closed", amount(value(last), code)),
        effect: euro_effect(value(statement.opening - last), "between the two years"),
        subject: "opening".into(),
        raw: statement.opening.to_string(),
        ..Statement::default()
    });
}
