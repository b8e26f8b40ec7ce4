//! The workbook as other programs read it.

#![allow(
    clippy::inconsistent_digit_grouping,
    reason = "amounts in cents are grouped as amounts are written: 5_000_10 is 5,000.10"
)]

use std::io::Cursor;

use calamine::{Data, Reader, Xlsx};
use jiff::civil::date;
use model::finance::{
    AccountClass, AccountKind, AccountLine, BookedLine, ContributionLine, LedgerLine, Statement,
};
use model::{
    Currency, Decimal, Identifier, Pact, Participant, Period, Place, Questionnaire, Register,
    YearReading, YearSettings,
};

use super::{FinancialSummaryInputs, financial_summary};

type Book = Xlsx<Cursor<Vec<u8>>>;

fn account(
    account: &str,
    kind: AccountKind,
    class: AccountClass,
    amounts: [i64; 3],
) -> AccountLine {
    let [budget, revised_budget, actual] = amounts;
    AccountLine {
        account: account.into(),
        title: format!("Account {account}"),
        kind,
        class,
        budget,
        revised_budget,
        actual,
        last_year: Some(actual / 2),
        next_year_budget: Some(budget),
        explanation: String::new(),
    }
}

fn booked(
    account: &str,
    from: &str,
    amount: i64,
    rate: Option<&str>,
    booked: Option<i64>,
) -> BookedLine {
    let currency = if rate.is_some() { "CHF" } else { "EUR" };
    BookedLine {
        line: LedgerLine {
            date: date(2026, 2, 1),
            account: account.into(),
            description: "=HYPERLINK(\"https://example.org\")".into(),
            counterparty: from.into(),
            amount,
            currency: Currency::parse(currency).unwrap(),
            reference: "V1".into(),
            activity: String::new(),
            fund: String::new(),
            for_year: None,
            place: Place::line("inputs/2026/finance/ledger.csv", 2, 5),
        },
        booked,
        rate: rate.map(|rate| rate.parse().unwrap()),
    }
}

fn contribution(participant: &str, amounts: [i64; 4]) -> ContributionLine {
    let [due, received, outstanding, overpaid] = amounts;
    ContributionLine {
        participant: Identifier::parse(participant).unwrap(),
        due: Some(due),
        due_on: Some(date(2026, 1, 31)),
        waived: false,
        received,
        received_before: 0,
        received_after: 0,
        received_for_earlier: 0,
        received_on: vec![date(2026, 2, 1)],
        outstanding,
        overpaid,
        advance: 0,
    }
}

/// Opening 1,000.00; income 5,000.10 and 105.26; expense 1,200.30 and 0.20 on `0100` beside `100`.
fn statement() -> Statement {
    let (income, expense) = (AccountKind::Income, AccountKind::Expense);
    // Of what the agency owed 50.00 came last year; this year it paid 60.00 of last year's.
    let mut agency = contribution("agency", [5_000_00, 5_000_10, 0, 10]);
    (agency.received_before, agency.received_for_earlier) = (50_00, 60_00);
    let mut undecided = contribution("north-region", [0; 4]);
    undecided.due = None;
    let mut untitled = account("9999", expense, AccountClass::OtherExpense, [0, 0, 70_00]);
    untitled.title = String::new();
    let mut staff = account("100", expense, AccountClass::Staff, [2_000_00, 2_500_00, 1_200_30]);
    staff.explanation =
        "A post was filled later in the year than planned, after two rounds of applications."
            .into();
    Statement {
        year: 2026,
        currency: Currency::EUR,
        opening: 1_000_00,
        income: 5_105_36,
        expense: 1_200_50,
        closing: 4_904_86,
        bank_closing: 4_904_86,
        last_closing: Some(1_000_00),
        accounts: vec![
            account("200", income, AccountClass::Contribution, [9_000_00, 9_000_00, 5_000_10]),
            account("210", income, AccountClass::Voluntary, [0, 0, 105_26]),
            staff,
            account("0100", expense, AccountClass::Events, [300_00, 300_00, 20]),
            untitled,
        ],
        contributions: vec![
            agency,
            // Due 950 francs, paid 950 francs at another rate: nothing is left, 10.42 lost.
            contribution("harbour-board", [1_000_00, 989_58, 0, 0]),
            undecided,
        ],
        voluntary: vec![("harbour-board".into(), 105_26)],
        booked: vec![
            booked("200", "agency", 5_000_10, None, Some(5_000_10)),
            booked("210", "harbour-board", 100_00, Some("0.95"), Some(105_26)),
            booked("100", "A. Person", 1_200_30, None, Some(1_200_30)),
            booked("0100", "", 20, None, Some(20)),
            booked("9999", "", 70_00, None, Some(70_00)),
        ],
        funds: vec![],
        fund_openings_known: true,
        fund_movements_known: true,
        incomplete: true,
        host: "=Host".into(),
        prepared_by_role: "treasurer".into(),
    }
}

