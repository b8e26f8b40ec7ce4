//! F103: a booking is dated outside the year.

use model::Money;

use crate::evidence::Evidence;
use crate::report::{Report, Statement, euro_effect};
use crate::rule::rule;

rule! {
    /// A booking is dated outside the year.
    ///
    /// # What it checks
    /// The date of each line of the ledger against the year's period.
    ///
    /// # Why it matters
    /// On the cash basis a booking belongs to the year in which the money moved.
    ///
    /// # Example
    /// A line of 3 October in the ledger of a period that ends on 30 September.
    ///
    /// # How to fix
    /// Move the line to the other year's `ledger.csv`, or correct its date.
    LedgerDateOutsideYear {
        code: "F103",
        severity: Error,
        reach: Document,
        since: 2021,
        check: check,
    }
}

fn check(evidence: &Evidence, report: &mut Report) {
    let period = evidence.year.settings.period;
    for line in evidence.year.finance.ledger.iter().filter(|line| !period.contains(line.date)) {
        let value = Money { currency: line.currency, minor: line.amount }.to_decimal();
        report.add(Statement {
            place: Some(line.place.clone()),
            found: format!("{} lies outside the year", line.date),
            expected: format!("a day from {period}"),
            effect: euro_effect(value, "booked in this year all the same"),
            column: "date".into(),
            subject: format!("{} {}", line.account, line.reference),
            raw: line.date.to_string(),
            ..Statement::default()
        });
    }
}
