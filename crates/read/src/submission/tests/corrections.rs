//! Corrections laid over the cells of a return.

use model::governance::Correction;
use model::{AnswerState, Decimal, Fault, FaultKind, Value};

use super::fixture::{
    Fixture, PROCUREMENT, STRATEGIES, changed, correction, kinds, returned, sheets,
};
use crate::submission::{SubmissionReading, at_its_correction, procurement_lines, submission};

/// The return read with corrections, which are given their cells.
fn corrected(corrections: &mut [Correction]) -> SubmissionReading {
    let fixture = Fixture::new();
    let workbook = returned(sheets());
    let before = workbook.clone();
    let mut reading = submission(&fixture.inputs(&workbook, corrections));
    assert_eq!(workbook, before, "the sender's file is never touched");
    for (correction, outcome) in corrections.iter_mut().zip(&reading.corrections) {
        correction.applied_to = outcome.clone().ok();
    }
    reading.faults.iter_mut().for_each(|fault| at_its_correction(fault, corrections));
    reading
}

fn why_not(reading: &SubmissionReading) -> Vec<&Fault> {
    reading.corrections.iter().filter_map(|outcome| outcome.as_ref().err()).collect()
}

#[test]
fn a_corrected_answer_keeps_its_cell_and_flows_into_the_line() {
    let mut own = [
        correction("procurement.amount", Some(5), "12400.5", "1240.05"),
        correction("procurement.units", Some(6), "1 500", "150"),
        correction("users_served", None, "1200", "1300"),
    ];
    let reading = corrected(&mut own);
    let [wrong] = why_not(&reading)[..] else { panic!("{:?}", reading.corrections) };
    assert!(wrong.expected.contains("it says `1 200`"), "as typed: {}", wrong.expected);
    let result = reading.result.expect("a return");
    let answer = result.repeat("procurement")[0].answer("amount");
    assert_eq!(answer.number(), Some("1240.05".parse().unwrap()));
    assert_eq!(answer.place.as_ref().unwrap().cell_name().as_deref(), Some("E5"));
    assert_eq!(own[0].applied_to, answer.place);
    let fixture = Fixture::new();
    let (lines, _) = procurement_lines(&result, &fixture.pact, &fixture.questionnaire);
    assert_eq!((lines[0].amount_minor, lines[0].row), (Some(124_005), 5));
    assert_eq!(lines[1].units, Some(150));
    assert_eq!(result.answer("users_served").number(), Some(Decimal::from(1200)));
}

#[test]
fn what_a_correction_says_is_read_as_if_it_were_typed() {
    let mut own = [correction("procurement.amount", Some(5), "12400.50", "12.500")];
    let reading = corrected(&mut own);
    assert!(why_not(&reading).is_empty(), "a number is the same with or without a last zero");
    let ambiguous = reading.faults.iter().find(|f| f.kind == FaultKind::AmbiguousNumber);
    let ambiguous = ambiguous.expect("`12.500` can be read two ways");
    assert_eq!(ambiguous.place.to_string(), "inputs/2025/corrections.csv!2:2");
    assert_eq!(ambiguous.raw, "12.500");
    let answer = reading.result.unwrap().repeat("procurement")[0].answer("amount").clone();
    assert_eq!(answer.state, AnswerState::Unreadable);

    let mut choice =
        [correction("repair", None, "Applied in some procurements", "standard practice")];
    let reading = corrected(&mut choice);
    let result = reading.result.unwrap();
    assert_eq!(result.answer("repair").choice(), Some("4"));
    let mut blank = [correction("labels", None, "TCO Certified; ange bleu", "")];
    let result = corrected(&mut blank).result.unwrap();
    assert_eq!(result.answer("labels").state, AnswerState::Blank);
    let mut given = [correction("procurement.buyer", Some(5), "", "isle-town")];
    let result = corrected(&mut given).result.unwrap();
    assert_eq!(result.repeat("procurement")[0].answer("buyer").text(), Some("isle-town"));
}

