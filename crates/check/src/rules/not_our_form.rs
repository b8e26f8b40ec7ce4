//! R009: a workbook is no form of this questionnaire.

use crate::rule::rule;

rule! {
    /// A workbook is no form of this questionnaire.
    ///
    /// # What it checks
    /// Reading goes by the marks `cfit forms` leaves out of sight, and without them by the titles of
    /// sheets and the labels of questions. Here neither is found.
    ///
    /// # Why it matters
    /// Nothing of it can be told apart, so nothing is counted.
    ///
    /// # Example
    /// A participant answered in a workbook of its own making.
    ///
    /// # How to fix
    /// Ask the participant to use the form, or copy the answers into it and say so.
    NotOurForm {
        code: "R009",
        severity: Error,
        reach: Return,
        since: 2021,
        faults: [NotOurForm],
        check: |_, report| {
            report.add_faults(|_, statement| {
                statement.found = "no sheet and no question of the form is recognised in this workbook".into();
            });
        },
    }
}
