//! F117: a booking above the limit has no document.

use model::Money;

use crate::accounts::{add_largest, effect, in_words, subject};
use crate::evidence::Evidence;
use crate::report::{Report, Statement};
use crate::rule::rule;

rule! {
    /// A booking above the limit has no document.
    ///
    /// # What it checks
    /// Bookings of more than `document_above` (`year.toml`) in the accounts' currency, whether money came in or went
    /// out: whether they have a voucher reference.
    ///
    /// # Why it matters
    /// Whoever looks into the accounts cannot see what the payment was for.
    ///
    /// # Example
    /// EUR 7 200 to a translator, and nothing under `reference`.
    ///
    /// # How to fix
    /// Find the document, number it and write its number under `reference`.
    DocumentMissing {
        code: "F117",
        severity: Warning,
        since: 2021,
        check: check,
    }
}

fn check(evidence: &Evidence, report: &mut Report) {
    let settings = evidence.year.settings.finance.as_ref();
    let limit = settings.and_then(|settings| settings.document_above);
    let (Some(limit), Some(statement)) = (limit, &evidence.results.statement) else { return };
    let words = |minor| in_words(Money { currency: statement.currency, minor });
    let without = statement.booked.iter().filter(|booked| booked.line.reference.trim().is_empty());
    let large = without.filter_map(|booked| {
        let minor = booked.booked.filter(|minor| minor.unsigned_abs() > limit.unsigned_abs())?;
        Some((&booked.line, minor))
    });
    let statements = large.map(|(line, minor)| Statement {
        place: Some(line.reference_place.clone()),
        column: "reference".into(),
        row: line.description.trim().to_owned(),
        found: format!("{} was booked on {} without a voucher reference", words(minor), line.date),
        expected: format!("a reference for every booking above {}", words(limit)),
        effect: effect(evidence, minor, "without a document"),
        subject: subject(line),
        raw: format!("{} {}", line.amount, line.counterparty.trim()),
        ..Statement::default()
    });
    add_largest(report, statements.collect());
}
