//! F102: a booking is on an account the budget does not have.

use model::Money;

use crate::evidence::Evidence;
use crate::report::{Report, euro_effect};
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
        faults: [AccountNotInBudget],
        check: check,
    }
}

fn check(evidence: &Evidence, report: &mut Report) {
    report.add_faults(|fault, statement| {
        statement.found = format!("account `{}` is not in the budget", fault.raw);
        let Some(line) = evidence.booking(fault) else { return };
        let value = Money { currency: line.currency, minor: line.amount }.to_decimal();
        statement.effect = euro_effect(value, "in no total of the statement");
        statement.subject = format!("{} {} {}", line.account, line.date, line.reference);
        statement.raw = line.amount.to_string();
    });
}
