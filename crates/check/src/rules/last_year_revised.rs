//! T102: figures of last year differ from its sealed edition by more than is left to stand.

use model::change::Revision;
use model::{Decimal, ObservationStatus};

use crate::evidence::Evidence;
use crate::report::{Report, Statement};
use crate::rule::rule;

rule! {
    /// Figures of last year differ from its sealed edition by more than `reissue_above`.
    ///
    /// # What it checks
    /// Every figure of last year, as published in its newest edition (`data/observations.csv` in
    /// `inputs/YEAR/editions/NUMBER/`) and as computed from its inputs as they are now.
    ///
    /// # Why it matters
    /// This year is compared with figures that are not those the Committee approved.
    ///
    /// # Example
    /// A return of last year that came after the edition was sealed.
    ///
    /// # How to fix
    /// Seal a new edition of last year, or put back what was changed; the table `revisions` lists each figure with the
    /// reason as far as it can be told.
    LastYearRevised {
        code: "T102",
        severity: Warning,
        since: 2021,
        check: check,
    }
}

fn check(evidence: &Evidence, report: &mut Report) {
    let revisions = &evidence.results.revisions;
    let above: Vec<&Revision> = revisions.iter().filter(|own| own.reissue).collect();
    let size = |own: &&&Revision| own.relative().map_or(Decimal::ONE, |share| share.abs());
    // The first of those that moved most, so that the finding names the same one in every run.
    let Some(largest) = above.iter().rev().max_by_key(size) else {
        return;
    };
    let value = |value: Option<Decimal>, status: Option<ObservationStatus>| match value {
        Some(value) => value.to_string(),
        None if status == Some(ObservationStatus::Withheld) => "withheld".to_owned(),
        None => "no value".to_owned(),
    };
    let figures = match above.len() {
        1 => "1 figure differs".to_owned(),
        several => format!("{several} figures differ"),
    };
    report.add(Statement {
        found: format!(
            "{figures} from edition {} of {} by more than {} %, most of all {largest}: {} was published, now it is {} \
             ({})",
            largest.edition,
            largest.year,
            (evidence.pact.pact.reissue_above * Decimal::ONE_HUNDRED).normalize(),
            value(largest.published, largest.published_status),
            value(largest.revised, largest.revised_status),
            largest.reason,
        ),
        subject: format!("{} edition {}", largest.year, largest.edition),
        ..Statement::default()
    });
}
