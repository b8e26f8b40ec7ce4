//! G105: a file of the office is not used.

use crate::missing::is_table_of_accounts;
use crate::rule::rule;

rule! {
    /// A file of the office is not used.
    ///
    /// # What it checks
    /// Files under `inputs/` that nothing reads: those with another name than the data contract gives, and
    /// those this version does not use yet.
    ///
    /// # Why it matters
    /// What it says is in no figure and no page, although somebody put it there.
    ///
    /// # Example
    /// `legder.csv` in `finance/`.
    ///
    /// # How to fix
    /// Correct the name, or keep the file elsewhere.
    FileNotUsed {
        code: "G105",
        severity: Warning,
        since: 2021,
        faults: [UnusedFile],
        check: |_, report| {
            report.add_faults(|fault, statement| {
                let raw = &fault.raw;
                statement.found = format!("`{raw}` is used nowhere");
                if is_table_of_accounts(&fault.place.path) {
                    statement.help = Some(
                        "correct the name; or, if it is the export of the accounting system, write `finance/mapping.toml` with a [[table]] for it"
                            .into(),
                    );
                }
            });
        },
    }
}
