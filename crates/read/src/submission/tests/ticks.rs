//! Choices that are ticked one by one, in groups and in repeats.

use model::{AnswerState, FaultKind, Sheet, Value};

use super::super::{SubmissionReading, submission};
use super::fixture::{Fixture, STRATEGIES, changed, correction, identity, kinds, returned, sheets};

/// The question of several choices as rows to tick, from the ninth row on.
fn ticked(marks: [&str; 3]) -> Sheet {
    let names = ["labels/tco", "labels/epeat", "labels/angel"];
    let labels = ["TCO Certified", "EPEAT", "Blue Angel"];
    let mut changes = vec![(7, 2, "")];
    for (row, ((name, label), mark)) in (8..).zip(names.iter().zip(labels).zip(marks)) {
        changes.extend([(row, 0, *name), (row, 1, label), (row, 2, mark)]);
    }
    changed("What you do", STRATEGIES, &changes)
}

fn read(strategies: Sheet) -> SubmissionReading {
    let mut all = sheets();
    all[2] = strategies;
    Fixture::new().read(&returned(all))
}

fn choices(codes: &[&str]) -> AnswerState {
    AnswerState::Given(Value::Choices(codes.iter().map(|code| (*code).to_owned()).collect()))
}

#[test]
fn ticks_of_a_group_are_read_and_what_is_neither_yes_nor_no_is_asked_about_at_its_cell() {
    let cases = [
        (["x", "", "✔"], choices(&["tco", "angel"])),
        (["1", "0", "no"], choices(&["tco"])),
        (["Oui", "FALSE", "Ange bleu"], choices(&["tco", "angel"])),
        (["", "", ""], AnswerState::Blank),
        (["no", "", "0"], AnswerState::Blank),
        (["n/a", "", ""], AnswerState::NotApplicable),
    ];
    for (marks, expected) in cases {
        let reading = read(ticked(marks));
        assert_eq!(kinds(&reading.faults), [], "{marks:?}");
        assert_eq!(reading.result.unwrap().answer("labels").state, expected, "{marks:?}");
    }
    let unclear = read(ticked(["x", "partly", ""]));
    assert_eq!(kinds(&unclear.faults), [(FaultKind::UnknownChoice, "C10".to_owned())]);
    assert_eq!(unclear.faults[0].raw, "partly");
    assert_eq!(unclear.result.unwrap().answer("labels").state, AnswerState::Unreadable);
    let too_many = read(ticked(["x", "x", "x"]));
    assert_eq!(kinds(&too_many.faults), [(FaultKind::ConstraintBroken, "C9".to_owned())]);
}

#[test]
fn ticks_are_found_by_their_labels_and_choices_typed_beside_the_question_count_where_none_is_ticked()
 {
    let mut unnamed = ticked(["x", "", "x"]);
    unnamed.cells.retain(|cell| cell.address.column > 0 && cell.address.row > 0);
    let reading = read(unnamed);
    assert_eq!(reading.result.unwrap().answer("labels").state, choices(&["tco", "angel"]));

    let typed = |marks: [&str; 3], text: &str| {
        let mut sheet = ticked(marks);
        let typed = changed("What you do", STRATEGIES, &[(7, 2, text)]);
        sheet.cells.retain(|cell| (cell.address.row, cell.address.column) != (7, 2));
        sheet.cells.extend(
            typed
                .cells
                .into_iter()
                .filter(|cell| (cell.address.row, cell.address.column) == (7, 2)),
        );
        sheet.cells.sort_by_key(|cell| cell.address);
        read(sheet)
    };
    let alone = typed(["", "", ""], "EPEAT; tco");
    assert_eq!(alone.result.unwrap().answer("labels").state, choices(&["epeat", "tco"]));
    let both = typed(["x", "", ""], "EPEAT");
    assert_eq!(both.result.unwrap().answer("labels").state, AnswerState::Unreadable);
    assert!(both.faults[0].expected.contains("they differ"), "{:?}", both.faults);
}

#[test]
fn a_correction_names_the_ticked_choices_as_one_text() {
    let corrected = |was: &str, now: &str| {
        let fixture = Fixture::new();
        let mut all = sheets();
        (all[2], all[4]) = (ticked(["x", "", "x"]), identity());
        let workbook = returned(all);
        submission(&fixture.inputs(&workbook, &[correction("labels", None, was, now)]))
    };
    let state = |reading: SubmissionReading| reading.result.unwrap().answer("labels").state.clone();
    assert_eq!(state(corrected("Ange bleu; tco", "EPEAT")), choices(&["epeat"]));
    assert_eq!(state(corrected("tco; angel", "")), AnswerState::Blank);
    let stale = corrected("tco", "EPEAT");
    let why = stale.corrections[0].as_ref().unwrap_err();
    assert!(why.expected.contains("`angel; tco` is ticked there"), "{}", why.expected);
    assert_eq!(state(stale), choices(&["tco", "angel"]));
    let unknown = corrected("tco; angel", "EPAET");
    assert!(unknown.corrections[0].is_err());
    assert_eq!(state(unknown), choices(&["tco", "angel"]));
}
