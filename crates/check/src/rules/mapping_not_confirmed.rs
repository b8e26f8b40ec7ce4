//! S112: the tables of a participant without a return are not counted, since nobody confirmed what their columns mean.

use crate::rule::rule;

rule! {
    /// The tables of a participant without a return are not counted, since nobody confirmed what their columns mean.
    ///
    /// # What it checks
    /// Participants whose tables came without a workbook: `mapping.toml` says with `confirmed_on` when
    /// somebody confirmed it.
    ///
    /// # Why it matters
    /// Such tables stand for the return. What a proposal misreads would be published as what the
    /// participant said.
    ///
    /// # Example
    /// The office wrote down what the columns of an order list seem to mean; nobody who knows the list has looked at it yet.
    ///
    /// # How to fix
    /// Compare the columns with the file, then confirm the mapping: write `confirmed_on` and `confirmed_by`
    /// at its top.
    MappingNotConfirmed {
        code: "S112",
        severity: Warning,
        since: 2021,
        faults: [MappingUnconfirmed],
        check: |_, report| {
            report.add_faults(|_, statement| {
                statement.found = "nobody has confirmed this mapping, and there is no return beside it: none of its rows counts".into();
            });
        },
    }
}
