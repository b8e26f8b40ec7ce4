//! V129: two participants report for each other.

use std::collections::{BTreeMap, BTreeSet};

use model::volume::CountedAs;
use model::{Decimal, Identifier};

use super::overlap_between_returns::euro;
use crate::evidence::Evidence;
use crate::report::{Report, Statement, euro_effect, of_line};
use crate::rule::rule;
use crate::settling::{how_to_settle, is_settled_between};

rule! {
    /// Two participants report for each other.
    ///
    /// # What it checks
    /// Two returns each of which holds lines bought for the other, in the same product group.
    ///
    /// # Why it matters
    /// Each buyer's own report counts. Where neither reports the group itself both count, and may be the same goods
    /// twice.
    ///
    /// # Example
    /// A region reports laptops for its city, and the city reports laptops for the region.
    ///
    /// # How to fix
    /// Ask both who bought what, and settle it in `counting.csv`.
    ReportForEachOther {
        code: "V129",
        severity: Warning,
        since: 2021,
        check: check,
    }
}

/// Reporter, buyer and product group.
type Purchase<'a> = (&'a Identifier, &'a Identifier, &'a str);

fn check(evidence: &Evidence, report: &mut Report) {
    let mut counted: BTreeMap<Purchase<'_>, i64> = BTreeMap::new();
    let mut set_aside: BTreeSet<Purchase<'_>> = BTreeSet::new();
    let for_others = [CountedAs::OnBehalf, CountedAs::Overlap];
    for cell in evidence.results.cells.iter().filter(|cell| for_others.contains(&cell.counted_as)) {
        let purchase = (&cell.reporter, &cell.owner, cell.product_group.as_str());
        if cell.counted_as == CountedAs::Overlap {
            set_aside.insert(purchase);
        }
        *counted.entry(purchase).or_default() += cell.amount_eur_cents;
    }
    for ((one, other, group), cents) in &counted {
        let Some(back) = counted.get(&(*other, *one, *group)).filter(|_| one < other) else {
            continue;
        };
        if is_settled_between(evidence, one, other, group) {
            continue;
        }
        let register = &evidence.pact.register;
        let (name, other_name) = (register.name(one.as_str()), register.name(other.as_str()));
        let mut statement = at_line(evidence, one, other, group);
        statement.found = format!(
            "{}: {} are reported for {other_name}, which in turn reports {} for {name}",
            evidence.group_title(group),
            euro(*cents),
            euro(*back)
        );
        statement.expected = "a buyer that reports for itself, or one that reports for both".into();
        statement.help =
            Some(how_to_settle(evidence, "overlap", (one.as_str(), other.as_str()), group));
        let both_count = ![(*one, *other, *group), (*other, *one, *group)]
            .iter()
            .any(|of| set_aside.contains(of));
        let words =
            if both_count { "counted twice if they are the same goods" } else { "set aside" };
        statement.effect = euro_effect(Decimal::new(*cents.min(back), 2), words);
        report.add(statement);
    }
}

/// At the first line declared for the other.
fn at_line(evidence: &Evidence, one: &Identifier, other: &Identifier, group: &str) -> Statement {
    let line = evidence.declared.iter().find(|counted| {
        counted.line.participant == *one
            && counted.owner == *other
            && counted.line.product_group == group
    });
    Statement {
        participant: Some(one.clone()),
        subject: format!("{other} {group}"),
        ..line.map(|counted| of_line(evidence, &counted.line, "buyer")).unwrap_or_default()
    }
}
