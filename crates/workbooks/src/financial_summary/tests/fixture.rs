//! A statement with something of everything, its totals added up by hand.

use jiff::civil::date;
use model::finance::{
    AccountClass, AccountKind, AccountLine, ActivityLine, BookedLine, Commitment, CommittedLine,
    ContributionDue, ContributionLine, ContributionPayment, FinanceInputs, FundLine, GivenInKind,
    InKindLine, LedgerLine, PaidBy, Statement, UnlistedReceipt, Valuation, YearOfAccounts,
};
use model::{
    Currency, Decimal, Identifier, Pact, Participant, Period, Place, Questionnaire, Register,
    YearReading, YearSettings,
};

use crate::financial_summary::{FinancialSummaryInputs, financial_summary};

pub(super) fn id(text: &str) -> Identifier {
    Identifier::parse(text).unwrap()
}

fn decimal(text: &str) -> Decimal {
    text.parse().unwrap()
}

pub(super) fn chf() -> Currency {
    Currency::parse("CHF").unwrap()
}

fn ledger(line: u32) -> Place {
    Place::line("inputs/2026/finance/ledger.csv", line, 5)
}

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
        last_year: Some(last_actual(account)),
        next_year_budget: Some(budget),
        explanation: String::new(),
    }
}

/// What [`last`] has on an account.
fn last_actual(account: &str) -> i64 {
    match account {
        "200" => 1_500_00,
        "100" => 300_00,
        _ => 0,
    }
}

/// A line in euro; `at` is its line in the file.
pub(super) fn booked(at: u32, account: &str, from: &str, amount: i64) -> BookedLine {
    BookedLine {
        line: LedgerLine {
            date: date(2026, 2, at as i8),
            account: account.into(),
            description: "=HYPERLINK(\"https://example.org\")".into(),
            counterparty: from.into(),
            amount,
            currency: Currency::EUR,
            reference: "V1".into(),
            activity: String::new(),
            fund: String::new(),
            for_year: None,
            for_participant: String::new(),
            reference_place: Place::line("inputs/2026/finance/ledger.csv", at, 7),
            paid: None,
            counterparty_place: Place::line("inputs/2026/finance/ledger.csv", at, 4),
            place: ledger(at),
        },
        booked: Some(amount),
        rate: None,
    }
}

/// The same line in francs.
fn in_francs(mut booked: BookedLine, rate: &str, minor: i64) -> BookedLine {
    booked.line.currency = chf();
    (booked.rate, booked.booked) = (Some(decimal(rate)), Some(minor));
    booked
}

/// The same line on an activity and a fund.
fn on(mut booked: BookedLine, activity: &str, fund: &str) -> BookedLine {
    (booked.line.activity, booked.line.fund) = (activity.into(), fund.into());
    booked
}

pub(super) fn payment(booked: &BookedLine, ledger_year: i16) -> ContributionPayment {
    ContributionPayment {
        date: booked.line.date,
        for_year: booked.line.for_year.unwrap_or(ledger_year),
        ledger_year,
        booked: booked.booked,
        amount: booked.line.amount,
        currency: booked.line.currency,
        paid_by: PaidBy::Itself,
        place: booked.line.place.clone(),
    }
}

pub(super) fn contribution(participant: &str, amounts: [i64; 4]) -> ContributionLine {
    let [due, received, outstanding, overpaid] = amounts;
    ContributionLine {
        participant: id(participant),
        due: Some(due),
        due_on: Some(date(2026, 1, 31)),
        waived: false,
        received,
        days_overdue: None,
        payments: Vec::new(),
        exchange_difference: None,
        received_before: 0,
        received_after: 0,
        expected: true,
        received_for_earlier: 0,
        received_on: Vec::new(),
        outstanding,
        overpaid,
        advance: 0,
    }
}

pub(super) fn dues() -> Vec<ContributionDue> {
    let due = |participant, minor, currency| ContributionDue {
        participant: id(participant),
        due: minor,
        currency,
        due_on: Some(date(2026, 1, 31)),
        decision: "SC-1".into(),
        waived: false,
        reason: String::new(),
        place: Place::file("inputs/2026/finance/contributions.csv"),
    };
    let mut waived = due("works-office", 300_00, Currency::EUR);
    (waived.waived, waived.reason) = (true, "=Works in kind".into());
    vec![
        due("agency", 5_000_00, Currency::EUR),
        due("harbour-board", 950_00, chf()),
        due("quiet-town", 100_00, Currency::EUR),
        waived,
    ]
}

fn given(participant: &str, group: &str, hours: Option<&str>, amount: Option<&str>) -> GivenInKind {
    let place = Place::file("inputs/2026/returns/agency/return.xlsx");
    GivenInKind {
        line: InKindLine {
            participant: id(participant),
            kind: if hours.is_some() { "hours" } else { "other" }.into(),
            working_group: group.into(),
            hours: hours.map(decimal),
            amount: amount.map(decimal),
            currency: Some(chf()),
            description: "@minutes".into(),
            unreadable: false,
            hours_place: place.clone(),
            amount_place: place.clone(),
            place,
        },
        also_at: None,
        valuation: None,
        value: None,
        provisional: false,
        rate_provisional: false,
        estimated: false,
    }
}

