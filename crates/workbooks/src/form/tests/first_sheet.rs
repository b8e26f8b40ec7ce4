//! The first sheet: by when, whom to ask, how far one has got, which language, and the cells of a transcription.

use calamine::Data;
use model::pact::{Secretariat, Titles};
use model::questionnaire::QuestionType;

use super::fixture::{fixture, last_return, question, two};
use super::{at, cells, open};
use crate::form::{
    Entries, Entry, FormInputs, FormTranscription, LanguageFallBack, language_fall_back,
};

/// What stands beside each label of the first sheet, as `label: value` of the first two columns that are seen.
fn pairs(inputs: &FormInputs) -> Vec<String> {
    let sheet = cells(&mut open(inputs), "Read me");
    let labels = sheet.iter().filter(|(_, column, _)| *column == 1);
    labels.map(|(row, _, label)| format!("{label}: {}", at(&sheet, *row, 2))).collect()
}

#[track_caller]
fn says(inputs: &FormInputs, wanted: &[&str]) {
    let pairs = pairs(inputs);
    for wanted in wanted {
        assert!(pairs.iter().any(|pair| pair.contains(wanted)), "`{wanted}` not in {pairs:#?}");
    }
}

#[test]
fn says_by_when_whom_to_ask_and_five_kinds_of_nothing() {
    let mut fixture = fixture(2026);
    fixture.pact.secretariat = Some(Secretariat {
        name: two("Office (invented)", "Bureau (inventé)"),
        email: "office@example.org".into(),
        telephone: String::new(),
    });
    let volume = question(
        "protect_volume",
        QuestionType::SelectOne("yes_no".into()),
        two("Must your volume stay unpublished?", "Volume réservé ?"),
    );
    fixture.questionnaire.sections[0].questions.push(volume);
    says(
        &fixture.inputs("en"),
        &[
            "Please return by: 15 December 2026 (extended for you; it was 1 December 2026)",
            "Questions to: Office (invented), office@example.org",
            "will not say: leave the cell empty",
            "There was none: 0",
            "does not apply to us: n/a",
            "shown in grey: leave the cell empty",
            "must not be published: the figure, and Yes to “Must your volume stay unpublished?”",
        ],
    );
}

#[test]
fn counts_stand_there_before_anything_is_computed() {
    let mut fixture = fixture(2026);
    fixture.last_return = Some(last_return());
    // The rate of the tax is not asked, since the tax is blank.
    says(
        &fixture.inputs("en"),
        &["How far you have got: 4 of 14 answered; required and still missing: 2"],
    );
    let entries = Entries {
        groups: [(
            "organisation".to_owned(),
            [
                ("tax".to_owned(), Entry::Choices(vec!["included".into()])),
                ("users_served".to_owned(), Entry::Number(7.into())),
            ]
            .into(),
        )]
        .into(),
        repeats: [(
            "procurement".to_owned(),
            vec![[("amount".to_owned(), Entry::Number(3.into()))].into()],
        )]
        .into(),
        carried: ["need_check".to_owned()].into(),
        ..Entries::default()
    };
    let inputs = FormInputs { entries: Some(&entries), ..fixture.inputs("en") };
    says(&inputs, &["How far you have got: 7 of 15 answered; required and still missing: 2"]);
    let mut book = open(&inputs);
    let table = cells(&mut book, "Read me");
    let rows = "rows filled in: 1; required and still missing: 1";
    assert!(table.iter().any(|(_, column, text)| *column == 3 && text == rows));
}

#[test]
fn a_language_that_is_missing_is_said_once() {
    let mut fixture = fixture(2026);
    assert_eq!(language_fall_back(&fixture.inputs("fr-BE")), None);
    let dutch = LanguageFallBack {
        wanted: "nl".into(),
        questions: "en".into(),
        frame: "en".into(),
        untranslated: 0,
    };
    assert_eq!(language_fall_back(&fixture.inputs("nl")), Some(dutch));
    let said = "The questions are in English (en), since they have not been translated into Nederlands (nl).";
    says(&fixture.inputs("nl"), &[said]);
    fixture.questionnaire.sections[1].questions[0].hint = Titles::one("en", "Only in English");
    let french = language_fall_back(&fixture.inputs("fr")).unwrap();
    assert_eq!((french.questions.as_str(), french.untranslated), ("fr", 1));
    let sheet = cells(&mut open(&fixture.inputs("fr")), "À lire");
    let said = "Certains textes ne sont pas encore traduits et restent en English (en).";
    assert_eq!(sheet.iter().filter(|(_, _, text)| text.contains(said)).count(), 1);
}

#[test]
fn a_transcription_has_named_cells_for_who_entered_it_and_when_it_was_confirmed() {
    let fixture = fixture(2026);
    let transcription = FormTranscription { from: "received/letter.pdf", entered_by: "SB" };
    let inputs = FormInputs { transcription: Some(&transcription), ..fixture.inputs("en") };
    let mut book = open(&inputs);
    let sheet = cells(&mut book, "Read me");
    let answer = (0..5).find(|column| at(&sheet, 0, *column) == "answer").unwrap();
    let value = |key: &str| {
        let row = sheet.iter().find(|(_, column, text)| *column == 0 && text == key);
        row.map(|(row, ..)| at(&sheet, *row, answer).to_owned())
    };
    assert_eq!(value("transcribed_from").as_deref(), Some("received/letter.pdf"));
    assert_eq!(value("entered_by").as_deref(), Some("SB"));
    assert_eq!(value("confirmed_on").as_deref(), Some(""));
    let identity = cells(&mut book, "_cfit");
    assert!(identity.iter().any(|(_, _, text)| text == "transcribed_from"));
    let plain = cells(&mut open(&fixture.inputs("en")), "Read me");
    assert!(!plain.iter().any(|(_, _, text)| text == "confirmed_on"));
}

#[test]
fn a_blank_form_names_nobody_and_asks_every_role() {
    let fixture = fixture(2026);
    let inputs = FormInputs { participant: None, ..fixture.inputs("en") };
    let mut book = open(&inputs);
    let identity = cells(&mut book, "_cfit");
    assert!(!identity.iter().any(|(_, _, text)| text == "participant" || text == "north-region"));
    let organisation = cells(&mut book, "Your organisation");
    let row = super::row_of(&organisation, "participant_id");
    assert_eq!(at(&organisation, row, 2), "");
    let outreach = calamine::Reader::worksheet_range(&mut book, "Outreach").unwrap();
    assert!(outreach.used_cells().any(|(_, _, data)| *data == Data::String("Activity".into())));
    let lists = cells(&mut book, "Lists");
    assert!(
        lists.iter().any(|(_, _, text)| text == "standard practice"),
        "paper has no drop-downs"
    );
}
