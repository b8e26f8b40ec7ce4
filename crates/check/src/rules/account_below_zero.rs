//! F130: an account comes to less than zero.

use model::Money;

use crate::accounts::{effect, in_words};
use crate::evidence::Evidence;
use crate::report::{Report, Statement};
use crate::rule::rule;

rule! {
    /// An account comes to less than zero.
    ///
    /// # What it checks
    /// What was booked on each account of the budget.
    ///
    /// # Why it matters
    /// Income and expense both stand in the ledger as positive amounts, and only what is paid back with a minus: with the
    /// wrong sign an expense would make the balance higher.
    ///
    /// # Example
    /// Travel: EUR −2 800.00, since the bank's export shows payments with a minus.
    ///
    /// # How to fix
    /// Turn the signs round; of an export say `sign` in `finance/mapping.toml`. If more was paid back than paid, accept it and
    /// say so.
    AccountBelowZero {
        code: "F130",
        severity: Warning,
        since: 2021,
        check: check,
    }
}

fn check(evidence: &Evidence, report: &mut Report) {
    let Some(statement) = &evidence.results.statement else { return };
    for line in statement.accounts.iter().filter(|line| line.in_budget() && line.actual < 0) {
        let row = evidence.year.finance.ledger.iter();
        let first = row.filter(|own| own.account == line.account).find(|own| own.amount < 0);
        let actual = Money { currency: statement.currency, minor: line.actual };
        report.add(Statement {
            place: first.map(|own| own.place.clone()),
            column: "amount".into(),
            row: line.title.clone(),
            found: format!("{}: {} was booked in all", line.title, in_words(actual)),
            expected: "0 or more".into(),
            effect: effect(evidence, line.actual, "below zero"),
            subject: line.account.clone(),
            raw: line.actual.to_string(),
            ..Statement::default()
        });
    }
}
