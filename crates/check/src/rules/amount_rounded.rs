//! V112: an amount has more decimals than its currency.

use crate::rule::rule;

rule! {
    /// An amount has more decimals than its currency.
    ///
    /// # What it checks
    /// Amounts with more decimals than the minor unit of the currency (ISO 4217).
    ///
    /// # Why it matters
    /// It was rounded to the minor unit when it was read.
    ///
    /// # Example
    /// `199.995` euro.
    ///
    /// # How to fix
    /// Nothing, unless the difference matters to the participant.
    AmountRounded {
        code: "V112",
        severity: Note,
        since: 2021,
        faults: [ExcessDecimals],
        check: |_, report| {
            report.add_faults(|fault, statement| {
                let raw = &fault.raw;
                statement.found = format!("`{raw}` has more decimals than its currency; it was rounded");
            });
        },
    }
}
