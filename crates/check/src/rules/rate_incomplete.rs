//! V113: the rate of a currency does not cover the whole period.

use crate::evidence::Evidence;
use crate::report::{Report, Statement};
use crate::rule::rule;

rule! {
    /// The rate of a currency does not cover the whole period.
    ///
    /// # What it checks
    /// The European Central Bank's file must reach to within seven days of the period's end, and quote
    /// the currency until then.
    ///
    /// # Why it matters
    /// Amounts in that currency are provisional, or estimates where the Bank no longer quotes it.
    ///
    /// # Example
    /// Rates downloaded in August for a period that ends in September.
    ///
    /// # How to fix
    /// Put the Bank's newest file into `inputs/rates/`.
    RateIncomplete {
        code: "V113",
        severity: Warning,
        since: 2021,
        check: check,
    }
}

fn check(evidence: &Evidence, report: &mut Report) {
    for rate in &evidence.results.rates {
        let found = if rate.provisional {
            format!(
                "the rates end before the period {}; amounts in {} are provisional",
                rate.period, rate.currency
            )
        } else if rate.discontinued {
            format!(
                "the Bank stopped quoting {} within the period {}; amounts are estimates",
                rate.currency, rate.period
            )
        } else {
            continue;
        };
        report.add(Statement {
            found,
            subject: rate.currency.to_string(),
            raw: rate.period.to_string(),
            ..Statement::default()
        });
    }
}
