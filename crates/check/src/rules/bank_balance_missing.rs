//! F135: what the bank says on the last day is not on file.

use crate::evidence::Evidence;
use crate::report::{Report, Statement};
use crate::rule::rule;

rule! {
    /// What the bank says on the last day is not on file.
    ///
    /// # What it checks
    /// Whether `bank_closing_balance` stands in `[finance]` of `year.toml`. An interim summary needs none.
    ///
    /// # Why it matters
    /// The financial summary cannot be given to the Steering Committee until this is settled: nobody has compared
    /// the accounts with the money that is there, so a booking that was left out or made twice would not show.
    ///
    /// # Example
    /// The year is over and its ledger is closed, but nobody has looked up the statement of the bank for the last day.
    ///
    /// # How to fix
    /// Write what the statement of the bank says for the last day into `[finance]` of `year.toml`, as in
    /// `bank_closing_balance = 48210.55`; before the year is over make an interim summary, with `--as-of`.
    BankBalanceMissing {
        code: "F135",
        severity: Error,
        reach: Document,
        since: 2021,
        check: check,
    }
}

fn check(evidence: &Evidence, report: &mut Report) {
    let statement = evidence.results.statement.as_ref();
    let Some(statement) = statement.filter(|own| own.as_of.is_none()) else { return };
    if statement.bank_closing.is_some() {
        return;
    }
    report.add(Statement {
        place: Some(evidence.settings_file()),
        found: "`bank_closing_balance` is missing".into(),
        expected: format!("what the bank says on {}", statement.last_day),
        subject: "bank_closing_balance".into(),
        ..Statement::default()
    });
}
