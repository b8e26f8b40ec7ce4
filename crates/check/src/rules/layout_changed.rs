//! S106: the layout of a supporting file is not the one its mapping was written for.

use crate::rule::rule;

rule! {
    /// The layout of a supporting file is not the one its mapping was written for.
    ///
    /// # What it checks
    /// The header of each mapped table is compared with the one the mapping was confirmed for.
    ///
    /// # Why it matters
    /// A column that moved or changed its meaning would be misread; none of its rows is counted until
    /// the mapping is confirmed again.
    ///
    /// # Example
    /// A new release of the purchasing system adds a column `VAT` and drops `Net`.
    ///
    /// # How to fix
    /// Look at the columns that came and went, mend `[table.columns]` in `mapping.toml`, and put in the fingerprint that
    /// the finding shows.
    LayoutChanged {
        code: "S106",
        severity: Error,
        reach: Cell,
        since: 2021,
        faults: [LayoutChanged],
        check: |_, report| {
            report.add_faults(|fault, statement| {
                let raw = &fault.raw;
                statement.found = format!("the layout changed: {raw}");
            });
        },
    }
}
