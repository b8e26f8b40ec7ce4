//! G106: the Steering Committee has fewer than five or more than eleven members.

use model::governance::CommitteeSeat;
use model::{Date, YearReading};

use crate::evidence::Evidence;
use crate::report::{Report, Statement};
use crate::rule::rule;

/// Fewest and most members, the Secretariat included (§5.1.3).
const SIZE: std::ops::RangeInclusive<usize> = 5..=11;

rule! {
    /// The Steering Committee has fewer than five or more than eleven members.
    ///
    /// # What it checks
    /// The seats of `committee.csv` whose term holds on the last day of the reporting period, the
    /// Secretariat's included. A year without the file is not judged.
    ///
    /// # Why it matters
    /// The Pact sets the size of its committee (§5.1.3), and its decisions rest on it.
    ///
    /// # Example
    /// Four seats, because one member's term ended and nobody entered its successor.
    ///
    /// # How to fix
    /// Add the seats that are missing to `committee.csv`, or put an end to those that are over; if the list is
    /// right, tell the committee.
    CommitteeOutsideItsSize {
        code: "G106",
        severity: Note,
        since: 2021,
        check: check,
    }
}

fn check(evidence: &Evidence, report: &mut Report) {
    let last_day = evidence.year.settings.period.end;
    let seats = seats_on(evidence.year, last_day);
    let Some(first) = evidence.year.governance.committee.first() else {
        return;
    };
    if SIZE.contains(&seats.len()) {
        return;
    }
    let count = seats.len();
    let held = if count == 1 { "seat is" } else { "seats are" };
    report.add(Statement {
        place: Some(first.place.clone()),
        found: format!("{count} {held} held on {last_day}, the last day of the period"),
        expected: format!("{} to {} seats, the Secretariat's included", SIZE.start(), SIZE.end()),
        subject: "committee".into(),
        raw: count.to_string(),
        ..Statement::default()
    });
}

/// The seats whose term holds on a day; a term without a first or last day is open there.
pub(super) fn seats_on(year: &YearReading, day: Date) -> Vec<&CommitteeSeat> {
    let holds = |seat: &&CommitteeSeat| {
        seat.term_start.is_none_or(|start| start <= day)
            && seat.term_end.is_none_or(|end| day <= end)
    };
    year.governance.committee.iter().filter(holds).collect()
}
