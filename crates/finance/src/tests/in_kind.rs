//! Work and other help in kind.

use model::finance::{InKindLine, Valuation};
use model::governance::WorkingGroup;
use model::pact::Titles;
use model::submission::{Organisation, RepeatRow, Return};
use model::{Answer, AnswerState, Value};

use super::*;

fn decimal(text: &str) -> Decimal {
    text.parse().unwrap()
}

/// A line of `in-kind.csv`: hours, amount, currency; empty: blank.
fn line(who: &str, [hours, amount, code]: [&str; 3]) -> InKindLine {
    let at = |column| Place::line("inputs/2026/finance/in-kind.csv", 2, column);
    let number = |text: &str| (!text.is_empty()).then(|| decimal(text));
    InKindLine {
        participant: id(who),
        kind: "hours".into(),
        working_group: "repair".into(),
        hours: number(hours),
        amount: number(amount),
        currency: Currency::parse(code),
        description: "Wrote the guide".into(),
        unreadable: false,
        place: at(1),
        hours_place: at(4),
        amount_place: at(5),
    }
}

/// The return of a participant with the same lines in its group.
fn sent(who: &str, lines: &[InKindLine]) -> Return {
    let answer = |value: Option<Value>| Answer {
        state: value.map_or(AnswerState::Blank, AnswerState::Given),
        raw: String::new(),
        place: None,
        carried: false,
    };
    let text = |text: &str| answer((!text.is_empty()).then(|| Value::Text(text.into())));
    let row = |line: &InKindLine| RepeatRow {
        place: Place::file("inputs/2026/returns/a/return.xlsx"),
        answers: BTreeMap::from([
            ("kind".into(), answer(Some(Value::Choice(line.kind.clone())))),
            ("working_group".into(), text(&line.working_group)),
            ("hours".into(), answer(line.hours.map(Value::Decimal))),
            ("amount".into(), answer(line.amount.map(Value::Decimal))),
            ("currency".into(), text(line.currency.as_ref().map_or("", |own| own.code()))),
            ("description".into(), text(&line.description)),
        ]),
    };
    let organisation = Organisation {
        period_assumed: true,
        currency: Some(currency("CHF")),
        ..Organisation::new(Period::new(date(2025, 10, 1), date(2026, 9, 30)).unwrap())
    };
    Return {
        rows: BTreeMap::from([("in_kind".into(), lines.iter().map(row).collect())]),
        ..Return::new(id(who), 2026, organisation)
    }
}

fn given(hour_rate: Option<&str>, file: Vec<InKindLine>, returns: Vec<Return>) -> YearReading {
    let mut inputs = finance(Vec::new(), Vec::new());
    inputs.in_kind = file;
    let mut reading = year(2026, 0, inputs);
    reading.settings.finance.as_mut().unwrap().hour_rate = hour_rate.map(decimal);
    reading.returns = returns.into_iter().map(|own| (own.participant.clone(), own)).collect();
    reading
}

/// Value and status of a figure: of a participant, or the total.
fn told(outcome: &Outcome, name: &str, who: &str) -> Option<(Option<String>, ObservationStatus)> {
    let figure = outcome.figures.iter().find(|figure| {
        figure.indicator == name
            && figure.dimensions.get(Dimension::Participant).unwrap_or("") == who
    })?;
    Some((figure.value.map(|value| value.to_string()), figure.status))
}

#[test]
fn the_stated_value_counts_else_the_hours_at_the_hour_rate() {
    // Agency: 10.5 hours at 60 = 630.00. Harbour: 96.00 francs at the mean of 0.95 and 0.96 = 100.52, its 3 hours are
    // hours and no further value. North gave nothing: no row.
    let file = vec![line("agency", ["10.5", "", ""]), line("harbour", ["3", "96.00", "CHF"])];
    let mut reading = given(Some("60"), file, Vec::new());
    reading.settings.period = Period::new(date(2025, 10, 1), date(2026, 3, 5)).unwrap();
    let outcome = run(&reading, &[]);
    let normal = |value: &str| Some((Some(value.to_owned()), ObservationStatus::Normal));
    let value = |who| told(&outcome, "finance.in_kind", who);
    assert_eq!(value("agency"), normal("630.00"));
    assert_eq!(value("harbour"), normal("100.52"));
    assert_eq!((value(""), value("north")), (normal("730.52"), None));
    let hours = |who| told(&outcome, "finance.in_kind_hours", who);
    assert_eq!(
        [hours("agency"), hours("harbour"), hours("")],
        ["10.50", "3.00", "13.50"].map(normal)
    );
    let statement = &outcome.statement;
    assert_eq!((statement.income, statement.closing), (0, 0), "it is never cash");
    let first = outcome.figures.iter().find(|figure| figure.indicator == "finance.in_kind");
    let cells: Vec<String> = first.unwrap().trace.iter().map(|t| t.source.to_string()).collect();
    assert_eq!(cells, ["inputs/2026/finance/in-kind.csv!2:4"]);
}

