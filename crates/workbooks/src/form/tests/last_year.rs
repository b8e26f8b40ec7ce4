//! Last year's answers beside the cells.

use super::fixture::{Fixture, fixture, last_return};
use super::{at, cells, open, row_of};
use crate::form::FormInputs;

/// `spare_parts` continues last year's `parts`, which was put in other words.
fn last_questionnaire(fixture: &Fixture) -> model::Questionnaire {
    let mut last = fixture.questionnaire.clone();
    for section in &mut last.sections {
        for question in section.questions.iter_mut().filter(|q| q.name == "spare_parts") {
            question.name = "parts".into();
            question.was = None;
            question.label = super::fixture::two("Spare parts can be had", "Pièces disponibles");
        }
    }
    last
}

#[test]
fn a_question_in_other_words_shows_the_answer_with_the_old_words_and_cannot_be_carried() {
    let mut fixture = fixture(2026);
    fixture.last_return = Some(last_return());
    let last = last_questionnaire(&fixture);
    let cases = [
        ("en", "Strategies what you do", "piloting\nAsked then: Spare parts can be had"),
        ("fr", "Stratégies", "en essai\nQuestion d’alors\u{a0}: Pièces disponibles"),
    ];
    for (language, title, shown) in cases {
        let inputs = FormInputs { last_questionnaire: Some(&last), ..fixture.inputs(language) };
        let sheet = cells(&mut open(&inputs), title);
        assert_eq!(at(&sheet, row_of(&sheet, "spare_parts"), 3), shown);
    }
    let entries = crate::Entries {
        carried: ["spare_parts".to_owned(), "need_check".to_owned()].into(),
        ..crate::Entries::default()
    };
    let inputs = FormInputs {
        last_questionnaire: Some(&last),
        entries: Some(&entries),
        ..fixture.inputs("en")
    };
    let places = crate::entry_places(&inputs);
    assert!(places.carried.contains_key("need_check"));
    assert_eq!(places.not_asked, [("carried".to_owned(), "spare_parts".to_owned())]);
}

#[test]
fn without_the_old_words_the_old_answer_is_not_shown() {
    let mut fixture = fixture(2026);
    fixture.last_return = Some(last_return());
    let sheet = cells(&mut open(&fixture.inputs("en")), "Strategies what you do");
    assert_eq!(at(&sheet, row_of(&sheet, "spare_parts"), 3), "");
    assert_eq!(at(&sheet, row_of(&sheet, "need_check"), 3), "exploring");
}
