//! V126: a line of purchases says that it is a sum.

use crate::rule::rule;

rule! {
    /// A line of purchases says that it is a sum.
    ///
    /// # What it checks
    /// Rows of the procurement table in which a text is a word for a sum, or begins or ends with one and the row adds up
    /// to the rows above it.
    ///
    /// # Why it matters
    /// The row is counted; if it sums up the rows above it, they are counted twice.
    ///
    /// # Example
    /// `TOTAL` as the name of the buyer, and the amount of the three rows above.
    ///
    /// # How to fix
    /// Ask whether the row is a sum; if it is, have it deleted.
    LineOfSum {
        code: "V126",
        severity: Warning,
        since: 2021,
        faults: [LineOfSum],
        check: |evidence, report| {
            report.add_faults(|fault, statement| {
                let raw = &fault.raw;
                statement.found = format!("this row ({raw}) says that it is a sum; it is counted as a purchase");
                statement.effect = evidence.stated_effect(fault, "counted twice if it sums up other rows");
            });
        },
    }
}
