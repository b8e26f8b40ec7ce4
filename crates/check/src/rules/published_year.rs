//! T103: a figure published before this program is of a year that has figures of its own here.

use crate::rule::rule;

rule! {
    /// A figure published before is of a year that is computed here, or of one that is not past.
    ///
    /// # What it checks
    /// The year of each row of `published.csv`: that of its folder, or of its column `year`.
    ///
    /// # Why it matters
    /// Trends would have two figures for one year, or the figure of another year. The row is shown nowhere.
    ///
    /// # Example
    /// A row with the year 2025 in `inputs/2026/published.csv`, beside the returns of 2025.
    ///
    /// # How to fix
    /// Correct the year, or move the row into the folder of its year. Delete it where that year is computed from its own
    /// returns; what was approved of such a year is kept in `editions/`.
    PublishedYear {
        code: "T103",
        severity: Warning,
        since: 2021,
        faults: [PublishedYear],
        check: |_, report| {
            report.add_faults(|fault, statement| {
                let year = &fault.raw;
                statement.found = format!("this figure, published before, is of {year}; it is shown nowhere");
                let cells = fault.context.iter().map(|cell| cell.text.as_str());
                statement.subject = cells.collect::<Vec<_>>().join(" ");
            });
        },
    }
}
