//! Worked examples small enough to check by hand, and the identities.

#![allow(
    clippy::inconsistent_digit_grouping,
    reason = "amounts in cents are grouped as amounts are written: 5_000_10 is 5,000.10"
)]

use std::collections::BTreeMap;

use jiff::civil::{Date, date};
use model::finance::{
    AccountClass, AccountKind, Books, BudgetLine, ContributionDue, FinanceInputs, LedgerLine,
    Statement,
};
use model::year::FinanceSettings;
use model::{
    Currency, Decimal, Dimension, Dimensions, Figures, Identifier, Money, ObservationStatus, Pact,
    PactReading, Participant, Period, Place, Questionnaire, RateHistory, Register, YearReading,
    YearSettings,
};

use crate::{Inputs, Outcome, statement};

mod commitments;
mod contributions;
mod drawn;
mod funds;
mod identities;
mod in_kind;
mod interim;
mod oracle;
mod oracle_agrees;
mod years;

fn id(text: &str) -> Identifier {
    Identifier::parse(text).unwrap()
}

fn currency(code: &str) -> Currency {
    Currency::parse(code).unwrap()
}

fn participant(name: &str, coordinating: bool) -> Participant {
    Participant {
        id: id(name),
        name: format!("{name} (invented)"),
        country: "XX".into(),
        procuring_since: Some(date(2022, 1, 1)),
        coordinating_since: coordinating.then(|| date(2022, 1, 1)),
        left: None,
        signed_version: "2.0".into(),
        coordination_by: None,
        website: String::new(),
        language: "en".into(),
        place: Place::file("inputs/participants.csv"),
    }
}

/// Three coordinating participants, one that only procures; one quote of the franc and the krona a day.
fn pact() -> PactReading {
    let names = [("agency", true), ("harbour", true), ("north", true), ("school", false)];
    let rows = names.map(|(name, coordinating)| participant(name, coordinating));
    let mut rates = RateHistory::default();
    for (day, franc) in [(date(2026, 1, 15), "0.95"), (date(2026, 3, 2), "0.96")] {
        let quotes = [("CHF", franc), ("SEK", "11.20")];
        let quotes = quotes.map(|(code, rate)| (currency(code), rate.parse().unwrap()));
        rates.days.insert(day, BTreeMap::from(quotes));
    }
    let pact = Pact { sample: true, ..Pact::new("Example Pact", date(2030, 12, 31)) };
    let register = Register { rows: rows.to_vec() };
    PactReading { rates, ..PactReading::new(pact, register) }
}

fn year(year: i16, opening: i64, finance: FinanceInputs) -> YearReading {
    let settings = YearSettings {
        finance: Some(FinanceSettings {
            currency: Currency::EUR,
            opening_balance: opening,
            bank_closing_balance: Some(0),
            hour_rate: None,
            explain_above: None,
            document_above: None,
            host: "Host (invented)".into(),
            prepared_by_role: "treasurer".into(),
            publish_descriptions: true,
        }),
        ..YearSettings::new(
            Period::new(date(year - 1, 10, 1), date(year, 9, 30)).unwrap(),
            date(year, 12, 1),
            date(year, 12, 31),
        )
    };
    YearReading {
        finance,
        ..YearReading::new(settings, Questionnaire::new("inputs/questionnaire.xlsx", Vec::new()))
    }
}

fn budget() -> Vec<BudgetLine> {
    let rows = [
        ("1000", AccountKind::Income, AccountClass::Contribution, 30_000_00, None),
        ("1100", AccountKind::Income, AccountClass::Voluntary, 0, None),
        ("2000", AccountKind::Expense, AccountClass::Staff, 20_000_00, Some(22_000_00)),
        ("2100", AccountKind::Expense, AccountClass::Events, 5_000_00, None),
    ];
    let line = |(row, (account, kind, class, amount, revised_amount))| BudgetLine {
        account: String::from(account),
        title: format!("Account {account}"),
        kind,
        class,
        amount,
        revised_amount,
        next_year_amount: None,
        explanation: String::new(),
        place: Place::line("inputs/2026/finance/budget.csv", row, 5),
        revised_place: revised_amount
            .map(|_| Place::line("inputs/2026/finance/budget.csv", row, 6)),
    };
    (2..).zip(rows).map(line).collect()
}

fn booking(account: &str, counterparty: &str, amount: i64, code: &str, day: Date) -> LedgerLine {
    LedgerLine {
        date: day,
        account: account.into(),
        description: "entry".into(),
        counterparty: counterparty.into(),
        amount,
        currency: currency(code),
        reference: String::new(),
        activity: String::new(),
        fund: String::new(),
        for_year: None,
        for_participant: String::new(),
        reference_place: Place::line("inputs/2026/finance/ledger.csv", 2, 7),
        paid: None,
        counterparty_place: Place::line("inputs/2026/finance/ledger.csv", 2, 4),
        place: Place::line("inputs/2026/finance/ledger.csv", 2, 5),
    }
}

