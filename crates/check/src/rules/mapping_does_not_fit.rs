//! S107: a mapping names something the file does not have.

use crate::rule::rule;

rule! {
    /// A mapping names something the file does not have.
    ///
    /// # What it checks
    /// Files, sheets and columns that `mapping.toml` names.
    ///
    /// # Why it matters
    /// The rows of the table cannot be read; none is counted.
    ///
    /// # Example
    /// The mapping names the column `Nettobetrag`, the file has `Netto-Betrag`.
    ///
    /// # How to fix
    /// Correct the name in `mapping.toml`; the finding shows what is there.
    MappingDoesNotFit {
        code: "S107",
        severity: Error,
        reach: Cell,
        since: 2021,
        faults: [MappedColumnMissing, MappedSheetMissing, MappedFileMissing],
        check: |_, report| {
            report.add_faults(|fault, statement| {
                let expected = &fault.expected;
                statement.found.clone_from(expected);
                statement.expected = String::new();
            });
        },
    }
}
