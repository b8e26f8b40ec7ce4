//! G107: the Steering Committee has no chair, or more than one.

use model::governance::Seat;

use super::committee_outside_its_size::seats_on;
use crate::evidence::Evidence;
use crate::report::{Report, Statement};
use crate::rule::rule;

rule! {
    /// The Steering Committee has no chair, or more than one.
    ///
    /// # What it checks
    /// The seats `chair` of `committee.csv` whose term holds on the last day of the reporting period. A year
    /// without the file is not judged.
    ///
    /// # Why it matters
    /// The Pact gives its committee a chair (§5.1.3), and the report names it.
    ///
    /// # Example
    /// The old chair's term has no last day, and the new chair stands beside it.
    ///
    /// # How to fix
    /// Enter the chair, or the last day of the term that is over, in `committee.csv`.
    CommitteeWithoutOneChair {
        code: "G107",
        severity: Note,
        since: 2021,
        check: check,
    }
}

fn check(evidence: &Evidence, report: &mut Report) {
    let last_day = evidence.year.settings.period.end;
    let Some(first) = evidence.year.governance.committee.first() else {
        return;
    };
    let seats = seats_on(evidence.year, last_day);
    let chairs: Vec<_> = seats.into_iter().filter(|seat| seat.seat == Seat::Chair).collect();
    if chairs.len() == 1 {
        return;
    }
    let names: Vec<_> = chairs.iter().map(|seat| format!("`{}`", seat.organisation)).collect();
    let found = match names.is_empty() {
        true => format!("nobody chairs the committee on {last_day}, the last day of the period"),
        false => format!("{} chair the committee on {last_day}", names.join(" and ")),
    };
    report.add(Statement {
        place: Some(chairs.last().map_or(&first.place, |seat| &seat.place).clone()),
        found,
        expected: "one seat `chair`".into(),
        subject: "committee chair".into(),
        raw: names.join(" "),
        ..Statement::default()
    });
}