fn euro(account: &str, counterparty: &str, amount: i64) -> LedgerLine {
    booking(account, counterparty, amount, "EUR", date(2026, 2, 1))
}

fn due(participant: &str, amount: i64, code: &str, day: Date) -> ContributionDue {
    ContributionDue {
        participant: id(participant),
        due: amount,
        currency: currency(code),
        due_on: Some(day),
        decision: "SC 1".into(),
        waived: false,
        reason: String::new(),
        place: Place::line("inputs/2026/finance/contributions.csv", 2, 2),
    }
}

fn finance(ledger: Vec<LedgerLine>, contributions: Vec<ContributionDue>) -> FinanceInputs {
    FinanceInputs { budget: budget(), ledger, contributions, ..FinanceInputs::default() }
}

/// The outcome with these books, and where it is interim its day.
fn outcome(
    pact: &PactReading,
    reading: &YearReading,
    others: BTreeMap<i16, Books>,
    as_of: Option<Date>,
) -> Outcome {
    let mut books = others;
    books.insert(reading.year(), reading.finance.books(reading.settings.finance.as_ref()));
    statement(&Inputs { pact, year: reading, last: None, books: &books, as_of }).unwrap()
}

fn run(reading: &YearReading, other_ledgers: &[(i16, &[LedgerLine])]) -> Outcome {
    let others =
        other_ledgers.iter().map(|(year, ledger)| (*year, Books::new(&[], ledger.to_vec())));
    outcome(&pact(), reading, others.collect(), None)
}

fn value(outcome: &Outcome, indicator: &str, cut: &[(Dimension, &str)]) -> Option<String> {
    let mut figures = Figures::default();
    figures.extend(outcome.figures.iter().cloned());
    let dimensions =
        cut.iter().fold(Dimensions::none(), |all, (dimension, code)| all.with(*dimension, *code));
    figures.value(indicator, &dimensions).map(|value| value.to_string())
}

#[test]
fn opening_and_what_came_less_what_went_is_the_closing() {
    // 1,000.00 + (10,000.00 + 100.00 francs at 0.95 = 105.26) − (4,000.00 − a refund of 500.00) = 7,605.26
    let ledger = vec![
        euro("1000", "agency", 10_000_00),
        booking("1100", "school", 100_00, "CHF", date(2026, 1, 18)),
        euro("2000", "Payroll office", 4_000_00),
        euro("2000", "Payroll office", -500_00),
    ];
    let reading = year(2026, 1_000_00, finance(ledger, Vec::new()));
    let outcome = run(&reading, &[]);
    let statement = &outcome.statement;
    assert!(!statement.incomplete);
    let totals = (statement.income, statement.expense, statement.closing);
    assert_eq!(totals, (10_105_26, 3_500_00, 7_605_26));
    assert_eq!(statement.booked[1].rate, Some("0.95".parse().unwrap()));
    assert_eq!(statement.voluntary, [("school".to_owned(), 105_26)]);
    let staff = &statement.accounts[2];
    assert_eq!(
        (staff.budget, staff.revised_budget, staff.difference()),
        (20_000_00, 22_000_00, -18_500_00)
    );

    let total = |name: &str| value(&outcome, name, &[]);
    assert_eq!(total("finance.closing").as_deref(), Some("7605.26"));
    assert_eq!(total("finance.surplus").as_deref(), Some("6605.26"));
    let by = |name: &str, dimension, code| value(&outcome, name, &[(dimension, code)]);
    assert_eq!(by("finance.expense", Dimension::Class, "staff").as_deref(), Some("3500.00"));
    assert_eq!(by("finance.income", Dimension::Account, "1100").as_deref(), Some("105.26"));
    assert_eq!(
        by("finance.revised_budget", Dimension::Account, "2000").as_deref(),
        Some("22000.00")
    );
    assert_eq!(by("finance.budget", Dimension::Class, "staff").as_deref(), Some("20000.00"));
    let staff = outcome.figures.iter().find(|f| {
        f.indicator == "finance.expense" && f.dimensions.get(Dimension::Account) == Some("2000")
    });
    let trace: Vec<_> = staff.unwrap().trace.iter().map(|t| t.value.clone()).collect();
    assert_eq!(trace, ["4000.00", "-500.00"]);
}

