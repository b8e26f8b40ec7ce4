//! S109: a mapping cannot be read.

use crate::rule::rule;

rule! {
    /// A mapping cannot be read.
    ///
    /// # What it checks
    /// That `mapping.toml` is written as TOML: names, equals signs, and texts in quotation marks.
    ///
    /// # Why it matters
    /// None of the supporting files of this participant is counted until it can be read.
    ///
    /// # Example
    /// `sheet = Orders` without quotation marks.
    ///
    /// # How to fix
    /// Correct the line; the mapping of another participant shows how it is written.
    MappingNotReadable {
        code: "S109",
        severity: Error,
        reach: Cell,
        since: 2021,
        faults: [MappingSyntax],
        check: |_, report| {
            report.add_faults(|fault, statement| {
                let raw = &fault.raw;
                statement.found = format!("the mapping cannot be read: `{raw}`");
            });
        },
    }
}
