//! R108: an answer is not what the question allows.

use crate::report::answer_effect;
use crate::rule::rule;

rule! {
    /// An answer is not what the question allows.
    ///
    /// # What it checks
    /// The conditions the questionnaire sets on an answer, such as "not below zero".
    ///
    /// # Why it matters
    /// The answer was counted as it stands, and is probably a slip.
    ///
    /// # Example
    /// A mean age of 45 years for laptops.
    ///
    /// # How to fix
    /// Ask whether the answer is right.
    AnswerBreaksItsRule {
        code: "R108",
        severity: Warning,
        since: 2021,
        faults: [ConstraintBroken],
        check: |_, report| {
            report.add_faults(|fault, statement| {
                let raw = &fault.raw;
                let label = &fault.label;
                statement.found = format!("`{raw}` is not what `{label}` allows");
                statement.effect = answer_effect(1, "counted as it stands");
            });
        },
    }
}
