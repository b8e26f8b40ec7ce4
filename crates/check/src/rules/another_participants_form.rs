//! R007: a return is on another participant's form.

use crate::rule::rule;

rule! {
    /// A return is on another participant's form.
    ///
    /// # What it checks
    /// The form says, out of sight, for whom it was made. That must be the participant in whose folder
    /// it lies.
    ///
    /// # Why it matters
    /// One participant's figures would be counted as another's.
    ///
    /// # Example
    /// A coordinator filled in the form of a neighbour.
    ///
    /// # How to fix
    /// Move the file to the folder of the participant it was made for, or ask whose answers they are
    /// and have the right form filled in.
    AnotherParticipantsForm {
        code: "R007",
        severity: Error,
        reach: Return,
        since: 2021,
        faults: [AnotherParticipantsForm],
        check: |_, report| {
            report.add_faults(|fault, statement| {
                let raw = &fault.raw;
                statement.found = format!("this form was made for `{raw}`");
            });
        },
    }
}
