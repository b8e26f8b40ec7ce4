//! S102: the product group of rows cannot be told.

use model::FaultKind;
use model::volume::LeftOutReason;

use crate::evidence::Evidence;
use crate::left_out::left_out_rows;
use crate::report::Report;
use crate::rule::rule;

rule! {
    /// The product group of rows cannot be told.
    ///
    /// # What it checks
    /// The group of a row is told by the mapping, by its category code, or by words of its description
    /// (`product-codes.csv`).
    ///
    /// # Why it matters
    /// The rows are left out of the volume.
    ///
    /// # Example
    /// `Diverse Artikel` without a category code.
    ///
    /// # How to fix
    /// Add a word or code to `product-codes.csv`, or a value to `mapping.toml`.
    UnclassifiedRow {
        code: "S102",
        severity: Warning,
        since: 2021,
        faults: [UnclassifiedRow],
        check: check,
    }
}

fn check(evidence: &Evidence, report: &mut Report) {
    left_out_rows(
        evidence,
        report,
        LeftOutReason::Unclassified,
        &[FaultKind::UnclassifiedRow],
        "the product group of 1 row cannot be told",
        "the product group of {rows} rows cannot be told",
    );
}
