//! F131: money given for a purpose is in no fund.

use std::collections::BTreeSet;

use model::finance::{AccountClass, GENERAL_FUND};

use crate::accounts::{add_largest, effect_of, in_words, paid, subject};
use crate::evidence::Evidence;
use crate::report::{Report, Statement};
use crate::rule::rule;

rule! {
    /// Money given for a purpose is in no fund.
    ///
    /// # What it checks
    /// Bookings on accounts of class `earmarked`: whether they name a fund of `funds.csv`.
    ///
    /// # Why it matters
    /// What was given for a purpose is spent on that purpose alone (§5.3.3); in no fund, nothing shows what is left of it.
    ///
    /// # Example
    /// EUR 5 000 "for translations" on the account of earmarked money, and nothing under `fund`.
    ///
    /// # How to fix
    /// Write the id of the fund under `fund`, and add the fund to `funds.csv` if it is new, with an opening of 0.
    EarmarkedWithoutFund {
        code: "F131",
        severity: Warning,
        since: 2021,
        check: check,
    }
}

fn check(evidence: &Evidence, report: &mut Report) {
    let finance = &evidence.year.finance;
    let earmarked = finance.budget.iter().filter(|line| line.class == AccountClass::Earmarked);
    let earmarked: BTreeSet<&str> = earmarked.map(|line| line.account.as_str()).collect();
    let lines = finance.ledger.iter().filter(|line| earmarked.contains(line.account.as_str()));
    let statements = lines.filter(|line| line.fund_code() == GENERAL_FUND).map(|line| Statement {
        place: Some(line.place.clone()),
        column: "fund".into(),
        row: line.description.trim().to_owned(),
        found: format!(
            "{} of {} was given for a purpose, and is in no fund",
            in_words(paid(line)),
            line.date
        ),
        expected: "the id of a fund of funds.csv".into(),
        effect: effect_of(evidence, [line], "in no fund"),
        subject: subject(line),
        raw: line.amount.to_string(),
        ..Statement::default()
    });
    add_largest(report, statements.collect());
}
