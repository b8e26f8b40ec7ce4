//! F154: what was paid in another currency is far from what was booked of it.

use model::finance::LedgerLine;
use model::{Decimal, Money};

use crate::accounts::{add_largest, euro_on, in_words};
use crate::evidence::Evidence;
use crate::report::{Report, Statement, euro_effect};
use crate::rule::rule;

/// From this share of what was booked the two are far from each other: banks take less for an exchange.
const FAR: Decimal = Decimal::from_parts(10, 0, 0, false, 2);

rule! {
    /// What was paid in another currency is far from what was booked of it.
    ///
    /// # What it checks
    /// Whether `paid_amount`, at the Bank's rate of the day or of the last day before it with one, is within 10 % of the
    /// amount that is booked.
    ///
    /// # Why it matters
    /// A contribution due in that currency is settled by what was paid: a digit too many there settles what was never paid.
    ///
    /// # Example
    /// EUR 18 313.05 booked, and CHF 1 700 paid of a contribution of CHF 17 000.
    ///
    /// # How to fix
    /// Compare `paid_amount` and `paid_currency` with the statement of the bank, which has both amounts.
    PaidUnlikeBooked {
        code: "F154",
        severity: Warning,
        since: 2021,
        check: check,
    }
}

fn check(evidence: &Evidence, report: &mut Report) {
    let lines = evidence.year.finance.ledger.iter();
    add_largest(report, lines.filter_map(|line| far_apart(evidence, line)).collect());
}

fn far_apart(evidence: &Evidence, line: &LedgerLine) -> Option<Statement> {
    let paid = line.paid?;
    let booked = Money { currency: line.currency, minor: line.amount };
    let [said, in_accounts] = [paid, booked].map(|money| euro_on(evidence, money, line.date));
    let (said, in_accounts) = (said?, in_accounts?);
    let apart = (said - in_accounts).abs();
    (apart > in_accounts.abs() * FAR).then(|| Statement {
        place: Some(line.place.clone()),
        column: "paid_amount".to_owned(),
        found: format!(
            "{} was paid, which is far from the {} that is booked",
            in_words(paid),
            in_words(booked)
        ),
        expected: "two amounts of the same payment, at most 10 % apart at the day's rate".into(),
        effect: euro_effect(apart, "between what was paid and what is booked"),
        raw: line.amount.to_string(),
        ..Statement::default()
    })
}
