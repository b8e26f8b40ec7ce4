//! A hand-made year without faults, and for each rule the smallest change of it that makes the rule fire.

#![allow(
    clippy::inconsistent_digit_grouping,
    reason = "amounts in cents are grouped as amounts are written: 5_000_10 is 5,000.10"
)]

use std::collections::BTreeMap;
use std::sync::Arc;

use findings::Finding;
use model::finance::{
    AccountClass, AccountKind, AccountLine, BudgetLine, ContributionLine, FinanceInputs,
    LedgerLine, Statement,
};
use model::line::{CountedLine, OrderGroup};
use model::pact::{ProductGroup, StrategyTitle, Titles};
use model::questionnaire::{Question, QuestionType, Section};
use model::registers::Receipt;
use model::submission::Organisation;
use model::vocabulary::{AmountBasis, QuotePermission, Scope, Strategy, Tax};
use model::volume::{CountedAs, LeftOutReason, OverlapEntry, PeriodRate, UptakeAnswer, VolumeCell};
use model::year::FinanceSettings;
use model::{
    Answer, AnswerState, CellAddress, Coverage, Currency, Date, Fault, FaultKind, Figures,
    Identifier, LineOrigin, LineRecord, Pact, PactReading, Participant, Period, Place,
    Questionnaire, RateHistory, Register, Return, Value, YearReading, YearResults, YearSettings,
};

use crate::evidence::Evidence;

/// Everything the rules look at, owned.
pub(crate) struct Year {
    pub(crate) pact: PactReading,
    pub(crate) reading: YearReading,
    pub(crate) declared: Vec<CountedLine>,
    pub(crate) orders: Vec<OrderGroup>,
    pub(crate) results: YearResults,
}

impl Year {
    /// What all rules find.
    pub(crate) fn findings(&self) -> Vec<Finding> {
        crate::check(&Evidence {
            pact: &self.pact,
            year: &self.reading,
            declared: &self.declared,
            orders: &self.orders,
            results: &self.results,
            last: None,
        })
    }

    fn answers(&mut self) -> &mut Return {
        self.reading.returns.get_mut("north").expect("made with it")
    }
}

fn id(text: &str) -> Identifier {
    Identifier::parse(text).expect("an id")
}

fn day(year: i16, month: i8, day: i8) -> Date {
    Date::new(year, month, day).expect("a day")
}

fn period() -> Period {
    Period::new(day(2025, 10, 1), day(2026, 9, 30)).expect("in order")
}

fn given(text: &str) -> Answer {
    let place =
        Place::cell("inputs/2026/returns/north/return.xlsx", "Answers", CellAddress::new(4, 3));
    Answer {
        state: AnswerState::Given(Value::Text(text.into())),
        raw: text.into(),
        place: Some(place),
        carried: false,
    }
}

fn choice(code: &str) -> Answer {
    Answer { state: AnswerState::Given(Value::Choice(code.into())), ..given(code) }
}

fn blank() -> Answer {
    Answer { state: AnswerState::Blank, ..given("") }
}

fn question(name: &str, kind: QuestionType, strategy: Option<Strategy>) -> Question {
    Question {
        name: name.into(),
        kind,
        label: Titles::one("en", name),
        hint: Titles::default(),
        required: false,
        constraint: None,
        constraint_message: Titles::default(),
        relevant: None,
        default: None,
        strategy,
        impacts: vec![],
        phase: None,
        roles: vec![],
        scope_from: None,
        was: None,
        place: Place::file("inputs/2026/questionnaire.xlsx"),
    }
}

fn line(units: i64, cents: i64) -> CountedLine {
    let line = LineRecord {
        participant: id("north"),
        origin: LineOrigin::Declared,
        product_group: "laptops".into(),
        condition: "new".into(),
        acquisition: "purchase".into(),
        units: Some(units),
        amount_minor: Some(cents),
        currency: Some(Currency::EUR),
        labelled_units: Some(units),
        criteria_units: None,
        framework: String::new(),
        buyer: String::new(),
        buyer_name: String::new(),
        path: "inputs/2026/returns/north/return.xlsx".into(),
        sheet: "Procurement".into(),
        row: 5,
        column: 4,
        reason: None,
        estimated: false,
    };
    CountedLine { line, owner: id("north"), counted_as: CountedAs::Direct, reason: None }
}