#[test]
fn where_a_file_is_missing_no_figure_but_the_opening_has_a_value() {
    let mut inputs = finance(Vec::new(), vec![due("agency", 100_00, "CHF", date(2026, 1, 15))]);
    inputs.incomplete = true;
    let before = year(2025, 0, inputs.clone());
    let last = run(&before, &[]).statement;
    let reading = year(2026, 1_000_00, inputs);
    let pact = pact();
    let books = BTreeMap::from([(2026, Books::default())]);
    let last = Some((&before, &last));
    let outcome =
        statement(&Inputs { pact: &pact, year: &reading, last, books: &books, as_of: None })
            .unwrap();
    assert!(outcome.statement.incomplete);
    let with_value: Vec<&str> = outcome
        .figures
        .iter()
        .filter(|figure| figure.value.is_some())
        .map(|figure| figure.indicator.as_str())
        .collect();
    assert_eq!(with_value, ["finance.opening"]);
    assert_eq!(
        (outcome.statement.last_closing, outcome.statement.accounts[0].last_year),
        (None, None)
    );
}

#[test]
fn what_cannot_be_booked_leaves_no_total() {
    let no_rate = booking("2000", "Payroll office", 10_00, "USD", date(2026, 1, 15));
    let not_in_budget = euro("9999", "Somebody", 70_00);
    let cases = [
        ("no rate", no_rate, "2000", None),
        ("not in the budget", not_in_budget, "2000", Some("400.00")),
    ];
    for (what, line, account, actual) in cases {
        let ledger = vec![euro("2000", "Payroll office", 400_00), line];
        let reading = year(2026, 0, finance(ledger, Vec::new()));
        let outcome = run(&reading, &[]);
        assert!(outcome.statement.incomplete, "{what}");
        for name in ["finance.expense", "finance.surplus", "finance.closing"] {
            assert_eq!(value(&outcome, name, &[]), None, "{what}: {name}");
        }
        let by_account = value(&outcome, "finance.expense", &[(Dimension::Account, account)]);
        assert_eq!(by_account.as_deref(), actual, "{what}");
    }
    let reading = year(2026, 0, finance(vec![euro("9999", "Somebody", 70_00)], Vec::new()));
    let statement = run(&reading, &[]).statement;
    let last = statement.accounts.last().unwrap();
    assert_eq!((last.account.as_str(), last.in_budget(), last.actual), ("9999", false, 70_00));
    assert_eq!((statement.income, statement.expense), (0, 0));
}

#[test]
fn amounts_beyond_what_can_be_counted_leave_no_total() {
    type Change = fn(&mut FinanceInputs);
    const HUGE: i64 = 9_000_000_000_000_000_000;
    let cases: [(&str, Change); 5] = [
        ("ledger", |files| files.ledger = vec![euro("2000", "Payroll office", HUGE); 2]),
        ("received", |files| files.ledger = vec![euro("1000", "agency", HUGE); 2]),
        ("given", |files| files.ledger = vec![euro("1100", "Somebody", -HUGE); 2]),
        ("budget", |files| files.budget.iter_mut().for_each(|line| line.amount = HUGE)),
        ("due", |files| {
            files.contributions = vec![due("agency", HUGE, "EUR", date(2026, 1, 15)); 2];
        }),
    ];
    for (what, change) in cases {
        let mut inputs = finance(vec![euro("2000", "Payroll office", 400_00)], Vec::new());
        change(&mut inputs);
        let outcome = run(&year(2026, 1_000_00, inputs), &[]);
        assert!(outcome.statement.incomplete, "{what}");
        let figures = outcome.figures.iter().filter(|figure| figure.value.is_some());
        let with_value: Vec<&str> = figures.map(|figure| figure.indicator.as_str()).collect();
        assert_eq!(with_value, ["finance.opening"], "{what}");
    }
    // Another year's ledger, of which payments for this year are taken.
    let reading = year(2026, 0, finance(Vec::new(), Vec::new()));
    let mut before = euro("1000", "agency", HUGE);
    before.for_year = Some(2026);
    let before = vec![before; 2];
    assert!(run(&reading, &[(2025, &before)]).statement.incomplete);
}

#[test]
fn last_years_actual_stands_beside() {
    let before = year(2025, 0, finance(vec![euro("2000", "Payroll office", 300_00)], Vec::new()));
    let last: Statement = run(&before, &[]).statement;
    let reading = year(2026, 0, finance(Vec::new(), Vec::new()));
    let pact = pact();
    let outcome = statement(&Inputs {
        pact: &pact,
        year: &reading,
        last: Some((&before, &last)),
        books: &BTreeMap::new(),
        as_of: None,
    })
    .unwrap();
    let staff = &outcome.statement.accounts[2];
    assert_eq!(staff.last_year, Some(300_00));
    assert_eq!(outcome.statement.last_closing, Some(-300_00));
}
