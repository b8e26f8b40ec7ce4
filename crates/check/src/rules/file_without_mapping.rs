//! S103: a supporting file is not counted, since no mapping says what its columns mean.

use crate::rule::rule;

rule! {
    /// A supporting file is not counted, since no mapping says what its columns mean.
    ///
    /// # What it checks
    /// Every file in `supporting/` is named by a table of `mapping.toml`, and every kind of table that
    /// is read there enters figures.
    ///
    /// # Why it matters
    /// Its rows are in no figure, and cannot be compared with what was declared.
    ///
    /// # Example
    /// `disposals-2026.xlsx` came after the mapping was written.
    ///
    /// # How to fix
    /// Add a `[[table]]` for it to `mapping.toml`, or move it to `received/` if it is not to be
    /// counted.
    FileWithoutMapping {
        code: "S103",
        severity: Warning,
        since: 2021,
        faults: [UnmappedTable],
        check: |_, report| {
            report.add_faults(|_, statement| {
                statement.found = "none of the rows of this file is counted".into();
            });
        },
    }
}
