//! R118: two sheets answer the same questions differently.

use crate::rule::rule;

rule! {
    /// Two sheets answer the same questions differently.
    ///
    /// # What it checks
    /// Workbooks in which a sheet of the form was copied, and the copy says something that the sheet which is read does
    /// not.
    ///
    /// # Why it matters
    /// One of the two is counted, and it may be the one that was not meant.
    ///
    /// # Example
    /// `Procurement` and `Procurement (2)`, with 310 laptops on one and 301 on the other.
    ///
    /// # How to fix
    /// Ask which of the two holds, and have the other one deleted.
    SecondSheet {
        code: "R118",
        severity: Warning,
        since: 2021,
        faults: [SecondSheet],
        check: |_, report| {
            report.add_faults(|fault, statement| {
                let (title, label) = (&fault.raw, &fault.label);
                statement.found = format!("the sheet `{title}` is a second one for `{label}`, and was not read");
            });
        },
    }
}