fn order_group(counted_as: CountedAs, reason: Option<LeftOutReason>) -> OrderGroup {
    OrderGroup {
        participant: id("north"),
        path: "inputs/2026/returns/north/supporting/orders.csv".into(),
        sheet: "orders.csv".into(),
        product_group: "laptops".into(),
        currency: Some(Currency::EUR),
        buyer: String::new(),
        owner: id("north"),
        counted_as,
        reason,
        lines: 3,
        amount_minor: 10_000_00,
        units: 10,
        first_row: 2,
        last_row: 4,
    }
}

fn questionnaire() -> Questionnaire {
    let uptake = QuestionType::SelectOne("uptake".into());
    let questions = vec![
        question("repair_first", uptake, Some(Strategy::UseLonger)),
        question("use_longer_story", QuestionType::Text, None),
        question("use_longer_evidence", QuestionType::Text, None),
    ];
    let section = Section {
        name: "strategies".into(),
        label: Titles::one("en", "Strategies"),
        hint: Titles::default(),
        repeat: false,
        roles: vec![],
        scope_from: None,
        relevant: None,
        questions,
    };
    Questionnaire {
        form_id: "f".into(),
        version: "1".into(),
        title: "t".into(),
        languages: vec!["en".into()],
        lists: vec![],
        sections: vec![section],
        path: "inputs/2026/questionnaire.xlsx".into(),
    }
}

fn north() -> Return {
    let answers = [
        ("repair_first", choice("4")),
        ("use_longer_story", given("We repair first.")),
        ("use_longer_evidence", given("https://example.org/policy")),
        ("tax", choice("excluded")),
    ];
    Return {
        participant: id("north"),
        year: 2026,
        path: "inputs/2026/returns/north/return.xlsx".into(),
        organisation: Organisation {
            period: period(),
            period_assumed: false,
            currency: Some(Currency::EUR),
            amount_basis: Some(AmountBasis::Ordered),
            tax: Some(Tax::Excluded),
            tax_rate: None,
            users_served: Some(100),
            quote_permission: QuotePermission::Attributed,
            reports_for: vec![],
            protect_volume: false,
            procurement_none: false,
        },
        answers: answers.map(|(name, answer)| (name.to_owned(), answer)).into(),
        rows: BTreeMap::new(),
        provisional: false,
    }
}

fn pact() -> PactReading {
    let laptops = ProductGroup {
        id: "laptops".into(),
        title: Titles::one("en", "Laptops"),
        scope: Scope::Workplace,
        first_year: 2021,
        is_device: true,
    };
    let strategy =
        StrategyTitle { strategy: Strategy::UseLonger, title: Titles::one("en", "Use longer") };
    let north = Participant {
        id: id("north"),
        name: "North".into(),
        country: "NL".into(),
        procuring_since: Some(day(2022, 1, 1)),
        coordinating_since: None,
        left: None,
        signed_version: "2.0".into(),
        coordination_by: None,
        website: String::new(),
        language: "en".into(),
        place: Place::line("inputs/participants.csv", 2, 1),
    };
    PactReading {
        pact: Pact {
            title: "Pact".into(),
            ends_on: day(2030, 12, 31),
            sample: true,
            reconcile_tolerance: "0.05".parse().expect("a number"),
            estimate_min_share: "0.9".parse().expect("a number"),
            reissue_above: "0.01".parse().expect("a number"),
            strategies: vec![strategy],
            impacts: vec![],
            product_groups: vec![laptops],
        },
        register: Register { rows: vec![north] },
        supporters: vec![],
        contacts: vec![],
        product_codes: vec![],
        rates: RateHistory::default(),
        faults: vec![],
    }
}

