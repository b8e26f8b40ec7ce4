//! The truth held against examples of the methodology that are worked out by hand.

mod change;
mod coverage;
mod devices;
mod estimates;
mod finance;
mod outreach;
mod panel;
mod shares;
mod uptake;
mod volume;

use std::sync::LazyLock;

use demo::InventedPact;
use demo::pact::{
    Buyer, Finance, Level, Organisation, PactYear, Participant, Practice, Purchase, Return,
};
use jiff::civil::{Date, date};
use model::vocabulary::{Acquisition, Condition, Phase, Strategy};
use rust_decimal::Decimal;

use super::{Cut, Rates, cut, figures};

static RATES: LazyLock<Rates> = LazyLock::new(Rates::shipped);

const YEAR: i16 = 2025;

fn participant(id: &str, since: Date, left: Option<Date>) -> Participant {
    Participant {
        id: id.to_owned(),
        name: id.to_uppercase(),
        country: "BE".to_owned(),
        procuring_since: Some(since),
        coordinating_since: (id == "aa").then_some(since),
        left,
        language: "en".to_owned(),
        signed_version: "1.0".to_owned(),
    }
}

/// A pact of `aa`, which coordinates, `bb` and `cc`, in the year 2025, with what `aa` and `bb` return.
fn pact(aa: Return, bb: Return) -> InventedPact {
    let since = date(2022, 1, 1);
    let practice = Practice {
        name: "repairs".to_owned(),
        strategy: Strategy::UseLonger,
        impacts: vec!["circularity".to_owned()],
        phase: Some(Phase::Use),
        roles: Vec::new(),
        scope: None,
        was: None,
    };
    InventedPact {
        seed: 0,
        participants: ["aa", "bb", "cc"].map(|id| participant(id, since, None)).to_vec(),
        supporters: Vec::new(),
        years: vec![year(YEAR, practice, vec![aa, bb])],
    }
}

fn year(year: i16, practice: Practice, returns: Vec<Return>) -> PactYear {
    PactYear {
        year,
        period_start: date(year - 1, 10, 1),
        period_end: date(year, 9, 30),
        deadline: date(year, 11, 13),
        report_date: date(year, 12, 11),
        practices: vec![practice],
        outputs: Vec::new(),
        exempt: Vec::new(),
        extensions: Vec::new(),
        returns,
        registers: Vec::new(),
        narrative: Vec::new(),
        coding: Vec::new(),
        finance: Finance::default(),
    }
}

/// The same pact in the years 2025 and 2026, with what was returned in each.
fn two_years(last: Vec<Return>, now: Vec<Return>) -> InventedPact {
    let mut pact = pact(sent("aa", Vec::new()), sent("bb", Vec::new()));
    let practice = pact.years[0].practices[0].clone();
    pact.years = vec![year(YEAR, practice.clone(), last), year(YEAR + 1, practice, now)];
    pact
}

fn sent(id: &str, purchases: Vec<Purchase>) -> Return {
    Return {
        participant: id.to_owned(),
        received_on: Some(date(YEAR, 11, 1)),
        form: true,
        language: "en".to_owned(),
        organisation: Organisation { currency: Some("EUR".to_owned()), ..Organisation::default() },
        uptake: [("repairs".to_owned(), Level::Of(3))].into(),
        carried: Vec::new(),
        stories: Default::default(),
        evidence: Default::default(),
        adoption: Default::default(),
        reflection: Default::default(),
        purchases,
        in_use: Vec::new(),
        end_of_use: Vec::new(),
        tenders: Vec::new(),
        good_practices: Vec::new(),
        outreach: Vec::new(),
        in_kind: Vec::new(),
        contribution: None,
        files: Vec::new(),
    }
}

fn bought(group: &str, units: i64, amount: Decimal) -> Purchase {
    Purchase {
        product_group: Some(group.to_owned()),
        condition: Some(Condition::New),
        acquisition: Some(Acquisition::Purchase),
        units: Some(units),
        amount: Some(amount),
        currency: None,
        labelled_units: None,
        labels: None,
        criteria_units: None,
        framework: None,
        buyer: None,
    }
}

fn bought_for(buyer: &str, group: &str, units: i64, amount: i64) -> Purchase {
    let buyer = Some(Buyer::Participant(buyer.to_owned()));
    Purchase { buyer, ..bought(group, units, amount.into()) }
}

/// The row of a figure as text, `no row` where there is none.
fn row(pact: &InventedPact, indicator: &str, of: Cut) -> String {
    let tables = figures(pact, &RATES);
    let (_, table) = tables.last().expect("a year");
    let row = table.0.get(&(indicator.to_owned(), of));
    row.map_or("no row".to_owned(), ToString::to_string)
}

#[track_caller]
fn assert_rows(pact: &InventedPact, rows: &[(&str, Cut, &str)]) {
    for (indicator, cut, expected) in rows {
        assert_eq!(row(pact, indicator, cut.clone()), *expected, "{indicator} {cut:?}");
    }
}
