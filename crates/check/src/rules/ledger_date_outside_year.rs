//! F103: a booking is dated outside the year.

use crate::accounts::{Bookings, add_largest, effect_of};
use crate::evidence::Evidence;
use crate::report::{Report, Statement, of_fault};
use crate::rule::rule;

rule! {
    /// A booking is dated outside the year.
    ///
    /// # What it checks
    /// The date of each line of the ledger against the year's period.
    ///
    /// # Why it matters
    /// The financial summary cannot be given to the Steering Committee until this is settled: on the cash basis a
    /// booking belongs to the year in which the money moved.
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
    let bookings = Bookings::of(evidence);
    let statements = evidence.faults(report.faults()).into_iter().map(|fault| {
        let mut statement =
            Statement { found: format!("{} lies outside the year", fault.raw), ..of_fault(fault) };
        if let Some(line) = bookings.at(&fault.place) {
            statement.effect = effect_of(evidence, [line], "booked in this year all the same");
            statement.subject = format!("{} {}", line.account, line.reference);
            statement.raw = line.date.to_string();
        }
        statement
    });
    add_largest(report, statements.collect());
}
