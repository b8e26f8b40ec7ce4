//! S120: an order has no amount.

use crate::rule::rule;

rule! {
    /// An order has no amount.
    ///
    /// # What it checks
    /// Rows of a supporting file that say how many units were bought and leave the amount blank, where other rows of
    /// the table have one; also rows of a text file that break off before the amount.
    ///
    /// # Why it matters
    /// Their units are counted and their money is not, so the volume in euro is too low.
    ///
    /// # Example
    /// `A3;2026-02-05;Laptop c;3` in a table whose other rows end with an amount.
    ///
    /// # How to fix
    /// Ask for the amount; type 0 if nothing was paid, or "n/a" if there is none to give.
    AmountMissing {
        code: "S120",
        severity: Warning,
        since: 2021,
        faults: [AmountMissing],
        check: |evidence, report| {
            report.add_faults(|fault, statement| {
                let (raw, label) = (&fault.raw, &fault.label);
                statement.found = format!("`{label}` is blank; the row has {raw}");
                statement.effect = evidence.stated_effect(fault, "counted without their money");
            });
        },
    }
}
