//! A small year made by hand: three participants, two product groups, one practice.

use std::sync::Arc;

use jiff::civil::date;
use model::governance::Correction;
use model::pact::{ProductGroup, StrategyTitle, Titles};
use model::published::{PublishedTable, PublishedValue};
use model::questionnaire::{Question, QuestionType, Section};
use model::submission::Organisation;
use model::vocabulary::{QuotePermission, Scope, Strategy};
use model::{
    Currency, Dimension, Dimensions, Figure, Figures, Identifier, ObservationStatus, Pact,
    PactReading, Participant, Period, Place, Questionnaire, Register, Return, Unit, YearReading,
    YearResults, YearSettings,
};

use crate::annex::{AnnexInputs, annex};

/// What an annex is made from.
pub(super) struct Fixture {
    pub pact: PactReading,
    pub year: YearReading,
    pub results: YearResults,
    pub tables: Vec<PublishedTable>,
    pub last: Option<(YearReading, YearResults)>,
}

impl Fixture {
    /// The bytes of the annex.
    pub(super) fn written(&self) -> Vec<u8> {
        annex(&AnnexInputs {
            pact: &self.pact,
            year: &self.year,
            results: &self.results,
            last: self.last.as_ref().map(|(year, results)| (year, results)),
            findings: &[],
            indicators: &[],
            tables: &self.tables,
        })
        .unwrap()
    }

    /// Adds a figure; without a value it is withheld.
    pub(super) fn figure(&mut self, indicator: &str, cut: &str, unit: Unit, value: Option<&str>) {
        let mut dimensions = Dimensions::none();
        for part in cut.split_whitespace() {
            let (name, code) = part.split_once('=').unwrap();
            dimensions = dimensions.with(Dimension::parse(name).unwrap(), code);
        }
        self.results.figures.insert(Figure {
            indicator: indicator.into(),
            year: 2026,
            dimensions,
            value: value.map(|value| value.parse().unwrap()),
            unit,
            status: match value {
                Some(_) => ObservationStatus::Normal,
                None => ObservationStatus::Withheld,
            },
            contributors: Some(3),
            trace: Arc::default(),
        });
    }
}

pub(super) fn id(text: &str) -> Identifier {
    Identifier::parse(text).unwrap()
}

fn participant(own: &str, name: &str) -> Participant {
    Participant {
        id: id(own),
        name: name.into(),
        country: "XX".into(),
        procuring_since: Some(date(2022, 1, 1)),
        coordinating_since: None,
        left: None,
        signed_version: "1.0".into(),
        coordination_by: None,
        website: String::new(),
        language: "en".into(),
        place: Place::file("inputs/participants.csv"),
    }
}

fn group(own: &str, title: &str) -> ProductGroup {
    ProductGroup {
        id: own.into(),
        title: Titles::one("en", title),
        scope: Scope::Workplace,
        first_year: 2025,
        is_device: true,
    }
}

fn question(name: &str, kind: QuestionType, label: &str) -> Question {
    Question {
        strategy: Some(Strategy::UseLonger),
        ..Question::new(
            name,
            kind,
            Titles::one("en", label),
            Place::file("inputs/2026/questionnaire.xlsx"),
        )
    }
}

fn section(name: &str, repeat: bool, questions: Vec<Question>) -> Section {
    Section { repeat, ..Section::new(name, Titles::one("en", name), questions) }
}

fn pact() -> PactReading {
    let pact = Pact {
        sample: true,
        strategies: vec![StrategyTitle {
            strategy: Strategy::UseLonger,
            title: Titles::one("en", "Using longer"),
        }],
        product_groups: vec![group("laptops", "Laptops"), group("displays", "=Displays")],
        ..Pact::new("Example Pact & friends", date(2030, 12, 31))
    };
    let register = Register {
        rows: vec![
            participant("agency", "Agency (invented)"),
            participant("harbour-board", "Harbour Board (invented)"),
            participant("north-region", "North Region (invented)"),
        ],
    };
    PactReading::new(pact, register)
}

/// A return with nothing but its permissions.
pub(super) fn returned(own: &str, permission: QuotePermission, protect_volume: bool) -> Return {
    let organisation = Organisation {
        currency: Some(Currency::EUR),
        quote_permission: permission,
        protect_volume,
        ..Organisation::new(period())
    };
    Return::new(id(own), 2026, organisation)
}

/// A correction of one answer.
pub(super) fn correction(own: &str, question: &str, was: &str, now: &str) -> Correction {
    Correction {
        participant: id(own),
        question: question.into(),
        row: None,
        was: was.into(),
        now: now.into(),
        reason: "a slip".into(),
        authority: "the participant".into(),
        date: Some(date(2026, 12, 1)),
        by: "unpublished initials".into(),
        place: Place::file("inputs/2026/corrections.csv"),
        was_place: Place::file("inputs/2026/corrections.csv"),
        applied_to: Some(Place::file("inputs/2026/returns/agency/return.xlsx")),
    }
}