fn statement() -> Statement {
    let account = AccountLine {
        account: "4000".into(),
        title: "Travel".into(),
        kind: AccountKind::Expense,
        class: AccountClass::Travel,
        budget: 100_00,
        revised_budget: 100_00,
        actual: 100_00,
        last_year: None,
        next_year_budget: None,
        explanation: String::new(),
    };
    let contribution = ContributionLine {
        participant: id("north"),
        due: Some(50_00),
        due_on: None,
        waived: false,
        received: 50_00,
        received_before: 0,
        received_after: 0,
        received_for_earlier: 0,
        received_on: vec![],
        outstanding: 0,
        overpaid: 0,
        advance: 0,
    };
    Statement {
        year: 2026,
        currency: Currency::EUR,
        opening: 500_00,
        income: 50_00,
        expense: 100_00,
        closing: 450_00,
        bank_closing: 450_00,
        last_closing: Some(500_00),
        accounts: vec![account],
        contributions: vec![contribution],
        voluntary: vec![],
        booked: vec![],
        incomplete: false,
        host: String::new(),
        prepared_by_role: String::new(),
    }
}

fn ledger_line() -> LedgerLine {
    LedgerLine {
        date: day(2026, 3, 1),
        account: "4000".into(),
        description: "Train".into(),
        counterparty: String::new(),
        amount: 100_00,
        currency: Currency::EUR,
        reference: "1".into(),
        activity: String::new(),
        fund: String::new(),
        for_year: None,
        place: Place::line("inputs/2026/finance/ledger.csv", 2, 5),
    }
}

/// A year in which no rule fires.
pub(crate) fn sound() -> Year {
    let budget = BudgetLine {
        account: "4000".into(),
        title: "Travel".into(),
        kind: AccountKind::Expense,
        class: AccountClass::Travel,
        amount: 100_00,
        revised_amount: None,
        next_year_amount: None,
        explanation: String::new(),
        place: Place::line("inputs/2026/finance/budget.csv", 2, 5),
    };
    let finance = FinanceInputs {
        budget: vec![budget],
        ledger: vec![ledger_line()],
        contributions: vec![],
        incomplete: false,
    };
    let settings = YearSettings {
        year: 2026,
        period: period(),
        deadline: day(2026, 11, 1),
        report_date: day(2026, 12, 1),
        languages: vec!["en".into()],
        licence: "CC-BY-4.0".into(),
        targets: vec![],
        extensions: vec![],
        exempt: vec![],
        accepted_periods: vec![],
        finance: Some(FinanceSettings {
            currency: Currency::EUR,
            opening_balance: 500_00,
            bank_closing_balance: 450_00,
            hour_rate: None,
            explain_above: Some("0.1".parse().expect("a number")),
            document_above: None,
            host: String::new(),
            prepared_by_role: String::new(),
        }),
    };
    let everyone = vec![id("north")];
    let coverage = Coverage {
        in_force: everyone.clone(),
        expected: everyone.clone(),
        returned: everyone.clone(),
        reported_volume: everyone,
        ..Coverage::default()
    };
    let uptake = UptakeAnswer {
        participant: id("north"),
        practice: "repair_first".into(),
        level: Some("4".into()),
        carried: false,
        last_level: Some("3".into()),
    };
    Year {
        pact: pact(),
        reading: YearReading {
            settings,
            questionnaire: questionnaire(),
            outputs: vec![],
            receipts: vec![],
            returns: BTreeMap::from([(id("north"), north())]),
            versions: vec![],
            tables: vec![],
            finance,
            faults: vec![],
        },
        declared: vec![line(10, 9_000_00)],
        orders: vec![],
        results: YearResults {
            year: 2026,
            figures: Figures::default(),
            coverage,
            cells: vec![],
            overlap: vec![],
            rates: vec![],
            accounts: vec![],
            uptake: vec![uptake],
            statement: Some(statement()),
        },
    }
}

fn left_out(reason: LeftOutReason) -> impl Fn(&mut Year) {
    move |year| {
        year.declared[0].counted_as = CountedAs::LeftOut;
        year.declared[0].reason = Some(reason);
    }
}

