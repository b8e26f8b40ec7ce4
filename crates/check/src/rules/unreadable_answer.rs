//! R109: an answer cannot be read as what the question asks for.

use crate::report::{answer_effect, how_to_fix};
use crate::rule::rule;

rule! {
    /// An answer cannot be read as what the question asks for.
    ///
    /// # What it checks
    /// Days, choices and whole numbers that are written in a way that leaves open what is meant.
    ///
    /// # Why it matters
    /// The answer is missing from every figure; a guess could be wrong without anyone seeing it.
    ///
    /// # Example
    /// `refurb.` where one of the conditions in the list is asked for.
    ///
    /// # How to fix
    /// Type what the question asks for, or choose from the list, and send the form again. In a supporting file,
    /// correct the cell and send the file again, or say in the mapping what it means.
    UnreadableAnswer {
        code: "R109",
        severity: Error,
        reach: Cell,
        since: 2021,
        faults: [NotADate, UnknownChoice, FractionForWholeNumber],
        check: |_, report| {
            report.add_faults(|fault, statement| {
                let raw = &fault.raw;
                let label = &fault.label;
                statement.found = format!("`{raw}` is not what `{label}` asks for");
                statement.help = how_to_fix(fault, "what it means");
                if fault.field != "reports_for" {
                    statement.effect = answer_effect(1, "not counted");
                }
            });
        },
    }
}
