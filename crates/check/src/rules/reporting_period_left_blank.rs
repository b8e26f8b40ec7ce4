//! R101: the reporting period was left blank.

use crate::rule::rule;

rule! {
    /// The reporting period was left blank.
    ///
    /// # What it checks
    /// The first and last day of the period a return reports on.
    ///
    /// # Why it matters
    /// The year's own period is used; if the organisation's fiscal year differs, rates and totals are
    /// off.
    ///
    /// # Example
    /// The two cells for the period are empty.
    ///
    /// # How to fix
    /// Nothing, if the year's own period is right; else ask for the first and last day.
    ReportingPeriodLeftBlank {
        code: "R101",
        severity: Note,
        since: 2021,
        faults: [PeriodBlank],
        check: |_, report| {
            report.add_faults(|_, statement| {
                statement.found = "the reporting period was left blank; the year's own is used".into();
            });
        },
    }
}
