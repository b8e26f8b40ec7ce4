//! G108: a seat on the Steering Committee is held for more than two years.

use model::Date;

use super::committee_outside_its_size::seats_on;
use crate::evidence::Evidence;
use crate::report::{Report, Statement};
use crate::rule::rule;

/// Years after which the committee is renewed (§5.1.4).
const YEARS: i16 = 2;

rule! {
    /// A seat on the Steering Committee is held for more than two years.
    ///
    /// # What it checks
    /// Terms in `committee.csv` that hold on the last day of the reporting period and had by then, or have by
    /// their own last day, lasted more than two years. The Secretariat's seat is not elected and not judged.
    ///
    /// # Why it matters
    /// The committee is renewed every two years (§5.1.4); a member that was elected again has a new term.
    ///
    /// # Example
    /// A term from 1 October 2022 without a last day, in the report of 2026.
    ///
    /// # How to fix
    /// Enter the last day of the term, and the new term in a row of its own; else put the renewal on the
    /// committee's agenda.
    TermLongerThanTwoYears {
        code: "G108",
        severity: Note,
        since: 2021,
        check: check,
    }
}

fn check(evidence: &Evidence, report: &mut Report) {
    let last_day = evidence.year.settings.period.end;
    for seat in seats_on(evidence.year, last_day) {
        let Some(start) = seat.term_start else {
            continue;
        };
        let until = seat.term_end.unwrap_or(last_day);
        if seat.seat == model::governance::Seat::Secretariat || !is_longer(start, until) {
            continue;
        }
        let lasts = match seat.term_end {
            Some(end) => format!("from {start} to {end}"),
            None => format!("since {start}, without a last day"),
        };
        report.add(Statement {
            place: Some(seat.place.clone()),
            found: format!("the term of `{}` lasts {lasts}", seat.organisation),
            expected: "a term of two years at most".into(),
            subject: format!("committee {}", seat.organisation),
            raw: lasts,
            ..Statement::default()
        });
    }
}

/// Whether a term reaches its second anniversary. That of 29 February is taken to be 1 March.
fn is_longer(start: Date, until: Date) -> bool {
    let year = start.year() + YEARS;
    let day = |month, day| Date::new(year, month, day).ok();
    day(start.month(), start.day())
        .or_else(|| day(3, 1))
        .is_some_and(|anniversary| until >= anniversary)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_term_ends_the_day_before_its_second_anniversary() {
        let day = Date::constant;
        let cases = [
            (day(2024, 10, 1), day(2026, 9, 30), false),
            (day(2024, 10, 1), day(2026, 10, 1), true),
            (day(2024, 2, 29), day(2026, 2, 28), false),
            (day(2024, 2, 29), day(2026, 3, 1), true),
        ];
        for (start, until, longer) in cases {
            assert_eq!(is_longer(start, until), longer, "{start} to {until}");
        }
    }
}
