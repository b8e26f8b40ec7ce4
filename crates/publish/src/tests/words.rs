//! What participants wrote: who may be named with it, and what waits.

use std::collections::BTreeMap;

use model::place::CellAddress;
use model::questionnaire::{Question, QuestionType, Section};
use model::submission::RepeatRow;
use model::vocabulary::QuotePermission;
use model::{Answer, AnswerState, Currency, Decimal, Place, Value, YearReading};

use super::figures::rows;
use super::package_with;

const STORY: &str = "buy_less_story";

fn given(value: Value) -> Answer {
    let place = Place::cell("inputs/2026/returns/a/return.xlsx", "Sheet", CellAddress::new(3, 2));
    Answer {
        state: AnswerState::Given(value),
        raw: "raw".into(),
        place: Some(place),
        carried: false,
    }
}

fn question(name: &str, kind: QuestionType) -> Question {
    Question::new(name, kind, Default::default(), Place::file("inputs/2026/questionnaire.xlsx"))
}

/// A year in which both participants wrote these words, with a permission.
fn wrote(year: &mut YearReading, permission: QuotePermission, words: &str) {
    let section =
        |name: &str, questions: Vec<Question>| Section::new(name, Default::default(), questions);
    let contact = question("contact_name", QuestionType::Text);
    year.questionnaire.sections = vec![
        section("organisation", vec![contact]),
        section("strategies", vec![question(STORY, QuestionType::Text)]),
    ];
    for own in year.returns.values_mut() {
        own.organisation.quote_permission = permission;
        own.answers.insert(STORY.into(), given(Value::Text(words.into())));
        own.answers.insert("contact_name".into(), given(Value::Text("J. Doe".into())));
        let tender = [
            ("title", Value::Text("Displays".into())),
            ("value", Value::Decimal(Decimal::new(1250, 1))),
            ("link", Value::Text("https://notices.example/1".into())),
            ("lessons", Value::Text("Ask earlier.".into())),
        ];
        let answers = tender.map(|(name, value)| (name.to_owned(), given(value)));
        let mut answers = BTreeMap::from(answers);
        answers
            .insert("currency".into(), Answer { state: AnswerState::Blank, ..Answer::not_asked() });
        let place = Place::cell("inputs/a.xlsx", "Tenders", CellAddress::new(4, 0));
        own.rows.insert("tenders".into(), vec![RepeatRow { place, answers }]);
        own.organisation.currency = Some(Currency::EUR);
    }
}

#[test]
fn words_are_shown_as_their_permission_says() {
    let said = |permission, words: &str| {
        let files = package_with(&|year, _, _| wrote(year, permission, words));
        let answers = rows(&files, "answers");
        assert!(answers.iter().all(|row| row["question"] == STORY), "{answers:?}");
        let left_out = rows(&files, "left_out");
        let held = left_out.iter().filter(|row| row["kind"] == "answers");
        let held: Vec<_> = held.map(|row| (row["reason"].clone(), row["count"].clone())).collect();
        let first = answers.first().map(|row| (row["participant"].clone(), row["source"].clone()));
        (answers.len(), first.unwrap_or_default(), held)
    };
    let source = "inputs/2026/returns/a/return.xlsx!Sheet!C4";
    assert_eq!(
        said(QuotePermission::Attributed, "We bought less."),
        (2, ("north".into(), source.into()), vec![])
    );
    assert_eq!(
        said(QuotePermission::Anonymous, "We bought less."),
        (2, (String::new(), String::new()), vec![])
    );
    let (shown, _, held) = said(QuotePermission::Anonymous, "In Quiet we bought less.");
    assert_eq!((shown, held), (1, vec![("gives_author_away".into(), "1".into())]));
    let (shown, _, held) = said(QuotePermission::Attributed, "Ask jo@example.org.");
    assert_eq!((shown, held), (0, vec![("contact_details".into(), "2".into())]));
    let (shown, _, held) = said(QuotePermission::No, "We bought less.");
    assert_eq!((shown, held), (0, vec![("no_permission".into(), "4".into())]));
}

#[test]
fn a_tender_tells_neither_its_anonymous_author_nor_a_protected_value() {
    let tenders = |permission| {
        let files = package_with(&|year, _, _| wrote(year, permission, "We bought less."));
        let columns = ["participant", "title", "value", "currency", "link", "lessons"];
        let rows = rows(&files, "tenders");
        rows.iter().map(|row| columns.map(|column| row[column].clone())).collect::<Vec<_>>()
    };
    let link = "https://notices.example/1";
    assert_eq!(
        tenders(QuotePermission::Attributed),
        [
            ["north", "Displays", "125", "EUR", link, "Ask earlier."],
            ["quiet", "Displays", "", "", link, "Ask earlier."],
        ]
    );
    let anonymous = ["", "", "", "", "", "Ask earlier."];
    assert_eq!(tenders(QuotePermission::Anonymous), [anonymous, anonymous]);
}
