//! F102: a booking is on an account the budget does not have.

use model::FaultKind;

use crate::accounts::{add_largest, by_value, effect_of, in_bookings};
use crate::evidence::Evidence;
use crate::report::{Report, Statement, of_fault};
use crate::rule::rule;

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
    for (fault, lines) in by_value(evidence, report) {
        if is_set_aside(evidence, &fault.raw) {
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

/// Whether the account is in the budget, in a row that is set aside: what is wrong there is said at its cell.
fn is_set_aside(evidence: &Evidence, account: &str) -> bool {
    let refused = [FaultKind::BadRegisterValue, FaultKind::MoreDecimalsThanCurrency];
    let rows = evidence.faults(&refused).into_iter();
    let mut rows = rows.filter(|fault| fault.place.path.contains("/finance/budget."));
    rows.any(|fault| fault.context.iter().any(|cell| cell.text.trim() == account))
}
