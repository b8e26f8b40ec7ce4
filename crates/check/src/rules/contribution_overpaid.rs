//! F129: more was received than the contribution that is due.

use model::Money;
use model::finance::{ContributionLine, ContributionPayment};

use crate::accounts::{as_other_years_go, effect, in_words};
use crate::evidence::Evidence;
use crate::report::{Report, Statement};
use crate::rule::rule;

rule! {
    /// More was received than the contribution that is due.
    ///
    /// # What it checks
    /// What was received from each participant for the year against what is due, and what was received this year for
    /// last year against what was still to come.
    ///
    /// # Why it matters
    /// It may be a contribution for the next year, a gift, or another's money; each is shown elsewhere.
    ///
    /// # Example
    /// EUR 9 000 due, EUR 13 500 received: the first half of next year's came early.
    ///
    /// # How to fix
    /// Ask what it was for: of a contribution for another year write that year under `for_year` in the ledger; book a gift on
    /// an account of class `voluntary`.
    ContributionOverpaid {
        code: "F129",
        severity: Warning,
        since: 2021,
        check: check,
    }
}

fn check(evidence: &Evidence, report: &mut Report) {
    let Some(statement) = &evidence.results.statement else { return };
    if evidence.year.finance.incomplete {
        return;
    }
    let last = evidence.last.and_then(|(_, results)| results.statement.as_ref());
    for line in &statement.contributions {
        let newest = |for_year: i16| {
            let own = |payment: &&ContributionPayment| payment.for_year == for_year;
            line.payments.iter().rev().find(own)
        };
        if line.overpaid > 0 {
            let of_year = newest(statement.year);
            report.add(overpaid(evidence, line, statement.year, of_year));
        }
        let before = last
            .filter(|last| line.received_for_earlier != 0 && last.currency == statement.currency);
        let before = before.and_then(|last| {
            let own = last.contributions.iter().find(|own| own.participant == line.participant)?;
            Some((own, last.year)).filter(|_| own.overpaid > 0)
        });
        if let Some((own, year)) = before {
            report.add(overpaid(evidence, own, year, newest(year)));
        }
    }
}

fn overpaid(
    evidence: &Evidence,
    line: &ContributionLine,
    year: i16,
    payment: Option<&ContributionPayment>,
) -> Statement {
    let currency =
        evidence.results.statement.as_ref().map_or(model::Currency::EUR, |own| own.currency);
    let words = |minor| in_words(Money { currency, minor });
    Statement {
        participant: Some(line.participant.clone()),
        place: payment.map(|payment| payment.place.clone()),
        column: "amount".into(),
        found: format!(
            "{}: {} more was received for {year} than is due{}",
            evidence.pact.register.name(line.participant.as_str()),
            words(line.overpaid),
            evidence.results.statement.as_ref().map(as_other_years_go).unwrap_or_default()
        ),
        expected: words(line.due.unwrap_or(0)),
        effect: effect(evidence, line.overpaid, "beyond what is due"),
        subject: format!("overpaid {year}"),
        raw: line.overpaid.to_string(),
        ..Statement::default()
    }
}
