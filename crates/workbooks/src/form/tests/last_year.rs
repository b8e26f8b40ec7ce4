//! Last year's answers beside the cells.

use super::fixture::{Fixture, fixture, last_return};
use super::{at, cells, open, row_of};
use crate::form::FormInputs;
use jiff::civil::date;
use model::Period;

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

#[test]
fn a_copied_questionnaire_is_compared_by_its_own_names_before_those_of_two_years_ago() {
    let mut fixture = fixture(2026);
    let mut last = last_return();
    let answer = last.answers.remove("parts").unwrap();
    last.answers.insert("spare_parts".into(), answer);
    fixture.last_return = Some(last);
    let copied = fixture.questionnaire.clone();
    let inputs = FormInputs { last_questionnaire: Some(&copied), ..fixture.inputs("en") };
    let sheet = cells(&mut open(&inputs), "Strategies what you do");
    assert_eq!(at(&sheet, row_of(&sheet, "spare_parts"), 3), "piloting");
    let entries =
        crate::Entries { carried: ["spare_parts".to_owned()].into(), ..crate::Entries::default() };
    let places = crate::entry_places(&FormInputs { entries: Some(&entries), ..inputs });
    assert!(places.carried.contains_key("spare_parts"), "as last year is offered");
}

#[test]
fn a_period_of_its_own_is_continued_by_a_year() {
    let period = |start, end| Period::new(start, end).unwrap();
    let own = period(date(2024, 8, 1), date(2025, 7, 31));
    let of_the_year = period(date(2024, 10, 1), date(2025, 9, 30));
    let short = period(date(2025, 3, 1), date(2025, 7, 31));
    let years_ago = period(date(2019, 8, 1), date(2020, 7, 31));
    let cases = [
        (own, Some(of_the_year), "2025-08-01 2026-07-31"),
        (own, None, "2025-10-01 2026-09-30"),
        (own, Some(own), "2025-10-01 2026-09-30"),
        (of_the_year, Some(of_the_year), "2025-10-01 2026-09-30"),
        (short, Some(of_the_year), "2025-10-01 2026-09-30"),
        (years_ago, Some(of_the_year), "2025-10-01 2026-09-30"),
    ];
    for (last, last_period, expected) in cases {
        let mut fixture = fixture(2026);
        let mut returned = last_return();
        returned.organisation.period = last;
        fixture.last_return = Some(returned);
        let inputs = FormInputs { last_period, ..fixture.inputs("en") };
        let plan = crate::form::plan::Plan::of(&inputs);
        let context = crate::form::context::Context::of(&inputs, &plan);
        let day = |name: &str| {
            let question = fixture.questionnaire.question(name).unwrap();
            match context.at_first("organisation", question) {
                crate::Entry::Day(day) => day.to_string(),
                _ => String::new(),
            }
        };
        assert_eq!(format!("{} {}", day("period_start"), day("period_end")), expected, "{last}");
    }
}

#[test]
fn where_nothing_can_be_said_to_hold_no_column_asks_for_it() {
    let mut fixture = fixture(2026);
    let mut last = last_return();
    let users = model::Answer {
        state: model::AnswerState::Given(model::Value::Integer(12)),
        raw: String::new(),
        place: None,
        carried: false,
    };
    last.answers.insert("users_served".into(), users);
    fixture.last_return = Some(last);
    let sheet = cells(&mut open(&fixture.inputs("en")), "Your organisation");
    assert_eq!((at(&sheet, 0, 3), at(&sheet, 0, 4), at(&sheet, 3, 4)), ("last_year", "", ""));
    assert_eq!(at(&sheet, row_of(&sheet, "users_served"), 3), "12");
}
