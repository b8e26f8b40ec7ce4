//! R006: a folder of returns is named like no participant.

use crate::rule::rule;

rule! {
    /// A folder of returns is named like no participant.
    ///
    /// # What it checks
    /// The name of each folder in `returns/` is the id of a participant in `participants.csv`.
    ///
    /// # Why it matters
    /// What lies in it is read for nobody and counted nowhere.
    ///
    /// # Example
    /// A folder `north_region` where the register says `north-region`.
    ///
    /// # How to fix
    /// Rename the folder to the id in `participants.csv`, or add the participant to the register.
    UnknownParticipantFolder {
        code: "R006",
        severity: Error,
        reach: Return,
        since: 2021,
        faults: [UnknownParticipantFolder],
        check: |_, report| {
            report.add_faults(|fault, statement| {
                let raw = &fault.raw;
                statement.found = format!("`{raw}` is no participant of the register");
            });
        },
    }
}
