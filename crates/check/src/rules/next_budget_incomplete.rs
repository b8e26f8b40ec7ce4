//! F133: some accounts have no budget for next year.

use crate::evidence::Evidence;
use crate::report::{Report, Statement};
use crate::rule::rule;

rule! {
    /// Some accounts have no budget for next year.
    ///
    /// # What it checks
    /// The column `next_year_amount` of `budget.csv`: whether all accounts have an amount, where any has one.
    ///
    /// # Why it matters
    /// The sum of next year's budget leaves out what is blank, and a blank is no 0.
    ///
    /// # Example
    /// Eight accounts with next year's budget, and nothing for travel.
    ///
    /// # How to fix
    /// Write the amount; for an account that is given up, 0.
    NextBudgetIncomplete {
        code: "F133",
        severity: Warning,
        since: 2021,
        check: check,
    }
}

/// How many accounts are named.
const NAMED: usize = 10;

fn check(evidence: &Evidence, report: &mut Report) {
    let budget = &evidence.year.finance.budget;
    let blank: Vec<_> = budget.iter().filter(|line| line.next_year_amount.is_none()).collect();
    let Some(first) = blank.first().filter(|_| blank.len() < budget.len()) else { return };
    let names: Vec<&str> = blank.iter().take(NAMED).map(|line| line.title.as_str()).collect();
    let more = match blank.len().saturating_sub(NAMED) {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    let accounts: Vec<&str> = blank.iter().map(|line| line.account.as_str()).collect();
    report.add(Statement {
        place: Some(first.place.clone()),
        column: "next_year_amount".into(),
        found: format!("no budget for next year: {}{more}", names.join(", ")),
        expected: "an amount for each account, as the others have".into(),
        subject: "next year".into(),
        raw: accounts.join(" "),
        ..Statement::default()
    });
}
