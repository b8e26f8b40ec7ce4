//! V111: a currency code is not one of ISO 4217.

use crate::rule::rule;

rule! {
    /// A currency code is not one of ISO 4217.
    ///
    /// # What it checks
    /// The currency of a return, of a line and of a supporting table.
    ///
    /// # Why it matters
    /// Without its currency an amount cannot be converted, and the line is left out.
    ///
    /// # Example
    /// `EURO` or `€` where `EUR` is meant.
    ///
    /// # How to fix
    /// Use the code of three letters, such as `EUR`.
    UnknownCurrency {
        code: "V111",
        severity: Error,
        reach: Cell,
        since: 2021,
        faults: [UnknownCurrency],
        check: |_, report| {
            report.add_faults(|fault, statement| {
                let raw = &fault.raw;
                statement.found = match fault.field.as_str() {
                    "amount" => format!("`{raw}` is in another currency than its line"),
                    _ => format!("`{raw}` is no currency code"),
                };
            });
        },
    }
}
