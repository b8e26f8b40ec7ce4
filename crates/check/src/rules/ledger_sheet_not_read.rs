//! F149: a sheet of the ledger is not read.

use crate::rule::rule;

rule! {
    /// A sheet of the ledger is not read.
    ///
    /// # What it checks
    /// In the workbooks of an accounting system's export: whether a sheet that is laid out as those that are read is one
    /// that `finance/mapping.toml` names too.
    ///
    /// # Why it matters
    /// The financial summary cannot be given to the Steering Committee until this is settled: the bookings of the
    /// sheet are not in it.
    ///
    /// # Example
    /// A workbook with a sheet for each quarter, of which the mapping names the first three.
    ///
    /// # How to fix
    /// Let `sheet` in `finance/mapping.toml` name it as well (`sheet = "Q*"` is every sheet whose name begins with a Q), or
    /// take the sheet out of the workbook.
    LedgerSheetNotRead {
        code: "F149",
        severity: Error,
        reach: Document,
        since: 2021,
        faults: [LedgerSheetNotRead],
        check: |_, report| {
            report.add_faults(|fault, statement| {
                let (sheet, rows) = (&fault.label, &fault.raw);
                statement.found =
                    format!("the sheet `{sheet}` is laid out as the ledger and is not read: {rows}");
            });
        },
    }
}
