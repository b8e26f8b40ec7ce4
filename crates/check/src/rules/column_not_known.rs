//! G101: a column of the office's own files is not known.

use crate::rule::rule;

rule! {
    /// A column of the office's own files is not known.
    ///
    /// # What it checks
    /// The columns of registers, against those the data contract names.
    ///
    /// # Why it matters
    /// It is kept aside and used nowhere; a misspelt name would go unnoticed.
    ///
    /// # Example
    /// `procuring since` instead of `procuring_since`.
    ///
    /// # How to fix
    /// Correct the name if it is a slip; otherwise there is nothing to do.
    ColumnNotKnown {
        code: "G101",
        severity: Note,
        since: 2021,
        faults: [UnknownColumn],
        check: |_, report| {
            report.add_faults(|fault, statement| {
                let raw = &fault.raw;
                statement.found = format!("the column `{raw}` is not known and not used");
            });
        },
    }
}
