//! V104: the currency of a line has no rate.

use model::volume::LeftOutReason;

use crate::evidence::Evidence;
use crate::left_out::left_out_lines;
use crate::report::Report;
use crate::rule::rule;

rule! {
    /// The currency of a line has no rate.
    ///
    /// # What it checks
    /// Each currency needs a rate of the European Central Bank on at least one day of the return's
    /// period, or an irrevocable rate.
    ///
    /// # Why it matters
    /// The amount cannot be converted; the line is left out whole, units too.
    ///
    /// # Example
    /// A line in Paraguayan guaraní, which the Bank does not quote.
    ///
    /// # How to fix
    /// Ask for the amount in a currency the Bank quotes, with the rate that was used.
    CurrencyWithoutRate {
        code: "V104",
        severity: Error,
        reach: Cell,
        since: 2021,
        check: check,
    }
}

fn check(evidence: &Evidence, report: &mut Report) {
    left_out_lines(evidence, report, LeftOutReason::NoRate, "currency", |line| {
        format!(
            "{} has no rate in the reporting period",
            line.currency.map(|c| c.to_string()).unwrap_or_default()
        )
    });
}
