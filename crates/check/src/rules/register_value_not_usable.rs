//! G102: a value in the office's own files cannot be used.

use crate::rule::rule;

rule! {
    /// A value in the office's own files cannot be used.
    ///
    /// # What it checks
    /// Values of registers and of the accounts that are not of the form their column needs.
    ///
    /// # Why it matters
    /// The row is left aside, so a figure or a list is incomplete.
    ///
    /// # Example
    /// `31.02.2026` as a date in `ledger.csv`.
    ///
    /// # How to fix
    /// Correct the value; the finding says what is expected.
    RegisterValueNotUsable {
        code: "G102",
        severity: Error,
        reach: Cell,
        since: 2021,
        faults: [BadRegisterValue],
        check: |_, report| {
            report.add_faults(|fault, statement| {
                let (field, raw) = (&fault.field, &fault.raw);
                statement.found = match raw.as_str() {
                    "" => format!("`{field}` is empty"),
                    raw => format!("`{raw}` cannot be used as `{field}`"),
                };
            });
        },
    }
}
