//! G112: codebook and coding are not used yet.

use crate::rule::rule;

rule! {
    /// Codebook and coding are not used yet.
    ///
    /// # What it checks
    /// Whether there is a `codebook` or a `coding` of answers, which this version does not read.
    ///
    /// # Why it matters
    /// No figure rests on codebook or coding, and the report names no themes; nobody should look for them there.
    ///
    /// # Example
    /// `coding.xlsx` in the folder of a year.
    ///
    /// # How to fix
    /// There is nothing to change: keep the file, a later version uses it.
    CodingNotUsedYet {
        code: "G112",
        severity: Note,
        since: 2021,
        faults: [CodingNotUsedYet],
        check: |_, report| {
            report.add_faults(|fault, statement| {
                let raw = &fault.raw;
                statement.found = format!("`{raw}` is kept, and not used yet");
            });
        },
    }
}
