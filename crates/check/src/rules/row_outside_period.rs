//! S101: rows of a supporting file are dated outside the reporting period.

use model::FaultKind;
use model::volume::LeftOutReason;

use crate::evidence::Evidence;
use crate::left_out::left_out_rows;
use crate::report::Report;
use crate::rule::rule;

rule! {
    /// Rows of a supporting file are dated outside the reporting period.
    ///
    /// # What it checks
    /// The date of each row against the period of the participant's return.
    ///
    /// # Why it matters
    /// They belong to another year and are not counted in this one.
    ///
    /// # Example
    /// An export of the calendar year where the period runs from October to September.
    ///
    /// # How to fix
    /// Nothing, if the period is right.
    RowOutsidePeriod {
        code: "S101",
        severity: Note,
        since: 2021,
        faults: [RowOutsidePeriod],
        check: check,
    }
}

fn check(evidence: &Evidence, report: &mut Report) {
    left_out_rows(
        evidence,
        report,
        LeftOutReason::OutsidePeriod,
        &[FaultKind::RowOutsidePeriod],
        "1 row is dated outside the reporting period",
        "{rows} rows are dated outside the reporting period",
    );
}
