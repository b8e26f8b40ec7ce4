//! R115: answers came as a letter, an e-mail or a scan, and no return holds them.

use model::Fault;

use crate::evidence::Evidence;
use crate::report::Report;
use crate::rule::rule;

rule! {
    /// Answers came as a letter, an e-mail or a scan, and no return holds them.
    ///
    /// # What it checks
    /// Files in `returns/ID/received/` of a participant without a return that counts.
    ///
    /// # Why it matters
    /// Nothing in them is in any figure. A participant whose figures are not inside another's return is counted as
    /// silent.
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
        check: check,
    }
}

fn check(evidence: &Evidence, report: &mut Report) {
    report.add_faults(|fault, statement| {
        let what = kind(fault);
        statement.found =
            format!("answers came as {what} (`{}`), and no return holds them", fault.raw);
        let covered = &evidence.results.coverage.covered;
        if fault.participant.as_ref().is_some_and(|id| covered.contains(id)) {
            statement.found.push_str("; its figures are inside another participant's return");
            statement.help = Some(COVERED.to_owned());
        }
    });
}

/// What to do for a participant of whom another's return holds the figures.
const COVERED: &str = "its volume is in the other's return: compare what it sent with that, and transcribe into a \
    return.xlsx of its own only the answers that nobody else gives, such as those on the strategies";

/// What the file is, by its name.
fn kind(fault: &Fault) -> &'static str {
    let ending = fault.raw.rsplit_once('.').map_or("", |(_, ending)| ending).to_lowercase();
    match ending.as_str() {
        "eml" | "msg" | "mbox" => "an e-mail",
        "png" | "jpg" | "jpeg" | "tif" | "tiff" | "heic" => "a scan",
        _ => "a letter",
    }
}
