//! V108: two returns speak of the same goods.

use model::Decimal;
use model::counting_decisions::OverlapCause;
use model::volume::{CountedAs, OverlapEntry};

use crate::evidence::Evidence;
use crate::report::{Report, Statement, amount, euro_effect, of_line};
use crate::rule::rule;

rule! {
    /// Two returns speak of the same goods.
    ///
    /// # What it checks
    /// Lines bought for another participant which reports the same product group itself, and no less of it.
    ///
    /// # Why it matters
    /// The buyer's own report counts, so that nothing is counted twice; the other lines are shown as
    /// overlap.
    ///
    /// # Example
    /// A purchasing body reports the laptops it bought for a ministry, and the ministry reports its
    /// laptops too.
    ///
    /// # How to fix
    /// Nothing if these are the same goods. If they are not, settle it in `counting.csv`: `overlap`, the two
    /// participants, and `both`.
    OverlapBetweenReturns {
        code: "V108",
        severity: Note,
        since: 2021,
        check: check,
    }
}

fn check(evidence: &Evidence, report: &mut Report) {
    let entries = evidence.results.overlap.iter().filter(|entry| is_of_buyer(entry));
    for entry in entries.filter(|entry| above_declared(entry) <= 0) {
        let buyer = evidence.pact.register.name(&entry.buyer);
        let counts = euro(entry.counted_amount_cents);
        let group = evidence.group_title(&entry.product_group);
        let mut statement = at_entry(evidence, entry);
        statement.found =
            format!("{group}: purchases were reported for {buyer}, which reports {counts} itself");
        statement.expected = format!(
            "one report of the same goods; {} is not counted a second time",
            euro(entry.reporter_amount_cents)
        );
        statement.effect = euro_effect(Decimal::new(entry.reporter_amount_cents, 2), "set aside");
        report.add(statement);
    }
}

/// Whether lines do not count since their buyer reports the product group itself; what the office settled is no
/// question any more.
pub(super) fn is_of_buyer(entry: &OverlapEntry) -> bool {
    entry.cause == OverlapCause::BuyerReports
}

/// By how much lines that do not count are above what counts instead, in cents.
pub(super) fn above_declared(entry: &OverlapEntry) -> i64 {
    entry.reporter_amount_cents.saturating_sub(entry.counted_amount_cents)
}

/// Cents for a sentence.
pub(super) fn euro(cents: i64) -> String {
    amount(Decimal::new(cents, 2), "EUR")
}

/// A statement about lines that do not count, at the first of them that was declared.
pub(super) fn at_entry(evidence: &Evidence, entry: &OverlapEntry) -> Statement {
    let line = evidence.declared.iter().find(|counted| {
        let line = &counted.line;
        counted.counted_as == CountedAs::Overlap
            && line.participant == entry.reporter
            && counted.owner.as_str() == entry.buyer
            && line.product_group == entry.product_group
    });
    let statement = line.map(|counted| of_line(evidence, &counted.line, "buyer"));
    Statement {
        participant: Some(entry.reporter.clone()),
        subject: format!("{} {}", entry.buyer, entry.product_group),
        ..statement.unwrap_or_default()
    }
}
