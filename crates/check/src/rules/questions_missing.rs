//! R010: a part of the form is missing.

use crate::rule::rule;

rule! {
    /// A part of the form is missing.
    ///
    /// # What it checks
    /// Every sheet and every question that was sent out is looked for in what came back.
    ///
    /// # Why it matters
    /// What was deleted counts as not answered.
    ///
    /// # Example
    /// A participant deleted the sheet `Tenders` because it had none.
    ///
    /// # How to fix
    /// Ask whether the part was left out on purpose; if so there is nothing to do.
    QuestionsMissing {
        code: "R010",
        severity: Warning,
        since: 2021,
        faults: [MissingSheet, MissingQuestion],
        check: |_, report| {
            report.add_faults(|fault, statement| {
                let label = &fault.label;
                statement.found = format!("`{label}` is not in this workbook");
            });
        },
    }
}
