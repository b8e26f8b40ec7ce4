//! G104: a file of the office is missing.

use crate::missing::missing_files;
use crate::rule::rule;

rule! {
    /// A file of the office is missing.
    ///
    /// # What it checks
    /// The registers the data contract names, besides those without which nothing can be computed.
    ///
    /// # Why it matters
    /// Lists and figures that rest on it are absent from the report.
    ///
    /// # Example
    /// `received.csv` was not started, so nothing says which returns came on time.
    ///
    /// # How to fix
    /// Put the file there; if it is to be empty, with its header alone.
    RegisterMissing {
        code: "G104",
        severity: Warning,
        since: 2021,
        faults: [MissingFile],
        check: |evidence, report| missing_files(evidence, report, false),
    }
}
