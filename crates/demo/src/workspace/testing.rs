//! A pact made by hand: two organisations, two years.

use std::collections::BTreeMap;

use jiff::civil::{Date, date};
use model::Decimal;
use model::vocabulary::{AmountBasis, Condition, QuotePermission, Strategy, Tax};

use crate::pact::{
    Booking, BudgetAccount, Buyer, CodedPassage, ContributionDue, DevicesInUse, Finance,
    InventedPact, Layout, Level, Order, Organisation, Output, PactYear, Participant, Purchase,
    RegisterTable, Return, Sender, SpreadsheetLanguage, SupportingFile, SupportingRows,
};

/// A pact of two organisations and the years 2025 and 2026.
pub(crate) fn small_pact() -> InventedPact {
    InventedPact {
        seed: 7,
        participants: vec![
            participant("north-quay", "Port, \"Northern\" Quay", Some(date(2024, 1, 1))),
            participant("val-clair", "Ville de Val-Clair", None),
        ],
        supporters: Vec::new(),
        years: vec![year(2025), year(2026)],
    }
}

fn participant(id: &str, name: &str, coordinating_since: Option<Date>) -> Participant {
    Participant {
        id: id.to_owned(),
        name: name.to_owned(),
        country: "FR".to_owned(),
        procuring_since: Some(date(2023, 1, 1)),
        coordinating_since,
        left: None,
        language: if id.starts_with("val") { "fr" } else { "en" }.to_owned(),
        signed_version: "1.0".to_owned(),
    }
}

fn year(number: i16) -> PactYear {
    PactYear {
        year: number,
        period_start: date(number - 1, 10, 1),
        period_end: date(number, 9, 30),
        deadline: date(number, 11, 13),
        report_date: date(number, 12, 11),
        practices: crate::questionnaire::practices(),
        outputs: vec![output("guide-repair", true), output("guide-cloud", false)],
        exempt: Vec::new(),
        extensions: Vec::new(),
        returns: vec![returned("north-quay", "en", number), returned("val-clair", "fr", number)],
        registers: vec![RegisterTable {
            file: "events.csv".to_owned(),
            columns: ["date", "title", "kind"].map(str::to_owned).to_vec(),
            rows: vec![
                [&format!("{number}-03-05"), "Repair, and how", "webinar"]
                    .map(str::to_owned)
                    .to_vec(),
            ],
        }],
        narrative: vec![("foreword.md".to_owned(), "A year.\n".to_owned())],
        coding: vec![CodedPassage {
            participant: "north-quay".to_owned(),
            question: "obstacles".to_owned(),
            passage: "one bid".to_owned(),
            themes: vec!["few-offers".to_owned()],
            coder: "agreed".to_owned(),
        }],
        finance: finance(number),
    }
}

fn output(id: &str, published: bool) -> Output {
    Output {
        id: id.to_owned(),
        title: [format!("On {id}"), format!("De l'usage : {id}")],
        kind: "mini-guide".to_owned(),
        impacts: vec!["circularity".to_owned()],
        status: if published { "published" } else { "draft" }.to_owned(),
        approved_on: published.then(|| date(2024, 2, 1)),
        decision: "SC-2024-01".to_owned(),
        published_on: published.then(|| date(2024, 3, 1)),
        languages: vec!["en".to_owned(), "fr".to_owned()],
        downloads: Some(12),
    }
}

