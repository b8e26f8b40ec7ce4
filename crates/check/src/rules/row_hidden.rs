//! R105: a row with answers is hidden.

use crate::rule::rule;

rule! {
    /// A row with answers is hidden.
    ///
    /// # What it checks
    /// Rows that hold answers and are hidden by hand or by a filter.
    ///
    /// # Why it matters
    /// It was read like any other; whoever checks the workbook by eye does not see it.
    ///
    /// # Example
    /// A filter on the table of procurement was left on when the form was sent.
    ///
    /// # How to fix
    /// Nothing, if the row is meant; else ask the participant to delete it. In a file of the office's own, take it out.
    RowHidden {
        code: "R105",
        severity: Note,
        since: 2021,
        faults: [HiddenRow],
        check: |_, report| {
            report.add_faults(|fault, statement| {
                statement.found = "this row is hidden, and was read all the same".into();
                // One of the office's own files.
                if fault.participant.is_none() {
                    statement.help = Some(
                        "nothing, if the row is meant; else take it out of the file, or export again without the filter".into(),
                    );
                }
            });
        },
    }
}