fn participant(id: &str, name: &str) -> Participant {
    Participant {
        id: Identifier::parse(id).unwrap(),
        name: name.into(),
        country: "XX".into(),
        procuring_since: None,
        coordinating_since: Some(date(2022, 1, 1)),
        left: None,
        signed_version: "2.0".into(),
        coordination_by: None,
        website: String::new(),
        language: "en".into(),
        place: Place::file("inputs/participants.csv"),
    }
}

fn written(statement: &Statement) -> Vec<u8> {
    let pact = Pact {
        title: "Example Pact".into(),
        ends_on: date(2030, 12, 31),
        sample: true,
        secretariat: None,
        reconcile_tolerance: Decimal::ZERO,
        estimate_min_share: Decimal::ZERO,
        reissue_above: Decimal::ZERO,
        strategies: Vec::new(),
        impacts: Vec::new(),
        product_groups: Vec::new(),
    };
    let register = Register {
        rows: vec![
            participant("agency", "Agency (invented)"),
            participant("harbour-board", "Harbour Board (invented)"),
        ],
    };
    let settings = YearSettings {
        year: 2026,
        period: Period::new(date(2025, 10, 1), date(2026, 9, 30)).unwrap(),
        deadline: date(2026, 12, 1),
        report_date: date(2026, 12, 31),
        languages: vec!["en".into()],
        licence: "CC-BY-4.0".into(),
        targets: Vec::new(),
        extensions: Vec::new(),
        exempt: Vec::new(),
        accepted_periods: Vec::new(),
        finance: Some(model::year::FinanceSettings {
            currency: Currency::EUR,
            opening_balance: 1_000_00,
            bank_closing_balance: 4_904_86,
            hour_rate: None,
            explain_above: Some(Decimal::new(1, 1)),
            document_above: None,
            host: String::new(),
            prepared_by_role: String::new(),
        }),
    };
    let year = YearReading {
        settings,
        questionnaire: Questionnaire {
            form_id: String::new(),
            version: String::new(),
            title: String::new(),
            languages: Vec::new(),
            lists: Vec::new(),
            sections: Vec::new(),
            path: "inputs/2026/questionnaire.xlsx".into(),
        },
        outputs: Vec::new(),
        receipts: Vec::new(),
        returns: Default::default(),
        versions: Vec::new(),
        tables: Vec::new(),
        devices: Vec::new(),
        unclassified_words: Vec::new(),
        protecting_in_any_form: Default::default(),
        unused_numbers: Vec::new(),
        counting: Vec::new(),
        earlier: Default::default(),
        corrections: Vec::new(),
        governance: model::governance::Governance::default(),
        finance: Default::default(),
        faults: Vec::new(),
    };
    financial_summary(&FinancialSummaryInputs {
        pact: &pact,
        statement,
        register: &register,
        year: &year,
        last: None,
    })
    .unwrap()
}

fn open(bytes: Vec<u8>) -> Book {
    Xlsx::new(Cursor::new(bytes)).unwrap()
}

