//! A small invented Pact: participants `aa`, `bb`, `cc`, `dd`; the year 2026 runs October to September.
//! One Swedish krona is worth 1/10.5 euro in it; the dollar has no rate.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::{Date, date};
use model::pact::{Pact, ProductGroup, Titles};
use model::questionnaire::{Question, QuestionType, Questionnaire, Section};
use model::submission::Organisation;
use model::supporting::{TableKind, TableReading, Tally};
use model::vocabulary::{Scope, Strategy};
use model::{
    Answer, AnswerState, CellAddress, Currency, Decimal, Dimension, Dimensions, Identifier,
    LineOrigin, LineRecord, PactReading, Participant, Period, Place, RateHistory, Register, Return,
    Value, YearReading, YearResults, YearSettings,
};
use proptest::prelude::Strategy as Drawn;
use proptest::sample::select;
use tables::LinesBuilder;

use crate::{Error, Inputs, Last, Outcome, aggregate};

pub(crate) fn id(text: &str) -> Identifier {
    Identifier::parse(text).unwrap()
}

pub(crate) fn currency(code: &str) -> Currency {
    Currency::parse(code).unwrap()
}

pub(crate) fn number(text: &str) -> Decimal {
    text.parse().unwrap()
}

/// The cut written as `scope=workplace condition=new`; empty for the total.
pub(crate) fn cut(text: &str) -> Dimensions {
    let parts = text.split_whitespace().map(|part| part.split_once('=').unwrap());
    parts.fold(Dimensions::none(), |cut, (dimension, code)| {
        cut.with(Dimension::parse(dimension).unwrap(), code)
    })
}

pub(crate) struct World {
    pub(crate) pact: PactReading,
    pub(crate) year: YearReading,
    pub(crate) lines: Vec<LineRecord>,
}

impl World {
    /// Four participants since 2021 who all returned an empty report.
    pub(crate) fn new() -> Self {
        Self::of_year(2026)
    }

    pub(crate) fn of_year(year: i16) -> Self {
        let ids = ["aa", "bb", "cc", "dd"];
        let mut world = Self { pact: pact(&ids), year: year_reading(year), lines: Vec::new() };
        ids.iter().for_each(|id| world.add_return(id));
        world
    }

    pub(crate) fn add_return(&mut self, participant: &str) {
        let own = empty_return(participant, &self.year.settings);
        self.year.returns.insert(id(participant), own);
    }

    pub(crate) fn of(&mut self, participant: &str) -> &mut Return {
        self.year.returns.get_mut(participant).unwrap()
    }

    pub(crate) fn row_of(&mut self, participant: &str) -> &mut Participant {
        let mut rows = self.pact.register.rows.iter_mut();
        rows.find(|row| row.id.as_str() == participant).unwrap()
    }

    /// Answers a ladder question: `na`, a blank, or a level.
    pub(crate) fn answer(&mut self, participant: &str, question: &str, said: &str) {
        let state = match said {
            "" => AnswerState::Blank,
            "na" => AnswerState::NotApplicable,
            level => AnswerState::Given(Value::Choice(level.to_owned())),
        };
        let own = self.of(participant);
        let answer = Answer {
            state,
            raw: said.to_owned(),
            place: Some(Place::cell(own.path.as_str(), "Strategies", CellAddress::new(3, 2))),
            carried: false,
        };
        own.answers.insert(question.to_owned(), answer);
    }

    /// Answers a question in words; a blank where nothing is said.
    pub(crate) fn say(&mut self, participant: &str, question: &str, text: &str) {
        let state = match text {
            "" => AnswerState::Blank,
            text => AnswerState::Given(Value::Text(text.to_owned())),
        };
        let own = self.of(participant);
        let place = Place::cell(own.path.as_str(), "Strategies", CellAddress::new(9, 2));
        let answer = Answer { state, raw: text.to_owned(), place: Some(place), carried: false };
        own.answers.insert(question.to_owned(), answer);
    }

