//! F150: an export of the ledger is not read.

use super::file_is_no_workbook::wrong_encoding;
use crate::rule::rule;

rule! {
    /// An export of the ledger is not read.
    ///
    /// # What it checks
    /// Of an accounting system's export: whether its files can be opened and are coded as `encoding` says, whether
    /// `finance/mapping.toml` can be read, and whether the files, sheets and columns that it names are there, with the
    /// layout it was written for.
    ///
    /// # Why it matters
    /// The financial summary cannot be given to the Steering Committee until this is settled: the bookings are not
    /// in it.
    ///
    /// # Example
    /// The mapping names the column `Soll`, and the new version of the accounting system calls it `Soll EUR`.
    ///
    /// # How to fix
    /// Correct the name in `finance/mapping.toml`, or export again in the layout that the mapping was written for; the
    /// finding says what is there.
    LedgerNotRead {
        code: "F150",
        severity: Error,
        reach: Document,
        since: 2021,
        faults: [LedgerNotRead],
        check: |_, report| {
            report.add_faults(|fault, statement| {
                statement.found.clone_from(&fault.raw);
                statement.help = wrong_encoding(fault);
                // One mapping may name the same column of several files.
                statement.subject = format!("{} {} {}", fault.field, fault.label, fault.place);
            });
        },
    }
}
