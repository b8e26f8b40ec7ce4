//! V127: more was reported for a participant than it reports itself.

use model::Decimal;

use super::overlap_between_returns::{above_declared, at_entry, euro, is_of_buyer};
use crate::evidence::Evidence;
use crate::report::{Report, euro_effect};
use crate::rule::rule;
use crate::settling::how_to_settle;

rule! {
    /// More was reported for a participant than it reports itself.
    ///
    /// # What it checks
    /// Lines bought for another participant which reports less of the same product group itself.
    ///
    /// # Why it matters
    /// The buyer's own report counts, and the difference may be missing from the volume.
    ///
    /// # Example
    /// A purchasing body reports laptops for EUR 400 000 bought for a ministry, and the ministry reports laptops for
    /// EUR 250 000.
    ///
    /// # How to fix
    /// Ask both whose figures count, and settle it in `counting.csv`.
    OverlapAboveDeclared {
        code: "V127",
        severity: Warning,
        since: 2021,
        check: check,
    }
}

fn check(evidence: &Evidence, report: &mut Report) {
    let entries = evidence.results.overlap.iter().filter(|entry| is_of_buyer(entry));
    for entry in entries.filter(|entry| above_declared(entry) > 0) {
        let buyer = evidence.pact.register.name(&entry.buyer);
        let group = evidence.group_title(&entry.product_group);
        let mut statement = at_entry(evidence, entry);
        statement.found = format!(
            "{group}: {} were reported for {buyer}, which reports {} itself",
            euro(entry.reporter_amount_cents),
            euro(entry.counted_amount_cents)
        );
        statement.expected = "no more than the buyer itself reports".into();
        let parties = (entry.reporter.as_str(), entry.buyer.as_str());
        statement.help = Some(how_to_settle(evidence, "overlap", parties, &entry.product_group));
        statement.effect = euro_effect(
            Decimal::new(above_declared(entry), 2),
            "above what the buyer reports, and not in the volume",
        );
        report.add(statement);
    }
}
