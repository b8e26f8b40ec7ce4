//! R116: answers were transcribed, and the participant has not confirmed them.

use crate::rule::rule;

rule! {
    /// Answers were transcribed, and the participant has not confirmed them.
    ///
    /// # What it checks
    /// Returns that say on their first sheet or out of sight what they were transcribed from, without a day on which the
    /// participant confirmed them.
    ///
    /// # Why it matters
    /// The figures they are in are provisional: what was typed may not be what was meant.
    ///
    /// # Example
    /// A letter that the office typed into the form last week.
    ///
    /// # How to fix
    /// Send the participant its transcribed answers, and enter the day it confirmed them on the first
    /// sheet of the form.
    TranscriptionNotConfirmed {
        code: "R116",
        severity: Warning,
        since: 2021,
        faults: [TranscriptionUnconfirmed],
        check: |_, report| {
            report.add_faults(|fault, statement| {
                statement.found = match fault.raw.as_str() {
                    "" => "the answers were transcribed, and nobody has confirmed them yet".to_owned(),
                    from => format!("the answers were transcribed from `{from}`, and nobody has confirmed them yet"),
                };
            });
        },
    }
}
