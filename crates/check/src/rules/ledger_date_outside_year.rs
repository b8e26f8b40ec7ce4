//! F103: a booking is dated outside the year.

use model::Money;

use crate::evidence::Evidence;
use crate::report::{Report, euro_effect};
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
        faults: [BookedOutsideYear],
        check: check,
    }
}

fn check(evidence: &Evidence, report: &mut Report) {
    report.add_faults(|fault, statement| {
        statement.found = format!("{} lies outside the year", fault.raw);
        let Some(line) = evidence.booking(fault) else { return };
        let value = Money { currency: line.currency, minor: line.amount }.to_decimal();
        statement.effect = euro_effect(value, "booked in this year all the same");
        statement.subject = format!("{} {}", line.account, line.reference);
        statement.raw = line.date.to_string();
    });
}
