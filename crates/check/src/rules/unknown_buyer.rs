//! V103: the buyer of a line is not known.

use model::volume::LeftOutReason;

use crate::evidence::Evidence;
use crate::left_out::left_out_lines;
use crate::report::Report;
use crate::rule::rule;

rule! {
    /// The buyer of a line is not known.
    ///
    /// # What it checks
    /// The buyer of a line is blank or the participant itself, the id of another participant, or
    /// `other` for an organisation outside the Pact.
    ///
    /// # Why it matters
    /// Whose purchase it is decides where it counts; the line is left out until that is clear.
    ///
    /// # Example
    /// `Min. of Culture` in the column for the buyer.
    ///
    /// # How to fix
    /// Put the id of the participant, or `other` and the name in the next column.
    UnknownBuyer {
        code: "V103",
        severity: Warning,
        since: 2021,
        check: check,
    }
}

fn check(evidence: &Evidence, report: &mut Report) {
    left_out_lines(evidence, report, LeftOutReason::UnknownBuyer, "buyer", |line| {
        format!("`{}` is no buyer that is known", line.buyer)
    });
}
