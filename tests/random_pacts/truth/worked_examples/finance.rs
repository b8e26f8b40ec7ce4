//! Contributions.

use demo::pact::{Booking, BudgetAccount, ContributionDue};
use jiff::civil::date;

use super::{Cut, assert_rows, cut, pact, sent};

#[test]
fn contributions_are_set_off_in_their_own_currency() {
    let mut pact = pact(sent("aa", Vec::new()), sent("bb", Vec::new()));
    let booking = |day, amount: i64, currency: &str| Booking {
        date: day,
        account: "1000".to_owned(),
        description: String::new(),
        counterparty: "aa".to_owned(),
        amount: amount.into(),
        currency: currency.to_owned(),
        reference: String::new(),
        for_year: None,
    };
    let finance = &mut pact.years[0].finance;
    finance.budget = vec![BudgetAccount {
        account: "1000".to_owned(),
        title: String::new(),
        is_income: true,
        class: "contribution".to_owned(),
        amount: 900.into(),
        revised_amount: None,
        explanation: String::new(),
    }];
    finance.contributions = vec![ContributionDue {
        participant: "aa".to_owned(),
        due: 1_000.into(),
        currency: "EUR".to_owned(),
        due_on: date(2025, 1, 31),
        decision: String::new(),
        waived: None,
    }];
    finance.ledger = vec![booking(date(2025, 1, 15), 700, "EUR")];
    let of = || cut([("participant", "aa")]);
    assert_rows(
        &pact,
        &[
            ("finance.due", of(), "1000.00 A (-)"),
            ("finance.received", of(), "700.00 A (-)"),
            ("finance.outstanding", of(), "300.00 A (-)"),
            ("finance.overpaid", of(), "0.00 A (-)"),
            ("finance.closing", Cut::new(), "700.00 A (-)"),
            ("finance.exchange_difference", Cut::new(), "no row"),
        ],
    );
    pact.years[0].finance.contributions[0].waived = Some("it hosts the Secretariat".to_owned());
    assert_rows(
        &pact,
        &[("finance.due", of(), "0.00 A (-)"), ("finance.overpaid", of(), "0.00 A (-)")],
    );
}
