//! The money of an invented year.

use model::Currency;
use model::finance::{AccountClass, AccountKind, AccountLine, ContributionLine, Statement};

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
        received_before: 0,
        received_after: 0,
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
        closing: 1_915_575,
        bank_closing: 1_915_575,
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
                250_050,
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
        funds: vec![],
        fund_openings_known: true,
        fund_movements_known: true,
        incomplete: false,
        host: "Centre for Circular Samples".into(),
        prepared_by_role: "Treasurer of the Secretariat".into(),
    }
}
