//! S122: a row may be a sum of others or an order.

use crate::rule::rule;

rule! {
    /// A row may be a sum of others or an order.
    ///
    /// # What it checks
    /// Rows of a supporting file that are the sum of the rows above and have a name as orders do; rows that speak of a
    /// total where nothing adds up, or where an amount above cannot be read.
    ///
    /// # Why it matters
    /// A sum that is counted counts the same purchases twice; an order that is taken for a sum is missing. The finding
    /// says which of the two holds until it is told.
    ///
    /// # Example
    /// `City` with EUR 1 500 below two departments with EUR 1 000 and EUR 500.
    ///
    /// # How to fix
    /// Look at the row. If it is a sum, name it under `skip` in `mapping.toml`; if it is an order, ask for the reference,
    /// the date and the description it lacks. A row counted as an order that is one needs nothing.
    SumOrOrder {
        code: "S122",
        severity: Warning,
        since: 2021,
        faults: [SumOrOrder],
        check: |evidence, report| {
            report.add_faults(|fault, statement| {
                statement.found = "this row may be a sum of the rows above it or an order of its own".into();
                statement.effect = evidence.stated_effect(fault, "counted twice or missing, if it was taken for the wrong one");
            });
        },
    }
}
