//! F108: a fund closes below zero.

use model::Money;
use model::finance::GENERAL_FUND;

use crate::accounts::{effect, in_words};
use crate::evidence::Evidence;
use crate::report::{Report, Statement};
use crate::rule::rule;

rule! {
    /// A fund closes below zero.
    ///
    /// # What it checks
    /// Opening, plus income, less expense, of each fund of `funds.csv` and of what is in none.
    ///
    /// # Why it matters
    /// Money given for one purpose was spent on another (§5.3.3).
    ///
    /// # Example
    /// The fund for translations had EUR 2 000, and EUR 2 450 was booked on it.
    ///
    /// # How to fix
    /// Correct the column `fund` in `ledger.csv`, or ask the Steering Committee to cover the difference and book it.
    FundBelowZero {
        code: "F108",
        severity: Warning,
        since: 2021,
        check: check,
    }
}

fn check(evidence: &Evidence, report: &mut Report) {
    let Some(statement) = &evidence.results.statement else { return };
    if !statement.fund_openings_known || !statement.fund_movements_known {
        // Of an incomplete statement other findings say what is missing.
        return;
    }
    let funds = &evidence.year.finance.funds;
    for fund in statement.funds.iter().filter(|fund| fund.closing() < 0) {
        let closing = Money { currency: statement.currency, minor: fund.closing() };
        let name = match fund.id.as_str() {
            GENERAL_FUND => "the money that is in no fund".to_owned(),
            id => format!("the fund `{id}`"),
        };
        let row = funds.iter().find(|row| row.id == fund.id);
        report.add(Statement {
            place: Some(row.map_or_else(|| evidence.settings_file(), |row| row.place.clone())),
            row: fund.title.clone(),
            found: format!("{name} closes with {}", in_words(closing)),
            expected: "0 or more".into(),
            effect: effect(evidence, closing.minor, "taken from other money"),
            subject: fund.id.clone(),
            raw: fund.closing().to_string(),
            ..Statement::default()
        });
    }
}
