//! R005: a file lies in a return folder and is none of what belongs there.

use crate::rule::rule;

rule! {
    /// A file lies in a return folder and is none of what belongs there.
    ///
    /// # What it checks
    /// A folder in `returns/` holds `return.xlsx` (or ods, xlsm, xls), `mapping.toml`, and the folders
    /// `supporting/` and `received/`. Anything else is named here.
    ///
    /// # Why it matters
    /// It may be a return that nobody reads.
    ///
    /// # Example
    /// A second copy such as `return (1).xlsx`, or a conflicted copy from a shared drive.
    ///
    /// # How to fix
    /// Decide what it is: name it `return-2.xlsx` if it is a newer version, move it to `supporting/` or
    /// `received/`, or delete it.
    UnexpectedFile {
        code: "R005",
        severity: Warning,
        since: 2021,
        faults: [UnexpectedFile],
        check: |_, report| {
            report.add_faults(|fault, statement| {
                let raw = &fault.raw;
                statement.found = format!("`{raw}` is none of what belongs in this folder, and is not read");
            });
        },
    }
}
