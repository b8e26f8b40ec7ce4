//! R002: a file is damaged or too large to be read safely.

use crate::rule::rule;

rule! {
    /// A file is damaged or too large to be read safely.
    ///
    /// # What it checks
    /// A file that breaks off, whose parts contradict each other, or that unpacks to more than can be
    /// read safely.
    ///
    /// # Why it matters
    /// What could be read of it might be incomplete, so nothing of it is counted. Every other return is
    /// still read.
    ///
    /// # Example
    /// An upload that was interrupted leaves a workbook that ends in the middle.
    ///
    /// # How to fix
    /// Ask the participant to open its own copy, save it again and send it again.
    DamagedFile {
        code: "R002",
        severity: Error,
        reach: Return,
        since: 2021,
        faults: [DamagedFile, FileTooLarge],
        check: |_, report| {
            report.add_faults(|fault, statement| {
                let raw = &fault.raw;
                statement.found.clone_from(raw);
            });
        },
    }
}
