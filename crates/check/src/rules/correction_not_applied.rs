//! G111: a correction of the office fits no answer, or not what the file says.

use crate::rule::rule;

rule! {
    /// A correction of the office fits no answer, or not what the file says.
    ///
    /// # What it checks
    /// Each row of `corrections.csv` is laid over one answer of the return that counts. What it says the file
    /// says must stand there, white space aside; and the return, the question and the row must be there.
    ///
    /// # Why it matters
    /// The correction is not applied: the answer counts as the file has it. A correction of something that has
    /// changed since may be wrong now.
    ///
    /// # Example
    /// A participant sent a new version with the amount mended, and the correction still names the old amount.
    ///
    /// # How to fix
    /// Where the answer is right by now, delete the row of `corrections.csv`; else correct `was`, `row` or
    /// `question` in it.
    CorrectionNotApplied {
        code: "G111",
        severity: Error,
        reach: Cell,
        since: 2021,
        faults: [CorrectionNotApplied],
        check: |_, report| {
            report.add_faults(|fault, statement| {
                let question = &fault.field;
                statement.found = match fault.raw.as_str() {
                    "" => format!("the correction of `{question}` is not applied"),
                    was => format!("the correction of `{question}` from `{was}` is not applied"),
                };
            });
        },
    }
}
