//! S121: an amount does not fit the number of units.

use crate::rule::rule;

rule! {
    /// An amount does not fit the number of units.
    ///
    /// # What it checks
    /// Rows of a supporting file with a price of one unit, where the units times that price are not the amount: by
    /// more than one in a hundred and by more than one unit of currency. The price itself is shown nowhere.
    ///
    /// # Why it matters
    /// The amount, or the number of units, may have been typed or mapped wrongly; both are counted as they stand.
    ///
    /// # Example
    /// Ten laptops whose amount is the price of one.
    ///
    /// # How to fix
    /// Ask which of the two is right; see whether `amount` is mapped to the column with the sum of the row.
    PriceDiffers {
        code: "S121",
        severity: Warning,
        since: 2021,
        faults: [PriceDiffers],
        check: |evidence, report| {
            report.add_faults(|fault, statement| {
                let raw = &fault.raw;
                statement.found = format!("{raw} does not fit the number of units and the price of one in the row");
                statement.effect = evidence.stated_effect(fault, "in doubt");
            });
        },
    }
}
