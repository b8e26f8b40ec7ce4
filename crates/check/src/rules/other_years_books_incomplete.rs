//! F140: the accounts of another year are incomplete, so that a payment for this one may be missing.

use model::Place;

use crate::evidence::Evidence;
use crate::report::{Report, Statement};
use crate::rule::rule;

rule! {
    /// The accounts of another year are incomplete, so that a payment for this one may be missing.
    ///
    /// # What it checks
    /// Whether the accounts of every other year on file could be read whole: a contribution counts for the year it is for,
    /// whichever year's ledger it stands in. A year that is not on file, and a later one without a booking, is left out.
    ///
    /// # Why it matters
    /// What was received for the year, and what is outstanding or overpaid, is provisional until it is settled.
    ///
    /// # Example
    /// An early payment for 2026 stands in the ledger of 2025, and its amount cannot be read.
    ///
    /// # How to fix
    /// Run `cfit check --year` with the year that is named, and settle what it says of its accounts.
    OtherYearsBooksIncomplete {
        code: "F140",
        severity: Warning,
        since: 2021,
        check: check,
    }
}

fn check(evidence: &Evidence, report: &mut Report) {
    let Some(statement) = &evidence.results.statement else { return };
    if statement.contributions.is_empty() {
        return;
    }
    for year in &statement.doubtful_years {
        report.add(Statement {
            place: Some(Place::file(format!("inputs/{}/finance/contributions.csv", statement.year))),
            found: format!(
                "the accounts of {year} are incomplete: a contribution for {} may be missing from them",
                statement.year
            ),
            expected: "whole accounts of every year on file".into(),
            subject: format!("books of {year}"),
            raw: year.to_string(),
            ..Statement::default()
        });
    }
}
