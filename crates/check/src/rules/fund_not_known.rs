//! F109: a booking is on a fund that is not on file.

use crate::accounts::add_by_value;
use crate::rule::rule;

rule! {
    /// A booking is on a fund that is not on file.
    ///
    /// # What it checks
    /// The column `fund` of each line of the ledger against the ids of `funds.csv`.
    ///
    /// # Why it matters
    /// The financial summary cannot be given to the Steering Committee until this is settled: it is not known whose
    /// money it is, so no fund's income, expense or closing is given.
    ///
    /// # Example
    /// `translation` in the ledger, `translations` in `funds.csv`.
    ///
    /// # How to fix
    /// Correct the fund in `ledger.csv`, or add it to `funds.csv` with its opening.
    FundNotKnown {
        code: "F109",
        severity: Error,
        reach: Document,
        since: 2021,
        faults: [FundNotKnown],
        check: |evidence, report| {
            add_by_value(evidence, report, "in no fund", |fault| {
                format!("there is no fund `{}` in funds.csv", fault.raw)
            });
        },
    }
}
