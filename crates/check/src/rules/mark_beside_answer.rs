//! R121: a mark "as last year" does not fit the answer beside it.

use crate::rule::rule;

rule! {
    /// A mark "as last year" does not fit the answer beside it.
    ///
    /// # What it checks
    /// What stands in the column "Still holds?" beside an answer of this year: marks beside an answer that is not last
    /// year's, and words that say neither yes nor no.
    ///
    /// # Why it matters
    /// The answer counts as it stands; the mark may say that another one was meant.
    ///
    /// # Example
    /// "as last year" beside the answer 3, where last year's was 2.
    ///
    /// # How to fix
    /// Ask which of the two holds.
    MarkBesideAnswer {
        code: "R121",
        severity: Warning,
        since: 2021,
        faults: [MarkBesideAnswer],
        check: |_, report| {
            report.add_faults(|fault, statement| {
                let label = &fault.label;
                let what = match fault.raw.trim() {
                    "" => "what stands here".to_owned(),
                    raw => format!("`{raw}`"),
                };
                statement.found = format!("{what} does not fit the answer to `{label}`, which counts as it stands");
            });
        },
    }
}
