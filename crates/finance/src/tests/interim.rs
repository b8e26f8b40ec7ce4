//! The statement as of a day within the year.

use super::*;

#[test]
fn only_what_was_booked_up_to_the_day_is_in_it_in_any_ledger() {
    let on = |account: &str, day, amount| booking(account, "agency", amount, "EUR", day);
    let for_2026 = |line| LedgerLine { for_year: Some(2026), ..line };
    let ledger = vec![
        on("1000", date(2026, 3, 31), 400_00),
        on("1000", date(2026, 4, 1), 300_00),
        on("2000", date(2025, 10, 1), 150_00),
        on("2000", date(2026, 9, 30), 10_00),
    ];
    let before = Books::new(&[], vec![for_2026(on("1000", date(2025, 9, 1), 50_00))]);
    let after = Books::new(&[], vec![for_2026(on("1000", date(2026, 10, 5), 100_00))]);
    let dues = vec![
        due("agency", 600_00, "EUR", date(2026, 1, 31)),
        due("agency", 200_00, "EUR", date(2026, 6, 30)),
    ];
    let reading = year(2026, 1_000_00, finance(ledger, dues));
    let others = BTreeMap::from([(2025, before), (2027, after)]);
    let at = |day| outcome(&pact(), &reading, others.clone(), day);
    let interim = at(Some(date(2026, 3, 31)));
    let drawn = &interim.statement;
    assert_eq!((drawn.as_of, drawn.last_day), (Some(date(2026, 3, 31)), date(2026, 3, 31)));
    assert_eq!((drawn.income, drawn.expense, drawn.closing), (400_00, 150_00, 1_250_00));
    assert_eq!(value(&interim, "finance.opening", &[]).as_deref(), Some("1000.00"));
    assert_eq!(value(&interim, "finance.closing", &[]).as_deref(), Some("1250.00"));
    assert_eq!(drawn.accounts[2].budget, 20_000_00, "the budget is the year's");
    let line = &drawn.contributions[0];
    assert_eq!((line.due, line.received, line.outstanding), (Some(800_00), 450_00, 350_00));
    assert_eq!(
        line.days_overdue,
        Some(59),
        "of the first due, since 31 January; the second is not due yet"
    );
    assert_eq!(drawn.years.last().unwrap().closing(), 1_250_00);

    let whole = at(None).statement;
    assert_eq!((whole.as_of, whole.last_day), (None, date(2026, 9, 30)));
    assert_eq!((whole.closing, whole.contributions[0].overpaid), (1_540_00, 50_00));
}

#[test]
fn help_in_kind_of_which_no_day_is_said_is_in_none() {
    let reading =
        year(2026, 0, FinanceInputs { in_kind_incomplete: true, ..finance(vec![], vec![]) });
    let has = |day| {
        let figures = outcome(&pact(), &reading, BTreeMap::new(), day).figures;
        figures.iter().any(|figure| figure.indicator.starts_with("finance.in_kind"))
    };
    assert!(has(None) && !has(Some(date(2026, 3, 31))));
}

#[test]
fn what_is_due_later_in_another_currency_stands_at_the_rate_of_the_day() {
    // 950 francs due on 2 March, at 0.96 then; on 15 January the rate is 0.95: 1,000.00.
    let dues = vec![due("agency", 950_00, "CHF", date(2026, 3, 2))];
    let reading = year(2026, 0, finance(Vec::new(), dues));
    let due_on = |day| {
        let drawn = outcome(&pact(), &reading, BTreeMap::new(), day).statement;
        (drawn.contributions[0].due, drawn.incomplete)
    };
    assert_eq!(due_on(Some(date(2026, 1, 20))), (Some(1_000_00), false));
    assert_eq!(due_on(None), (Some(989_58), false));
}
