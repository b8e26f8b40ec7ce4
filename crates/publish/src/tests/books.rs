//! The tables of accounts that are interim, and of lists of which a row could not be read.

use model::finance::{Commitment, CommittedLine, GivenInKind, InKindLine};

use super::*;

/// EUR 1 promised to nobody that is named.
fn committed() -> CommittedLine {
    let commitment = Commitment {
        account: "4000".into(),
        fund: String::new(),
        counterparty: String::new(),
        description: String::new(),
        amount: 1_00,
        currency: Currency::EUR,
        committed_on: None,
        expected_on: None,
        place: Place::line("inputs/2026/finance/commitments.csv", 2, 2),
    };
    CommittedLine { commitment, amount: Some(1_00), rate: None }
}

/// An hour of North's.
fn given() -> GivenInKind {
    let place = Place::line("inputs/2026/finance/in-kind.csv", 2, 1);
    let line = InKindLine {
        participant: id("north"),
        kind: "hours".into(),
        working_group: String::new(),
        hours: Some(1.into()),
        amount: None,
        currency: None,
        description: String::new(),
        unreadable: false,
        place: place.clone(),
        hours_place: place.clone(),
        amount_place: place,
    };
    GivenInKind {
        line,
        also_at: None,
        valuation: None,
        value: None,
        provisional: false,
        rate_provisional: false,
        estimated: false,
    }
}

#[test]
fn an_interim_table_of_accounts_says_no_more_than_the_page() {
    let accounts = |as_of: Option<model::Date>| {
        let files = package_of(&|results, _| {
            let own = results.statement.as_mut().unwrap();
            own.as_of = as_of;
            let line = &mut own.accounts[0];
            (line.last_year, line.next_year_budget) = (Some(7_11), Some(8_22));
            line.explanation = "Fewer journeys".into();
        });
        text(&files, "data/finance_accounts.csv")
    };
    let annual = accounts(None);
    assert!(annual.contains(",7.11,8.22,EUR,Fewer journeys"), "{annual}");
    let interim = accounts(Some(day("2026-03-31")));
    assert!(interim.lines().nth(1).is_some_and(|line| line.ends_with(",,,EUR,")), "{interim}");
}

#[test]
fn a_list_beside_the_accounts_says_that_a_row_is_missing() {
    let descriptions = |missing: [bool; 2]| {
        let files = package_with(&|year, results, _| {
            results.statement.as_mut().unwrap().commitments.push(committed());
            results.in_kind.push(given());
            let finance = &mut year.finance;
            [finance.commitments_incomplete, finance.in_kind_incomplete] = missing;
        });
        let package: serde_json::Value =
            serde_json::from_str(&text(&files, "data/datapackage.json")).unwrap();
        ["finance-commitments", "finance-in-kind"].map(|name| {
            let resources = package["resources"].as_array().unwrap().iter();
            let mut own = resources.filter(|own| own["name"] == name);
            own.next().unwrap()["description"].as_str().unwrap().contains("Incomplete: a row")
        })
    };
    for missing in [[false, false], [true, false], [false, true]] {
        assert_eq!(descriptions(missing), missing);
    }
}
