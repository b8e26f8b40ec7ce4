//! S117: the header of a table says something else than its mapping.

use crate::rule::rule;

rule! {
    /// The header of a table says something else than its mapping.
    ///
    /// # What it checks
    /// What stands over the amounts and units of a supporting table (its header, a row of units below it, the titles
    /// above it), below it, in a column beside the amounts, in the formats of their cells, in the title of its sheet or
    /// on a cover sheet names another currency, thousands or millions, or taxes that the mapping does not say.
    ///
    /// # Why it matters
    /// Every amount of the table would be wrong, by a thousand times or by a tax. None of its rows is counted until
    /// the mapping and the file agree.
    ///
    /// # Example
    /// The header is `Amount (k€)`, and the mapping has no `unit = 1000`.
    ///
    /// # How to fix
    /// Ask what the amounts are and say it in `mapping.toml`: `currency`, `unit`, or `tax` with `tax_rate`. Where the
    /// text is wrong, list the key in `despite_header`.
    HeaderContradictsMapping {
        code: "S117",
        severity: Error,
        reach: Cell,
        since: 2021,
        faults: [HeaderContradictsMapping],
        check: |_, report| {
            report.add_faults(|fault, statement| {
                let raw = &fault.raw;
                statement.subject = format!("{} {}", fault.field, fault.place);
                statement.found = format!("`{raw}` says otherwise than the mapping: none of the rows is counted");
            });
        },
    }
}
