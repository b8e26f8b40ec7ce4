//! R110: a formula was never computed.

use crate::report::answer_effect;
use crate::rule::rule;

rule! {
    /// A formula was never computed.
    ///
    /// # What it checks
    /// Formula cells for which the file holds no value, as some programs write them.
    ///
    /// # Why it matters
    /// The value would be read as 0 although nobody said so.
    ///
    /// # Example
    /// A table exported by another program, with sums that were never opened in Excel.
    ///
    /// # How to fix
    /// Open the workbook in Excel or LibreOffice, save it, and send it again.
    FormulaWithoutValue {
        code: "R110",
        severity: Error,
        reach: Cell,
        since: 2021,
        faults: [FormulaWithoutValue],
        check: |_, report| {
            report.add_faults(|_, statement| {
                statement.found = "this cell holds a formula that was never computed".into();
                statement.effect = answer_effect(1, "not counted");
            });
        },
    }
}
