//! S114: two participants list the same order.

use crate::rule::rule;

rule! {
    /// Two participants list the same order.
    ///
    /// # What it checks
    /// Orders in the tables of two participants with the same reference, day, description, amount and
    /// currency.
    ///
    /// # Why it matters
    /// Both are counted; if it is one purchase, the volume is too high.
    ///
    /// # Example
    /// A central buyer and the ministry it bought for both export the order.
    ///
    /// # How to fix
    /// Ask both whose purchase it is. The one that bought for the other names it as `buyer`, or the other
    /// leaves the order out.
    OrderInTwoReturns {
        code: "S114",
        severity: Warning,
        since: 2021,
        faults: [OrderInTwoReturns],
        check: |_, report| {
            report.add_faults(|fault, statement| {
                let (raw, other) = (&fault.raw, &fault.field);
                statement.found = format!("{raw}: {other} lists the same");
            });
        },
    }
}
