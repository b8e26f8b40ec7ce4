//! F109: a booking is on a fund that is not on file.

use model::Money;

use crate::evidence::Evidence;
use crate::report::{Report, euro_effect};
use crate::rule::rule;

rule! {
    /// A booking is on a fund that is not on file.
    ///
    /// # What it checks
    /// The column `fund` of each line of the ledger against the ids of `funds.csv`.
    ///
    /// # Why it matters
    /// It is not known whose money it is, so no fund's income, expense or closing is given.
    ///
    /// # Example
    /// `translation` in the ledger, `translations` in `funds.csv`.
    ///
    /// # How to fix
    /// Correct the fund in `ledger.csv`, or add it to `funds.csv` with its opening.
    FundNotKnown {
        code: "F109",
        severity: Error,
        reach: Document,
        since: 2021,
        faults: [FundNotKnown],
        check: check,
    }
}

fn check(evidence: &Evidence, report: &mut Report) {
    report.add_faults(|fault, statement| {
        statement.found = format!("there is no fund `{}` in funds.csv", fault.raw);
        let Some(line) = evidence.booking(fault) else { return };
        let value = Money { currency: line.currency, minor: line.amount }.to_decimal();
        statement.effect = euro_effect(value, "in no fund");
        statement.subject = format!("{} {} {}", line.account, line.date, line.reference);
        statement.raw = line.amount.to_string();
    });
}
