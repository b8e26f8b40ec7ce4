//! What stands in the column "as last year".

use std::collections::BTreeMap;

use model::submission::Return;
use model::{AnswerState, FaultKind, Value, Workbook};

use super::super::{LastYear, SubmissionReading, submission_after};
use super::fixture::{Fixture, NORTH, STRATEGIES, changed, id, kinds, returned, sheets};

/// A return in which last year's answer, the mark beside it and this year's answer to `repair` are these.
fn form(answer: &str, last_year: &str, mark: &str) -> Workbook {
    let mut sheets = sheets();
    let changes = [(5, 2, answer), (5, 3, last_year), (5, 4, mark), (6, 2, "We did."), (6, 4, "")];
    sheets[2] = changed("What you do", STRATEGIES, &changes);
    returned(sheets)
}

fn read(workbook: &Workbook, last: Option<&Return>) -> SubmissionReading {
    let fixture = Fixture::new();
    let returns: BTreeMap<_, _> = last.map(|last| (id(NORTH), last.clone())).into_iter().collect();
    let last = LastYear { questionnaire: &fixture.questionnaire, returns: &returns };
    submission_after(&fixture.inputs(workbook, &[]), Some(last))
}

/// What came of `repair`: its code, whether it is carried, and the faults at its cells.
fn repair(reading: &SubmissionReading) -> (Option<String>, bool, Vec<(FaultKind, String)>) {
    let answer = reading.result.as_ref().unwrap().answer("repair");
    let own = reading.faults.iter().filter(|fault| fault.field == "repair");
    let own: Vec<_> = own.cloned().collect();
    (answer.choice().map(str::to_owned), answer.carried, kinds(&own))
}

#[test]
fn marks_are_understood_or_named() {
    let clear =
        ["✓", "✔", "√", "v", "x", "ok", "same", "idem", "As last year.", "Yes", "Oui", "ja"];
    for mark in clear.into_iter().chain(["comme l’an dernier", "=1", "'as last year"]) {
        let found = repair(&read(&form("", "not started", mark), None));
        assert_eq!(found, (Some("0".to_owned()), true, Vec::new()), "{mark}");
    }
    let unclear = ["\"", "=2025", "yes, still", "No, changed", "as last year, but more", "2025?"];
    for mark in unclear {
        let found = repair(&read(&form("", "not started", mark), None));
        let fault = (FaultKind::MarkNotUnderstood, "E6".to_owned());
        assert_eq!(found, (None, false, vec![fault]), "{mark}");
        let (code, carried, faults) =
            repair(&read(&form("standard practice", "not started", mark), None));
        assert_eq!((code.as_deref(), carried), (Some("4"), false), "{mark}");
        assert_eq!(faults, [(FaultKind::MarkBesideAnswer, "E6".to_owned())], "{mark}");
    }
    for mark in ["no", "non", "=0"] {
        let (code, _, faults) = repair(&read(&form("", "not started", mark), None));
        assert_eq!((code, faults), (None, vec![(FaultKind::RequiredBlank, "C6".to_owned())]));
    }
}

#[test]
fn a_mark_without_an_answer_beside_it_is_named() {
    let cases = [
        ("", "", FaultKind::MarkNotUnderstood, None),
        ("", "half of it", FaultKind::MarkNotUnderstood, None),
        ("standard practice", "not started", FaultKind::MarkBesideAnswer, Some("4")),
    ];
    for (answer, last, kind, code) in cases {
        let found = repair(&read(&form(answer, last, "x"), None));
        assert_eq!(
            found,
            (code.map(str::to_owned), false, vec![(kind, "E6".to_owned())]),
            "{last}"
        );
    }
    let mut marked = sheets();
    marked[2] =
        changed("What you do", STRATEGIES, &[(6, 4, ""), (7, 2, ""), (7, 4, "as last year")]);
    let reading = read(&returned(marked), None);
    let kinds = kinds(&reading.faults);
    assert!(kinds.contains(&(FaultKind::MarkNotUnderstood, "E8".to_owned())), "{kinds:?}");
}

#[test]
fn a_cell_of_last_year_counts_only_as_far_as_last_years_return_bears_it_out() {
    let last = |answer: &str| read(&form(answer, "", ""), None).result.unwrap();
    let two = last("not started");
    let tampered = read(&form("", "standard practice", "as last year"), Some(&two));
    let (code, carried, faults) = repair(&tampered);
    assert_eq!((code, carried), (None, false));
    assert_eq!(faults, [(FaultKind::LastYearDiffers, "D6".to_owned())]);
    let fault = tampered.faults.iter().find(|f| f.kind == FaultKind::LastYearDiffers).unwrap();
    assert_eq!(fault.raw, "standard practice");
    let both =
        fault.expected.contains("`not started`") && fault.expected.contains("!What you do!C6");
    assert!(both, "{}", fault.expected);
    // Codes and other languages say the same.
    for shown in ["not started", "pas commencé", "=0", "0 - not started"] {
        let found = repair(&read(&form("", shown, "as last year"), Some(&two)));
        assert_eq!(found, (Some("0".to_owned()), true, Vec::new()), "{shown}");
    }
    // The answer of this year stands by itself, whatever became of the cell beside it.
    let found = repair(&read(&form("standard practice", "standard practice", "x"), Some(&two)));
    let fault = (FaultKind::MarkBesideAnswer, "E6".to_owned());
    assert_eq!(found, (Some("4".to_owned()), false, vec![fault]));
    // Last year's return has no answer that could hold.
    let found = repair(&read(&form("", "standard practice", "x"), Some(&last("n/a")))).2;
    assert_eq!(found, [(FaultKind::LastYearDiffers, "D6".to_owned())]);
    let blank = repair(&read(&form("", "standard practice", "x"), Some(&last("")))).2;
    assert_eq!(blank, [(FaultKind::LastYearDiffers, "D6".to_owned())]);
}

#[test]
fn a_text_of_last_year_is_compared_too() {
    let with = |text: &str, mark: &str, own: &str| {
        let mut sheets = sheets();
        let changes = [(6, 2, own), (6, 3, text), (6, 4, mark)];
        sheets[2] = changed("What you do", STRATEGIES, &changes);
        returned(sheets)
    };
    let last = read(&with("", "", "We repaired 40 laptops."), None).result.unwrap();
    let cases = [("We  repaired 40 laptops.", true), ("We repaired 400 laptops.", false)];
    for (text, counts) in cases {
        let reading = read(&with(text, "as last year", ""), Some(&last));
        let answer = reading.result.as_ref().unwrap().answer("use_longer_story");
        let given = matches!(answer.state, AnswerState::Given(Value::Text(_)));
        assert_eq!((given, answer.carried), (counts, counts), "{text}");
        let differs = reading.faults.iter().any(|f| f.kind == FaultKind::LastYearDiffers);
        assert_eq!(differs, !counts, "{text}");
    }
}
