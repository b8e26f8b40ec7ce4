//! F125: the ledger stands there twice.

use crate::rule::rule;

rule! {
    /// The ledger stands there twice.
    ///
    /// # What it checks
    /// Whether a year has both a `ledger.csv` and an accounting system's export that `mapping.toml` takes as the
    /// ledger.
    ///
    /// # Why it matters
    /// The financial summary cannot be given to the Steering Committee until this is settled: neither is read,
    /// since both together would book everything twice.
    ///
    /// # Example
    /// `finance/ledger.csv` from the autumn, and the export of December with its mapping.
    ///
    /// # How to fix
    /// Take `ledger.csv` out of `finance/`, or the tables of kind `ledger` out of `finance/mapping.toml`.
    LedgerTwice {
        code: "F125",
        severity: Error,
        reach: Document,
        since: 2021,
        faults: [TwoLedgers],
        check: |_, report| {
            report.add_faults(|_, statement| {
                statement.found = "the ledger stands there twice: as `ledger.csv` and as an export with a mapping".into();
            });
        },
    }
}
