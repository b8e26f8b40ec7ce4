//! R012: a return was sent back empty.

use crate::rule::rule;

rule! {
    /// A return was sent back empty.
    ///
    /// # What it checks
    /// A workbook without any answer outside the sheet about the organisation, and without a row in any
    /// table, is no return.
    ///
    /// # Why it matters
    /// The participant counts as silent, not as zero.
    ///
    /// # Example
    /// The form was returned by mistake before it was filled in.
    ///
    /// # How to fix
    /// Ask for the filled-in form.
    EmptyReturn {
        code: "R012",
        severity: Warning,
        since: 2021,
        faults: [EmptyReturn],
        check: |_, report| {
            report.add_faults(|_, statement| {
                statement.found = "at most the sheet about the organisation is filled in".into();
            });
        },
    }
}
