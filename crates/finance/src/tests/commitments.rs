//! Commitments, the reserve, and the ledger cut by activity.

use model::finance::{Activity, Commitment, Fund};

use super::*;

fn commitment(account: &str, fund: &str, amount: i64, code: &str) -> Commitment {
    Commitment {
        account: account.into(),
        fund: fund.into(),
        counterparty: "Layout (invented)".into(),
        description: "Layout of a guide".into(),
        amount,
        currency: currency(code),
        committed_on: Some(date(2026, 8, 1)),
        expected_on: None,
        place: Place::line("inputs/2026/finance/commitments.csv", 2, 5),
    }
}

/// 10,000.00 at the start, 2,000.00 of it in a fund; 6,000.00 came, 4,800.00 and from the fund 1,200.00 went.
fn inputs(commitments: Vec<Commitment>) -> FinanceInputs {
    let ledger = vec![
        euro("1000", "agency", 6_000_00),
        euro("2000", "Payroll office", 4_800_00),
        LedgerLine { fund: "repair".into(), ..euro("2100", "Hall (invented)", 1_200_00) },
    ];
    let mut inputs = finance(ledger, Vec::new());
    inputs.funds = vec![Fund {
        id: "repair".into(),
        title: "Repair".into(),
        purpose: String::new(),
        opening: 2_000_00,
        place: Place::line("inputs/2026/finance/funds.csv", 2, 4),
    }];
    inputs.commitments = commitments;
    inputs
}

/// The pact with quotes on the last days of the period.
fn quoted() -> PactReading {
    let mut pact = pact();
    let quotes = [("CHF", "0.90"), ("SEK", "11.00")];
    let quotes = quotes.map(|(code, rate)| (currency(code), rate.parse().unwrap()));
    pact.rates.days.insert(date(2026, 9, 29), BTreeMap::from(quotes));
    pact
}

fn drawn_up(inputs: FinanceInputs, as_of: Option<Date>) -> Outcome {
    outcome(&quoted(), &year(2026, 10_000_00, inputs), BTreeMap::new(), as_of)
}

#[test]
fn commitments_are_converted_on_the_last_day_and_cut_by_account_and_fund() {
    // 450 francs at 0.90 of 29 September = 500.00.
    let lines = vec![
        commitment("2100", "", 450_00, "CHF"),
        commitment("2100", "repair", 300_00, "EUR"),
        commitment("2000", "", 1_000_00, "EUR"),
    ];
    let outcome = drawn_up(inputs(lines), None);
    let amounts: Vec<_> = outcome.statement.commitments.iter().map(|own| own.amount).collect();
    assert_eq!(amounts, [Some(500_00), Some(300_00), Some(1_000_00)]);
    assert_eq!(outcome.statement.commitments[0].rate, Some("0.90".parse().unwrap()));
    let of = |cut: &[_]| value(&outcome, "finance.commitments", cut);
    assert_eq!(of(&[]).as_deref(), Some("1800.00"));
    assert_eq!(of(&[(Dimension::Account, "2100")]).as_deref(), Some("800.00"));
    assert_eq!(of(&[(Dimension::Fund, "repair")]).as_deref(), Some("300.00"));
    assert_eq!(of(&[(Dimension::Fund, "general")]).as_deref(), Some("1500.00"));
    assert!(!outcome.statement.incomplete);
    // The general fund closes at 8,000 + 6,000 − 4,800 = 9,200.00; less 1,500.00 committed from it 7,700.00. Spent
    // were 6,000.00 in twelve months, 500.00 in each: 15.4 months.
    let reserve = value(&outcome, "finance.reserve_months", &[]);
    assert_eq!(reserve.as_deref(), Some("15.400000"));
    assert_eq!(outcome.statement.reserve_months, Some("15.4".parse().unwrap()));
    let figure = outcome.figures.iter().find(|own| own.indicator == "finance.reserve_months");
    let trace: Vec<_> = figure.unwrap().trace.iter().map(|own| own.value.as_str()).collect();
    let expected = ["10000.00", "-2000.00", "6000.00", "4800.00", "1200.00", "500.00", "1000.00"];
    assert_eq!(trace, expected);
}

#[test]
fn without_funds_the_whole_closing_is_the_reserve_and_more_may_be_committed_than_is_there() {
    let mut own = inputs(vec![commitment("2000", "general", 11_000_00, "EUR")]);
    own.funds.clear();
    own.ledger[2].fund = String::new();
    // 10,000 + 6,000 − 6,000 − 11,000 = −1,000.00 at 500.00 a month.
    let outcome = drawn_up(own, None);
    assert_eq!(outcome.statement.reserve_months, Some("-2".parse().unwrap()));
}

