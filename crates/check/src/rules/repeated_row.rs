//! S119: rows without a reference stand twice.

use crate::rule::rule;

rule! {
    /// Rows without a reference stand twice.
    ///
    /// # What it checks
    /// Orders that no reference tells apart and whose cells are all the same as those of an earlier order.
    ///
    /// # Why it matters
    /// All are counted; if they are the same order, the volume is too high.
    ///
    /// # Example
    /// Two rows with the same day, the same laptop, one unit and EUR 700 each, and no order number.
    ///
    /// # How to fix
    /// Ask whether these are two orders or one that was exported twice; if they are one, have all but one taken
    /// out, or map the column that holds the order number as `reference`.
    RepeatedRow {
        code: "S119",
        severity: Warning,
        since: 2021,
        faults: [RepeatedRow],
        check: |evidence, report| {
            report.add_faults(|fault, statement| {
                let (rows, raw) = (&fault.field, &fault.raw);
                statement.found = format!("{rows} ({raw}) the same as earlier ones in every cell, without a reference");
                statement.effect = evidence.stated_effect(fault, "counted twice if they are the same orders");
            });
        },
    }
}
