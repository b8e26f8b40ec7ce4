//! R008: a return is on another year's form.

use crate::rule::rule;

rule! {
    /// A return is on another year's form.
    ///
    /// # What it checks
    /// The form says, out of sight, for which year it was made. That must be the year in whose folder
    /// it lies.
    ///
    /// # Why it matters
    /// Last year's answers would be counted as this year's.
    ///
    /// # Example
    /// A participant filled in last year's workbook, or sent last year's file again.
    ///
    /// # How to fix
    /// Send this year's form (`cfit forms`) and ask for it to be filled in; or move the file to the
    /// year it belongs to.
    AnotherYearsForm {
        code: "R008",
        severity: Error,
        reach: Return,
        since: 2021,
        faults: [AnotherYearsForm],
        check: |_, report| {
            report.add_faults(|fault, statement| {
                let raw = &fault.raw;
                statement.found = format!("this form was made for {raw}");
            });
        },
    }
}