    /// Puts the tables of orders and of devices beside the lines, as a reader would count them.
    pub(crate) fn add_tables(&mut self) {
        let mut tables: BTreeMap<(Identifier, Arc<str>), TableReading> = BTreeMap::new();
        for line in self.lines.iter().filter(|line| line.origin == LineOrigin::Orders) {
            let key = (line.participant.clone(), line.path.clone());
            let new = || table(&line.participant, &line.path, &line.sheet, TableKind::Orders);
            let table = tables.entry(key).or_insert_with(new);
            let tally: &mut Tally = table.read.entry(line.currency).or_default();
            tally.add(line.amount_minor);
        }
        for group in &self.year.devices {
            let key = (group.participant.clone(), group.path.clone());
            let new = || table(&group.participant, &group.path, &group.sheet, group.kind);
            let table = tables.entry(key).or_insert_with(new);
            table.read.entry(None).or_default().rows += group.rows;
        }
        self.year.tables = tables.into_values().collect();
    }

    pub(crate) fn try_compute(&mut self, last: Option<Last<'_>>) -> Result<Outcome, Error> {
        self.add_tables();
        self.compute_as_read(last)
    }

    /// Computes without counting the tables anew.
    pub(crate) fn compute_as_read(&self, last: Option<Last<'_>>) -> Result<Outcome, Error> {
        let mut builder = LinesBuilder::new();
        self.lines.iter().for_each(|line| builder.push(line.clone()));
        aggregate(&Inputs {
            pact: &self.pact,
            year: &self.year,
            lines: &builder.finish().unwrap(),
            last,
        })
    }

    /// The year as the last of another.
    pub(crate) fn as_last<'a>(&'a self, outcome: &'a Outcome) -> Last<'a> {
        Last { reading: &self.year, results: &outcome.results, basis: &outcome.basis }
    }

    pub(crate) fn compute(&mut self) -> Outcome {
        self.try_compute(None).unwrap()
    }
}

fn table(participant: &Identifier, path: &str, sheet: &str, kind: TableKind) -> TableReading {
    TableReading::new(participant.clone(), path, sheet, kind, (2, 99))
}

/// The value and status of a figure, such as `12.50 A` or `- Q`; `no row` where there is none.
pub(crate) fn shown(results: &YearResults, indicator: &str, dimensions: &str) -> String {
    let Some(figure) = results.figures.get(indicator, &cut(dimensions)) else {
        return "no row".into();
    };
    let value = figure.value.map_or("-".into(), |value| value.to_string());
    format!("{value} {}", figure.status)
}

/// Checks figures: indicator, cut, value and status.
#[track_caller]
pub(crate) fn assert_figures(results: &YearResults, expected: &[(&str, &str, &str)]) {
    for (indicator, dimensions, value) in expected {
        let found = shown(results, indicator, dimensions);
        assert_eq!(found, *value, "{indicator} {dimensions}");
    }
}

/// A declared line of ten new laptops bought; `amount` in cents.
pub(crate) fn line(participant: &str, row: u32, amount: i64) -> LineRecord {
    LineRecord {
        participant: id(participant),
        origin: LineOrigin::Declared,
        product_group: "laptops".into(),
        condition: "new".into(),
        acquisition: "purchase".into(),
        units: Some(10),
        amount_minor: Some(amount),
        currency: Some(Currency::EUR),
        labelled_units: None,
        criteria_units: None,
        framework: String::new(),
        buyer: String::new(),
        buyer_name: String::new(),
        path: format!("inputs/2026/returns/{participant}/return.xlsx").into(),
        sheet: "Procurement".into(),
        row,
        column: 4,
        reason: None,
        estimated: false,
    }
}

/// The same from a table of orders.
pub(crate) fn order(participant: &str, row: u32, amount: i64) -> LineRecord {
    LineRecord {
        origin: LineOrigin::Orders,
        path: format!("inputs/2026/returns/{participant}/supporting/orders.csv").into(),
        sheet: "orders.csv".into(),
        ..line(participant, row, amount)
    }
}

/// A declared line of any product group, new or refurbished, bought or acquired the other way, by one of these for one
/// of these buyers.
pub(crate) fn any_purchase(
    who: &'static [&str],
    buyers: &'static [&str],
    other_way: &'static str,
) -> impl Drawn<Value = LineRecord> {
    let group = select(&["laptops", "desktops", "peripherals", "servers"][..]);
    let condition = select(&["new", "refurbished"][..]);
    let acquisition = select(vec!["purchase", other_way]);
    let numbers = (2..60_u32, 1_i64..100_000, 1_i64..500);
    (select(who), select(buyers), group, condition, acquisition, numbers).prop_map(
        |(who, buyer, group, condition, acquisition, (row, amount, units))| LineRecord {
            buyer: buyer.into(),
            product_group: group.into(),
            condition: condition.into(),
            acquisition: acquisition.into(),
            units: Some(units),
            ..line(who, row, amount)
        },
    )
}