fn order_rows(reason: LeftOutReason) -> impl Fn(&mut Year) {
    move |year| year.orders.push(order_group(CountedAs::LeftOut, Some(reason)))
}

type Damage = Box<dyn Fn(&mut Year)>;

/// The smallest change that makes each rule fire that looks at more than one fault of reading.
pub(crate) fn damages() -> Vec<(&'static str, Damage)> {
    vec![
        ("R103", Box::new(|y| y.results.coverage.silent.push(id("south")))),
        ("R104", Box::new(|y| y.reading.receipts.push(receipt(day(2026, 11, 5))))),
        ("V103", Box::new(left_out(LeftOutReason::UnknownBuyer))),
        ("V104", Box::new(left_out(LeftOutReason::NoRate))),
        ("V105", Box::new(left_out(LeftOutReason::NotInScope))),
        ("V106", Box::new(|y| y.declared[0].line.labelled_units = Some(11))),
        ("V107", Box::new(|y| y.declared[0].line.units = None)),
        ("V108", Box::new(|y| y.results.overlap.push(overlap()))),
        ("V109", Box::new(|y| y.orders.push(order_group(CountedAs::Evidence, None)))),
        ("V110", Box::new(|y| y.answers().organisation.tax = Some(Tax::Unknown))),
        ("V113", Box::new(|y| y.results.rates.push(short_rate()))),
        ("V114", Box::new(|y| y.results.coverage.reported_volume.clear())),
        (
            "V118",
            Box::new(|y| y.declared.extend([outside("North harbour"), of_south("north HARBOUR")])),
        ),
        ("V119", Box::new(|y| y.declared.push(outside("the North")))),
        ("V120", Box::new(|y| y.results.cells.push(credit()))),
        (
            "R112",
            Box::new(|y| {
                y.answers().organisation.reports_for.push(id("south"));
                y.reading.returns.insert(id("south"), north());
            }),
        ),
        ("R113", Box::new(|y| y.answers().organisation.period.end = day(2026, 5, 1))),
        ("V115", Box::new(left_out(LeftOutReason::NoCurrency))),
        ("V116", Box::new(left_out(LeftOutReason::NoGroup))),
        ("V117", Box::new(left_out(LeftOutReason::NotInForce))),
        ("U101", Box::new(|y| y.results.uptake[0].level = Some("1".into()))),
        (
            "U102",
            Box::new(|y| drop(y.answers().answers.insert("use_longer_evidence".into(), blank()))),
        ),
        (
            "Q101",
            Box::new(|y| {
                let text = given("Ask ann@example.org.");
                y.answers().answers.insert("use_longer_story".into(), text);
            }),
        ),
        (
            "Q102",
            Box::new(|y| drop(y.answers().answers.insert("use_longer_story".into(), blank()))),
        ),
        ("S101", Box::new(order_rows(LeftOutReason::OutsidePeriod))),
        ("S102", Box::new(order_rows(LeftOutReason::Unclassified))),
        ("S104", Box::new(order_rows(LeftOutReason::Duplicate))),
        ("S105", Box::new(order_rows(LeftOutReason::Subtotal))),
        ("S108", Box::new(order_rows(LeftOutReason::Refused))),
        ("F101", Box::new(|y| statement_of(y).contributions[0].outstanding = 1)),
        ("F102", Box::new(|y| y.reading.finance.ledger[0].account = "4999".into())),
        ("F103", Box::new(|y| y.reading.finance.ledger[0].date = day(2026, 10, 1))),
        ("F104", Box::new(|y| statement_of(y).bank_closing += 1)),
        ("F105", Box::new(|y| statement_of(y).accounts[0].actual = 120_00)),
        ("F107", Box::new(|y| y.reading.faults.push(missing_ledger()))),
        ("F106", Box::new(|y| statement_of(y).last_closing = Some(499_99))),
    ]
}

/// A line for a buyer outside the Pact.
fn outside(name: &str) -> CountedLine {
    let mut counted = line(1, 100_00);
    counted.counted_as = CountedAs::Indirect;
    counted.line.buyer = "other".into();
    counted.line.buyer_name = name.into();
    counted
}

