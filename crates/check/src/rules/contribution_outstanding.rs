//! F101: a contribution was not paid in full by its day.

use model::Money;
use model::finance::{ContributionDue, ContributionLine};

use crate::accounts::{as_far_as_read, as_other_years_go, effect, in_words};
use crate::evidence::Evidence;
use crate::report::{Report, Statement};
use crate::rule::rule;
use crate::unbooked::Unbooked;

rule! {
    /// A contribution was not paid in full by its day.
    ///
    /// # What it checks
    /// What each coordinating participant owes by decision of the Steering Committee, against what was received for
    /// the year, once its day is past. Where no day is set, it is looked at when the year is over. Of a participant whose
    /// payment may be among what is not booked nothing is said until that is.
    ///
    /// # Why it matters
    /// The Secretariat plans with it; the financial summary shows it as outstanding.
    ///
    /// # Example
    /// EUR 12 000 due by 31 January, EUR 8 000 received by 30 September, which is 242 days later.
    ///
    /// # How to fix
    /// Remind the participant; if it was waived, say so in `contributions.csv` with the reason; if it was paid, see
    /// whether the ledger names the participant as the other side. If it is due in another currency and was paid in full in
    /// it, put what was paid under `paid_amount` and `paid_currency`, beside what the bank made of it.
    ContributionOutstanding {
        code: "F101",
        severity: Warning,
        since: 2021,
        check: check,
    }
}

/// What to do where less than nothing was received.
const GONE_BACK: &str = "see whether the signs of its bookings are right: what came in has a plus; if money went back for another year, write that year under `for_year`";

fn check(evidence: &Evidence, report: &mut Report) {
    let (Some(statement), Some(known)) = (&evidence.results.statement, as_far_as_read(evidence))
    else {
        return;
    };
    let doubt = as_other_years_go(statement);
    let unbooked = Unbooked::of(evidence);
    let owing = statement.contributions.iter().filter(|line| line.outstanding > 0);
    for line in owing.filter(|line| !unbooked.may_be_of(&line.participant)) {
        let rows = evidence.year.finance.contributions.iter();
        let rows: Vec<_> =
            rows.filter(|row| row.participant == line.participant && !row.waived).collect();
        let Some(since) = overdue(line, &rows, statement.as_of.is_some()) else { continue };
        let words = |minor| in_words(Money { currency: statement.currency, minor });
        let due_on = line.due_on.map(|day| format!(" by {day}")).unwrap_or_default();
        let (what, help) = match line.received < 0 {
            true => (
                format!(
                    "{} more went back to it than it paid for the year, so that {} is outstanding",
                    words(line.received.saturating_neg()),
                    words(line.outstanding)
                ),
                Some(GONE_BACK.to_owned()),
            ),
            false => {
                (format!("{} of the contribution is outstanding", words(line.outstanding)), None)
            }
        };
        report.add(Statement {
            participant: Some(line.participant.clone()),
            place: rows.first().map(|row| row.place.clone()),
            found: format!(
                "{}: {what} on {}, {since}{known}{doubt}",
                evidence.pact.register.name(line.participant.as_str()),
                statement.last_day
            ),
            expected: format!("{}{due_on}", words(line.due.unwrap_or(0))),
            effect: effect(evidence, line.outstanding, "not received"),
            column: "due".into(),
            subject: "contribution".into(),
            raw: line.outstanding.to_string(),
            help,
            ..Statement::default()
        });
    }
}

/// For how long, in words; `None` where none of it is due yet.
fn overdue(line: &ContributionLine, rows: &[&ContributionDue], interim: bool) -> Option<String> {
    let later = rows.len() > 1;
    match line.days_overdue {
        Some(days) if later => Some(format!("the oldest part overdue for {}", in_days(days))),
        Some(days) => Some(format!("overdue for {}", in_days(days))),
        None if !interim && rows.iter().any(|row| row.due_on.is_none()) => {
            Some("and no day says by when it is due".to_owned())
        }
        None => None,
    }
}

fn in_days(days: i32) -> String {
    match days {
        1 => "1 day".to_owned(),
        days => format!("{days} days"),
    }
}
