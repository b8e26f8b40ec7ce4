//! S105: rows of a supporting file are sums of others.

use model::FaultKind;
use model::volume::LeftOutReason;

use crate::evidence::Evidence;
use crate::left_out::left_out_rows;
use crate::report::Report;
use crate::rule::rule;

rule! {
    /// Rows of a supporting file are sums of others.
    ///
    /// # What it checks
    /// Rows that say so in words, or whose amount is the sum of the rows above; also rows that begin with words such as
    /// "of which", since the row above holds them.
    ///
    /// # Why it matters
    /// Counting them would count the same purchases twice; they are left out.
    ///
    /// # Example
    /// A row `Summe Q1` between the orders.
    ///
    /// # How to fix
    /// Nothing; or name the row under `skip` in `mapping.toml`.
    SubtotalRow {
        code: "S105",
        severity: Note,
        since: 2021,
        faults: [SubtotalRow],
        check: check,
    }
}

fn check(evidence: &Evidence, report: &mut Report) {
    left_out_rows(
        evidence,
        report,
        LeftOutReason::Subtotal,
        &[FaultKind::SubtotalRow],
        "1 row is a sum or a part of other rows and is not counted",
        "{rows} rows are sums or parts of other rows and are not counted",
    );
}
