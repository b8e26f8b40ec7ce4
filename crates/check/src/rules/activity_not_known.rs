//! F123: a booking is on an activity that is not on file.

use crate::accounts::add_by_value;
use crate::rule::rule;

rule! {
    /// A booking is on an activity that is not on file.
    ///
    /// # What it checks
    /// The column `activity` of each line of the ledger against the ids of `activities.csv`.
    ///
    /// # Why it matters
    /// The booking counts in every total, but what the activity is has no title, and two spellings of one activity are
    /// shown as two.
    ///
    /// # Example
    /// `server` in the ledger, `servers` in `activities.csv`.
    ///
    /// # How to fix
    /// Correct the activity in the ledger, or add it to `activities.csv`.
    ActivityNotKnown {
        code: "F123",
        severity: Warning,
        since: 2021,
        faults: [ActivityNotKnown],
        check: |evidence, report| {
            add_by_value(evidence, report, "shown under an id without a title", |fault| {
                format!("there is no activity `{}` in activities.csv", fault.raw)
            });
        },
    }
}
