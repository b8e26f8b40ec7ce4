//! F141: a contribution came of which none is expected.

use std::collections::BTreeSet;

use model::Identifier;
use model::finance::{AccountClass, LedgerLine, Statement as Accounts};

use crate::accounts::{add_largest, effect_of, in_words, paid, subject};
use crate::evidence::Evidence;
use crate::report::{Report, Statement};
use crate::rule::rule;

rule! {
    /// A contribution came of which none is expected.
    ///
    /// # What it checks
    /// Each booking for the year on an account of class `contribution`: whether its participant is coordinating on the
    /// last day of the period, or has a row in `contributions.csv`.
    ///
    /// # Why it matters
    /// Only coordinating participants owe a contribution (§5.3.1). What another pays is shown as voluntary, and is in no
    /// sum of the contributions received.
    ///
    /// # Example
    /// EUR 300 from a participant that only procures, booked on account 1000, contributions.
    ///
    /// # How to fix
    /// Book a gift on an account of class `voluntary`. If something is owed, add a row to `contributions.csv`; if it is for
    /// another participant or another year, say so under `for_participant` or `for_year`.
    ContributionNotExpected {
        code: "F141",
        severity: Warning,
        since: 2021,
        check: check,
    }
}

fn check(evidence: &Evidence, report: &mut Report) {
    let Some(statement) = &evidence.results.statement else { return };
    // A row that could not be read may say what is owed.
    if evidence.year.finance.incomplete {
        return;
    }
    let budget = evidence.year.finance.budget.iter();
    let accounts: BTreeSet<&str> = budget
        .filter(|line| line.class == AccountClass::Contribution)
        .map(|line| line.account.as_str())
        .collect();
    let lines = evidence.year.finance.ledger.iter();
    let found = lines.filter(|line| accounts.contains(line.account.as_str())).filter_map(|line| {
        let who = of_whom_none_is_expected(evidence, statement, line)?;
        Some(of_line(evidence, line, who))
    });
    add_largest(report, found.collect());
}

/// Whose money a booking for the year is, where no contribution is expected of it.
fn of_whom_none_is_expected(
    evidence: &Evidence,
    statement: &Accounts,
    line: &LedgerLine,
) -> Option<Identifier> {
    let for_year = line.for_year.unwrap_or(statement.year);
    let is_in = statement.as_of.is_none_or(|day| line.date <= day);
    let who = line.participant(&evidence.pact.register)?;
    let mut owing = statement.contributions.iter().filter(|own| own.expected);
    let expected = owing.any(|own| own.participant == who);
    (for_year == statement.year && is_in && !expected).then_some(who)
}

fn of_line(evidence: &Evidence, line: &LedgerLine, who: Identifier) -> Statement {
    Statement {
        place: Some(line.place.clone()),
        column: "account".into(),
        found: format!(
            "{}: {} is booked as a contribution, and none is expected of it; it is shown as voluntary",
            evidence.pact.register.name(who.as_str()),
            in_words(paid(line)),
        ),
        expected: "a contribution of a coordinating participant, or a row in contributions.csv"
            .into(),
        effect: effect_of(evidence, [line], "shown as voluntary"),
        subject: subject(line),
        raw: line.amount.to_string(),
        participant: Some(who),
        ..Statement::default()
    }
}
