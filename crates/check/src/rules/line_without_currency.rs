//! V115: the currency of a line is not known.

use model::volume::LeftOutReason;

use crate::evidence::Evidence;
use crate::left_out::left_out_lines;
use crate::report::Report;
use crate::rule::rule;

rule! {
    /// The currency of a line is not known.
    ///
    /// # What it checks
    /// A line's currency is its own, else the return's.
    ///
    /// # Why it matters
    /// Without a currency the amount cannot be converted; the line is left out whole.
    ///
    /// # Example
    /// Neither the line nor the sheet about the organisation names a currency.
    ///
    /// # How to fix
    /// Ask in which currency the amounts are. Of a supporting file, write it into its `[[table]]` of `mapping.toml`, such as
    /// `currency = "EUR"`.
    LineWithoutCurrency {
        code: "V115",
        severity: Error,
        reach: Cell,
        since: 2021,
        check: check,
    }
}

fn check(evidence: &Evidence, report: &mut Report) {
    left_out_lines(evidence, report, LeftOutReason::NoCurrency, "currency", |_| {
        "no currency is given for this line".to_owned()
    });
}
