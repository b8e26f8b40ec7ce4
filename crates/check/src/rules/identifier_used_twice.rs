//! G103: an id is used twice.

use crate::rule::rule;

rule! {
    /// An id is used twice.
    ///
    /// # What it checks
    /// Ids in the office's own files that must be unique.
    ///
    /// # Why it matters
    /// It is not clear which row is meant.
    ///
    /// # Example
    /// Two rows for the output `refurbished-guide` in `outputs.csv`.
    ///
    /// # How to fix
    /// Give one of the two another id, or delete it.
    IdentifierUsedTwice {
        code: "G103",
        severity: Error,
        reach: Cell,
        since: 2021,
        faults: [DuplicateIdentifier],
        check: |_, report| {
            report.add_faults(|fault, statement| {
                let raw = &fault.raw;
                statement.found = format!("`{raw}` is used more than once");
            });
        },
    }
}
