//! F104: the closing balance is not what the bank says.

use model::Money;

use crate::accounts::{effect, in_words};
use crate::evidence::Evidence;
use crate::report::{Report, Statement};
use crate::rule::rule;

rule! {
    /// The closing balance is not what the bank says.
    ///
    /// # What it checks
    /// Opening balance, plus income, less expense, against `bank_closing_balance` in `year.toml`: to the cent, and only
    /// once the year is over.
    ///
    /// # Why it matters
    /// The financial summary cannot be given to the Steering Committee until this is settled: something is missing
    /// from the ledger, or booked wrongly.
    ///
    /// # Example
    /// EUR 48 210.55 in the accounts, EUR 48 120.55 at the bank.
    ///
    /// # How to fix
    /// Look for the difference in the ledger: a line left out, booked twice, or with two digits
    /// exchanged. A payment in another currency is converted at the Bank's rate, which is seldom that of the bank where the
    /// money lies: book what came in, and put what was paid under `paid_amount` and `paid_currency`.
    ClosingUnlikeBank {
        code: "F104",
        severity: Error,
        reach: Document,
        since: 2021,
        check: check,
    }
}

fn check(evidence: &Evidence, report: &mut Report) {
    let Some(statement) = &evidence.results.statement else { return };
    // Of an incomplete statement other findings say what is missing; an interim one is compared with no bank balance.
    let comparable = !statement.incomplete && statement.as_of.is_none();
    let bank = statement.bank_closing.filter(|bank| comparable && *bank != statement.closing);
    let Some(bank) = bank else { return };
    let words = |minor| in_words(Money { currency: statement.currency, minor });
    let difference = statement.closing.saturating_sub(bank);
    report.add(Statement {
        place: Some(evidence.settings_file()),
        found: format!("the accounts close with {}", words(statement.closing)),
        expected: format!("{}, as the bank says", words(bank)),
        effect: effect(evidence, difference, "between the accounts and the bank"),
        subject: "closing".into(),
        raw: statement.closing.to_string(),
        ..Statement::default()
    });
}