/// The stored values of the row that has `label` in one of its cells.
fn row(book: &mut Book, sheet: &str, label: &str) -> Vec<String> {
    let range = book.worksheet_range(sheet).unwrap();
    let is_label = |data: &Data| matches!(data, Data::String(text) if text == label);
    let found = range.rows().find(|row| row.iter().any(is_label));
    let row = found.unwrap_or_else(|| panic!("no {label} in {sheet}"));
    row.iter().map(|data| data.to_string()).collect()
}

#[test]
fn totals_are_formulas_stored_with_their_results() {
    let mut book = open(written(&statement()));
    let formulas = book.worksheet_formula("Statement").unwrap();
    let texts: Vec<&String> = formulas.used_cells().map(|(_, _, text)| text).collect();
    assert!(texts.len() > 15, "{texts:?}");
    let cases = [
        ("Statement", "Closing balance", 3, "4904.86"),
        ("Statement", "Closing balance", 5, "1000"),
        ("Statement", "Opening balance", 5, ""),
        ("Statement", "Total income", 3, "5105.36"),
        ("Statement", "Staff", 3, "1200.3"),
        ("Statement", "Total expense", 4, "-1599.5"),
        ("Statement", "Closing balance less the bank's", 3, "0"),
        ("Accounts", "Account 0100", 6, "0.2"),
        ("Accounts", "Account 100", 7, "-1299.7"),
        ("Accounts", "Account 0100", 11, "no explanation on file"),
        ("Accounts", "9999", 6, "70"),
        ("Accounts", "Total expense", 6, "1200.5"),
        ("Contributions", "agency", 9, "0.1"),
        ("Contributions", "agency", 12, "5010.1"),
        ("Contributions", "harbour-board", 12, "989.58"),
        ("Contributions", "Contributions in the statement", 12, "5000.1"),
        ("Contributions", "harbour-board", 8, "0"),
        ("Contributions", "north-region", 8, "–"),
    ];
    for (sheet, label, column, expected) in cases {
        assert_eq!(row(&mut book, sheet, label)[column], expected, "{sheet}, {label}");
    }
}

#[test]
fn no_text_becomes_a_formula_and_no_person_is_named() {
    let mut book = open(written(&statement()));
    let formulas = book.worksheet_formula("Ledger").unwrap();
    assert_eq!(formulas.used_cells().count(), 0);
    let range = book.worksheet_range("Ledger").unwrap();
    let texts: Vec<String> = range.used_cells().map(|(_, _, data)| data.to_string()).collect();
    assert!(texts.iter().any(|text| text.starts_with("=HYPERLINK")));
    assert!(texts.iter().any(|text| text == "Agency (invented)"));
    assert!(!texts.iter().any(|text| text.contains("A. Person")));
    let read_me = book.worksheet_formula("Read me").unwrap();
    assert_eq!(read_me.used_cells().count(), 0);
}

#[test]
fn a_first_year_has_no_column_for_last_year() {
    let mut first = statement();
    first.last_closing = None;
    for line in &mut first.accounts {
        line.last_year = None;
        line.next_year_budget = None;
        line.explanation.clear();
        line.revised_budget = line.actual;
    }
    let mut book = open(written(&first));
    for sheet in ["Statement", "Accounts"] {
        let range = book.worksheet_range(sheet).unwrap();
        let heads = range.rows().nth(3).unwrap();
        assert!(!heads.contains(&Data::String("Last year".into())), "{sheet}");
    }
}

#[test]
fn a_year_without_a_single_line_is_written_too() {
    let mut empty = statement();
    (empty.accounts, empty.booked) = (Vec::new(), Vec::new());
    (empty.contributions, empty.voluntary) = (Vec::new(), Vec::new());
    (empty.income, empty.expense, empty.closing) = (0, 0, empty.opening);
    let mut book = open(written(&empty));
    assert_eq!(row(&mut book, "Statement", "Closing balance")[3], "1000");
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    assert_eq!(written(&statement()), written(&statement()));
}
