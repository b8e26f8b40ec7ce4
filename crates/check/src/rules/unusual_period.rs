//! R113: the reporting period is no year, or does not join on to last year's.

use model::period::days_between;

use crate::evidence::Evidence;
use crate::report::{Report, of_answer};
use crate::rule::rule;

rule! {
    /// The reporting period is no year, or does not join on to last year's.
    ///
    /// # What it checks
    /// Periods shorter than 360 or longer than 371 days, and periods that overlap or leave a gap to
    /// the participant's own last one.
    ///
    /// # Why it matters
    /// Nothing is scaled to a year; purchases may be missing or counted in two years.
    ///
    /// # Example
    /// A period of seven months after a change of the fiscal year.
    ///
    /// # How to fix
    /// Ask for the right days, or write down why the period differs.
    UnusualPeriod {
        code: "R113",
        severity: Warning,
        since: 2021,
        check: check,
    }
}

fn check(evidence: &Evidence, report: &mut Report) {
    for answers in evidence.returns() {
        let period = answers.organisation.period;
        let last = evidence.last.and_then(|(reading, _)| reading.returns.get(&answers.participant));
        let gap = last.map(|last| days_between(last.organisation.period.end, period.start) - 1);
        let found = match (period.days(), gap) {
            (days, _) if !(360..=371).contains(&days) => {
                format!("the period {period} has {days} days")
            }
            (_, Some(gap)) if gap < 0 => {
                format!("the period {period} overlaps the last one by {} days", -gap)
            }
            (_, Some(gap)) if gap > 0 => {
                format!("the period {period} begins {gap} days after the last one ended")
            }
            _ => continue,
        };
        let answer = answers.answer("period_start");
        let mut statement = of_answer(&answers.participant, "period_start", "", answer);
        statement.found = found;
        statement.expected = "a year that begins the day after the last one ended".into();
        statement.raw = period.to_string();
        report.add(statement);
    }
}
