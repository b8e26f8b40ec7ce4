//! S108: rows of a supporting file cannot be read.

use model::volume::LeftOutReason;

use crate::evidence::Evidence;
use crate::left_out::left_out_rows;
use crate::report::Report;
use crate::rule::rule;

rule! {
    /// Rows of a supporting file cannot be read.
    ///
    /// # What it checks
    /// Rows in which a cell that is needed (amount, date) cannot be read, or of a table whose layout
    /// changed.
    ///
    /// # Why it matters
    /// They are left out, so the volume may be too low.
    ///
    /// # Example
    /// `siehe Rechnung` in the column for the amount.
    ///
    /// # How to fix
    /// Have the cells corrected; other findings on the same file name each of them.
    RefusedRow {
        code: "S108",
        severity: Error,
        reach: Cell,
        since: 2021,
        check: check,
    }
}

fn check(evidence: &Evidence, report: &mut Report) {
    left_out_rows(
        evidence,
        report,
        LeftOutReason::Refused,
        &[],
        "1 row cannot be read and is not counted",
        "{rows} rows cannot be read and are not counted",
    );
}
