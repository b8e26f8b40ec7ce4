//! Contributions, funds, help in kind, activities, commitments.

use demo::pact::{Booking, BudgetAccount, Commitment, ContributionDue, Fund, InKind, NotedInKind};
use jiff::civil::{Date, date};

use super::{Cut, assert_rows, cut, pact, sent};

fn account(account: &str, is_income: bool, class: &str) -> BudgetAccount {
    BudgetAccount {
        account: account.to_owned(),
        title: String::new(),
        is_income,
        class: class.to_owned(),
        amount: 900.into(),
        revised_amount: None,
        next_year_amount: None,
        explanation: String::new(),
    }
}

/// A booking with `aa`.
fn booking(account: &str, day: Date, (amount, currency): (i64, &str)) -> Booking {
    Booking {
        date: day,
        account: account.to_owned(),
        description: String::new(),
        counterparty: "aa".to_owned(),
        amount: amount.into(),
        currency: currency.to_owned(),
        reference: String::new(),
        activity: String::new(),
        fund: String::new(),
        for_year: None,
        for_participant: String::new(),
    }
}

fn due(participant: &str, due: i64, currency: &str) -> ContributionDue {
    ContributionDue {
        participant: participant.to_owned(),
        due: due.into(),
        currency: currency.to_owned(),
        due_on: date(2025, 1, 31),
        decision: String::new(),
        waived: None,
    }
}

#[test]
fn contributions_are_set_off_in_their_own_currency() {
    let mut pact = pact(sent("aa", Vec::new()), sent("bb", Vec::new()));
    let finance = &mut pact.years[0].finance;
    finance.budget = vec![account("1000", true, "contribution")];
    finance.contributions = vec![due("aa", 1_000, "EUR")];
    finance.ledger = vec![booking("1000", date(2025, 1, 15), (700, "EUR"))];
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

#[test]
fn a_contribution_paid_by_another_body_is_of_whom_it_is_for() {
    let mut pact = pact(sent("aa", Vec::new()), sent("bb", Vec::new()));
    let finance = &mut pact.years[0].finance;
    finance.budget = vec![account("1000", true, "contribution")];
    finance.contributions = vec![due("aa", 500, "EUR"), due("bb", 300, "EUR")];
    let day = date(2025, 1, 15);
    let for_bb = Booking { for_participant: "bb".to_owned(), ..booking("1000", day, (300, "EUR")) };
    let for_aa = Booking {
        counterparty: "Ministry (invented)".to_owned(),
        for_participant: "aa".to_owned(),
        ..booking("1000", day, (120, "EUR"))
    };
    finance.ledger = vec![booking("1000", day, (200, "EUR")), for_bb, for_aa];
    let of = |participant| cut([("participant", participant)]);
    assert_rows(
        &pact,
        &[
            ("finance.received", of("aa"), "320.00 A (-)"),
            ("finance.outstanding", of("aa"), "180.00 A (-)"),
            ("finance.received", of("bb"), "300.00 A (-)"),
            ("finance.outstanding", of("bb"), "0.00 A (-)"),
            ("finance.income", Cut::new(), "620.00 A (-)"),
        ],
    );
}

#[test]
fn the_money_lasts_as_many_months_as_the_general_fund_less_its_commitments_would_pay_for() {
    let mut pact = pact(sent("aa", Vec::new()), sent("bb", Vec::new()));
    let finance = &mut pact.years[0].finance;
    finance.opening_balance = 3_000.into();
    finance.budget = vec![account("2000", false, "staff"), account("2100", false, "services")];
    let course = Booking {
        activity: "course".to_owned(),
        ..booking("2100", date(2025, 3, 1), (200, "EUR"))
    };
    finance.ledger = vec![booking("2000", date(2025, 3, 1), (1_000, "EUR")), course];
    finance.funds = vec![Fund {
        id: "repair".to_owned(),
        title: "Repair".to_owned(),
        purpose: String::new(),
        opening: 400.into(),
    }];
    let open = |account: &str, fund: &str, amount: i64, currency: &str| Commitment {
        account: account.to_owned(),
        fund: fund.to_owned(),
        counterparty: String::new(),
        description: String::new(),
        amount: amount.into(),
        currency: currency.to_owned(),
        committed_on: None,
        expected_on: None,
    };
    finance.commitments = vec![
        open("2100", "", 150, "EUR"),
        open("2100", "repair", 60, "EUR"),
        open("2000", "", 1_174, "USD"),
    ];
    // On 30 September 2025 a euro was 1.1741 dollars: 999.91. The general fund closes with 1 400.00, of which 1 149.91 are
    // committed; a month cost 100.00.
    assert_rows(
        &pact,
        &[
            ("finance.commitments", Cut::new(), "1209.91 A (-)"),
            ("finance.commitments", cut([("account", "2100")]), "210.00 A (-)"),
            ("finance.commitments", cut([("fund", "repair")]), "60.00 A (-)"),
            ("finance.commitments", cut([("fund", "general")]), "1149.91 A (-)"),
            ("finance.reserve_months", Cut::new(), "2.500900 A (-)"),
            ("finance.expense", cut([("activity", "course")]), "200.00 A (-)"),
        ],
    );
    pact.years[0].finance.ledger.clear();
    assert_rows(&pact, &[("finance.reserve_months", Cut::new(), "- M (-)")]);
}
