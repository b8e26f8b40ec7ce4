//! R106: something stands where the form asks nothing.

use crate::rule::rule;

rule! {
    /// Something stands where the form asks nothing.
    ///
    /// # What it checks
    /// Cells beside or below the questions in which somebody wrote.
    ///
    /// # Why it matters
    /// It is in no figure; it may be a remark that changes how an answer is to be understood.
    ///
    /// # Example
    /// A note "without the schools" beside the number of laptops.
    ///
    /// # How to fix
    /// Read it, and ask if it bears on an answer.
    TextOutsideTheForm {
        code: "R106",
        severity: Note,
        since: 2021,
        faults: [StrayText],
        check: |_, report| {
            report.add_faults(|fault, statement| {
                let raw = &fault.raw;
                statement.found = format!("`{raw}` stands where the form asks nothing; it was not counted");
            });
        },
    }
}
