//! S115: orders name a label that is no type I ecolabel.

use crate::rule::rule;

rule! {
    /// Orders name a label that is no type I ecolabel.
    ///
    /// # What it checks
    /// Names in a `labels` column that `ecolabels.csv` knows and does not count.
    ///
    /// # Why it matters
    /// These units are counted as bought without a type I ecolabel.
    ///
    /// # Example
    /// The column says `ENERGY STAR`, which speaks of energy in use alone.
    ///
    /// # How to fix
    /// Nothing, if only this label was asked for; else ask whether the products also carry a type I
    /// ecolabel.
    LabelNotCounted {
        code: "S115",
        severity: Note,
        since: 2021,
        faults: [LabelNotCounted],
        check: |_, report| {
            report.add_faults(|fault, statement| {
                let raw = &fault.raw;
                statement.found = format!("no type I ecolabel: {raw}");
            });
        },
    }
}
