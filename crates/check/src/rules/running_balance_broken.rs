//! F122: a running balance does not follow from the one before it.

use crate::accounts::{add_largest, as_typed, of_row};
use crate::report::Statement;
use crate::rule::rule;

rule! {
    /// A running balance does not follow from the one before it.
    ///
    /// # What it checks
    /// In an export with a running balance: whether each balance is the one before it, changed by the amount of its
    /// row.
    ///
    /// # Why it matters
    /// The financial summary cannot be given to the Steering Committee until this is settled: a row may be missing
    /// between the two, or an amount was changed.
    ///
    /// # Example
    /// EUR 1 200.00, then a payment of EUR 100.00, then a balance of EUR 1 050.00.
    ///
    /// # How to fix
    /// Export the whole period again, in the order in which the system has it, and without a filter.
    RunningBalanceBroken {
        code: "F122",
        severity: Error,
        reach: Document,
        since: 2021,
        faults: [BalanceDoesNotFollow],
        check: |evidence, report| {
            let statements = evidence.faults(report.faults()).into_iter().map(|fault| Statement {
                found: format!("the balance {} does not follow from the one before it", as_typed(&fault.raw)),
                ..of_row(fault)
            });
            add_largest(report, statements.collect());
        },
    }
}
