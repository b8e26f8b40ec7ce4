//! G113: a row of `counting.csv` settles nothing.

use model::counting_decisions::{CountingDecision, CountingKind, CountingUse};

use crate::evidence::Evidence;
use crate::report::{Report, Statement};
use crate::rule::rule;

rule! {
    /// A row of `counting.csv` settles nothing.
    ///
    /// # What it checks
    /// Each row of `counting.csv` against the returns: whether they still speak of the same goods.
    ///
    /// # Why it matters
    /// A question that no longer exists is answered, or another one than was meant; the figures are as without the
    /// row.
    ///
    /// # Example
    /// A row says that the region's figures count for the city, and the city's new return reports no laptops any more.
    ///
    /// # How to fix
    /// Delete the row if the question is gone; else correct its ids, product group or name of the buyer.
    DecisionSettlesNothing {
        code: "G113",
        severity: Warning,
        since: 2021,
        check: check,
    }
}

fn check(evidence: &Evidence, report: &mut Report) {
    let rows = evidence.year.counting.iter().zip(&evidence.results.counting);
    for (row, used) in rows {
        let Some(found) = found(evidence, row, *used) else { continue };
        let group = row.product_group.as_deref().unwrap_or_default();
        report.add(Statement {
            place: Some(row.place.clone()),
            column: "counts".into(),
            row: format!("{} {} {} {group}", row.kind, row.subject, row.object).trim().to_owned(),
            found,
            expected: expected(row.kind, *used).into(),
            subject: format!("{} {} {} {group}", row.kind, row.subject, row.object),
            raw: row.counts.as_ref().map_or("both", |counts| counts.as_str()).to_owned(),
            ..Statement::default()
        });
    }
}

/// What is wrong; `None` where the row settles something.
fn found(evidence: &Evidence, row: &CountingDecision, used: CountingUse) -> Option<String> {
    let name = |id: &str| evidence.pact.register.name(id).to_owned();
    let (subject, object) = (name(row.subject.as_str()), name(&row.object));
    let in_group =
        row.product_group.as_deref().map(|group| format!(" in {}", evidence.group_title(group)));
    let in_group = in_group.unwrap_or_default();
    match used {
        CountingUse::Settles => None,
        CountingUse::NotReturned => {
            let returned = &evidence.results.coverage.returned;
            let missing = if returned.contains(&row.subject) { object } else { subject };
            Some(format!("{missing} sent no return that counts"))
        }
        CountingUse::NothingShared => Some(match row.kind {
            CountingKind::ReportsFor => {
                format!(
                    "the return of {subject} does not say that it reports for {object}, and the two do not report the same purchases{in_group}"
                )
            }
            CountingKind::Overlap => {
                format!(
                    "the returns of {subject} and {object} do not report the same purchases{in_group}"
                )
            }
            CountingKind::OutsideBuyer => {
                format!(
                    "the return of {subject} and another do not both name the buyer `{object}`{in_group}"
                )
            }
        }),
        CountingUse::NoLines => Some(format!(
            "the figures of {subject} are to count for {object}, and none of its lines names {object} as the buyer{in_group}"
        )),
        CountingUse::Overruled => {
            Some("another row settles the same question otherwise, and stands".into())
        }
    }
}

fn expected(kind: CountingKind, used: CountingUse) -> &'static str {
    match (used, kind) {
        (CountingUse::Overruled, _) => {
            "one row a question; that with a product group stands, else the newer"
        }
        (CountingUse::NoLines, _) => "lines with the buyer's id; ask the reporter for them",
        (_, CountingKind::OutsideBuyer) => "two returns that name the same buyer outside the Pact",
        _ => "two returns that speak of the same goods",
    }
}
