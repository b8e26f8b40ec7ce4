//! R119: a mark "as last year" cannot be used, and the question is left without an answer.

use crate::report::answer_effect;
use crate::rule::rule;

rule! {
    /// A mark "as last year" cannot be used, and the question is left without an answer.
    ///
    /// # What it checks
    /// What stands in the column "Still holds?" beside an answer that was left empty: words that say neither yes nor
    /// no, and marks where there is no answer of last year's, or where "as last year" is not offered.
    ///
    /// # Why it matters
    /// The question counts as blank, although somebody meant to answer it.
    ///
    /// # Example
    /// `as last year, but more` beside an empty answer.
    ///
    /// # How to fix
    /// Choose "as last year" where last year's answer still holds, or answer the question in its own cell, and send
    /// the form again.
    MarkNotUnderstood {
        code: "R119",
        severity: Error,
        reach: Cell,
        since: 2021,
        faults: [MarkNotUnderstood],
        check: |_, report| {
            report.add_faults(|fault, statement| {
                let label = &fault.label;
                let what = match fault.raw.trim() {
                    "" => "what stands here".to_owned(),
                    raw => format!("`{raw}`"),
                };
                statement.found = format!("{what} gives no answer to `{label}`, whose own cell is empty");
                statement.effect = answer_effect(1, "counted as blank");
            });
        },
    }
}
