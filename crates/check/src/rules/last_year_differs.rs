//! R120: last year's answer in the form is not what last year's return says.

use crate::report::answer_effect;
use crate::rule::rule;

rule! {
    /// Last year's answer in the form is not what last year's return says.
    ///
    /// # What it checks
    /// Answers marked "as last year": the answer shown beside the mark, against last year's return.
    ///
    /// # Why it matters
    /// Which of the two was meant cannot be told, so the answer is left out.
    ///
    /// # Example
    /// `4 – Standard practice` typed over last year's answer, which was 2, and marked "as last year".
    ///
    /// # How to fix
    /// Ask which answer holds this year, and have it typed in the cell for this year's answer.
    LastYearDiffers {
        code: "R120",
        severity: Error,
        reach: Cell,
        since: 2021,
        faults: [LastYearDiffers],
        check: |_, report| {
            report.add_faults(|fault, statement| {
                let (raw, label) = (fault.raw.trim(), &fault.label);
                statement.found = format!(
                    "`{raw}` stands here as last year's answer to `{label}`, marked as still holding; last year's return says something else"
                );
                statement.effect = answer_effect(1, "not counted");
            });
        },
    }
}
