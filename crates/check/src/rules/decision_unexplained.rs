//! G114: a row of `counting.csv` does not say why, or by whom.

use crate::rule::rule;

rule! {
    /// A row of `counting.csv` does not say why, or by whom.
    ///
    /// # What it checks
    /// The columns `reason` and `by` of each row that counts.
    ///
    /// # Why it matters
    /// The row moves volume from one return to another. The reason is published with what it sets aside, and who settled
    /// it can be asked.
    ///
    /// # Example
    /// A row says that the city's own figures count, and its `reason` is empty.
    ///
    /// # How to fix
    /// Fill in the cell.
    DecisionUnexplained {
        code: "G114",
        severity: Warning,
        since: 2021,
        faults: [DecisionUnexplained],
        check: |_, report| {
            report.add_faults(|fault, statement| {
                let column = &fault.field;
                statement.found = format!("`{column}` is empty; the row counts all the same");
                let cells = fault.context.iter().map(|cell| cell.text.as_str());
                statement.subject = format!("{column} {}", cells.collect::<Vec<_>>().join(" "));
            });
        },
    }
}
