//! Funds and activities.

use model::finance::Fund;

use super::*;

pub(super) fn fund(id: &str, opening: i64) -> Fund {
    Fund {
        id: id.into(),
        title: format!("Fund {id}"),
        purpose: String::new(),
        opening,
        place: Place::line("inputs/2026/finance/funds.csv", 2, 4),
    }
}

fn on(fund: &str, line: LedgerLine) -> LedgerLine {
    LedgerLine { fund: fund.into(), ..line }
}

#[test]
fn each_fund_opens_moves_and_closes_and_together_they_are_the_closing() {
    // 1,000.00 at the start, of which 300.00 for repair. Repair: + 200.00 − 450.00 = 50.00. The rest:
    // 700.00 + 5,000.00 − 1,200.00 = 4,500.00. Together 4,550.00.
    let ledger = vec![
        euro("1000", "agency", 5_000_00),
        on("repair", euro("1100", "school", 200_00)),
        on("repair", euro("2100", "Hall (invented)", 450_00)),
        on("", euro("2000", "Payroll office", 1_200_00)),
    ];
    let mut inputs = finance(ledger, Vec::new());
    inputs.funds = vec![fund("repair", 300_00)];
    let outcome = run(&year(2026, 1_000_00, inputs), &[]);
    let of = |name: &str, fund: &str| value(&outcome, name, &[(Dimension::Fund, fund)]).unwrap();
    let all = ["finance.opening", "finance.income", "finance.expense", "finance.closing"];
    assert_eq!(all.map(|name| of(name, "repair")), ["300.00", "200.00", "450.00", "50.00"]);
    assert_eq!(all.map(|name| of(name, "general")), ["700.00", "5000.00", "1200.00", "4500.00"]);
    assert_eq!(value(&outcome, "finance.closing", &[]).as_deref(), Some("4550.00"));
    let general = outcome.figures.iter().find(|figure| {
        figure.indicator == "finance.opening"
            && figure.dimensions.get(Dimension::Fund) == Some("general")
    });
    let trace: Vec<_> = general.unwrap().trace.iter().map(|t| t.value.as_str()).collect();
    assert_eq!(trace, ["1000.00", "-300.00"]);
}

#[test]
fn a_fund_nobody_knows_leaves_no_fund_what_moved() {
    let ledger = vec![on("repare", euro("2100", "Hall (invented)", 450_00))];
    let mut inputs = finance(ledger, Vec::new());
    for (funds, opening) in [(vec![fund("repair", 300_00)], Some("700.00")), (Vec::new(), None)] {
        inputs.funds = funds;
        let outcome = run(&year(2026, 1_000_00, inputs.clone()), &[]);
        let of = |name: &str| value(&outcome, name, &[(Dimension::Fund, "general")]);
        assert_eq!(of("finance.opening").as_deref(), opening);
        assert_eq!((of("finance.expense"), of("finance.closing")), (None, None));
        assert_eq!(value(&outcome, "finance.closing", &[]).as_deref(), Some("550.00"));
    }
    inputs.ledger.clear();
    let outcome = run(&year(2026, 1_000_00, inputs), &[]);
    let by_fund = outcome.figures.iter().any(|f| f.dimensions.get(Dimension::Fund).is_some());
    assert!(!by_fund, "without funds nothing is told by fund");
}

#[test]
fn income_and_expense_are_told_by_the_activity_that_lines_name() {
    let of = |activity: &str, line| LedgerLine { activity: activity.into(), ..line };
    let ledger = vec![
        of("guide", euro("2000", "Payroll office", 100_00)),
        of(" guide", euro("2100", "Hall (invented)", 20_00)),
        of("guide", euro("1100", "school", 7_00)),
        euro("2100", "Hall (invented)", 3_00),
        of("course", booking("2100", "Hall (invented)", 1_00, "USD", date(2026, 1, 15))),
    ];
    let outcome = run(&year(2026, 0, finance(ledger, Vec::new())), &[]);
    let by = |name: &str, code| value(&outcome, name, &[(Dimension::Activity, code)]);
    assert_eq!(by("finance.expense", "guide").as_deref(), Some("120.00"));
    assert_eq!(by("finance.income", "guide").as_deref(), Some("7.00"));
    assert_eq!(by("finance.expense", "course"), None, "its line has no rate");
}