fn pact(ids: &[&str]) -> PactReading {
    let sek = currency("SEK");
    let days = [(date(2025, 10, 1), "11"), (date(2026, 9, 30), "10")];
    let last_year = [(date(2024, 10, 1), "11"), (date(2025, 9, 30), "10")];
    let quotes = days.into_iter().chain(last_year);
    let pact = Pact {
        sample: true,
        product_groups: vec![
            group("laptops", Scope::Workplace, 2021, true),
            group("desktops", Scope::Workplace, 2021, true),
            group("peripherals", Scope::Workplace, 2021, false),
            group("servers", Scope::Infrastructure, 2026, true),
        ],
        ..Pact::new("Example Pact", date(2030, 12, 31))
    };
    let register = Register { rows: ids.iter().map(|id| participant(id)).collect() };
    PactReading {
        rates: RateHistory {
            days: quotes.map(|(day, rate)| (day, BTreeMap::from([(sek, number(rate))]))).collect(),
            euro_adoption: BTreeMap::new(),
        },
        ..PactReading::new(pact, register)
    }
}

fn group(id: &str, scope: Scope, first_year: i16, is_device: bool) -> ProductGroup {
    ProductGroup { id: id.into(), title: Titles::one("en", id), scope, first_year, is_device }
}

pub(crate) fn participant(name: &str) -> Participant {
    Participant {
        id: id(name),
        name: format!("Organisation {name}"),
        country: "XX".into(),
        procuring_since: Some(date(2021, 1, 1)),
        coordinating_since: None,
        left: None,
        signed_version: "1".into(),
        coordination_by: None,
        website: String::new(),
        language: "en".into(),
        place: Place::line("inputs/participants.csv", 2, 1),
    }
}

fn year_reading(year: i16) -> YearReading {
    let day = |year, month, day| Date::new(year, month, day).unwrap();
    let settings = YearSettings::new(
        Period::new(day(year - 1, 10, 1), day(year, 9, 30)).unwrap(),
        day(year, 11, 30),
        day(year, 12, 31),
    );
    YearReading::new(settings, questionnaire())
}

fn questionnaire() -> Questionnaire {
    let mut share = question("share_devices", "uptake");
    share.strategy = Some(Strategy::BuyLess);
    share.impacts = vec!["circularity".into()];
    share.was = Some("pool_devices".into());
    let mut repair = question("repair_first", "uptake");
    repair.strategy = Some(Strategy::BuyLess);
    repair.impacts = vec!["circularity".into(), "carbon".into()];
    let mut servers = question("servers_shared", "uptake");
    servers.strategy = Some(Strategy::UseBetter);
    servers.scope_from = Some(Scope::Infrastructure);
    let mut evidence = question("buy_less_evidence", "");
    evidence.kind = QuestionType::Text;
    let guide = question("output_guide_one", "adoption");
    let mut users = question("users_served", "");
    users.kind = QuestionType::Integer;
    let of_lines =
        ["product_group", "condition", "units", "amount", "labelled_units", "criteria_units"];
    let of_outreach =
        ["organisations_reached", "procurers_reached", "indirect_units", "indirect_amount"];
    let of_outreach = of_outreach.map(|column| question(column, ""));
    let of_lines = of_lines.map(|column| question(column, ""));
    Questionnaire::new(
        "inputs/2026/questionnaire.xlsx",
        vec![
            Section::new(
                "strategies",
                Titles::default(),
                vec![share, repair, servers, evidence, guide, users],
            ),
            Section {
                repeat: true,
                ..Section::new("procurement", Titles::default(), of_lines.into())
            },
            Section {
                repeat: true,
                ..Section::new("outreach", Titles::default(), of_outreach.into())
            },
        ],
    )
}

fn question(name: &str, list: &str) -> Question {
    Question::new(
        name,
        QuestionType::SelectOne(list.into()),
        Titles::default(),
        Place::file("inputs/2026/questionnaire.xlsx"),
    )
}

fn empty_return(participant: &str, settings: &YearSettings) -> Return {
    let organisation =
        Organisation { currency: Some(Currency::EUR), ..Organisation::new(settings.period) };
    Return::new(id(participant), settings.year, organisation)
}
