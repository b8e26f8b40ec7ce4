//! S128: amounts of a supporting file are taken in the return's currency.

use crate::rule::rule;

rule! {
    /// Amounts of a supporting file are taken in the return's currency.
    ///
    /// # What it checks
    /// Tables of orders for which neither `mapping.toml` nor the file itself names a currency.
    ///
    /// # Why it matters
    /// Were the file in another currency, every amount of it would be wrong.
    ///
    /// # Example
    /// An export with a column `Amount` and no `currency` in its `[[table]]`, beside a return in PLN.
    ///
    /// # How to fix
    /// Write the currency into the `[[table]]`, so that it is said and not assumed.
    CurrencyOfReturn {
        code: "S128",
        severity: Note,
        since: 2021,
        faults: [CurrencyOfReturn],
        check: |_, report| {
            report.add_faults(|fault, statement| {
                statement.found = format!("neither the mapping nor the file names a currency: the return's is taken, {}", fault.raw);
                statement.subject = format!("currency {}", fault.place.sheet.as_deref().unwrap_or_default());
            });
        },
    }
}
