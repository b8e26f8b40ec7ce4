//! F102: a booking is on an account the budget does not have.

use crate::accounts::{add_largest, by_value, effect_of, in_bookings};
use crate::evidence::Evidence;
use crate::report::{Report, Statement, of_fault};
use crate::rule::rule;
use crate::unbooked::Unbooked;

rule! {
    /// A booking is on an account the budget does not have.
    ///
    /// # What it checks
    /// The account of each line of the ledger against the accounts of `budget.csv`.
    ///
    /// # Why it matters
    /// The financial summary cannot be given to the Steering Committee until this is settled: it is not known
    /// whether the booking is income or expense.
    ///
    /// # Example
    /// Account 4700 in the ledger, none such in the budget.
    ///
    /// # How to fix
    /// Correct the account where it was booked (in `ledger.csv`, or in the accounting system, and export again), or add
    /// it to `budget.csv` with a budget of 0.
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
    let mut statements = Vec::new();
    let unbooked = Unbooked::of(evidence);
    for (fault, lines) in by_value(evidence, report) {
        // What is wrong in a row of the budget that is left aside is said at its cell.
        if unbooked.is_in_budget(&fault.raw) {
            continue;
        }
        statements.push(Statement {
            found: format!(
                "account `{}` is not in the budget{}",
                fault.raw,
                in_bookings(lines.len())
            ),
            effect: effect_of(evidence, lines, "in no total of the statement"),
            ..of_fault(fault)
        });
    }
    add_largest(report, statements);
}
