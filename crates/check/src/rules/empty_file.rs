//! R004: a file holds nothing.

use crate::rule::rule;

rule! {
    /// A file holds nothing.
    ///
    /// # What it checks
    /// A file of zero bytes, as synchronising programs leave behind while the real file is elsewhere.
    ///
    /// # Why it matters
    /// The real file may not have arrived.
    ///
    /// # Example
    /// A placeholder of a file that was never downloaded from the cloud.
    ///
    /// # How to fix
    /// Open the folder in the program that synchronises it, let it fetch the file, or ask the
    /// participant to send it again.
    EmptyFile {
        code: "R004",
        severity: Error,
        reach: Return,
        since: 2021,
        faults: [EmptyFile],
        check: |_, report| {
            report.add_faults(|_, statement| {
                statement.found = "this file is empty".into();
            });
        },
    }
}
