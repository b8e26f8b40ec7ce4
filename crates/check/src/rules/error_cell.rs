//! R111: a cell shows an error.

use crate::report::answer_effect;
use crate::rule::rule;

rule! {
    /// A cell shows an error.
    ///
    /// # What it checks
    /// Cells that hold `#REF!`, `#N/A` and the like, or a number too large to be one.
    ///
    /// # Why it matters
    /// There is no value to count.
    ///
    /// # Example
    /// A sum over a sheet that was deleted.
    ///
    /// # How to fix
    /// Type the value instead of the formula.
    ErrorCell {
        code: "R111",
        severity: Error,
        reach: Cell,
        since: 2021,
        faults: [ErrorCell],
        check: |_, report| {
            report.add_faults(|fault, statement| {
                let raw = &fault.raw;
                statement.found = format!("this cell shows the error `{raw}`");
                statement.effect = answer_effect(1, "not counted");
            });
        },
    }
}
