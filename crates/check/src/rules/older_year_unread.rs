//! T104: an older year cannot be read, so nothing is compared with it.

use crate::rule::rule;

rule! {
    /// An older year cannot be read, so nothing is compared with it.
    ///
    /// # What it checks
    /// The office's own files of the years before last year.
    ///
    /// # Why it matters
    /// Last year's figures rest on its own last year, and an answer that holds "as last year" on the years before. Without
    /// them last year is computed as a first year: it has no change, no estimates and no matched panel.
    ///
    /// # Example
    /// `inputs/2024/year.toml` was saved with a quotation mark too few; the report is that of 2026.
    ///
    /// # How to fix
    /// Mend the file as the finding says, or move the folder out of `inputs/` if nothing is to be compared with it.
    OlderYearUnread {
        code: "T104",
        severity: Warning,
        since: 2021,
        faults: [OlderYearUnread],
        check: |_, report| {
            report.add_faults(|fault, statement| {
                let (year, what) = (&fault.field, &fault.raw);
                let what = what.trim_end_matches('.');
                statement.found = format!("{year} cannot be read, so its figures are left out: {what}");
            });
        },
    }
}