fn period() -> Period {
    Period::new(date(2025, 10, 1), date(2026, 9, 30)).unwrap()
}

fn year() -> YearReading {
    let ladder = QuestionType::SelectOne("uptake".into());
    let amount = question("amount", QuestionType::Decimal, "Amount");
    let settings = YearSettings::new(period(), date(2026, 12, 1), date(2026, 12, 31));
    YearReading::new(
        settings,
        Questionnaire::new(
            "inputs/2026/questionnaire.xlsx",
            vec![
                section(
                    "answers",
                    false,
                    vec![
                        question("repair", ladder, "Repair is asked for"),
                        question("remark", QuestionType::Text, "Remark"),
                    ],
                ),
                section("procurement", true, vec![amount]),
            ],
        ),
    )
}

/// Volume of two groups, 0.10 and 0.20 among it; answers on one practice.
pub(super) fn fixture() -> Fixture {
    let results = YearResults {
        year: 2026,
        figures: Figures::default(),
        coverage: Default::default(),
        cells: Vec::new(),
        estimates: Vec::new(),
        overlap: Vec::new(),
        counting: Vec::new(),
        rates: Vec::new(),
        accounts: Vec::new(),
        devices: Vec::new(),
        reconciliation: Vec::new(),
        withheld: Default::default(),
        uptake: Vec::new(),
        change: Vec::new(),
        matched_last_year: Default::default(),
        revisions: Vec::new(),
        in_kind: Vec::new(),
        statement: None,
    };
    let mut own = Fixture { pact: pact(), year: year(), results, tables: Vec::new(), last: None };
    let euro = Unit::Currency(Currency::EUR);
    for (indicator, cut, value) in [
        ("volume.direct.amount", "", "1000.30"),
        ("volume.direct.amount", "product_group=laptops", "1000.10"),
        ("volume.direct.amount", "product_group=displays", "0.20"),
        ("volume.indirect.amount", "", "5.00"),
        ("volume.indirect.amount", "product_group=laptops", "5.00"),
        ("volume.collective.amount", "", "1005.30"),
        ("volume.collective.amount", "product_group=laptops", "1005.10"),
        ("volume.collective.amount", "product_group=displays", "0.20"),
    ] {
        own.figure(indicator, cut, euro, Some(value));
    }
    for (level, count) in [("0", "1"), ("1", "0"), ("2", "0"), ("3", "1"), ("4", "1"), ("na", "2")]
    {
        let cut = format!("practice=repair level={level}");
        own.figure("uptake.level", &cut, Unit::Count, Some(count));
    }
    for cut in ["practice=repair", "strategy=use_longer"] {
        own.figure("uptake.rate", cut, Unit::Share, Some("0.666667"));
        own.figure("uptake.rate.denominator", cut, Unit::Count, Some("3"));
    }
    own
}

/// The table `cells` with one row, and `participants` with a name that looks like a formula.
pub(super) fn tables() -> Vec<PublishedTable> {
    let text = |text: &str| PublishedValue::Text(text.into());
    let number = |number: &str| PublishedValue::Number(number.parse().unwrap());
    let table = |name: &str, columns: &[&str], rows| PublishedTable {
        name: name.into(),
        description: String::new(),
        columns: columns.iter().map(|&column| column.into()).collect(),
        rows,
    };
    vec![
        table(
            "cells",
            &["reporter", "currency", "amount", "rate", "amount_eur"],
            vec![
                vec![
                    text("agency"),
                    text("CHF"),
                    number("100.00"),
                    number("0.92538000"),
                    number("108.06"),
                ],
                // Half a cent: a spreadsheet rounds it up, the published amount is the even one.
                vec![
                    text("agency"),
                    text("BGN"),
                    number("1.25"),
                    number("10.00000000"),
                    number("0.12"),
                ],
            ],
        ),
        table(
            "accounts",
            &[
                "participant",
                "rows_read",
                "amount_read",
                "rows_counted",
                "amount_counted",
                "rows_refused",
                "amount_refused",
            ],
            vec![vec![
                text("agency"),
                PublishedValue::Integer(3),
                number("7.50"),
                PublishedValue::Integer(3),
                number("7.50"),
                PublishedValue::Integer(0),
                number("0.00"),
            ]],
        ),
        table(
            "participants",
            &["id", "name"],
            vec![vec![text("agency"), text("=HYPERLINK(\"x\")")]],
        ),
    ]
}