#[test]
fn a_correction_that_fits_nothing_is_named_and_not_applied() {
    let cases = [
        (correction("procurement.amount", Some(5), "12400", "1"), "it says `12400.5`"),
        (correction("procurement.amount", Some(44), "", "1"), "none does in row 44"),
        (correction("procurement.amount", Some(4), "Amount", "1"), "none does in row 4"),
        (correction("cooling", None, "3", "4"), "an answer cell"),
        (correction("users_served", None, "", "4"), "it says `1 200`"),
    ];
    for (own, expected) in cases {
        let reading = corrected(&mut [own]);
        let [fault] = why_not(&reading)[..] else { panic!("{:?}", reading.corrections) };
        assert_eq!(fault.kind, FaultKind::CorrectionNotApplied);
        let said = (fault.place.to_string(), fault.label.as_str());
        assert_eq!(said, ("inputs/2025/corrections.csv!2:1".to_owned(), "was"));
        assert!(fault.expected.contains(expected), "{expected}: {}", fault.expected);
        let amount = reading.result.unwrap().repeat("procurement")[0].answer("amount").number();
        assert_eq!(amount, Some("12400.5".parse().unwrap()));
    }
    let mut twice = [
        correction("procurement.amount", Some(5), "12400.5", "1"),
        correction("procurement.amount", Some(5), "12400.5", "2"),
    ];
    let reading = corrected(&mut twice);
    assert!(why_not(&reading)[0].expected.starts_with("one correction for each answer"));
    let result = reading.result.unwrap();
    assert_eq!(result.repeat("procurement")[0].answer("amount").number(), Some(Decimal::ONE));
}

#[test]
fn a_correction_keeps_the_currency_that_the_cell_shows() {
    let fixture = Fixture::new();
    let mut purchases = changed("Purchases", PROCUREMENT, &[]);
    let cell = purchases.cells.iter_mut().find(|cell| cell.raw == "12400.5").unwrap();
    cell.number_format = Some("#,##0.00\\ [$SEK]".to_owned());
    let mut all = sheets();
    all[3] = purchases;
    let workbook = returned(all);
    let own = [correction("procurement.amount", Some(5), "12400.5", "1240")];
    let reading = submission(&fixture.inputs(&workbook, &own));
    let result = reading.result.unwrap();
    let (lines, faults) = procurement_lines(&result, &fixture.pact, &fixture.questionnaire);
    assert_eq!(kinds(&faults), []);
    assert_eq!(lines[0].currency.map(|code| code.to_string()).as_deref(), Some("SEK"));
    assert_eq!(lines[0].amount_minor, Some(124_000));
}

#[test]
fn an_answer_that_is_ticked_is_corrected_by_its_choices() {
    let fixture = Fixture::new();
    let mut strategies = changed(
        "What you do",
        STRATEGIES,
        &[
            (7, 2, ""),
            (8, 0, "labels/tco"),
            (8, 1, "TCO Certified"),
            (8, 2, "x"),
            (9, 0, "labels/epeat"),
            (9, 1, "EPEAT"),
            (10, 0, "labels/angel"),
            (10, 1, "Blue Angel"),
            (10, 2, "x"),
        ],
    );
    strategies.cells.retain(|cell| !cell.raw.is_empty());
    let mut all = sheets();
    all[2] = strategies;
    let workbook = returned(all);
    let read = |was: &str, now: &str| {
        submission(&fixture.inputs(&workbook, &[correction("labels", None, was, now)]))
    };
    let cases = [
        ("tco; angel", "epeat", vec!["epeat"]),
        ("Blue Angel;TCO Certified", "tco", vec!["tco"]),
        ("ange bleu; tco", "", vec![]),
    ];
    for (was, now, expected) in cases {
        let reading = read(was, now);
        assert_eq!(why_not(&reading), Vec::<&Fault>::new(), "{was}");
        let answer = reading.result.unwrap().answer("labels").clone();
        let Ok(place) = &reading.corrections[0] else { panic!("{was}") };
        assert_eq!(answer.place.as_ref(), Some(place), "{was}");
        let codes = match answer.state {
            AnswerState::Given(Value::Choices(codes)) => codes,
            AnswerState::Blank => Vec::new(),
            other => panic!("{other:?}"),
        };
        assert_eq!(codes, expected, "{was}");
    }
    for (was, now, why) in [
        ("tco", "epeat", "`angel; tco` is ticked there"),
        ("", "epeat", "`angel; tco` is ticked there"),
        ("tco; angel", "gold", "parted by `;`, of tco, epeat, angel"),
    ] {
        let reading = read(was, now);
        let [fault] = why_not(&reading)[..] else { panic!("{was}: {:?}", reading.corrections) };
        assert!(fault.expected.contains(why), "{was}: {}", fault.expected);
        let answer = reading.result.unwrap().answer("labels").clone();
        let both = vec!["tco".to_owned(), "angel".to_owned()];
        assert_eq!(answer.state, AnswerState::Given(Value::Choices(both)), "not applied");
    }
}
