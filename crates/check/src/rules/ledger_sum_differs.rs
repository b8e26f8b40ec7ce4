//! F148: a total in the export of the ledger does not agree with its rows.

use crate::accounts::as_typed;
use crate::rule::rule;

rule! {
    /// A total in the export of the ledger does not agree with its rows.
    ///
    /// # What it checks
    /// Rows of an accounting system's export that say they are a sum, where no run of rows above them has that sum.
    ///
    /// # Why it matters
    /// The financial summary cannot be given to the Steering Committee until this is settled: a booking may be
    /// missing from the export, or read wrongly.
    ///
    /// # Example
    /// Bookings of EUR 1 000 and EUR 1 500, and below them `Total` with EUR 2 600.
    ///
    /// # How to fix
    /// Export the whole period again, without a filter; if the row is no total, let `skip` in `finance/mapping.toml` name it.
    LedgerSumDiffers {
        code: "F148",
        severity: Error,
        reach: Document,
        since: 2021,
        faults: [LedgerSumDiffers],
        check: |evidence, report| {
            report.add_faults(|fault, statement| {
                let by = as_typed(&fault.raw);
                statement.found = format!("a total that differs from the rows above it by {by}");
                statement.effect = evidence.stated_effect(fault, "may be missing or booked wrongly");
            });
        },
    }
}
