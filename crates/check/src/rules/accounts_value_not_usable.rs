//! F147: a value of the accounts cannot be used.

use super::register_value_not_usable::word;
use crate::accounts::{add_largest, of_row};
use crate::report::Statement;
use crate::rule::rule;

rule! {
    /// A value of the accounts cannot be used.
    ///
    /// # What it checks
    /// In the budget, the ledger or its export, the contributions and the funds: whether each value is of the form its
    /// column needs, and whether no id stands there twice.
    ///
    /// # Why it matters
    /// The financial summary cannot be given to the Steering Committee until this is settled: the row is left
    /// aside, so the totals it belongs to are not known.
    ///
    /// # Example
    /// `1.234,50` as an amount, or `31.02.2026` as a day, in `ledger.csv`.
    ///
    /// # How to fix
    /// Correct the value; the finding says what is expected.
    AccountsValueNotUsable {
        code: "F147",
        severity: Error,
        reach: Document,
        since: 2021,
        faults: [AccountsValueNotUsable],
        check: |evidence, report| {
            let statements = evidence.faults(report.faults()).into_iter().map(|fault| {
                let mut statement = of_row(fault);
                word(fault, &mut statement);
                statement
            });
            let statements: Vec<Statement> = statements.collect();
            add_largest(report, statements);
        },
    }
}
