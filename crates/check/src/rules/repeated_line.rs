//! V125: a line of purchases is the same as an earlier one in every cell.

use crate::rule::rule;

rule! {
    /// A line of purchases is the same as an earlier one in every cell.
    ///
    /// # What it checks
    /// Rows of the procurement table, cell by cell.
    ///
    /// # Why it matters
    /// Both are counted; if they are the same purchase, the volume is too high.
    ///
    /// # Example
    /// Two rows with 40 new laptops for EUR 28 000 each, from the same framework.
    ///
    /// # How to fix
    /// Ask whether these are two purchases or one that was typed twice; if they are one, have one row deleted.
    RepeatedLine {
        code: "V125",
        severity: Warning,
        since: 2021,
        faults: [RepeatedLine],
        check: |evidence, report| {
            report.add_faults(|fault, statement| {
                let raw = &fault.raw;
                statement.found = format!("this row ({raw}) is the same as an earlier one in every cell; both are counted");
                statement.effect = evidence.stated_effect(fault, "counted twice if they are the same purchase");
            });
        },
    }
}
