//! R013: a file or folder is there and cannot be read from the disk.

use crate::rule::rule;

rule! {
    /// A file or folder is there and cannot be read from the disk.
    ///
    /// # What it checks
    /// Files and folders of the workspace that the program may not open, links that lead out of the
    /// workspace, and folders named like a file.
    ///
    /// # Why it matters
    /// What it holds is in no figure, although somebody sent it.
    ///
    /// # Example
    /// A return that only the colleague who saved it may open.
    ///
    /// # How to fix
    /// Give yourself the right to read it, or put a copy of the file itself in its place.
    FileNotReadable {
        code: "R013",
        severity: Error,
        reach: Return,
        since: 2021,
        faults: [UnreadableFile],
        check: |_, report| {
            report.add_faults(|fault, statement| {
                let raw = &fault.raw;
                statement.found = format!("this file cannot be read from the disk: {raw}");
            });
        },
    }
}
