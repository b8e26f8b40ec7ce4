//! V105: a product group is not yet in scope.

use model::volume::LeftOutReason;

use crate::evidence::Evidence;
use crate::left_out::left_out_lines;
use crate::report::Report;
use crate::rule::rule;

rule! {
    /// A product group is not yet in scope.
    ///
    /// # What it checks
    /// Each product group counts from its first year in scope (`pact.toml`).
    ///
    /// # Why it matters
    /// The line is kept and shown as left out; it counts from that year on.
    ///
    /// # Example
    /// Servers in a return for 2025; digital infrastructure is in scope as of 2026.
    ///
    /// # How to fix
    /// Nothing.
    GroupNotYetInScope {
        code: "V105",
        severity: Note,
        since: 2021,
        check: check,
    }
}

fn check(evidence: &Evidence, report: &mut Report) {
    left_out_lines(evidence, report, LeftOutReason::NotInScope, "product_group", |line| {
        format!("`{}` is not in scope this year", line.product_group)
    });
}
