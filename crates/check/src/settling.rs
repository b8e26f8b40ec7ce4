//! What the office settled in `counting.csv` as the rules look at it, and how a question is settled there.

use model::Identifier;
use model::counting_decisions::{CountingDecision, CountingKind, CountingUse};
use model::organisation_name::compared;

use crate::evidence::Evidence;

/// The rows that settle something.
fn settling<'a>(evidence: &'a Evidence<'a>) -> impl Iterator<Item = &'a CountingDecision> {
    let rows = evidence.year.counting.iter().zip(&evidence.results.counting);
    rows.filter(|(_, used)| **used == CountingUse::Settles).map(|(row, _)| row)
}

/// Whether it is settled whose figures count between two participants in a product group.
pub(crate) fn is_settled_between(
    evidence: &Evidence,
    one: &Identifier,
    other: &Identifier,
    product_group: &str,
) -> bool {
    settling(evidence).any(|row| {
        let parties = (row.subject.as_str(), row.object.as_str());
        row.kind != CountingKind::OutsideBuyer
            && row.is_of_group(product_group)
            && [(one.as_str(), other.as_str()), (other.as_str(), one.as_str())].contains(&parties)
    })
}

/// Whether it is settled that both returns count that name the same buyer outside the Pact in a product group.
pub(crate) fn is_settled_outside(
    evidence: &Evidence,
    (one, other): (&Identifier, &Identifier),
    buyer: &str,
    product_group: &str,
) -> bool {
    let register = &evidence.pact.register;
    settling(evidence).any(|row| {
        let between = |subject: &Identifier, object: &Identifier| {
            let named = || compared(register.name(&row.object)) == compared(buyer);
            row.subject == *subject && (row.object == object.as_str() || named())
        };
        row.kind == CountingKind::OutsideBuyer
            && row.is_of_group(product_group)
            && (between(one, other) || between(other, one))
    })
}

/// What to ask and what to write where, for a question between two participants.
pub(crate) fn how_to_settle(
    evidence: &Evidence,
    kind: &str,
    (subject, object): (&str, &str),
    product_group: &str,
) -> String {
    format!(
        "ask both whose figures count, and write into inputs/{}/counting.csv: kind `{kind}`, subject `{subject}`, \
         object `{object}`, product_group `{product_group}`, counts `{subject}`, `{object}` or `both`",
        evidence.year.year()
    )
}
