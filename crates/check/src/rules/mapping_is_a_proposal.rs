//! S113: a mapping that nobody confirmed is used beside a return.

use crate::rule::rule;

rule! {
    /// A mapping that nobody confirmed is used beside a return.
    ///
    /// # What it checks
    /// Mappings without `confirmed_on` of participants whose workbook counts.
    ///
    /// # Why it matters
    /// Rows that a proposal misreads stand beside declared figures, or count where nothing is declared.
    ///
    /// # Example
    /// A mapping was written for a new export, and nobody has compared the columns yet.
    ///
    /// # How to fix
    /// Compare the columns with the file, then confirm the mapping: write `confirmed_on` and `confirmed_by`
    /// at its top.
    MappingIsAProposal {
        code: "S113",
        severity: Note,
        since: 2021,
        faults: [MappingProposed],
        check: |_, report| {
            report.add_faults(|_, statement| {
                statement.found = "nobody has confirmed this mapping; its rows count beside the return".into();
            });
        },
    }
}
