//! The money of an invented year.

use model::finance::{
    AccountClass, AccountKind, AccountLine, ActivityLine, Commitment, CommittedLine,
    ContributionLine, ContributionPayment, FundLine, PaidBy, Statement, YearOfAccounts,
};
use model::{Currency, Place};

use super::{day, id};

pub(super) fn statement(year: i16) -> Statement {
    let account =
        |account: &str, title: &str, kind, class, budget: i64, actual: i64, explanation: &str| {
            AccountLine {
                account: account.into(),
                title: title.into(),
                kind,
                class,
                budget,
                revised_budget: budget,
                actual,
                last_year: (year == 2026).then_some(actual / 2),
                next_year_budget: None,
                explanation: explanation.into(),
            }
        };
    let due = |key: &str, due: Option<i64>, received: i64, waived: bool| ContributionLine {
        participant: id(key),
        due,
        due_on: Some(day(year, 3, 31)),
        waived,
        received,
        days_overdue: None,
        payments: if received == 0 { Vec::new() } else { vec![payment(year, received)] },
        exchange_difference: None,
        received_before: 0,
        received_after: 0,
        expected: true,
        received_for_earlier: 0,
        received_on: Vec::new(),
        outstanding: due.map_or(0, |due| (due - received).max(0)),
        overpaid: 0,
        advance: 0,
    };
    Statement {
        year,
        currency: Currency::EUR,
        opening: 1_500_000,
        income: 2_250_050,
        expense: 1_834_525,
        closing: 1_915_525,
        bank_closing: Some(1_915_525),
        last_closing: (year == 2026).then_some(1_500_000),
        accounts: vec![
            account(
                "4000",
                "Contributions of coordinating participants",
                AccountKind::Income,
                AccountClass::Contribution,
                2_400_000,
                2_000_000,
                "One contribution came after the end of the year.",
            ),
            account(
                "4100",
                "Interest",
                AccountKind::Income,
                AccountClass::OtherIncome,
                0,
                150_050,
                "",
            ),
            account(
                "4200",
                "Gifts",
                AccountKind::Income,
                AccountClass::Voluntary,
                100_000,
                100_000,
                "",
            ),
            account(
                "6000",
                "Secretariat, half a post",
                AccountKind::Expense,
                AccountClass::Staff,
                1_500_000,
                1_500_000,
                "",
            ),
            account(
                "6100",
                "Annual meeting",
                AccountKind::Expense,
                AccountClass::Events,
                200_000,
                334_525,
                "More guests than planned; the room had to be changed.",
            ),
        ],
        contributions: vec![
            due("coord-centre", Some(800_000), 800_000, false),
            due("hill-county", Some(0), 0, true),
            due("north-region", Some(1_600_000), 1_200_000, false),
        ],
        voluntary: vec![("port-city".into(), 100_000)],
        booked: Vec::new(),
        unlisted: Vec::new(),
        activities: vec![
            activity("meetings", "Meetings of the Pact", 0, 334_525),
            activity("", "", 2_250_050, 1_500_000),
        ],
        commitments: vec![commitment(year)],
        years: (year - 2..=year).map(of_year).collect(),
        reserve_months: "11.218".parse().ok(),
        as_of: None,
        last_day: day(year, 9, 30),
        funds: vec![fund("general", "", 1_400_000), fund("guides", "Guides", 100_000)],
        fund_openings_known: true,
        fund_movements_known: true,
        incomplete: false,
        rows_missing: false,
        totals_known: true,
        doubtful_years: Vec::new(),
        host: "Centre for Circular Samples".into(),
        prepared_by_role: "Treasurer of the Secretariat".into(),
        publish_descriptions: true,
    }
}

fn payment(year: i16, amount: i64) -> ContributionPayment {
    ContributionPayment {
        date: day(year, 3, 2),
        for_year: year,
        ledger_year: year,
        booked: Some(amount),
        amount,
        currency: Currency::EUR,
        paid_by: PaidBy::Itself,
        place: Place::line(format!("inputs/{year}/finance/ledger.csv"), 2, 5),
    }
}

fn activity(id: &str, title: &str, income: i64, expense: i64) -> ActivityLine {
    let working_group = String::new();
    ActivityLine { id: id.into(), title: title.into(), working_group, income, expense }
}

/// What is in no fund has all that moved.
fn fund(id: &str, title: &str, opening: i64) -> FundLine {
    let moved = if id == "general" { (2_250_050, 1_834_525) } else { (0, 0) };
    FundLine {
        id: id.into(),
        title: title.into(),
        purpose: title.into(),
        opening,
        income: moved.0,
        expense: moved.1,
    }
}

fn commitment(year: i16) -> CommittedLine {
    let commitment = Commitment {
        account: "6100".into(),
        fund: String::new(),
        counterparty: "Petra Person".into(),
        description: "Catering".into(),
        amount: 100_050,
        currency: Currency::EUR,
        committed_on: Some(day(year, 9, 1)),
        expected_on: None,
        place: Place::line(format!("inputs/{year}/finance/commitments.csv"), 2, 5),
    };
    CommittedLine { commitment, amount: Some(100_050), rate: None }
}

fn of_year(year: i16) -> YearOfAccounts {
    YearOfAccounts {
        year,
        opening: 1_500_000,
        income_by_class: vec![
            (AccountClass::Contribution, 2_000_000),
            (AccountClass::Voluntary, 100_000),
            (AccountClass::OtherIncome, 150_050),
        ],
        expense_by_class: vec![(AccountClass::Staff, 1_500_000), (AccountClass::Events, 334_525)],
    }
}
