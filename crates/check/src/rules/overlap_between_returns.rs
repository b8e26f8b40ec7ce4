//! V108: two returns speak of the same goods.

use model::Decimal;
use model::volume::CountedAs;

use crate::evidence::Evidence;
use crate::report::{Report, amount, euro_effect, of_line};
use crate::rule::rule;

rule! {
    /// Two returns speak of the same goods.
    ///
    /// # What it checks
    /// Lines bought for another participant which reports the same product group itself.
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
    /// Compare the two amounts; ask if the purchasing body reports more than the buyer.
    OverlapBetweenReturns {
        code: "V108",
        severity: Note,
        since: 2021,
        check: check,
    }
}

fn check(evidence: &Evidence, report: &mut Report) {
    for entry in &evidence.results.overlap {
        let euro = |cents: i64| Decimal::new(cents, 2);
        let buyer = evidence.pact.register.name(&entry.buyer);
        let above = entry.reporter_amount_cents - entry.counted_amount_cents;
        let line = evidence.declared.iter().find(|counted| {
            let line = &counted.line;
            counted.counted_as == CountedAs::Overlap
                && line.participant == entry.reporter
                && counted.owner.as_str() == entry.buyer
                && line.product_group == entry.product_group
        });
        let mut statement =
            line.map(|counted| of_line(evidence, &counted.line, "buyer")).unwrap_or_default();
        statement.participant = Some(entry.reporter.clone());
        statement.subject = format!("{} {}", entry.buyer, entry.product_group);
        let counts = amount(euro(entry.counted_amount_cents), "EUR");
        let group = evidence.group_title(&entry.product_group);
        statement.found = if entry.counted.as_str() == entry.buyer {
            format!("{group}: purchases were reported for {buyer}, which reports {counts} itself")
        } else {
            let other = evidence.pact.register.name(entry.counted.as_str());
            format!("{group}: purchases were reported for {buyer}, for which {other} reports {counts} too")
        };
        statement.expected = format!(
            "one report of the same goods; {} is not counted a second time",
            amount(euro(entry.reporter_amount_cents), "EUR")
        );
        let words = if above > 0 { "set aside; more than what counts instead" } else { "set aside" };
        statement.effect = euro_effect(euro(entry.reporter_amount_cents), words);
        report.add(statement);
    }
}
