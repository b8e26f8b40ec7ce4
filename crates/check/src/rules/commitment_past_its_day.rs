//! F127: a commitment does not fit the year's end.

use model::Money;
use model::finance::{CommittedLine, LedgerLine};

use crate::accounts::{add_largest, effect, in_words, row};
use crate::evidence::Evidence;
use crate::report::{Report, Statement};
use crate::rule::rule;

rule! {
    /// A commitment does not fit the year's end.
    ///
    /// # What it checks
    /// Each row of `commitments.csv`, once the year is over: whether it was expected to be paid within the year, and
    /// whether it was entered into after it.
    ///
    /// # Why it matters
    /// What was paid is no commitment any more, and would be taken off twice from what is left.
    ///
    /// # Example
    /// A translation expected by 31 August, still on file for a year that ends on 30 September.
    ///
    /// # How to fix
    /// If it was paid, delete the row; if it is late, write the new day under `expected_on`; if it is of the next year, move
    /// it there.
    CommitmentPastItsDay {
        code: "F127",
        severity: Warning,
        since: 2021,
        check: check,
    }
}

fn check(evidence: &Evidence, report: &mut Report) {
    let Some(statement) = &evidence.results.statement else { return };
    if statement.as_of.is_some() {
        return;
    }
    let last_day = statement.last_day;
    let statements = statement.commitments.iter().filter_map(|line| {
        let own = &line.commitment;
        let expected = own.expected_on.filter(|day| *day <= last_day);
        let entered = own.committed_on.filter(|day| *day > last_day);
        let (column, found) = match (entered, expected) {
            (Some(day), _) => {
                ("committed_on", format!("entered into on {day}, after the year's last day"))
            }
            (None, Some(day)) => (
                "expected_on",
                format!("expected by {day}, within the year, and still a commitment"),
            ),
            (None, None) => return None,
        };
        Some(of_commitment(evidence, line, column, found))
    });
    add_largest(report, statements.collect());
}

fn of_commitment(
    evidence: &Evidence,
    line: &CommittedLine,
    column: &str,
    found: String,
) -> Statement {
    let own = &line.commitment;
    let words = in_words(Money { currency: own.currency, minor: own.amount });
    let paid = payment(evidence, line).map(|paid| {
        format!(
            "; the same amount was booked on {} ({} of the ledger)",
            paid.date,
            row(&paid.place)
        )
    });
    Statement {
        place: Some(own.place.clone()),
        // The place is that of the amount; the words name the day.
        column: "amount".into(),
        row: own.description.clone(),
        found: format!("{words}: {found}{}", paid.unwrap_or_default()),
        expected: "what is ordered or promised in the year, and is to be paid after it".into(),
        effect: line.amount.and_then(|amount| effect(evidence, amount, "committed")),
        subject: format!("commitment {} {}", own.counterparty, own.description),
        raw: format!("{} {column}", own.amount),
        ..Statement::default()
    }
}

/// A booking that may be its payment: on its account, of its amount, on its day or later.
fn payment<'e>(evidence: &'e Evidence, line: &CommittedLine) -> Option<&'e LedgerLine> {
    let own = &line.commitment;
    evidence.year.finance.ledger.iter().find(|booking| {
        booking.account == own.account
            && booking.amount == own.amount
            && booking.currency == own.currency
            && own.committed_on.is_none_or(|day| booking.date >= day)
    })
}
