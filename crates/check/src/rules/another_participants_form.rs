//! R007: a return is on another participant's form.

use crate::rule::rule;

rule! {
    /// A return is on another participant's form.
    ///
    /// # What it checks
    /// The form says, out of sight, for whom it was made, and its answer to `participant_id` says whose return it
    /// is. Both must be the participant in whose folder it lies.
    ///
    /// # Why it matters
    /// One participant's figures would be counted as another's.
    ///
    /// # Example
    /// A coordinator filled in the form of a neighbour.
    ///
    /// # How to fix
    /// Ask whose answers they are. If they are those of the participant in whose folder it lies and only the
    /// answer to `participant_id` is wrong, put its id there and receive the file again; else have the answers
    /// put into the other's own form, and move this file out of the folder.
    AnotherParticipantsForm {
        code: "R007",
        severity: Error,
        reach: Return,
        since: 2021,
        faults: [AnotherParticipantsForm],
        check: |_, report| {
            report.add_faults(|fault, statement| {
                let raw = &fault.raw;
                statement.found = match fault.field.as_str() {
                    "participant" => format!("this form was made for `{raw}`"),
                    _ => format!("it says that it is the return of `{raw}`"),
                };
            });
        },
    }
}
