//! V116: a line names no product group.

use model::volume::LeftOutReason;

use crate::evidence::Evidence;
use crate::left_out::left_out_lines;
use crate::report::Report;
use crate::rule::rule;

rule! {
    /// A line names no product group.
    ///
    /// # What it checks
    /// Each line of the procurement table names a product group of the list.
    ///
    /// # Why it matters
    /// It cannot be told whether and where the line counts; it is left out.
    ///
    /// # Example
    /// A row with units and an amount and no product group.
    ///
    /// # How to fix
    /// Ask what was bought.
    LineWithoutGroup {
        code: "V116",
        severity: Error,
        reach: Cell,
        since: 2021,
        check: check,
    }
}

fn check(evidence: &Evidence, report: &mut Report) {
    left_out_lines(evidence, report, LeftOutReason::NoGroup, "product_group", |_| {
        "no product group is given for this line".to_owned()
    });
}
