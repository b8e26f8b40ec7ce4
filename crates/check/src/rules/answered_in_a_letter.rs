//! R115: answers came as a letter, an e-mail or a scan, and no return holds them.

use crate::rule::rule;

rule! {
    /// Answers came as a letter, an e-mail or a scan, and no return holds them.
    ///
    /// # What it checks
    /// Files in `returns/ID/received/` of a participant without a return that counts.
    ///
    /// # Why it matters
    /// Nothing in them is in any figure, and the participant is counted as silent.
    ///
    /// # Example
    /// `received/letter.pdf`, and no `return.xlsx`.
    ///
    /// # How to fix
    /// Transcribe the answers into the participant's form, save it as `return.xlsx`, and say on its hidden sheet
    /// `_cfit` what it was transcribed from (`transcribed_from`), by whom (`entered_by`) and, once the participant
    /// has confirmed it, when (`confirmed_on`).
    AnsweredInALetter {
        code: "R115",
        severity: Warning,
        since: 2021,
        faults: [AnsweredInALetter],
        check: |_, report| {
            report.add_faults(|fault, statement| {
                statement.found = format!("answered in a letter (`{}`): transcribe it", fault.raw);
            });
        },
    }
}
