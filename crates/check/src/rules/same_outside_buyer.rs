//! V118: two returns report purchases for the same outside buyer.

use std::collections::BTreeMap;

use model::line::CountedLine;
use model::organisation_name::compared;
use model::volume::CountedAs;
use model::{Decimal, Identifier};

use super::overlap_between_returns::euro;
use crate::evidence::Evidence;
use crate::report::{Report, euro_effect, of_line};
use crate::rule::rule;
use crate::settling::is_settled_outside;

rule! {
    /// Two returns report purchases for the same outside buyer.
    ///
    /// # What it checks
    /// Lines for the same buyer outside the Pact and of the same product group in two returns, names
    /// compared without case, accents and spaces.
    ///
    /// # Why it matters
    /// Both count, so goods that both reported would be counted twice.
    ///
    /// # Example
    /// A purchasing body and a ministry both report the laptops of the port authority.
    ///
    /// # How to fix
    /// Ask both whether these are the same goods, and settle it in `counting.csv`.
    SameOutsideBuyer {
        code: "V118",
        severity: Warning,
        since: 2021,
        check: check,
    }
}

/// The lines of each return for one buyer and product group.
type OfReturns<'a> = BTreeMap<&'a Identifier, Vec<&'a CountedLine>>;

fn check(evidence: &Evidence, report: &mut Report) {
    let mut lines: BTreeMap<(String, &str), OfReturns<'_>> = BTreeMap::new();
    for counted in evidence.declared.iter().filter(|c| c.counted_as == CountedAs::Indirect) {
        let name = compared(buyer(evidence, counted));
        if !name.is_empty() {
            let of_buyer = lines.entry((name, &counted.line.product_group)).or_default();
            of_buyer.entry(&counted.line.participant).or_default().push(counted);
        }
    }
    for ((name, group), of_returns) in &lines {
        let mut before: Vec<&Identifier> = Vec::new();
        for (participant, lines) in of_returns {
            let open = |first: &&&Identifier| {
                !is_settled_outside(evidence, (first, participant), name, group)
            };
            if let Some(first) = before.iter().find(open) {
                add(evidence, report, lines, (first, &of_returns[*first]));
            }
            before.push(participant);
        }
    }
}

/// The name of the buyer: the register's where it was once a participant.
fn buyer<'a>(evidence: &'a Evidence<'a>, counted: &'a CountedLine) -> &'a str {
    let given = counted.line.buyer.trim().to_lowercase();
    let row = evidence.pact.register.rows.iter().find(|row| row.id.as_str() == given);
    row.map_or(&counted.line.buyer_name, |row| evidence.pact.register.name(row.id.as_str()))
}

fn add(
    evidence: &Evidence,
    report: &mut Report,
    lines: &[&CountedLine],
    (first, others): (&Identifier, &[&CountedLine]),
) {
    let sum = |lines: &[&CountedLine]| -> Decimal {
        lines.iter().filter_map(|counted| evidence.line_euro(&counted.line)).sum()
    };
    let cents = |sum: Decimal| i64::try_from(sum * Decimal::ONE_HUNDRED).unwrap_or_default();
    let (own, theirs) = (sum(lines), sum(others));
    let line = &lines[0].line;
    let name = buyer(evidence, lines[0]);
    let mut statement = of_line(evidence, line, "buyer_name");
    statement.found = format!(
        "{} for `{name}` are in the return of {} too: {} here, {} there",
        evidence.group_title(&line.product_group),
        evidence.pact.register.name(first.as_str()),
        euro(cents(own)),
        euro(cents(theirs)),
    );
    statement.expected = "the same goods in one return".into();
    statement.help = Some(format!(
        "ask both whether these are the same goods, and write into inputs/{}/counting.csv: kind `outside_buyer`, \
         subject `{}`, object `{name}`, product_group `{}`, counts `{}`, `{first}` or `both`",
        evidence.year.year(),
        line.participant,
        line.product_group,
        line.participant,
    ));
    statement.effect = euro_effect(own, "counted twice if they are the same goods");
    report.add(statement);
}
