//! V118: two returns report purchases for the same outside buyer.

use std::collections::BTreeMap;

use model::line::CountedLine;
use model::volume::CountedAs;
use model::Decimal;

use crate::evidence::Evidence;
use crate::organisation_name::compared;
use crate::report::{Report, euro_effect, of_line};
use crate::rule::rule;

rule! {
    /// Two returns report purchases for the same outside buyer.
    ///
    /// # What it checks
    /// Lines for buyers outside the Pact (`other`) of the same product group in two returns, names
    /// compared without case, accents and spaces.
    ///
    /// # Why it matters
    /// Both count, so goods that both reported would be counted twice.
    ///
    /// # Example
    /// A purchasing body and a ministry both report the laptops of the port authority.
    ///
    /// # How to fix
    /// Ask both whether these are the same goods; if they are, have one of the two take its line out of its return.
    SameOutsideBuyer {
        code: "V118",
        severity: Warning,
        since: 2021,
        check: check,
    }
}

fn check(evidence: &Evidence, report: &mut Report) {
    let mut lines: BTreeMap<(String, &str), Vec<&CountedLine>> = BTreeMap::new();
    for counted in evidence.declared.iter().filter(|c| c.counted_as == CountedAs::Indirect) {
        let name = compared(&counted.line.buyer_name);
        if !name.is_empty() {
            lines.entry((name, &counted.line.product_group)).or_default().push(counted);
        }
    }
    for ((_, group), lines) in lines {
        let first = &lines[0].line;
        let others = lines.iter().filter(|other| other.line.participant != first.participant);
        let amounts = others.clone().filter_map(|other| evidence.line_euro(&other.line));
        let amount: Decimal = amounts.sum();
        let Some(second) = others.map(|other| &other.line).next() else { continue };
        let mut statement = of_line(evidence, second, "buyer_name");
        statement.found = format!(
            "{} for `{}` are in the return of {} too",
            evidence.group_title(group),
            second.buyer_name,
            evidence.pact.register.name(first.participant.as_str()),
        );
        statement.expected = "the same goods in one return".into();
        statement.effect = euro_effect(amount, "counted twice if they are the same goods");
        report.add(statement);
    }
}