#[test]
fn the_same_line_in_both_sources_is_one_and_within_one_source_two() {
    let own = || line("agency", ["2", "", ""]);
    let other = InKindLine { description: "Gave the course".into(), ..own() };
    let cases = [
        (vec![own()], vec![own()], "120.00"),
        (vec![own(), own()], vec![own()], "240.00"),
        (vec![own()], vec![own(), own()], "240.00"),
        (vec![own()], vec![other], "240.00"),
        (vec![own()], vec![InKindLine { currency: Some(Currency::EUR), ..own() }], "120.00"),
        (vec![own()], vec![InKindLine { working_group: "Repair".into(), ..own() }], "120.00"),
    ];
    for (file, returned, value) in cases {
        let reading = given(Some("60"), file, vec![sent("agency", &returned)]);
        let told = told(&run(&reading, &[]), "finance.in_kind", "agency");
        assert_eq!(told, Some((Some(value.into()), ObservationStatus::Normal)));
    }
    let reading = given(Some("60"), vec![own()], vec![sent("agency", &[own()])]);
    let [one] = &crate::in_kind(&pact(), &reading)[..] else { panic!("one line") };
    assert!(one.line.place.to_string().ends_with("return.xlsx") && one.also_at.is_some());
    assert_eq!(one.valuation, Some(Valuation::HourRate(decimal("60"))));
}

#[test]
fn what_is_not_known_is_no_zero() {
    let known = || line("harbour", ["1", "", ""]);
    let unreadable = InKindLine { unreadable: true, ..line("agency", ["5", "", ""]) };
    let cases = [
        ("says nothing", line("agency", ["", "", ""])),
        ("no rate", line("agency", ["5", "10", "USD"])),
        ("no currency", line("agency", ["5", "10", ""])),
        ("a cell that cannot be read", unreadable),
    ];
    for (what, one) in cases {
        let outcome = run(&given(Some("60"), vec![one, known()], Vec::new()), &[]);
        let value = |who| told(&outcome, "finance.in_kind", who);
        assert_eq!(value("agency"), Some((None, ObservationStatus::NotAnswered)), "{what}");
        let total = (Some("60.00".to_owned()), ObservationStatus::Provisional);
        assert_eq!(value(""), Some(total), "{what}");
    }
    let outcome = run(&given(None, vec![known()], Vec::new()), &[]);
    let no_rate = told(&outcome, "finance.in_kind", "harbour").unwrap();
    assert_eq!(no_rate, (None, ObservationStatus::NotAnswered), "no hour rate is set");
    assert_eq!(told(&outcome, "finance.in_kind_hours", "").unwrap().0.as_deref(), Some("1.00"));
}

#[test]
fn a_return_that_may_still_change_and_a_row_left_aside_leave_it_provisional() {
    let mut returned = sent("agency", &[line("agency", ["1", "", ""])]);
    returned.provisional = true;
    let reading = given(Some("60"), vec![line("harbour", ["1", "", ""])], vec![returned]);
    let status = |reading: &YearReading, who| {
        told(&run(reading, &[]), "finance.in_kind_hours", who).unwrap().1
    };
    let all = ["agency", "harbour", ""];
    let (whole, open) = (ObservationStatus::Normal, ObservationStatus::Provisional);
    assert_eq!(all.map(|who| status(&reading, who)), [open, whole, open]);
    let mut left_aside = reading.clone();
    left_aside.finance.in_kind_incomplete = true;
    assert_eq!(all.map(|who| status(&left_aside, who)), [open, open, open]);
    let none = finance(Vec::new(), Vec::new());
    let nothing = run(&year(2026, 0, none), &[]);
    assert_eq!(told(&nothing, "finance.in_kind", ""), None, "nobody gave anything");
}

#[test]
fn a_working_group_on_file_stands_by_its_id() {
    let named =
        |text: &str| InKindLine { working_group: text.into(), ..line("agency", ["2", "", ""]) };
    let file = ["Repair", "Repair and reuse", " WG repair"].map(named);
    let mut reading = given(Some("60"), file.into(), vec![sent("agency", &[named("REPAIR")])]);
    reading.governance.working_groups.push(WorkingGroup {
        id: id("repair"),
        title: Titles::one("en", "Repair and reuse"),
        impacts: Vec::new(),
        chair: String::new(),
        members: Vec::new(),
        since: None,
        until: None,
        place: Place::file("inputs/2026/working-groups.csv"),
    });
    let told = crate::in_kind(&pact(), &reading);
    let groups: Vec<&str> = told.iter().map(|own| own.line.working_group.as_str()).collect();
    assert_eq!(groups, ["repair"; 3], "one of the file is that of the return");
}
