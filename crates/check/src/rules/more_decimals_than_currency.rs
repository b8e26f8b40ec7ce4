//! F114: an amount has more decimals than its currency.

use crate::accounts::{add_largest, of_row};
use crate::report::Statement;
use crate::rule::rule;

rule! {
    /// An amount has more decimals than its currency.
    ///
    /// # What it checks
    /// The amounts in the files of the accounts against the decimals of their currency: two for most, none for the yen. Zeros at the end
    /// count as decimals.
    ///
    /// # Why it matters
    /// The financial summary cannot be given to the Steering Committee until this is settled: the row is left
    /// aside, since rounding it would be a guess at what was paid.
    ///
    /// # Example
    /// `3.420` in euro: is it EUR 3.42, or EUR 3 420 with a point between the thousands?
    ///
    /// # How to fix
    /// Look at the document and type the amount that was paid.
    AmountWithMoreDecimals {
        code: "F114",
        severity: Error,
        reach: Document,
        since: 2021,
        faults: [MoreDecimalsThanCurrency],
        check: |evidence, report| {
            let statements = evidence.faults(report.faults()).into_iter().map(|fault| Statement {
                found: format!("`{}` has more decimals than its currency", fault.raw),
                ..of_row(fault)
            });
            add_largest(report, statements.collect());
        },
    }
}
