//! S118: a row of totals does not agree with the rows above it.

use crate::rule::rule;

rule! {
    /// A row of totals does not agree with the rows above it.
    ///
    /// # What it checks
    /// Rows of a supporting file that say they are a sum, where no run of rows above them has that sum.
    ///
    /// # Why it matters
    /// A row may be missing from the file or may have been read wrongly, so that the volume is too low or too high.
    /// The row of totals itself is not counted.
    ///
    /// # Example
    /// Two laptops for EUR 1 000 and EUR 1 500, and below them `Total laptops` with EUR 2 600.
    ///
    /// # How to fix
    /// Ask for the row that is missing, or for a file whose totals agree; if the total is an order, give it a
    /// reference and a date.
    SumDiffers {
        code: "S118",
        severity: Warning,
        since: 2021,
        faults: [SumDiffers],
        check: |evidence, report| {
            report.add_faults(|fault, statement| {
                let raw = &fault.raw;
                statement.found = format!("a sum that differs from the rows above it by {raw}");
                statement.effect = evidence.stated_effect(fault, "may be missing or counted wrongly");
            });
        },
    }
}
