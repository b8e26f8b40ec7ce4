//! F102: a booking is on an account the budget does not have.

use model::Money;

use crate::evidence::Evidence;
use crate::report::{Report, Statement, euro_effect};
use crate::rule::rule;

rule! {
    /// A booking is on an account the budget does not have.
    ///
    /// # What it checks
    /// The account of each line of the ledger against the accounts of `budget.csv`.
    ///
    /// # Why it matters
    /// It is not known whether it is income or expense, so the statement is incomplete.
    ///
    /// # Example
    /// Account 4700 in the ledger, none such in the budget.
    ///
    /// # How to fix
    /// Correct the account in `ledger.csv`, or add it to `budget.csv` with a budget of 0.
    AccountNotInBudget {
        code: "F102",
        severity: Error,
        reach: Document,
        since: 2021,
        check: check,
    }
}

fn check(evidence: &Evidence, report: &mut Report) {
    let finance = &evidence.year.finance;
    if finance.budget.is_empty() {
        // Another finding says that the budget is missing.
        return;
    }
    for line in &finance.ledger {
        if finance.budget.iter().any(|row| row.account == line.account) {
            continue;
        }
        let value = Money { currency: line.currency, minor: line.amount }.to_decimal();
        report.add(Statement {
            place: Some(line.place.clone()),
            found: format!("account `{}` is not in the budget", line.account),
            effect: euro_effect(value, "in no total of the statement"),
            column: "account".into(),
            subject: format!("{} {} {}", line.account, line.date, line.reference),
            raw: line.amount.to_string(),
            ..Statement::default()
        });
    }
}
