//! R102: a required answer is missing.

use crate::report::answer_effect;
use crate::rule::rule;

rule! {
    /// A required answer is missing.
    ///
    /// # What it checks
    /// Questions marked as required that were asked of the participant and left empty.
    ///
    /// # Why it matters
    /// The figures that need the answer have one participant fewer.
    ///
    /// # Example
    /// The number of users served is left empty.
    ///
    /// # How to fix
    /// Ask for the answer, or for "n/a" if it does not apply.
    RequiredAnswerMissing {
        code: "R102",
        severity: Warning,
        since: 2021,
        faults: [RequiredBlank],
        check: |_, report| {
            report.add_faults(|fault, statement| {
                let label = &fault.label;
                statement.found = format!("`{label}` is required and was left blank");
                statement.effect = answer_effect(1, "fewer");
            });
        },
    }
}
