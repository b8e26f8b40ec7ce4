//! S129: rows of a supporting file are of no product group.

use model::FaultKind;
use model::volume::LeftOutReason;

use crate::evidence::Evidence;
use crate::left_out::left_out_rows;
use crate::report::Report;
use crate::rule::rule;

rule! {
    /// Rows of a supporting file are of no product group.
    ///
    /// # What it checks
    /// Rows whose code or words say that they are of none of the Pact's product groups (`none` in
    /// `product-codes.csv`), or of which the mapping says so.
    ///
    /// # Why it matters
    /// They are out of the scope of the Pact and in no figure; the file's account lists them under out of scope.
    ///
    /// # Example
    /// Toner cartridges, licences or bags in a list of purchases.
    ///
    /// # How to fix
    /// Nothing; if one of them is of a group, say so in `[table.values.product_group]` of `mapping.toml`.
    RowOfNoGroup {
        code: "S129",
        severity: Note,
        since: 2021,
        faults: [RowOfNoGroup],
        check: check,
    }
}

fn check(evidence: &Evidence, report: &mut Report) {
    left_out_rows(
        evidence,
        report,
        LeftOutReason::NotInScope,
        &[FaultKind::RowOfNoGroup],
        "1 row is of no product group",
        "{rows} rows are of no product group",
    );
}