#[test]
fn what_is_not_known_of_commitments_leaves_what_it_is_part_of_without_a_value() {
    type Change = fn(&mut FinanceInputs);
    // Commitments in all, on account 2000, on account 2100, the reserve.
    let cases: [(&str, Change, [bool; 4]); 5] = [
        ("all is known", |_| (), [true, true, true, true]),
        (
            "a rate is missing",
            |own| own.commitments[0].currency = currency("USD"),
            [false, true, false, false],
        ),
        ("a row is missing", |own| own.commitments_incomplete = true, [false; 4]),
        (
            "it comes to more than can be counted",
            |own| own.commitments[0].amount = 9_000_000_000_000_000_000,
            [false; 4],
        ),
        (
            "a fund is not known",
            |own| own.commitments[0].fund = "repare".into(),
            [true, true, true, false],
        ),
    ];
    for (what, change, known) in cases {
        let lines =
            vec![commitment("2100", "", 450_00, "EUR"), commitment("2000", "", 1_000_00, "EUR")];
        let mut own = inputs(lines);
        change(&mut own);
        let outcome = drawn_up(own, None);
        let account = |code| [(Dimension::Account, code)];
        let of = |cut: &[_]| value(&outcome, "finance.commitments", cut).is_some();
        let reserve = value(&outcome, "finance.reserve_months", &[]).is_some();
        let found = [of(&[]), of(&account("2000")), of(&account("2100")), reserve];
        assert_eq!(found, known, "{what}");
        assert!(!outcome.statement.incomplete, "{what}: a note beside the statement");
        assert_eq!(value(&outcome, "finance.closing", &[]).as_deref(), Some("10000.00"), "{what}");
    }
}

#[test]
fn the_reserve_has_no_value_where_nothing_was_spent_or_something_is_not_known() {
    type Change = fn(&mut FinanceInputs);
    let cases: [(&str, Change, ObservationStatus); 4] = [
        ("nothing was spent", |own| own.ledger.truncate(1), ObservationStatus::NotApplicable),
        (
            "a refund outweighs what was spent",
            |own| own.ledger[1].amount = -4_800_00,
            ObservationStatus::NotApplicable,
        ),
        (
            "an account is not in the budget",
            |own| own.ledger[1].account = "2999".into(),
            ObservationStatus::NotAnswered,
        ),
        (
            "a line names no known fund",
            |own| own.ledger[2].fund = "x".into(),
            ObservationStatus::NotAnswered,
        ),
    ];
    for (what, change, status) in cases {
        let mut own = inputs(Vec::new());
        change(&mut own);
        let outcome = drawn_up(own, None);
        assert_eq!(outcome.statement.reserve_months, None, "{what}");
        let figure = outcome.figures.iter().find(|own| own.indicator == "finance.reserve_months");
        assert_eq!(figure.map(|own| (own.value, own.status)), Some((None, status)), "{what}");
        let committed = outcome.figures.iter().any(|own| own.indicator == "finance.commitments");
        assert!(!committed, "{what}: nothing is noted as committed");
    }
}

#[test]
fn an_interim_statement_has_what_was_committed_by_then_and_counts_its_own_months() {
    let lines = vec![
        commitment("2000", "", 700_00, "EUR"),
        Commitment { committed_on: None, ..commitment("2000", "", 20_00, "EUR") },
        Commitment {
            committed_on: Some(date(2026, 3, 31)),
            ..commitment("2000", "", 380_00, "EUR")
        },
    ];
    let outcome = drawn_up(inputs(lines), Some(date(2026, 3, 31)));
    let amounts: Vec<_> = outcome.statement.commitments.iter().map(|own| own.amount).collect();
    assert_eq!(amounts, [Some(20_00), Some(380_00)]);
    // 9,200.00 − 400.00 = 8,800.00; 6,000.00 in six months, 1,000.00 in each.
    assert_eq!(outcome.statement.reserve_months, Some("8.8".parse().unwrap()));
}

#[test]
fn activities_and_natures_cut_one_ledger() {
    let of = |activity: &str, line| LedgerLine { activity: activity.into(), ..line };
    let ledger = vec![
        of("guide", euro("2000", "Payroll office", 100_00)),
        of("", euro("1000", "agency", 900_00)),
        of("course", euro("2100", "Hall (invented)", 20_00)),
        of("guide ", euro("2100", "Hall (invented)", -3_00)),
        of("Frau Muster", euro("1100", "school", 7_00)),
        of("guide", euro("9999", "Somebody", 5_00)),
    ];
    let activity = |id: &str| Activity {
        id: id.into(),
        title: format!("The {id}"),
        working_group: "repair".into(),
        place: Place::line("inputs/2026/finance/activities.csv", 2, 1),
    };
    let mut inputs = finance(ledger, Vec::new());
    inputs.activities = vec![activity("quiet"), activity("guide")];
    let outcome = run(&year(2026, 0, inputs.clone()), &[]);
    let not_on_file = [(Dimension::Activity, "(not on file)")];
    assert_eq!(value(&outcome, "finance.expense", &not_on_file).as_deref(), Some("20.00"));
    let drawn = outcome.statement;
    let lines: Vec<_> = drawn
        .activities
        .iter()
        .map(|own| (own.id.as_str(), own.title.as_str(), own.income, own.expense))
        .collect();
    let expected = [
        ("quiet", "The quiet", 0, 0),
        ("guide", "The guide", 0, 97_00),
        ("(not on file)", "", 7_00, 20_00),
        ("", "", 900_00, 0),
    ];
    assert_eq!(lines, expected);
    assert_eq!((drawn.income, drawn.expense), (907_00, 117_00));
    inputs.ledger.iter_mut().for_each(|line| line.activity.clear());
    assert_eq!(run(&year(2026, 0, inputs), &[]).statement.activities, []);
}
