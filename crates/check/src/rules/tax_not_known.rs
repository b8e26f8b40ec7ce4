//! V110: it is not known whether amounts hold taxes.

use model::Decimal;
use model::vocabulary::Tax;

use crate::evidence::Evidence;
use crate::report::{Report, euro_effect, of_answer};
use crate::rule::rule;

rule! {
    /// It is not known whether amounts hold taxes.
    ///
    /// # What it checks
    /// Returns with amounts that answer `unknown` to the question about taxes, leave it blank, or say that
    /// taxes are included without their rate.
    ///
    /// # Why it matters
    /// Volume is without recoverable taxes; with them it would be up to a quarter too high.
    ///
    /// # Example
    /// `tax` is `unknown` in a return with EUR 2 million of purchases.
    ///
    /// # How to fix
    /// Ask whether the amounts are with or without value added tax.
    TaxNotKnown {
        code: "V110",
        severity: Warning,
        since: 2021,
        check: check,
    }
}

fn check(evidence: &Evidence, report: &mut Report) {
    for answers in evidence.returns() {
        let organisation = &answers.organisation;
        let found = match organisation.tax {
            None | Some(Tax::Unknown) => "it is not known whether the amounts hold taxes",
            Some(Tax::Included) if organisation.tax_rate.is_none() => {
                "the amounts hold taxes, and the rate is not given"
            }
            _ => continue,
        };
        let own = evidence.declared.iter().filter(|c| c.line.participant == answers.participant);
        let amounts: Vec<Decimal> = own.filter_map(|counted| evidence.line_euro(&counted.line)).collect();
        if amounts.is_empty() {
            continue;
        }
        let mut statement = of_answer(&answers.participant, "tax", "", answers.answer("tax"));
        statement.found = found.into();
        statement.expected = "`excluded`, or `included` with the rate".into();
        statement.effect = euro_effect(amounts.iter().sum(), "counted as it stands");
        report.add(statement);
    }
}