/// 10 hours at 64.05; half an hour, exactly half a cent above 32.02; 95 francs at 0.95; a line without value.
pub(super) fn in_kind() -> Vec<GivenInKind> {
    let hours = |hours, group, value| GivenInKind {
        valuation: Some(Valuation::HourRate(decimal("64.05"))),
        value: Some(value),
        ..given("agency", group, Some(hours), None)
    };
    let rooms = GivenInKind {
        valuation: Some(Valuation::Converted(decimal("0.95"))),
        value: Some(100_00),
        ..given("harbour-board", "", None, Some("95"))
    };
    let silent = given("quiet-town", "displays", None, None);
    vec![hours("10", "servers", 640_50), hours("0.5", "Servers", 32_02), rooms, silent]
}

fn commitment(account: &str, fund: &str, currency: Currency, amount: i64) -> Commitment {
    Commitment {
        account: account.into(),
        fund: fund.into(),
        counterparty: "A. Person".into(),
        description: "+work".into(),
        amount,
        currency,
        committed_on: Some(date(2026, 9, 1)),
        expected_on: None,
        place: Place::line("inputs/2026/finance/commitments.csv", 2, 5),
    }
}

/// The ledger, by position: contributions of this and of last year, a voluntary one and a contribution in francs, a
/// receipt that fits no one, an expense, one of 20 cents on `0100` beside `100`, one outside the budget, a refund.
fn lines() -> Vec<BookedLine> {
    let mut of_last_year = booked(3, "200", "agency", 60_00);
    of_last_year.line.description = "For a. person, a.person@example.org".into();
    of_last_year.line.for_year = Some(2025);
    vec![
        booked(2, "200", "agency", 4_950_10),
        of_last_year,
        in_francs(booked(4, "210", "harbour-board", 100_00), "0.95", 105_26),
        in_francs(booked(5, "200", "harbour-board", 950_00), "0.96", 989_58),
        booked(6, "200", "A. Person", 25_00),
        on(booked(7, "100", "A. Person", 1_200_30), "servers", ""),
        on(booked(8, "0100", "", 20), "Servers", "translations"),
        booked(9, "9999", "", 70_00),
        on(booked(10, "100", "A. Person", -10_00), "servers", ""),
    ]
}

fn contributions(lines: &[BookedLine]) -> Vec<ContributionLine> {
    // Of what the agency owed 50.00 came last year; this year it paid 60.00 of last year's.
    let mut early = booked(12, "200", "agency", 50_00);
    early.line.for_year = Some(2026);
    early.line.place = Place::line("inputs/2025/finance/ledger.csv", 12, 5);
    let mut agency = contribution("agency", [5_000_00, 5_000_10, 0, 10]);
    (agency.received_before, agency.received_for_earlier) = (50_00, 60_00);
    agency.payments =
        vec![payment(&early, 2025), payment(&lines[0], 2026), payment(&lines[1], 2026)];
    agency.received_on = vec![date(2025, 9, 12), date(2026, 2, 2)];
    // Due 950 francs, paid 950 francs at another rate: nothing is left, 10.42 lost.
    let mut harbour = contribution("harbour-board", [1_000_00, 989_58, 0, 0]);
    harbour.payments = vec![payment(&lines[3], 2026)];
    harbour.exchange_difference = Some(-10_42);
    let mut undecided = contribution("north-region", [0; 4]);
    undecided.due = None;
    let mut quiet = contribution("quiet-town", [100_00, 0, 100_00, 0]);
    quiet.days_overdue = Some(242);
    let mut waived = contribution("works-office", [0; 4]);
    (waived.waived, waived.due_on) = (true, None);
    vec![agency, harbour, undecided, quiet, waived]
}

fn fund(id: &str, [opening, income, expense]: [i64; 3]) -> FundLine {
    let title = if id == "general" { "" } else { "=Translations" };
    FundLine { id: id.into(), title: title.into(), purpose: title.into(), opening, income, expense }
}

fn activity(id: &str, income: i64, expense: i64) -> ActivityLine {
    ActivityLine {
        id: id.into(),
        title: String::new(),
        working_group: String::new(),
        income,
        expense,
    }
}

/// Last year's statement: account `100` was one of services, and `090` is in no budget any more.
fn last() -> Statement {
    let (income, expense) = (AccountKind::Income, AccountKind::Expense);
    Statement {
        year: 2025,
        opening: 0,
        income: 1_500_00,
        expense: 500_00,
        closing: 1_000_00,
        last_closing: None,
        accounts: vec![
            account("200", income, AccountClass::Contribution, [0, 0, 1_500_00]),
            account("100", expense, AccountClass::Services, [0, 0, 300_00]),
            account("090", expense, AccountClass::Travel, [0, 0, 200_00]),
        ],
        activities: vec![ActivityLine {
            title: "Displays".into(),
            working_group: "displays".into(),
            ..activity("displays", 0, 500_00)
        }],
        ..statement()
    }
}

