//! What was read of an invented year.

use std::collections::BTreeMap;

use model::answer::{Answer, AnswerState, Value};
use model::pact::{ImpactCategory, ProductGroup, StrategyTitle};
use model::questionnaire::{Question, QuestionType, Questionnaire, Section};
use model::registers::{OutputStatus, PactOutput, Supporter};
use model::submission::Organisation;
use model::vocabulary::{QuotePermission, Scope, Strategy};
use model::*;

use super::{PARTICIPANTS, PRACTICES, day, en, id};

fn question(name: &str, kind: QuestionType, label: &str) -> Question {
    Question::new(name, kind, en(label), Place::file("inputs/2026/questionnaire.xlsx"))
}

fn questionnaire() -> Questionnaire {
    let mut questions: Vec<Question> = PRACTICES
        .iter()
        .map(|(name, label, strategy, impacts, phase)| Question {
            strategy: Some(*strategy),
            impacts: impacts.split(' ').map(str::to_owned).collect(),
            phase: Some(*phase),
            ..question(name, QuestionType::SelectOne("uptake".into()), label)
        })
        .collect();
    for name in ["buy_less_story", "achievements", "obstacles", "support_needed"] {
        questions.push(question(name, QuestionType::Text, name));
    }
    Questionnaire::new(
        "inputs/2026/questionnaire.xlsx",
        vec![Section::new("strategies", en("Strategies"), questions)],
    )
}

fn group(id: &str, title: &str, scope: Scope, is_device: bool) -> ProductGroup {
    let first_year = if scope == Scope::Workplace { 2021 } else { 2026 };
    ProductGroup { id: id.into(), title: en(title), scope, first_year, is_device }
}

pub(super) fn pact() -> PactReading {
    let impact =
        |id: &str, title: &str| ImpactCategory { id: id.into(), title: en(title), since: None };
    let titles = [
        (Strategy::BuyLess, "Buying less"),
        (Strategy::BuyBetter, "Buying better"),
        (Strategy::UseBetter, "Using better"),
        (Strategy::UseLonger, "Using longer"),
    ];
    let rows =
        PARTICIPANTS.iter().map(|(key, name, country, procuring, coordinating)| Participant {
            id: id(key),
            name: (*name).into(),
            country: (*country).into(),
            procuring_since: procuring.then(|| day(2022, 3, 1)),
            coordinating_since: coordinating.then(|| day(2021, 6, 14)),
            left: None,
            signed_version: "2.0".into(),
            coordination_by: None,
            website: String::new(),
            language: "en".into(),
            place: Place::line("inputs/participants.csv", 2, 1),
        });
    let pact = Pact {
        sample: true,
        strategies: titles
            .map(|(strategy, title)| StrategyTitle { strategy, title: en(title) })
            .into(),
        impacts: vec![
            impact("circularity", "Circularity"),
            impact("fairness", "Fairness"),
            impact("carbon", "Carbon and climate"),
            impact("chemicals", "Chemicals of concern"),
        ],
        product_groups: vec![
            group("laptops", "Laptops", Scope::Workplace, true),
            group("displays", "Displays", Scope::Workplace, true),
            group("peripherals", "Keyboards, mice and other peripherals", Scope::Workplace, false),
            group("servers", "Servers", Scope::Infrastructure, true),
            group("cloud", "Cloud services", Scope::Infrastructure, false),
        ],
        ..Pact::new("Circular & Fair ICT Pact", day(2030, 12, 31))
    };
    let register = Register { rows: rows.collect() };
    PactReading {
        supporters: vec![Supporter {
            id: id("fair-label"),
            name: "Invented Label for Fair Electronics".into(),
            country: "SE".into(),
            letter_received_on: Some(day(2023, 1, 5)),
            approved_on: Some(day(2023, 2, 1)),
            ended_on: None,
            website: String::new(),
        }],
        ..PactReading::new(pact, register)
    }
}

fn answer(text: &str) -> Answer {
    Answer {
        state: AnswerState::Given(Value::Text(text.into())),
        raw: text.into(),
        place: None,
        carried: false,
    }
}

fn sent(
    year: i16,
    key: &str,
    quote_permission: QuotePermission,
    answers: &[(&str, &str)],
) -> (Identifier, Return) {
    let mut all: BTreeMap<String, Answer> = BTreeMap::new();
    for name in ["buy_less_story", "achievements", "obstacles", "support_needed"] {
        all.insert(name.into(), Answer { state: AnswerState::Blank, ..Answer::not_asked() });
    }
    all.extend(answers.iter().map(|(name, text)| ((*name).to_owned(), answer(text))));
    let organisation = Organisation {
        currency: Some(Currency::EUR),
        quote_permission,
        ..Organisation::new(period(year))
    };
    let sent = Return { answers: all, ..Return::new(id(key), year, organisation) };
    (id(key), sent)
}

pub(super) fn period(year: i16) -> Period {
    Period::new(day(year - 1, 10, 1), day(year, 9, 30)).expect("a period")
}

pub(super) fn reading(year: i16) -> YearReading {
    let outputs = [
        ("mini-guide-repair", "Mini-guide on repair"),
        ("criteria-laptops", "Criteria for laptops"),
    ];
    let outputs = outputs.map(|(key, title)| PactOutput {
        id: id(key),
        title: en(title),
        kind: "mini-guide".into(),
        impacts: Vec::new(),
        working_group: String::new(),
        version: "1".into(),
        status: OutputStatus::Published,
        approved_on: None,
        decision: String::new(),
        published_on: Some(day(2024, 5, 1)),
        languages: Vec::new(),
        link: String::new(),
        place: Place::file("inputs/2026/outputs.csv"),
    });
    let returns = [
        sent(
            year,
            "north-region",
            QuotePermission::Attributed,
            &[
                (
                    "achievements",
                    "We asked three teams whether they needed new laptops at all. One in four did not.\n\nThe money went into batteries and memory instead.",
                ),
                (
                    "buy_less_story",
                    "Every request now passes a short need check. It took two months until people stopped working around it.",
                ),
                (
                    "obstacles",
                    "Suppliers cannot yet tell us where the cobalt in a battery comes from.",
                ),
            ],
        ),
        sent(
            year,
            "port-city",
            QuotePermission::Anonymous,
            &[
                ("achievements", "Refurbished displays are the default since spring."),
                ("obstacles", "Auditors wrote to jo@example.org; that must not be printed."),
            ],
        ),
        sent(year, "state-framework", QuotePermission::No, &[("obstacles", "Not for quotation.")]),
        sent(
            year,
            "coord-centre",
            QuotePermission::Anonymous,
            &[("support_needed", "A translated version of the mini-guides.")],
        ),
    ];
    let settings = YearSettings::new(period(year), day(year, 11, 15), day(year + 1, 3, 2));
    YearReading {
        outputs: outputs.into(),
        returns: returns.into(),
        ..YearReading::new(settings, questionnaire())
    }
}