fn returned(id: &str, language: &str, year: i16) -> Return {
    let practices = crate::questionnaire::practices();
    let asked = practices.iter().filter(|own| {
        let procuring = own.roles.is_empty() || own.roles.contains(&model::Role::Procuring);
        procuring && (own.scope.is_none() || year >= 2026)
    });
    let uptake: BTreeMap<String, Level> =
        (0..).zip(asked).map(|(at, own)| (own.name.clone(), level(at))).collect();
    Return {
        participant: id.to_owned(),
        received_on: Some(date(year, 11, 2)),
        form: true,
        language: language.to_owned(),
        organisation: Organisation {
            currency: Some("EUR".to_owned()),
            amount_basis: Some(AmountBasis::Ordered),
            tax: Some(Tax::Excluded),
            users_served: Some(400),
            quote_permission: Some(QuotePermission::Attributed),
            ..Organisation::default()
        },
        carried: match year {
            2025 => Vec::new(),
            _ => vec!["need_check".to_owned(), "use_longer_story".to_owned()],
        },
        uptake,
        stories: [(Strategy::UseLonger, "We repair = we save.\nIt works.".to_owned())].into(),
        evidence: Strategy::ALL
            .iter()
            .map(|own| (*own, "https://x.example.org/a".to_owned()))
            .collect(),
        adoption: [("guide-repair".to_owned(), 2)].into(),
        reflection: [("obstacles".to_owned(), "There was one bid alone.".to_owned())].into(),
        purchases: vec![Purchase {
            product_group: Some("laptops".to_owned()),
            condition: Some(Condition::Refurbished),
            acquisition: None,
            units: Some(12),
            amount: Some(Decimal::new(1_234_050, 2)),
            currency: None,
            labelled_units: Some(0),
            labels: None,
            criteria_units: None,
            framework: None,
            buyer: Some(Buyer::Other(Some("School of Val-Clair".to_owned()))),
        }],
        in_use: vec![DevicesInUse {
            product_group: "laptops".to_owned(),
            devices: Some(380),
            mean_age_years: Some(Decimal::new(35, 1)),
            planned_lifetime_years: None,
        }],
        end_of_use: Vec::new(),
        tenders: Vec::new(),
        good_practices: Vec::new(),
        outreach: Vec::new(),
        in_kind: Vec::new(),
        contribution: None,
        files: vec![orders(year)],
    }
}

/// Levels of every kind, 4 and "does not apply" among them.
fn level(at: u8) -> Level {
    match at % 6 {
        5 => Level::NotApplicable,
        level => Level::Of(level),
    }
}

fn orders(year: i16) -> SupportingFile {
    SupportingFile {
        name: "displays.csv".to_owned(),
        language: SpreadsheetLanguage::English,
        layout: Layout::CommaText,
        currency: "EUR".to_owned(),
        sender: Sender::default(),
        rows: SupportingRows::Orders(vec![Order {
            reference: "A-1".to_owned(),
            date: date(year, 2, 3),
            product_group: "displays".to_owned(),
            description: String::new(),
            units: Some(3),
            amount: Decimal::new(60_000, 2),
            condition: Some(Condition::New),
            acquisition: None,
        }]),
    }
}

fn finance(year: i16) -> Finance {
    Finance {
        opening_balance: Decimal::from(1000),
        bank_closing_balance: Decimal::from(1000),
        hour_rate: Decimal::from(60),
        budget: vec![BudgetAccount {
            account: "1000".to_owned(),
            title: "Contributions".to_owned(),
            is_income: true,
            class: "contribution".to_owned(),
            amount: Decimal::new(10_000, 2),
            revised_amount: None,
            next_year_amount: None,
            explanation: String::new(),
        }],
        ledger: vec![Booking {
            date: date(year, 1, 15),
            account: "1000".to_owned(),
            description: "Contribution, first part".to_owned(),
            counterparty: "north-quay".to_owned(),
            amount: Decimal::new(10_000, 2),
            currency: "EUR".to_owned(),
            reference: "1".to_owned(),
            activity: String::new(),
            fund: String::new(),
            for_year: None,
            for_participant: String::new(),
        }],
        contributions: vec![ContributionDue {
            participant: "north-quay".to_owned(),
            due: Decimal::new(10_000, 2),
            currency: "EUR".to_owned(),
            due_on: date(year, 1, 31),
            decision: "SC-2024-09".to_owned(),
            waived: None,
        }],
        funds: Vec::new(),
        activities: Vec::new(),
        commitments: Vec::new(),
        in_kind: Vec::new(),
    }
}
