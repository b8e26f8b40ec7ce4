//! S131: a condition of a mapping fits no row.

use crate::rule::rule;

rule! {
    /// A condition of a mapping fits no row.
    ///
    /// # What it checks
    /// Whether each `[[table.when]]` of a `mapping.toml` fits a row of its table, in whichever of its files and sheets.
    /// Where one of them cannot be read, nothing is said.
    ///
    /// # Why it matters
    /// The rows that were meant do not get the value it gives: a payment stays without its payer, an order without its
    /// product group.
    ///
    /// # Example
    /// `matches = "für Hollinmoor"`, where the rows say `f. Hollinmoor`.
    ///
    /// # How to fix
    /// Compare the pattern with the cells of its column and correct it; where no such row has come yet, there is nothing
    /// to do.
    ConditionFitsNoRow {
        code: "S131",
        severity: Warning,
        since: 2021,
        faults: [ConditionFitsNoRow],
        check: |_, report| {
            report.add_faults(|fault, statement| {
                let (raw, label) = (&fault.raw, &fault.label);
                let line = fault.place.cell.map_or(1, |cell| cell.row + 1);
                statement.found = format!(
                    "no row fits `matches = \"{raw}\"` on the column `{label}` (mapping.toml, line {line})"
                );
                // Two conditions may look for the same.
                statement.subject = format!("when {}", fault.place);
            });
        },
    }
}
