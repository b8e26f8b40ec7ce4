//! R103: a participant of whom a return is expected sent none.

use model::volume::CountedAs;
use model::{Decimal, Dimension, Dimensions, Identifier, YearResults};

use crate::evidence::Evidence;
use crate::report::{Report, Statement, euro_effect};
use crate::rule::rule;

rule! {
    /// A participant of whom a return is expected sent none.
    ///
    /// # What it checks
    /// Participants in force for at least 90 days of the period and not exempt, without a return that
    /// counts and not inside another return.
    ///
    /// # Why it matters
    /// What it bought itself is in no figure of this year, and never counted as zero; of its volume only what
    /// others say they bought on its behalf counts.
    ///
    /// # Example
    /// A participant that returned in 2025 and not in 2026.
    ///
    /// # How to fix
    /// Ask for the return, or set a later day under `[[extension]]`, or record the exemption under
    /// `[[exempt]]` in `year.toml`.
    SilentParticipant {
        code: "R103",
        severity: Warning,
        since: 2021,
        check: check,
    }
}

fn check(evidence: &Evidence, report: &mut Report) {
    for participant in &evidence.results.coverage.silent {
        let name = evidence.pact.register.name(participant.as_str());
        let due = evidence.year.settings.due_on(participant.as_str());
        let last = evidence.last.and_then(|(_, results)| last_volume(results, participant));
        report.add(Statement {
            participant: Some(participant.clone()),
            found: format!(
                "{name} was asked for a return by {due} and sent none that counts{}",
                bought_by_others(evidence.results, participant)
            ),
            effect: last.and_then(|value| euro_effect(value, "of direct volume last year")),
            subject: "return".into(),
            ..Statement::default()
        });
    }
}

/// What counts for it all the same, in words: what others bought on its behalf.
fn bought_by_others(results: &YearResults, participant: &Identifier) -> String {
    let cells = results.cells.iter().filter(|cell| cell.owner == *participant);
    let on_behalf = cells.filter(|cell| cell.counted_as == CountedAs::OnBehalf);
    let cents: i64 = on_behalf.map(|cell| cell.amount_eur_cents).sum();
    match cents {
        0 => String::new(),
        cents => {
            let amount = findings::grouped(Decimal::new(cents, 2), 2);
            format!("; EUR {amount} that others bought on its behalf counts as its volume")
        }
    }
}

/// The participant's direct volume last year, in euro.
fn last_volume(results: &YearResults, participant: &Identifier) -> Option<Decimal> {
    let cut = Dimensions::none().with(Dimension::Participant, participant.as_str());
    results.figures.value("volume.direct.amount", &cut)
}
