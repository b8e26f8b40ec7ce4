//! V128: two returns report for the same participant.

use model::Decimal;
use model::counting_decisions::OverlapCause;

use super::overlap_between_returns::{at_entry, euro};
use crate::evidence::Evidence;
use crate::report::{Report, euro_effect};
use crate::rule::rule;
use crate::settling::how_to_settle;

rule! {
    /// Two returns report for the same participant.
    ///
    /// # What it checks
    /// Lines in two returns bought for the same other participant, in a product group which that participant does not
    /// report itself.
    ///
    /// # Why it matters
    /// The lines of one return count: of one that says that it reports for the buyer, else the largest. If they are not
    /// the same goods, the others are missing from the volume.
    ///
    /// # Example
    /// A ministry's purchasing body and its region both report laptops bought for a school.
    ///
    /// # How to fix
    /// Ask both whether these are the same goods, and settle it in `counting.csv`.
    TwoReportForOne {
        code: "V128",
        severity: Warning,
        since: 2021,
        check: check,
    }
}

fn check(evidence: &Evidence, report: &mut Report) {
    let between = [OverlapCause::ReportsFor, OverlapCause::Largest];
    for entry in evidence.results.overlap.iter().filter(|entry| between.contains(&entry.cause)) {
        let register = &evidence.pact.register;
        let mut statement = at_entry(evidence, entry);
        statement.found = format!(
            "{}: {} were reported for {}, for which {} reports {} too; {}",
            evidence.group_title(&entry.product_group),
            euro(entry.reporter_amount_cents),
            register.name(&entry.buyer),
            register.name(entry.counted.as_str()),
            euro(entry.counted_amount_cents),
            entry.cause.in_words()
        );
        statement.expected = "one return that reports the same goods".into();
        let parties = (entry.reporter.as_str(), entry.counted.as_str());
        statement.help = Some(how_to_settle(evidence, "overlap", parties, &entry.product_group));
        statement.effect = euro_effect(Decimal::new(entry.reporter_amount_cents, 2), "set aside");
        report.add(statement);
    }
}