/// Opening 1,000.00; income 6,024.68 and 105.26; expense 1,190.30 and 0.20 on `0100` beside `100`.
pub(super) fn statement() -> Statement {
    let (income, expense) = (AccountKind::Income, AccountKind::Expense);
    let lines = lines();
    let mut untitled = account("9999", expense, AccountClass::OtherExpense, [0, 0, 70_00]);
    untitled.title = String::new();
    let mut staff = account("100", expense, AccountClass::Staff, [2_000_00, 2_500_00, 1_190_30]);
    staff.explanation =
        "A post was filled later in the year than planned, after two rounds of applications."
            .into();
    let year = |year, opening, income, expense| YearOfAccounts {
        year,
        opening,
        income_by_class: income,
        expense_by_class: expense,
    };
    use AccountClass::{Contribution, Events, Services, Staff, Travel, Voluntary};
    Statement {
        year: 2026,
        currency: Currency::EUR,
        opening: 1_000_00,
        income: 6_129_94,
        expense: 1_190_50,
        closing: 5_939_44,
        bank_closing: Some(5_939_44),
        last_closing: Some(1_000_00),
        accounts: vec![
            account("200", income, Contribution, [9_000_00, 9_000_00, 6_024_68]),
            account("210", income, Voluntary, [0, 0, 105_26]),
            staff,
            account("0100", expense, Events, [300_00, 300_00, 20]),
            untitled,
        ],
        contributions: contributions(&lines),
        voluntary: vec![("harbour-board".into(), 105_26)],
        unlisted: vec![UnlistedReceipt {
            date: lines[4].line.date,
            class: Contribution,
            booked: Some(25_00),
            place: ledger(6),
        }],
        booked: lines,
        activities: vec![
            activity("Servers", 0, 20),
            activity("servers", 0, 1_190_30),
            activity("", 6_129_94, 0),
        ],
        commitments: vec![
            CommittedLine {
                commitment: commitment("100", "", Currency::EUR, 500_00),
                amount: Some(500_00),
                rate: None,
            },
            CommittedLine {
                commitment: commitment("0100", "translations", chf(), 50_00),
                amount: Some(52_63),
                rate: Some(decimal("0.95")),
            },
        ],
        years: vec![
            year(
                2025,
                0,
                vec![(Contribution, 1_500_00)],
                vec![(Services, 300_00), (Travel, 200_00)],
            ),
            year(
                2026,
                1_000_00,
                vec![(Contribution, 6_024_68), (Voluntary, 105_26)],
                vec![(Staff, 1_190_30), (Events, 20)],
            ),
        ],
        reserve_months: Some(decimal("48.78")),
        as_of: None,
        last_day: date(2026, 9, 30),
        funds: vec![
            fund("general", [400_00, 6_129_94, 1_190_30]),
            fund("translations", [600_00, 0, 20]),
        ],
        fund_openings_known: true,
        fund_movements_known: true,
        incomplete: true,
        rows_missing: false,
        totals_known: true,
        doubtful_years: Vec::new(),
        host: "=Host".into(),
        prepared_by_role: "treasurer".into(),
        publish_descriptions: true,
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

/// The workbook of a statement.
pub(super) fn written(statement: &Statement) -> Vec<u8> {
    written_with(statement, FinanceInputs { contributions: dues(), ..Default::default() })
}

/// The workbook of a statement of these inputs.
pub(super) fn written_with(statement: &Statement, finance: FinanceInputs) -> Vec<u8> {
    let pact = Pact { sample: true, ..Pact::new("Example Pact", date(2030, 12, 31)) };
    let register = Register {
        rows: vec![
            participant("agency", "Agency (invented)"),
            participant("harbour-board", "Harbour Board (invented)"),
            participant("quiet-town", "Quiet Town (invented)"),
        ],
    };
    let settings = YearSettings {
        finance: Some(model::year::FinanceSettings {
            currency: Currency::EUR,
            opening_balance: 1_000_00,
            bank_closing_balance: Some(5_939_44),
            hour_rate: None,
            explain_above: Some(Decimal::new(1, 1)),
            document_above: None,
            host: String::new(),
            prepared_by_role: String::new(),
            publish_descriptions: true,
        }),
        ..YearSettings::new(
            Period::new(date(2025, 10, 1), date(2026, 9, 30)).unwrap(),
            date(2026, 12, 1),
            date(2026, 12, 31),
        )
    };
    let year = YearReading {
        finance,
        ..YearReading::new(
            settings,
            Questionnaire::new("inputs/2026/questionnaire.xlsx", Vec::new()),
        )
    };
    financial_summary(&FinancialSummaryInputs {
        status: "Provided to the Steering Committee",
        pact: &pact,
        statement,
        register: &register,
        year: &year,
        last: Some(&last()),
        in_kind: &in_kind(),
    })
    .unwrap()
}
