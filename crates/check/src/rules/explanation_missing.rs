//! F105: a difference from the budget is not explained.

use std::collections::{BTreeMap, BTreeSet};

use model::finance::Statement as Accounts;
use model::{Decimal, Fault, FaultKind, Money};

use crate::accounts::{as_far_as_read, effect, in_words};
use crate::evidence::Evidence;
use crate::report::{Report, Statement, of_fault};
use crate::rule::rule;
use crate::unbooked::Unbooked;

rule! {
    /// A difference from the budget is not explained.
    ///
    /// # What it checks
    /// Accounts whose actual differs from the budget in force, the revised one where there is one, by more than
    /// `explain_above` (`year.toml`), without an explanation in `budget.csv`; of a budget of 0 any amount does. It looks
    /// at whole years: in the middle of one every account is far from its budget. Nor does it ask while something is not
    /// booked that may be the difference.
    ///
    /// # Why it matters
    /// The Steering Committee will ask.
    ///
    /// # Example
    /// Travel: EUR 9 800 spent of EUR 6 000, no explanation.
    ///
    /// # How to fix
    /// Write one sentence in the column `explanation` of `budget.csv`.
    ExplanationMissing {
        code: "F105",
        severity: Warning,
        since: 2021,
        faults: [ExplanationBlank],
        check: check,
    }
}

fn check(evidence: &Evidence, report: &mut Report) {
    let (Some(statement), Some(_)) = (&evidence.results.statement, as_far_as_read(evidence)) else {
        return;
    };
    let settings = evidence.year.settings.finance.as_ref();
    let Some(limit) = settings.and_then(|finance| finance.explain_above) else { return };
    if statement.as_of.is_some() {
        return;
    }
    let blank = evidence.faults(&[FaultKind::ExplanationBlank]).into_iter();
    let blank: BTreeMap<&str, &Fault> = blank.map(|fault| (fault.raw.as_str(), fault)).collect();
    let unbooked = Unbooked::of(evidence);
    let elsewhere = Decimal::from_i128_with_scale(
        on_no_account(statement, &unbooked),
        statement.currency.minor_unit(),
    );
    let accounts = statement.accounts.iter();
    // Of an account that is not in the budget, that alone is said.
    for line in accounts.filter(|line| line.in_budget() && line.explanation.trim().is_empty()) {
        let money = |minor| Money { currency: statement.currency, minor };
        let value = |minor: i64| money(minor).to_decimal().abs();
        let allowed = limit.checked_mul(value(line.revised_budget)).unwrap_or(Decimal::MAX);
        let is_whole = !unbooked.may_be_on(&line.account) && has_rates(statement, &line.account);
        if !is_whole || value(line.difference()) - elsewhere <= allowed {
            continue;
        }
        report.add(Statement {
            row: line.title.clone(),
            found: format!(
                "{}: {} against a budget of {}, without an explanation",
                line.title,
                in_words(money(line.actual)),
                in_words(money(line.revised_budget))
            ),
            effect: effect(evidence, line.difference(), "apart from the budget"),
            subject: line.account.clone(),
            raw: line.actual.to_string(),
            ..blank.get(line.account.as_str()).copied().map(of_fault).unwrap_or_default()
        });
    }
}

/// What is booked on accounts that the budget does not have, whatever its sign, in minor units: it may be meant for any
/// other, but not where a row of the budget that is left aside has the account.
fn on_no_account(statement: &Accounts, unbooked: &Unbooked) -> i128 {
    let known = statement.accounts.iter().filter(|line| line.in_budget());
    let known: BTreeSet<&str> = known.map(|line| line.account.as_str()).collect();
    let elsewhere = statement.booked.iter().filter(|booked| {
        let account = booked.line.account.as_str();
        !known.contains(account) && !unbooked.is_in_budget(account)
    });
    elsewhere.filter_map(|booked| booked.booked).map(|minor| i128::from(minor).abs()).sum()
}

/// Whether every booking on an account has a rate.
fn has_rates(statement: &Accounts, account: &str) -> bool {
    let mut own = statement.booked.iter().filter(|booked| booked.line.account == account);
    own.all(|booked| booked.booked.is_some())
}