/// The same in another participant's return.
fn of_south(name: &str) -> CountedLine {
    let mut counted = outside(name);
    counted.line.participant = id("south");
    counted
}

fn credit() -> VolumeCell {
    VolumeCell {
        reporter: id("north"),
        owner: id("north"),
        currency: Some(Currency::EUR),
        product_group: "laptops".into(),
        condition: "new".into(),
        acquisition: "purchase".into(),
        counted_as: CountedAs::Direct,
        amount_minor: -1,
        rate: None,
        amount_eur_cents: -1,
        units: 0,
        labelled_units: 0,
        criteria_units: 0,
        lines: 1,
    }
}

fn statement_of(year: &mut Year) -> &mut Statement {
    year.results.statement.as_mut().expect("made with one")
}

fn receipt(on: Date) -> Receipt {
    Receipt {
        participant: id("north"),
        file: "return.xlsx".into(),
        received_on: on,
        channel: "email".into(),
        by: String::new(),
        note: String::new(),
        place: Place::line("inputs/2026/received.csv", 2, 3),
    }
}

fn overlap() -> OverlapEntry {
    OverlapEntry {
        reporter: id("north"),
        buyer: "south".into(),
        product_group: "laptops".into(),
        reporter_amount_cents: 2_00,
        counted_amount_cents: 1_00,
        counted: id("south"),
        reason: "the buyer reports the group itself".into(),
    }
}

fn short_rate() -> PeriodRate {
    PeriodRate {
        currency: Currency::parse("USD").expect("a currency"),
        period: period(),
        days: 10,
        rate: "1.1".parse().expect("a number"),
        provisional: true,
        discontinued: false,
    }
}

fn missing_ledger() -> Fault {
    Fault { place: Place::file("inputs/2026/finance/ledger.csv"), ..fault(FaultKind::MissingFile) }
}

/// A fault of a kind, in a cell of the return.
pub(crate) fn fault(kind: FaultKind) -> Fault {
    Fault {
        kind,
        participant: Some(id("north")),
        place: Place::cell(
            Arc::<str>::from("inputs/2026/returns/north/return.xlsx"),
            "Answers",
            CellAddress::new(4, 3),
        ),
        raw: "raw".into(),
        field: "amount".into(),
        label: "Amount".into(),
        expected: "something else".into(),
        context: vec![],
    }
}

mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::RULES;

    fn codes(year: &Year) -> BTreeSet<&'static str> {
        year.findings().iter().map(|finding| finding.rule.code).collect()
    }

    #[test]
    fn nothing_is_found_in_a_sound_year() {
        assert_eq!(codes(&sound()), BTreeSet::new());
    }

    #[test]
    fn each_damage_is_found_by_its_rule() {
        for (code, damage) in damages() {
            let mut year = sound();
            damage(&mut year);
            let found = codes(&year);
            assert!(found.contains(code), "{code} did not fire; found {found:?}");
        }
    }

    #[test]
    fn each_fault_of_reading_is_found_once_and_says_something() {
        let by_groups = ["S101", "S102", "S104", "S105"];
        for kind in FaultKind::ALL {
            let judge =
                RULES.iter().find(|rule| rule.faults.contains(kind)).expect("tested elsewhere");
            if by_groups.contains(&judge.identity.code) {
                continue;
            }
            let mut year = sound();
            year.reading.faults.push(fault(*kind));
            let findings = year.findings();
            assert_eq!(findings.len(), 1, "{kind:?}");
            assert_eq!(findings[0].rule, judge.identity);
            assert!(!findings[0].found.contains('{'), "{}", findings[0].found);
        }
    }

    #[test]
    fn every_rule_can_fire() {
        let damaged: BTreeSet<&str> = damages().iter().map(|(code, _)| *code).collect();
        for rule in RULES {
            let code = rule.identity.code;
            assert!(!rule.faults.is_empty() || damaged.contains(code), "nothing makes {code} fire");
        }
    }
}
