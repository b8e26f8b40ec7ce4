//! F104: the closing balance is not what the bank says.

use model::Money;

use crate::evidence::Evidence;
use crate::report::{Report, Statement, amount, euro_effect};
use crate::rule::rule;

rule! {
    /// The closing balance is not what the bank says.
    ///
    /// # What it checks
    /// Opening balance, plus income, less expense, against `bank_closing_balance` in `year.toml`.
    ///
    /// # Why it matters
    /// Something is missing from the ledger, or booked wrongly.
    ///
    /// # Example
    /// EUR 48 210.55 in the accounts, EUR 48 120.55 at the bank.
    ///
    /// # How to fix
    /// Look for the difference in the ledger: a line left out, booked twice, or with two digits
    /// exchanged.
    ClosingUnlikeBank {
        code: "F104",
        severity: Error,
        reach: Document,
        since: 2021,
        check: check,
    }
}

fn check(evidence: &Evidence, report: &mut Report) {
    let Some(statement) = &evidence.results.statement else { return };
    if statement.incomplete || statement.closing == statement.bank_closing {
        // Of an incomplete statement other findings say what is missing.
        return;
    }
    let value = |minor| Money { currency: statement.currency, minor }.to_decimal();
    let code = statement.currency.code();
    let difference = value(statement.closing - statement.bank_closing);
    report.add(Statement {
        place: Some(evidence.settings_file()),
        found: format!("the accounts close with {}", amount(value(statement.closing), code)),
        expected: format!("{}, as the bank says", amount(value(statement.bank_closing), code)),
        effect: euro_effect(difference.abs(), "between the accounts and the bank"),
        subject: "closing".into(),
        raw: statement.closing.to_string(),
        ..Statement::default()
    });
}
