//! R107: most of the reporting period lies in another year.

use crate::rule::rule;

rule! {
    /// Most of the reporting period lies in another year.
    ///
    /// # What it checks
    /// A return belongs to the year in which most days of its period fall.
    ///
    /// # Why it matters
    /// The same purchases could be counted in two years.
    ///
    /// # Example
    /// A return for 2026 whose period is last year's.
    ///
    /// # How to fix
    /// Ask for the period, or, if it is meant so, name the participant under `[[accept_period]]` in
    /// `year.toml` with the reason.
    PeriodInAnotherYear {
        code: "R107",
        severity: Error,
        reach: Return,
        since: 2021,
        faults: [PeriodInAnotherYear],
        check: |_, report| {
            report.add_faults(|fault, statement| {
                let raw = &fault.raw;
                statement.found = format!("the period {raw} lies mostly in another year");
            });
        },
    }
}
