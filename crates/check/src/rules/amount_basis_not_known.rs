//! V123: it is not known at what event amounts are taken.

use model::volume::CountedAs;
use model::{Place, Return};

use crate::evidence::Evidence;
use crate::report::{Report, Statement};
use crate::rule::rule;

rule! {
    /// It is not known at what event amounts are taken.
    ///
    /// # What it checks
    /// Lists of orders that came without a form, and whose mapping does not say whether their amounts were ordered,
    /// invoiced or paid, or says different things of them. A form asks for it, and its answer is required.
    ///
    /// # Why it matters
    /// Amounts ordered, invoiced and paid in a year differ; the report prints the share of volume of each.
    ///
    /// # Example
    /// A confirmed `mapping.toml` without `amount_basis`.
    ///
    /// # How to fix
    /// Ask what the amounts are, and write `amount_basis = "ordered"`, `"invoiced"` or `"paid"` into each table of
    /// orders in `mapping.toml`.
    AmountBasisNotKnown {
        code: "V123",
        severity: Warning,
        since: 2021,
        check: check,
    }
}

fn check(evidence: &Evidence, report: &mut Report) {
    for answers in evidence.returns() {
        if !answers.without_form || answers.organisation.amount_basis.is_some() {
            continue;
        }
        if counts(evidence, answers) {
            report.add(Statement {
                participant: Some(answers.participant.clone()),
                place: Some(Place::file(answers.path.as_str())),
                subject: "amount_basis".into(),
                found: "not all tables of orders say the same of what their amounts are: ordered, invoiced or paid".into(),
                expected: "the same `amount_basis` in every table of orders, such as `amount_basis = \"ordered\"`".into(),
                ..Statement::default()
            });
        }
    }
}

/// Whether an order of the return counts in a volume.
fn counts(evidence: &Evidence, answers: &Return) -> bool {
    evidence.orders.iter().any(|group| {
        group.participant == answers.participant
            && group.amount_minor != 0
            && ![CountedAs::Evidence, CountedAs::LeftOut].contains(&group.counted_as)
    })
}
