//! S104: rows of a supporting file occur twice.

use model::FaultKind;
use model::volume::LeftOutReason;

use crate::evidence::Evidence;
use crate::left_out::left_out_rows;
use crate::report::Report;
use crate::rule::rule;

rule! {
    /// Rows of a supporting file occur twice.
    ///
    /// # What it checks
    /// Rows with the same reference, date, description and amount.
    ///
    /// # Why it matters
    /// Only the first is counted; if both are real, the volume is too low.
    ///
    /// # Example
    /// One invoice line exported twice.
    ///
    /// # How to fix
    /// Ask whether these are two purchases; if so, have them told apart by their reference.
    DuplicateRow {
        code: "S104",
        severity: Warning,
        since: 2021,
        faults: [DuplicateRow],
        check: check,
    }
}

fn check(evidence: &Evidence, report: &mut Report) {
    left_out_rows(
        evidence,
        report,
        LeftOutReason::Duplicate,
        &[FaultKind::DuplicateRow],
        "1 row came before and is counted once",
        "{rows} rows came before and are counted once",
    );
}
