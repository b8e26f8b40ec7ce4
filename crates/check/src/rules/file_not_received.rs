//! S130: a supporting file is not listed in received.csv.

use crate::rule::rule;

rule! {
    /// A supporting file is not listed in `received.csv`.
    ///
    /// # What it checks
    /// Each file in `supporting/` has a row in the `received.csv` of its year.
    ///
    /// # Why it matters
    /// Nothing says when it came, from whom and which version it is.
    ///
    /// # Example
    /// `orders-2026.xlsx` was put into the folder, and nobody wrote it down.
    ///
    /// # How to fix
    /// Add a row to `received.csv`: participant, `supporting/` and the name of the file, the day, how it came, and who took
    /// it in.
    FileNotReceived {
        code: "S130",
        severity: Note,
        since: 2021,
        faults: [FileNotReceived],
        check: |_, report| {
            report.add_faults(|fault, statement| {
                statement.found = format!("`{}` is not listed in received.csv", fault.raw);
            });
        },
    }
}
