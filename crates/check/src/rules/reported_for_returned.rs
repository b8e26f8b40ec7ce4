//! R112: a return reports for a participant that returned too.

use std::collections::{BTreeMap, BTreeSet};

use model::volume::CountedAs;
use model::{Decimal, Identifier};

use crate::evidence::Evidence;
use crate::report::{Report, euro_effect, of_answer};
use crate::rule::rule;

rule! {
    /// A return reports for a participant that returned too.
    ///
    /// # What it checks
    /// Participants named under `reports_for` that sent a return of their own, where `counting.csv` does not say whose
    /// figures count.
    ///
    /// # Why it matters
    /// It is not clear whose figures count; until it is settled each stands as if nobody reported for
    /// the other.
    ///
    /// # Example
    /// A coordinator reports for `zilverdam`, and Zilverdam sent its own return.
    ///
    /// # How to fix
    /// Ask both whose figures count, and settle it in `counting.csv`.
    ReportedForReturned {
        code: "R112",
        severity: Error,
        reach: Document,
        since: 2021,
        check: check,
    }
}

fn check(evidence: &Evidence, report: &mut Report) {
    for answers in evidence.returns() {
        let reporter = &answers.participant;
        for other in &answers.organisation.reports_for {
            let returned = evidence.results.coverage.returned.contains(other);
            if other == reporter || !returned {
                continue;
            }
            let Some(open) = open_groups(evidence, reporter, other) else { continue };
            let name = evidence.pact.register.name(other.as_str());
            let mut statement =
                of_answer(reporter, "reports_for", "", answers.answer("reports_for"));
            statement.found = format!("this return reports for {name}, which returned too");
            let titles: Vec<&str> = open.keys().map(|group| evidence.group_title(group)).collect();
            if !titles.is_empty() {
                statement
                    .found
                    .push_str(&format!("; it holds lines for it: {}", titles.join(", ")));
            }
            statement.expected = "a row in `counting.csv` that says whose figures count".into();
            statement.help = Some(format!(
                "ask both whose figures count, and write into inputs/{}/counting.csv: kind `reports_for`, subject \
                 `{reporter}`, object `{other}`, counts `{reporter}`, `{other}` or `both`",
                evidence.year.year()
            ));
            let cents: i64 = open.values().sum();
            statement.effect = euro_effect(
                Decimal::new(cents, 2),
                "reported for it, of which it is not settled whether it counts",
            )
            .filter(|_| cents != 0);
            statement.raw = other.to_string();
            report.add(statement);
        }
    }
}

/// The product groups in which a return holds lines for another participant that `counting.csv` says nothing of, with
/// their amounts in cents; `None` where everything is settled.
fn open_groups<'a>(
    evidence: &'a Evidence<'a>,
    reporter: &Identifier,
    other: &Identifier,
) -> Option<BTreeMap<&'a str, i64>> {
    let rows = evidence.year.counting.iter().filter(|row| row.is_of_report_for(reporter, other));
    let settled: BTreeSet<Option<&str>> = rows.map(|row| row.product_group.as_deref()).collect();
    if settled.contains(&None) {
        return None;
    }
    let mut groups: BTreeMap<&str, i64> = BTreeMap::new();
    let kinds = [CountedAs::OnBehalf, CountedAs::Overlap];
    for cell in evidence.results.cells.iter().filter(|cell| kinds.contains(&cell.counted_as)) {
        if cell.reporter == *reporter && cell.owner == *other {
            *groups.entry(&cell.product_group).or_default() += cell.amount_eur_cents;
        }
    }
    let had_lines = !groups.is_empty();
    groups.retain(|group, _| !settled.contains(&Some(group)));
    (!groups.is_empty() || !had_lines).then_some(groups)
}
