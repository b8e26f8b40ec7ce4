//! Contributions.

use demo::pact::{Booking, BudgetAccount, ContributionDue, Fund, InKind, NotedInKind};
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
        activity: String::new(),
        fund: String::new(),
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

#[test]
fn a_line_in_both_sources_is_one_and_funds_sum_to_the_closing() {
    let given = |hours: Option<i64>, amount: Option<i64>| InKind {
        hours: hours.map(Into::into),
        amount: amount.map(Into::into),
        working_group: None,
        description: "Wrote the guide".to_owned(),
    };
    let mut aa = sent("aa", Vec::new());
    aa.in_kind = vec![given(Some(4), None), given(None, Some(90))];
    aa.organisation.currency = Some("EUR".to_owned());
    let mut pact = pact(aa, sent("bb", Vec::new()));
    let finance = &mut pact.years[0].finance;
    finance.hour_rate = 50.into();
    finance.opening_balance = 500.into();
    let noted = |participant: &str, given: InKind| NotedInKind {
        participant: participant.to_owned(),
        given,
        currency: None,
    };
    // The four hours are those of the return; the ten of bb nobody else says.
    finance.in_kind = vec![noted("aa", given(Some(4), None)), noted("bb", given(Some(10), None))];
    finance.funds = vec![Fund {
        id: "repair".to_owned(),
        title: "Repair".to_owned(),
        purpose: String::new(),
        opening: 120.into(),
    }];
    let of = |participant| cut([("participant", participant)]);
    assert_rows(
        &pact,
        &[
            ("finance.in_kind", of("aa"), "290.00 A (-)"),
            ("finance.in_kind", of("bb"), "500.00 A (-)"),
            ("finance.in_kind", Cut::new(), "790.00 A (-)"),
            ("finance.in_kind_hours", of("aa"), "4.00 A (-)"),
            ("finance.in_kind_hours", Cut::new(), "14.00 A (-)"),
            ("finance.opening", cut([("fund", "general")]), "380.00 A (-)"),
            ("finance.closing", cut([("fund", "repair")]), "120.00 A (-)"),
        ],
    );
}
