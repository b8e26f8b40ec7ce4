//! F126: nobody confirmed what the columns of the ledger mean.

use crate::rule::rule;

rule! {
    /// Nobody confirmed what the columns of the ledger mean.
    ///
    /// # What it checks
    /// Whether `finance/mapping.toml` says by whom and when it was confirmed that its columns mean what it says.
    ///
    /// # Why it matters
    /// The financial summary cannot be given to the Steering Committee until this is settled: none of the export's
    /// rows is booked, since a column taken for another would give a wrong balance.
    ///
    /// # Example
    /// A mapping that was written for the export, without `confirmed_on` and `confirmed_by`.
    ///
    /// # How to fix
    /// Hold some rows of the export, an income, an expense and a refund among them, against their documents and the
    /// columns that `finance/mapping.toml` names. Then write `confirmed_on` and `confirmed_by` at its head.
    LedgerMappingNotConfirmed {
        code: "F126",
        severity: Error,
        reach: Document,
        since: 2021,
        faults: [LedgerMappingUnconfirmed],
        check: |_, report| {
            report.add_faults(|_, statement| {
                statement.found = "nobody confirmed what the columns of the ledger mean".into();
            });
        },
    }
}
