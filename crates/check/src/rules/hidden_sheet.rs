//! S125: a hidden sheet of a supporting file is counted.

use crate::rule::rule;

rule! {
    /// A hidden sheet of a supporting file is counted.
    ///
    /// # What it checks
    /// Sheets that `sheet` in `mapping.toml` means, also by a pattern such as `2026*`, and that are hidden.
    ///
    /// # Why it matters
    /// Its rows are counted like any other; hidden sheets are often drafts or older versions, so they may be
    /// counted twice.
    ///
    /// # Example
    /// `2026` and a hidden `2026 old`, both meant by `sheet = "2026*"`.
    ///
    /// # How to fix
    /// Ask whether the sheet is meant. If not, have `sheet` in `mapping.toml` name the others alone.
    HiddenSheetCounted {
        code: "S125",
        severity: Warning,
        since: 2021,
        faults: [HiddenSheet],
        check: |_, report| {
            report.add_faults(|fault, statement| {
                let sheet = fault.place.sheet.as_deref().unwrap_or_default();
                statement.found = format!("the sheet `{sheet}` is hidden, and is read ({})", fault.raw);
                statement.subject = format!("hidden sheet {sheet}");
            });
        },
    }
}
