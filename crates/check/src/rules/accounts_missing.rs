//! F107: a file of the accounts is missing.

use crate::missing::missing_files;
use crate::rule::rule;

rule! {
    /// A file of the accounts is missing.
    ///
    /// # What it checks
    /// `budget.csv`, `ledger.csv` and `contributions.csv` of a year whose `year.toml` has `[finance]`.
    ///
    /// # Why it matters
    /// The financial summary cannot be given to the Steering Committee until this is settled: what rests on the
    /// file has no figure, and is not taken to be zero.
    ///
    /// # Example
    /// `ledger.csv` still lies with the bookkeeper.
    ///
    /// # How to fix
    /// Put the file into `finance/`; if nothing was booked, with its header alone.
    AccountsMissing {
        code: "F107",
        severity: Error,
        reach: Document,
        since: 2021,
        check: |evidence, report| missing_files(evidence, report, true),
    }
}
