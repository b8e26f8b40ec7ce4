//! F153: a booking says for which year or for whom it is, or what was paid, where that changes nothing.

use std::collections::BTreeMap;

use model::finance::{AccountClass, LedgerLine};

use crate::accounts::{add_largest, class_of, effect_of, in_bookings};
use crate::evidence::Evidence;
use crate::report::{Report, Statement};
use crate::rule::rule;

rule! {
    /// A booking says for which year or for whom it is, or what was paid, where that changes nothing.
    ///
    /// # What it checks
    /// Bookings with another year under `for_year` on accounts that are not of class `contribution`, and bookings with a
    /// participant under `for_participant`, or an amount under `paid_amount`, on accounts that are neither of contributions nor
    /// of gifts.
    ///
    /// # Why it matters
    /// On the cash basis income and expense count in the year in which the money moves. Only of a contribution, and of a
    /// gift whose it is, does the financial summary look at these columns; elsewhere what they say is lost.
    ///
    /// # Example
    /// `2027` under `for_year` of a bill for a meeting of the next year.
    ///
    /// # How to fix
    /// If it is a contribution, book it on an account of class `contribution`; else leave the column blank.
    PurposeWithoutEffect {
        code: "F153",
        severity: Warning,
        since: 2021,
        check: check,
    }
}

fn check(evidence: &Evidence, report: &mut Report) {
    let mut found: BTreeMap<(&str, &str), Vec<&LedgerLine>> = BTreeMap::new();
    for line in &evidence.year.finance.ledger {
        let Some(class) = class_of(evidence, line) else { continue };
        for column in without_effect(evidence, line, class) {
            found.entry((column, &line.account)).or_default().push(line);
        }
    }
    let statements = found
        .into_iter()
        .map(|((column, account), lines)| of_account(evidence, column, account, &lines));
    add_largest(report, statements.collect());
}

/// The columns that say something and change nothing.
fn without_effect(
    evidence: &Evidence,
    line: &LedgerLine,
    class: AccountClass,
) -> impl Iterator<Item = &'static str> {
    use AccountClass::{Contribution, Earmarked, Voluntary};
    let other_year = line.for_year.is_some_and(|year| year != evidence.year.year());
    let for_year = other_year && class != Contribution;
    let is_given = matches!(class, Contribution | Voluntary | Earmarked);
    let said = [
        ("for_year", for_year),
        ("for_participant", !is_given && !line.for_participant.trim().is_empty()),
        ("paid_amount", !is_given && line.paid.is_some()),
    ];
    said.into_iter().filter(|(_, says)| *says).map(|(column, _)| column)
}

fn of_account(
    evidence: &Evidence,
    column: &str,
    account: &str,
    lines: &[&LedgerLine],
) -> Statement {
    Statement {
        place: lines.first().map(|line| line.place.clone()),
        column: column.to_owned(),
        found: format!(
            "`{column}` is filled in on account `{account}`, where it changes nothing{}",
            in_bookings(lines.len())
        ),
        expected: "nothing in this column, or another account".into(),
        effect: effect_of(evidence, lines.iter().copied(), "booked as if the column were blank"),
        subject: format!("{column} {account}"),
        ..Statement::default()
    }
}
