//! F152: a contribution is booked for a year that can hardly be meant.

use model::finance::{AccountClass, LedgerLine};

use crate::accounts::{add_largest, class_of, effect_of, in_words, paid, subject};
use crate::evidence::Evidence;
use crate::report::{Report, Statement};
use crate::rule::rule;

rule! {
    /// A contribution is booked for a year that can hardly be meant.
    ///
    /// # What it checks
    /// The column `for_year` of bookings on accounts of class `contribution`: whether the Pact was in effect in that year,
    /// and whether it is more than three years from that of the ledger.
    ///
    /// # Why it matters
    /// The payment is set off against what is due in that year: a contribution that was paid is shown as outstanding, and
    /// as received for another year.
    ///
    /// # Example
    /// `2099` under `for_year`, where `2029` is meant; the Pact ends in 2030.
    ///
    /// # How to fix
    /// Correct the year, or leave it blank where it is the ledger's own.
    ContributionForUnlikelyYear {
        code: "F152",
        severity: Warning,
        since: 2021,
        check: check,
    }
}

/// How many years a contribution may be paid before or after its own.
const NEAR: u16 = 3;

fn check(evidence: &Evidence, report: &mut Report) {
    let lines = evidence.year.finance.ledger.iter();
    let contributions =
        lines.filter(|line| class_of(evidence, line) == Some(AccountClass::Contribution));
    let found = contributions.filter_map(|line| {
        let year = line.for_year?;
        Some(of_line(evidence, line, year, why_not(evidence, year)?))
    });
    add_largest(report, found.collect());
}

/// Why a contribution is hardly for a year, as the end of a sentence.
fn why_not(evidence: &Evidence, year: i16) -> Option<String> {
    let (pact, own) = (&evidence.pact.pact, evidence.year.year());
    let first = evidence.pact.register.rows.iter().filter_map(|row| row.joined()).min();
    if year > pact.ends_on.year() {
        return Some(format!("the Pact ends on {}", pact.ends_on));
    }
    if let Some(first) = first.filter(|first| year < first.year()) {
        return Some(format!("nobody took part before {first}"));
    }
    let apart = year.abs_diff(own);
    (apart > NEAR).then(|| format!("the ledger is that of {own}, {apart} years apart"))
}

fn of_line(evidence: &Evidence, line: &LedgerLine, year: i16, why: String) -> Statement {
    Statement {
        place: Some(line.place.clone()),
        // The place is that of the amount; the words name the year.
        column: "for_year".into(),
        found: format!("{} of {} is booked for {year}; {why}", in_words(paid(line)), line.date),
        expected: "the year the contribution is for, such as 2027; blank for the ledger's own"
            .into(),
        effect: effect_of(evidence, [line], "set off in another year"),
        subject: subject(line),
        raw: year.to_string(),
        ..Statement::default()
    }
}
