//! V120: the purchases of a product group come to less than zero.

use std::collections::BTreeMap;

use model::volume::CountedAs;
use model::{Decimal, Identifier};

use crate::evidence::Evidence;
use crate::report::{Report, Statement, amount, euro_effect, of_line};
use crate::rule::rule;

rule! {
    /// The purchases of a product group come to less than zero.
    ///
    /// # What it checks
    /// The sum of the lines of a participant in a product group, credits taken off.
    ///
    /// # Why it matters
    /// Credits count in their period; more credits than purchases lower the collective volume.
    ///
    /// # Example
    /// A credit of EUR 840 000 for laptops returned, and no purchase.
    ///
    /// # How to fix
    /// Ask whether the credit belongs to this period, and what was bought.
    VolumeBelowZero {
        code: "V120",
        severity: Warning,
        since: 2021,
        check: check,
    }
}

fn check(evidence: &Evidence, report: &mut Report) {
    let mut sums: BTreeMap<(&Identifier, &str), i64> = BTreeMap::new();
    for cell in evidence.results.cells.iter().filter(|cell| cell.counted_as != CountedAs::Overlap) {
        *sums.entry((&cell.reporter, &cell.product_group)).or_default() += cell.amount_eur_cents;
    }
    for ((reporter, group), cents) in sums.into_iter().filter(|(_, cents)| *cents < 0) {
        let sum = Decimal::new(cents, 2);
        report.add(Statement {
            participant: Some(reporter.clone()),
            found: format!("{} come to {}", evidence.group_title(group), amount(sum, "EUR")),
            expected: "purchases that outweigh the credits of the period".into(),
            effect: euro_effect(sum, "in the volume"),
            subject: group.to_owned(),
            raw: cents.to_string(),
            ..at_largest_credit(evidence, reporter, group)
        });
    }
}

/// Where the largest credit was typed; nowhere in particular where all are in supporting files.
fn at_largest_credit(evidence: &Evidence, reporter: &Identifier, group: &str) -> Statement {
    let own = evidence.declared.iter().map(|counted| &counted.line);
    let own = own.filter(|line| line.participant == *reporter && line.product_group == group);
    let credits = own.filter(|line| line.amount_minor.is_some_and(|minor| minor < 0));
    let largest = credits.min_by_key(|line| line.amount_minor);
    largest.map(|line| of_line(evidence, line, "amount")).unwrap_or_default()
}
