//! V109: orders and the declared figure differ.

use std::collections::BTreeMap;

use model::volume::CountedAs;
use model::{Decimal, Identifier, Money};

use crate::evidence::Evidence;
use crate::report::{Report, amount, euro_effect, of_line};
use crate::rule::rule;

rule! {
    /// Orders and the declared figure differ.
    ///
    /// # What it checks
    /// Where a return declares a product group for a buyer, the orders of that group and buyer in its
    /// supporting files are compared with it. A difference above `reconcile_tolerance` (`pact.toml`) is
    /// asked about.
    ///
    /// # Why it matters
    /// The declared figure counts; if the orders are right, the volume is wrong by the difference.
    ///
    /// # Example
    /// EUR 412 000 of laptops declared, EUR 371 000 in the orders.
    ///
    /// # How to fix
    /// Ask which of the two is right and why they differ.
    OrdersDifferFromDeclared {
        code: "V109",
        severity: Warning,
        since: 2021,
        check: check,
    }
}

fn check(evidence: &Evidence, report: &mut Report) {
    let tolerance = evidence.pact.pact.reconcile_tolerance;
    for ((participant, group, owner, outside), orders) in orders_beside_declared(evidence) {
        let own = evidence.declared.iter().filter(|counted| {
            let line = &counted.line;
            let same_buyer = counted.owner == owner && (counted.counted_as == CountedAs::Indirect) == outside;
            let counts = counted.counted_as != CountedAs::LeftOut;
            line.participant == participant && line.product_group == group && same_buyer && counts
        });
        let own: Vec<_> = own.map(|counted| &counted.line).collect();
        if own.iter().all(|line| line.amount_minor.is_none()) {
            continue;
        }
        let declared: Decimal = own.iter().filter_map(|line| evidence.line_euro(line)).sum();
        let difference = orders - declared;
        if difference.abs() <= tolerance * declared.abs() {
            continue;
        }
        let mut statement = own.first().map(|line| of_line(evidence, line, "amount")).unwrap_or_default();
        statement.found = format!(
            "{} declared for {}, {} in the orders",
            amount(declared, "EUR"),
            evidence.group_title(&group),
            amount(orders, "EUR")
        );
        statement.expected = format!("a difference of at most {} %", (tolerance * Decimal::from(100)).normalize());
        statement.effect = euro_effect(difference.abs(), "apart; the declared figure counts");
        report.add(statement);
    }
}

/// Reporter, product group, owner, and whether the buyer is outside the Pact.
type Key = (Identifier, String, Identifier, bool);

/// Orders that stand beside a declared figure: their sum in euro.
fn orders_beside_declared(evidence: &Evidence) -> BTreeMap<Key, Decimal> {
    let mut sums = BTreeMap::new();
    for group in evidence.orders.iter().filter(|group| group.counted_as == CountedAs::Evidence) {
        let Some(currency) = group.currency else { continue };
        let money = Money { currency, minor: group.amount_minor };
        let Some(euro) = evidence.euro(&group.participant, money) else { continue };
        // Orders for an outside buyer have their reporter as owner, and name the buyer `other`.
        let outside = group.buyer.trim().eq_ignore_ascii_case("other");
        let key = (group.participant.clone(), group.product_group.clone(), group.owner.clone(), outside);
        *sums.entry(key).or_insert(Decimal::ZERO) += euro;
    }
    sums
}
