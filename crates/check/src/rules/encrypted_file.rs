//! R003: a file is protected by a password.

use crate::rule::rule;

rule! {
    /// A file is protected by a password.
    ///
    /// # What it checks
    /// A workbook that only opens with a password.
    ///
    /// # Why it matters
    /// Without the password nothing of it can be read or counted.
    ///
    /// # Example
    /// A workbook saved in Excel with "Encrypt with Password".
    ///
    /// # How to fix
    /// Ask the participant to send it without a password.
    EncryptedFile {
        code: "R003",
        severity: Error,
        reach: Return,
        since: 2021,
        faults: [EncryptedFile],
        check: |_, report| {
            report.add_faults(|_, statement| {
                statement.found = "this file is protected by a password".into();
            });
        },
    }
}
