//! A small invented year made by hand, so that documents can be rendered without the other stages.

mod figures;
mod finance;
mod indicators;
mod reading;

use std::collections::BTreeMap;

use findings::{Effect, Excerpt, Finding, FindingState, Reach, RuleIdentity, Severity};
use model::pact::Titles;
use model::supporting::{AccountTerm, FileAccount, Tally};
use model::vocabulary::{Phase, Strategy};
use model::volume::PeriodRate;
use model::*;

use figures::figures;
use finance::statement;
pub(super) use indicators::INDICATORS;
use reading::{pact, period, reading};

/// A workspace of two years.
pub(crate) struct Sample {
    pub(crate) pact: PactReading,
    pub(crate) this: (YearReading, YearResults),
    pub(crate) last: (YearReading, YearResults),
    pub(crate) findings: Vec<Finding>,
    pub(crate) files: Vec<String>,
}

fn id(text: &str) -> Identifier {
    Identifier::parse(text).expect("an id")
}

fn day(year: i16, month: i8, day: i8) -> Date {
    Date::new(year, month, day).expect("a day")
}

fn en(text: &str) -> Titles {
    Titles::one("en", text)
}

const PARTICIPANTS: [(&str, &str, &str, bool, bool); 6] = [
    ("north-region", "Sample Region North", "NL", true, true),
    ("port-city", "Port City of Exampleton", "BE", true, false),
    ("state-framework", "State Framework House of Sampleland", "SI", true, false),
    ("coord-centre", "Centre for Circular Samples", "CH", false, true),
    ("hill-county", "Hill County", "BG", true, true),
    ("world-body", "Invented World Body", "XX", true, false),
];

const PRACTICES: [(&str, &str, Strategy, &str, Phase); 8] = [
    (
        "need_check",
        "A need is checked before anything new is bought",
        Strategy::BuyLess,
        "circularity",
        Phase::BeforeTender,
    ),
    (
        "shared_devices",
        "Devices are shared between teams",
        Strategy::BuyLess,
        "circularity carbon",
        Phase::Use,
    ),
    (
        "repair_criteria",
        "Tenders ask for spare parts and repair manuals for at least seven years",
        Strategy::BuyBetter,
        "circularity",
        Phase::Tender,
    ),
    (
        "due_diligence",
        "Tenders ask for due diligence in the supply chain",
        Strategy::BuyBetter,
        "fairness",
        Phase::Tender,
    ),
    (
        "safer_substances",
        "Tenders limit substances of concern",
        Strategy::BuyBetter,
        "chemicals",
        Phase::Tender,
    ),
    (
        "power_settings",
        "Power settings are managed centrally",
        Strategy::UseBetter,
        "carbon",
        Phase::Use,
    ),
    (
        "lifetime_policy",
        "A minimum lifetime is set for each kind of device",
        Strategy::UseLonger,
        "circularity carbon",
        Phase::Use,
    ),
    (
        "reuse_channel",
        "Devices at their end of use go to a channel for reuse",
        Strategy::UseLonger,
        "circularity",
        Phase::EndOfUse,
    ),
];

fn results(year: i16) -> YearResults {
    let statement = statement(year);
    let figures = figures(year, &statement);
    let ids = |keys: &[&str]| keys.iter().map(|key| id(key)).collect::<Vec<_>>();
    let all = ids(&[
        "coord-centre",
        "hill-county",
        "north-region",
        "port-city",
        "state-framework",
        "world-body",
    ]);
    let tally = |rows, amount_minor| Tally { rows, amount_minor };
    YearResults {
        year,
        figures,
        coverage: Coverage {
            in_force: all.clone(),
            expected: all,
            returned: ids(&["coord-centre", "north-region", "port-city", "state-framework"]),
            covered: ids(&["world-body"]),
            silent: ids(&["hill-county"]),
            ..Coverage::default()
        },
        cells: Vec::new(),
        estimates: Vec::new(),
        overlap: Vec::new(),
        counting: Vec::new(),
        rates: vec![PeriodRate {
            currency: Currency::parse("CHF").unwrap(),
            period: period(year),
            days: 256,
            rate: "0.94123456".parse().unwrap(),
            provisional: false,
            discontinued: false,
        }],
        accounts: vec![FileAccount {
            participant: id("north-region"),
            path: "inputs/2026/returns/north-region/supporting/orders 2026.xlsx".into(),
            sheet: "Orders".into(),
            kind: model::supporting::TableKind::Orders,
            adjustment: model::supporting::Adjustment::default(),
            currency: Some(Currency::EUR),
            read: tally(120, 61_250_050),
            terms: BTreeMap::from([
                (AccountTerm::Evidence, tally(110, 60_000_000)),
                (AccountTerm::OutsidePeriod, tally(10, 1_250_050)),
            ]),
        }],
        devices: Vec::new(),
        reconciliation: Vec::new(),
        withheld: std::collections::BTreeSet::new(),
        uptake: Vec::new(),
        change: Vec::new(),
        matched_last_year: Default::default(),
        revisions: Vec::new(),
        in_kind: Vec::new(),
        statement: Some(statement),
    }
}

fn finding(key: &str, found: &str) -> Finding {
    Finding {
        rule: RuleIdentity {
            code: "V101",
            name: "TextInMoneyCell",
            title: "Text stands where a number is needed.",
            severity: Severity::Error,
            reach: Some(Reach::Cell),
        },
        participant: Some(id(key)),
        place: Some(Place::cell(
            format!("inputs/2026/returns/{key}/return.xlsx"),
            "Procurement",
            CellAddress::new(13, 4),
        )),
        column: "Amount".into(),
        row: "Laptops".into(),
        found: found.into(),
        expected: "a number".into(),
        why: "the total would be too low".into(),
        help: "Type the number alone; put the remark in the last column.".into(),
        excerpt: Excerpt::default(),
        effect: Some(Effect {
            value: 12_400.into(),
            unit: "EUR",
            words: "not counted in volume.direct.amount".into(),
        }),
        state: FindingState::Open,
        key: format!("V101-{key}"),
    }
}

/// The sample: 2026 with 2025 before it.
pub(crate) fn sample() -> Sample {
    Sample {
        pact: pact(),
        this: (reading(2026), results(2026)),
        last: (reading(2025), results(2025)),
        findings: vec![
            finding("north-region", "`12,400 est.` is text where an amount is needed"),
            finding("port-city", "`<b>free</b>` is text where an amount is needed"),
        ],
        files: Vec::new(),
    }
}
