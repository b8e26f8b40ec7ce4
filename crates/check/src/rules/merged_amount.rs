//! S124: one amount stands for rows of several kinds.

use crate::rule::rule;

rule! {
    /// One amount stands for rows of several kinds.
    ///
    /// # What it checks
    /// Amounts and numbers of units in cells merged over several rows of a supporting file, where these rows are not of
    /// the same product group, condition, acquisition, buyer and day.
    ///
    /// # Why it matters
    /// Nobody can tell how much of it belongs to which row, so none of these rows is counted.
    ///
    /// # Example
    /// EUR 3 900 in a cell merged over two rows of laptops and one of displays.
    ///
    /// # How to fix
    /// Ask for an amount in each row.
    MergedAmount {
        code: "S124",
        severity: Error,
        reach: Cell,
        since: 2021,
        faults: [MergedAmount],
        check: |_, report| {
            report.add_faults(|fault, statement| {
                statement.found = format!("one cell stands for several rows: `{}`", fault.raw);
            });
        },
    }
}
