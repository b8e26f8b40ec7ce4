//! R011: a newer version of a return cannot be used, so an older one counts.

use crate::rule::rule;

rule! {
    /// A newer version of a return cannot be used, so an older one counts.
    ///
    /// # What it checks
    /// Versions are ordered by the day they were received, then by name. The newest that can be read
    /// counts.
    ///
    /// # Why it matters
    /// The figures are those the participant meant to replace; they are marked provisional.
    ///
    /// # Example
    /// The second version was sent protected by a password.
    ///
    /// # How to fix
    /// Ask for the newer version again.
    NewerVersionUnusable {
        code: "R011",
        severity: Warning,
        since: 2021,
        faults: [NewerVersionUnusable],
        check: |_, report| {
            report.add_faults(|fault, statement| {
                let raw = &fault.raw;
                statement.found = format!("the newest version cannot be used; an older one counts: {raw}");
            });
        },
    }
}
