//! V117: a return came from an organisation that was no participant in the period.

use model::volume::LeftOutReason;

use crate::evidence::Evidence;
use crate::left_out::left_out_lines;
use crate::report::Report;
use crate::rule::rule;

rule! {
    /// A return came from an organisation that was no participant in the period.
    ///
    /// # What it checks
    /// Lines count only of participants in force on a day of the period (`participants.csv`).
    ///
    /// # Why it matters
    /// The lines are left out.
    ///
    /// # Example
    /// A return from an organisation that joins next year.
    ///
    /// # How to fix
    /// Correct the dates in `participants.csv`, or keep the return for next year.
    ReporterNotInForce {
        code: "V117",
        severity: Warning,
        since: 2021,
        check: check,
    }
}

fn check(evidence: &Evidence, report: &mut Report) {
    left_out_lines(evidence, report, LeftOutReason::NotInForce, "product_group", |_| {
        "this organisation was no participant in the period".to_owned()
    });
}
