//! Units and amounts of a line of purchases that do not go the same way.

use model::FaultKind;

use super::super::procurement_lines;
use super::fixture::{Fixture, PROCUREMENT, changed, kinds, returned, sheets};

#[test]
fn units_that_the_amount_contradicts_are_not_counted_and_the_amount_is() {
    let told = FaultKind::SignsContradict;
    type Case<'a> = (&'a str, &'a str, Option<i64>, Option<i64>, Option<FaultKind>);
    let cases: &[Case<'_>] = &[
        ("=-5", "=4000", None, Some(400_000), Some(told)),
        ("=5", "=-4000", None, Some(-400_000), Some(told)),
        ("=-5", "=0", None, Some(0), Some(told)),
        ("=-5", "", None, None, Some(told)),
        ("=-5", "=-4000", Some(-5), Some(-400_000), None),
        ("=0", "=-4000", Some(0), Some(-400_000), None),
        ("=5", "", Some(5), None, None),
        ("", "=-4000", None, Some(-400_000), None),
        ("=-5", "about 4", Some(-5), None, Some(FaultKind::TextForNumber)),
    ];
    for (units, amount, counted, minor, kind) in cases {
        let mut sheets = sheets();
        sheets[3] = changed("Purchases", PROCUREMENT, &[(4, 3, units), (4, 4, amount)]);
        let fixture = Fixture::new();
        let reading = fixture.read(&returned(sheets));
        let found = kinds(&reading.faults).into_iter().map(|(kind, _)| kind).next();
        assert_eq!(found, *kind, "{units} {amount}");
        if *kind == Some(told) {
            assert_eq!(kinds(&reading.faults), [(told, "D5".to_owned())], "{units} {amount}");
        }
        let read = reading.result.unwrap();
        let (lines, _) = procurement_lines(&read, &fixture.pact, &fixture.questionnaire);
        assert_eq!((lines[0].units, lines[0].amount_minor), (*counted, *minor), "{units} {amount}");
    }
}

#[test]
fn lines_that_stand_twice_or_say_they_are_a_sum_are_counted_and_asked_about() {
    let sum = FaultKind::LineOfSum;
    // Group, condition, units, amount, currency, buyer of the last of three lines.
    type Case<'a> = ([&'a str; 6], Option<(FaultKind, &'a str)>);
    let cases: &[Case<'_>] = &[
        (
            ["Laptops", "new", "=310", "=12400.5", "", ""],
            Some((FaultKind::RepeatedLine, "EUR 12400.50")),
        ),
        (
            ["laptops", "Neuf", "310", "12 400,50", "", ""],
            Some((FaultKind::RepeatedLine, "EUR 12400.50")),
        ),
        (["Laptops", "new", "=311", "=12400.5", "", ""], None),
        (["Laptops", "", "=320", "=12500.5", "", "TOTAL"], Some((sum, "EUR 12500.50"))),
        (["Laptops", "", "=320", "=77", "", "Total"], Some((sum, "EUR 77.00"))),
        (["Laptops", "", "=320", "=12500.5", "", "Total laptops"], Some((sum, "EUR 12500.50"))),
        (["Laptops", "", "=320", "=77", "", "Total laptops"], None),
        (["Laptops", "", "=320", "=12500.5", "", "Isle Town"], None),
    ];
    for (last, told) in cases {
        let mut sheets = sheets();
        let row = |row: usize, cells: [&'static str; 6]| {
            cells.into_iter().enumerate().map(move |(column, text)| (row, column + 1, text))
        };
        let first = ["Laptops", "new", "=310", "=12400.5", "", ""];
        let second = ["Laptops", "", "=10", "=100", "", ""];
        let changes: Vec<_> = row(4, first).chain(row(5, second)).chain(row(6, *last)).collect();
        sheets[3] = changed("Purchases", PROCUREMENT, &changes);
        let fixture = Fixture::new();
        let read = fixture.read(&returned(sheets)).result.unwrap();
        let (lines, faults) = procurement_lines(&read, &fixture.pact, &fixture.questionnaire);
        assert_eq!(lines.len(), 3);
        let found = faults.iter().map(|fault| (fault.kind, fault.raw.as_str())).next();
        assert_eq!(found, *told, "{last:?}");
        let places: Vec<_> = kinds(&faults).into_iter().map(|(_, cell)| cell).collect();
        assert!(places.iter().all(|cell| cell == "E7"), "{places:?}");
    }
}
