//! Exports made by hand: shapes, ties, and what is refused.

use std::io::{Cursor, Write};

use model::imported::{Export, ImportedValue, Review};
use model::pact::Titles;
use model::place::Place;
use model::questionnaire::{Choice, ChoiceList, Question, QuestionType, Section};
use model::{InputFile, Obstacle, Questionnaire, Register};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::{ImportInputs, SurveyMap, export, proposed_map};

fn titles(en: &str, fr: &str) -> Titles {
    Titles(vec![("en".to_owned(), en.to_owned()), ("fr".to_owned(), fr.to_owned())])
}

fn question(name: &str, kind: QuestionType, label: Titles) -> Question {
    Question::new(name, kind, label, Place::file("q.xlsx"))
}

fn section(name: &str, label: Titles, repeat: bool, questions: Vec<Question>) -> Section {
    Section { repeat, ..Section::new(name, label, questions) }
}

fn questionnaire() -> Questionnaire {
    let choice = |(name, en, fr): (&str, &str, &str)| Choice {
        name: name.to_owned(),
        label: titles(en, fr),
    };
    let impact =
        [("carbon", "Carbon", "Carbone"), ("fair", "Fair work, safe work", "Travail équitable")];
    let several = || QuestionType::SelectMultiple("impact".to_owned());
    let organisation = vec![
        question("participant_id", QuestionType::Text, titles("Your id", "Votre identifiant")),
        question("users", QuestionType::Integer, titles("Users", "Utilisateurs")),
        question("since", QuestionType::Date, titles("Since", "Depuis")),
        question("impacts", several(), titles("Impacts", "Impacts")),
    ];
    let bought = vec![
        question("units", QuestionType::Integer, titles("Units", "Unités")),
        question("amount", QuestionType::Decimal, titles("Amount", "Montant")),
        question("impacts", several(), titles("Impacts", "Impacts")),
    ];
    Questionnaire {
        form_id: "pact".to_owned(),
        version: "1".to_owned(),
        title: "Pact: the return".to_owned(),
        languages: vec!["en".to_owned(), "fr".to_owned()],
        lists: vec![ChoiceList { name: "impact".to_owned(), choices: impact.map(choice).to_vec() }],
        ..Questionnaire::new(
            "q.xlsx",
            vec![
                section("organisation", titles("Organisation", "Organisme"), false, organisation),
                section("bought", titles("Purchases", "Achats"), true, bought),
            ],
        )
    }
}

fn file(name: &str, bytes: Vec<u8>) -> InputFile {
    InputFile { path: name.into(), sha256: String::new(), bytes: bytes.into() }
}

fn zip(files: &[(&str, &str)]) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in files {
        archive.start_file(*name, SimpleFileOptions::default()).unwrap();
        archive.write_all(text.as_bytes()).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

fn read(file: &InputFile, without: &[&str]) -> Result<Export, Vec<Obstacle>> {
    let without: Vec<String> = without.iter().map(|name| (*name).to_owned()).collect();
    let questionnaire = questionnaire();
    export(&ImportInputs {
        file,
        year: 2026,
        questionnaire: &questionnaire,
        without: &without,
        survey_map: None,
    })
}

fn central(main: &str, bought: &str) -> InputFile {
    file("pact.zip", zip(&[("pact.csv", main), ("pact-bought.csv", bought)]))
}

/// What stops an import, with what to do, in one line.
fn refusal(file: &InputFile) -> String {
    let obstacles = read(file, &[]).unwrap_err();
    obstacles.iter().map(|one| format!("{} | {}", one.what, one.help)).collect()
}

const MAIN: &str = "SubmissionDate,organisation-participant_id,organisation-users,organisation-since,organisation-impacts,KEY,ReviewState,Edits\n\
                    2026-11-03T10:00:00.000Z,north,120,2026-03-31,carbon fair,uuid:1,,0\n\
                    2026-11-04T23:59:00.000Z,south,,,,uuid:2,rejected,2\n";
const BOUGHT: &str = "units,amount,impacts,PARENT_KEY,KEY\n\
                      3,1200.50,carbon,uuid:1,uuid:1/bought[1]\n\
                      7,nearly 9,carbon moon,uuid:1,uuid:1/bought[2]\n\
                      1,2,,uuid:9,uuid:9/bought[1]\n";

#[test]
fn rows_are_tied_to_their_submissions_and_nothing_is_lost() {
    let read = read(&central(MAIN, BOUGHT), &[]).unwrap();
    let [north, south] = &read.submissions[..] else { panic!("two submissions") };
    assert_eq!(north.from, Some(("north".to_owned(), "participant_id".to_owned())));
    assert_eq!(north.submitted.unwrap().to_string(), "2026-11-03T10:00:00");
    let group = &north.groups["organisation"];
    assert_eq!(group["users"], ImportedValue::Number(120.into()));
    assert_eq!(group["since"], ImportedValue::Day(model::Date::constant(2026, 3, 31)));
    assert_eq!(group["impacts"], ImportedValue::Choices(vec!["carbon".into(), "fair".into()]));
    let [first, second] = &north.repeats["bought"][..] else { panic!("two rows") };
    assert_eq!(first["amount"], ImportedValue::Number("1200.50".parse().unwrap()));
    assert_eq!(second["amount"], ImportedValue::Text("nearly 9".into()));
    assert_eq!(second["impacts"], ImportedValue::Text("carbon moon".into()));
    assert_eq!((south.review, south.edits), (Review::Rejected, Some(2)));
    assert!(!south.groups["organisation"].contains_key("users"), "a blank is not zero");
    let [orphan] = &read.rows_left_out[..] else { panic!("one orphan") };
    assert_eq!((orphan.table.as_str(), &orphan.rows[..]), ("pact-bought", &[4][..]));
    assert!(read.columns_left_out.is_empty() && read.without_column.is_empty());
}

#[test]
fn the_same_answers_have_one_fingerprint_however_they_are_exported() {
    let plain = read(&central(MAIN, BOUGHT), &[]).unwrap();
    let other = [
        // Labels of the other language, no groups, choices split and labelled, days with a time and a zone.
        (
            "SubmissionDate,Votre identifiant,Utilisateurs,Depuis,Impacts/Carbone,Impacts/Travail équitable,KEY\n\
          2026-11-03T10:00:00.000Z,north,120,2026-03-31T00:00:00.000+02:00,1,1,uuid:1\n\
          2026-11-04T23:59:00.000Z,south,,,,,uuid:2\n",
            "Unités,Montant,Impacts,PARENT_KEY,KEY\n\
          3,1200.5,Carbone,uuid:1,a\n7,nearly 9,carbon moon,uuid:1,b\n",
        ),
        // Groups in groups, both ways of writing choices, TRUE and FALSE.
        (
            "SubmissionDate,pact/organisation/participant_id,organisation/who/users,organisation/since,organisation/impacts,organisation/impacts/carbon,organisation/impacts/fair,KEY\n\
          2026-11-03T10:00:00.000Z,north,120,2026-03-31,\"Carbon Fair work, safe work\",TRUE,TRUE,uuid:1\n\
          2026-11-04T23:59:00.000Z,south,,,,FALSE,FALSE,uuid:2\n",
            "bought/units,bought/amount,bought/impacts,PARENT_KEY,KEY\n\
          3,1200.50,Carbon,uuid:1,a\n7,nearly 9,carbon moon,uuid:1,b\n",
        ),
    ];
    for (main, bought) in other {
        let own = read(&central(main, bought), &[]).unwrap();
        assert!(own.columns_left_out.is_empty(), "{:?}", own.columns_left_out);
        for (one, other) in plain.submissions.iter().zip(&own.submissions) {
            assert_eq!((&one.groups, &one.repeats), (&other.groups, &other.repeats));
            assert_eq!(one.fingerprint, other.fingerprint);
        }
    }
    let edited = read(&central(&MAIN.replace(",120,", ",121,"), BOUGHT), &[]).unwrap();
    assert_ne!(edited.submissions[0].fingerprint, plain.submissions[0].fingerprint);
    assert_eq!(edited.submissions[1].fingerprint, plain.submissions[1].fingerprint);
}

#[test]
fn what_a_spreadsheet_saved_anew_is_read_and_said() {
    let main = MAIN.replace(',', ";").replace("120", "1200");
    let bought = BOUGHT.replace(',', ";").replace("1200.50", "1.234");
    let bytes = |text: &str| format!("\u{feff}{text}");
    let file =
        file("pact.zip", zip(&[("pact.csv", &bytes(&main)), ("pact-bought.csv", &bytes(&bought))]));
    let read = read(&file, &[]).unwrap();
    assert!(read.remarks[0].contains("saved it anew"), "{:?}", read.remarks);
    let north = &read.submissions[0];
    assert_eq!(north.groups["organisation"]["users"], ImportedValue::Number(1200.into()));
    // One thousand two hundred thirty-four, or a little more than one: the reader asks.
    assert_eq!(north.repeats["bought"][0]["amount"], ImportedValue::Text("1.234".into()));
}

#[test]
fn columns_that_fit_no_question_and_questions_without_column_are_named() {
    let main = MAIN.replace("organisation-users", "organisation-usres");
    let read = read(&central(&main, BOUGHT), &[]).unwrap();
    let [left_out] = &read.columns_left_out[..] else { panic!("{:?}", read.columns_left_out) };
    assert_eq!((left_out.header.as_str(), left_out.filled), ("organisation-usres", 1));
    assert_eq!(read.without_column, [("organisation".to_owned(), "users".to_owned())]);
    // A question of another group is not that of this one.
    let main = MAIN.replace("organisation-users", "bought-users");
    let read = super::tests::read(&central(&main, BOUGHT), &[]).unwrap();
    assert_eq!(read.columns_left_out[0].header, "bought-users");
}

#[test]
fn what_is_no_whole_export_is_refused_with_what_to_do() {
    let whole = central(MAIN, BOUGHT);
    let cut = file("pact.zip", whole.bytes[..whole.bytes.len() - 30].to_vec());
    let twice = MAIN.replace("organisation-since", "users");
    let same_key = MAIN.replace("uuid:2", "uuid:1");
    let cases = [
        (file("pact.csv", MAIN.into()), "no table for `bought`", "--without bought"),
        (file("pact.zip", zip(&[("pact.csv", MAIN)])), "no table for `bought`", "ZIP file"),
        (cut, "breaks off", "download it again"),
        (file("pact.zip", zip(&[("../pact.csv", MAIN)])), "`../pact.csv`", "do not open it"),
        (
            file("pact.zip", zip(&[("a\\..\\..\\b.csv", MAIN)])),
            "outside of itself",
            "do not open it",
        ),
        (file("pact.zip", zip(&[("a.txt", "x")])), "holds no .csv file", "all data"),
        (
            central(&twice, BOUGHT),
            "columns 3 and 4 of `pact` both answer `users`",
            "newest version",
        ),
        (central(&same_key, BOUGHT), "rows 2 and 3 have the same `KEY`", "one after the other"),
        (
            file("a.csv", "x,y\n1,2\n".into()),
            "no map says what its columns mean",
            "--propose a.csv",
        ),
        (file("a.csv", "KEY,y\n1,2,3\n".into()), "as many fields as its header", "export"),
        (
            file("pact.csv", format!("{MAIN}\n\"cut").into()),
            "opened and not closed",
            "export it again",
        ),
        (file("a.pdf", b"%PDF-1.7".to_vec()), "a PDF", "export it again"),
        (file("a.xlsx", Vec::new()), "the file is empty", "export it again"),
    ];
    for (file, what, help) in cases {
        let said = refusal(&file);
        assert!(said.contains(what) && said.contains(help), "{}: {said}", file.path);
        assert!(!said.contains("send"), "{said}");
    }
    assert!(read(&file("pact.csv", MAIN.into()), &["bought"]).is_ok());
}

#[test]
fn a_label_that_fits_two_questions_is_not_guessed() {
    let mut questionnaire = questionnaire();
    questionnaire.sections[0].questions[1].label = titles("Impacts", "Impacts");
    let file = central(&MAIN.replace("organisation-impacts", "Impacts"), BOUGHT);
    let inputs = ImportInputs {
        file: &file,
        year: 2026,
        questionnaire: &questionnaire,
        without: &[],
        survey_map: None,
    };
    let said = export(&inputs).unwrap_err()[0].to_string();
    assert!(
        said.contains("more than one question: `organisation/users`, `organisation/impacts`"),
        "{said}"
    );
}

const SURVEY: &str = "id,submitdate,Town,users,impacts[carbon],impacts[fair],Laptops: how many?,Remarks\n\
                      1,2026-11-03 10:00:00,North Town,120,Y,N,7,\n\
                      2,,North Town,3,N/A,N/A,,\n";

fn survey(map: &str, text: &str) -> Result<Export, Vec<Obstacle>> {
    let map = SurveyMap::read(&file("inputs/2026/imports/survey-map.toml", map.into()))?;
    let questionnaire = questionnaire();
    export(&ImportInputs {
        file: &file("results.csv", text.into()),
        year: 2026,
        questionnaire: &questionnaire,
        without: &[],
        survey_map: Some(&map),
    })
}

const MAP: &str = r#"
confirmed_on = 2026-11-20
confirmed_by = "SB"
participant = "Town"
submitted = "submitdate"
id = "id"
blank = ["N/A"]
ignore = ["Remarks"]
[columns]
"users" = "users"
"impacts[carbon]" = "impacts/carbon"
"impacts[fair]" = "organisation/impacts/fair"
[participants]
"North Town" = "north"
[[row]]
repeat = "bought"
constants = { amount = "10.5", impacts = "carbon" }
columns = { "Laptops: how many?" = "units" }
"#;

#[test]
fn that_something_does_not_apply_is_no_blank() {
    let text = "id,submitdate,Town,users,impacts[carbon],impacts[fair],Laptops: how many?,Remarks\n\
                1,2026-11-03 10:00:00,North Town,N/A,N/A,N/A,7,No answer\n";
    let read = survey(&MAP.replace("blank = [\"N/A\"]\n", ""), text).unwrap();
    let given = &read.submissions[0].groups["organisation"];
    assert_eq!(given["users"], ImportedValue::Text("na".into()));
    assert_eq!(given["impacts"], ImportedValue::Text("na".into()));

    let (questionnaire, register) = (questionnaire(), Register::default());
    let draft = |text: &str| {
        let file = file("results.csv", text.into());
        let inputs = ImportInputs {
            file: &file,
            year: 2026,
            questionnaire: &questionnaire,
            without: &[],
            survey_map: None,
        };
        proposed_map(&inputs, &register).unwrap()
    };
    assert!(draft(text).contains("\nblank = [\"No answer\"]   # LOOK"), "{}", draft(text));
    let none = draft(&text.replace("No answer", ""));
    assert!(!none.contains("\nblank = "), "{none}");
}

#[test]
fn a_survey_is_read_by_its_map() {
    let read = survey(MAP, SURVEY).unwrap();
    let [first, second] = &read.submissions[..] else { panic!("two answers") };
    assert_eq!(first.mapped_participant.as_deref(), Some("north"));
    assert_eq!(
        first.groups["organisation"]["impacts"],
        ImportedValue::Choices(vec!["carbon".into()])
    );
    let row = &first.repeats["bought"][0];
    assert_eq!(row["units"], ImportedValue::Number(7.into()));
    assert_eq!(row["amount"], ImportedValue::Number("10.5".parse().unwrap()));
    assert!(second.unusable.as_ref().unwrap().contains("not submitted"));
    assert!(second.repeats.is_empty() && !second.groups["organisation"].contains_key("impacts"));
}

#[test]
fn a_map_that_does_not_fit_is_refused_and_every_column_named() {
    let refused = |map: &str, text: &str| -> String {
        let obstacles = survey(map, text).unwrap_err();
        obstacles.iter().map(|one| format!("{} | {}\n", one.what, one.help)).collect()
    };
    let cases = [
        (MAP.replace("confirmed_on = 2026-11-20", ""), SURVEY.to_owned(), "nobody has confirmed"),
        (MAP.to_owned(), SURVEY.replace("Remarks", "Remarks,New"), "as many fields"),
        (MAP.to_owned(), SURVEY.replace("Remarks", "Comments"), "do not"),
        (
            MAP.replace("\"users\" = \"users\"", "\"users\" = \"\""),
            SURVEY.to_owned(),
            "no question yet for `users`",
        ),
        (MAP.replace("= \"users\"", "= \"usres\""), SURVEY.to_owned(), "did you mean `users`"),
        (MAP.replace("\"impacts/carbon\"", "\"impacts/fair\""), SURVEY.to_owned(), "one column"),
        (
            MAP.replace("repeat = \"bought\"", "repeat = \"sold\""),
            SURVEY.to_owned(),
            "no repeat `sold`",
        ),
        (MAP.replace("\"10.5\"", "\"ten\""), SURVEY.to_owned(), "`ten` is no answer to `amount`"),
    ];
    for (map, text, expected) in cases {
        match survey(&map, &text) {
            Ok(_) => panic!("not refused: {expected}"),
            Err(_) if expected == "do not" => {
                let said = refused(&map, &text);
                assert!(said.contains("has no column `Remarks`"), "{said}");
                assert!(said.contains("mean: `Comments`"), "{said}");
            }
            Err(_) => {
                let said = refused(&map, &text);
                assert!(said.contains(expected), "{expected}: {said}");
            }
        }
    }
}

#[test]
fn a_draft_of_a_map_says_what_is_sure_and_what_is_not_and_is_no_map_yet() {
    let questionnaire = questionnaire();
    let file = file("results.csv", SURVEY.replace("Laptops: how many?", "Utilisateur").into());
    let inputs = ImportInputs {
        file: &file,
        year: 2026,
        questionnaire: &questionnaire,
        without: &[],
        survey_map: None,
    };
    let draft = proposed_map(&inputs, &Register::default()).unwrap();
    for line in [
        "\"users\" = \"users\"\n",
        "\"impacts[carbon]\" = \"impacts/carbon\"\n",
        "\"Utilisateur\" = \"users\"   # LOOK: a near match only\n",
        "\"Remarks\" = \"\"   # FILL IN\n",
        "submitted = \"submitdate\"   # LOOK",
    ] {
        assert!(draft.contains(line), "`{line}` is not in\n{draft}");
    }
    let completed = draft.replace("participant = \"\"", "participant = \"Town\"");
    let map = SurveyMap::read(&super::tests::file("m.toml", completed.into())).unwrap();
    assert_eq!(map.confirmed_on, None);
}

#[test]
fn a_question_that_moved_between_versions_of_the_form_is_read_from_both_columns() {
    let main = MAIN.replace("KEY", "version2/organisation/users,KEY");
    let main = main.replace("uuid:1", ",uuid:1").replace("uuid:2", "7,uuid:2");
    let read = read(&central(&main, BOUGHT), &[]).unwrap();
    let users = |at: usize| read.submissions[at].groups["organisation"]["users"].clone();
    assert_eq!(users(0), ImportedValue::Number(120.into()));
    assert_eq!(users(1), ImportedValue::Number(7.into()));
}

#[test]
fn blank_cells_of_older_exports_are_blank() {
    let main = "_index,_submission_time,participant_id,users,_notes\n1,2026-11-03T10:00:00,north,n/a,n/a\n";
    let read = read(&file("kobo.csv", main.into()), &["bought"]).unwrap();
    assert!(!read.submissions[0].groups["organisation"].contains_key("users"));
    assert!(read.remarks[0].contains("`n/a`"), "{:?}", read.remarks);
    let plain = main.replace(",n/a\n", ",\n");
    let read = super::tests::read(&file("kobo.csv", plain.into()), &["bought"]).unwrap();
    let users = &read.submissions[0].groups["organisation"]["users"];
    assert_eq!(*users, ImportedValue::Text("n/a".into()));
}

#[test]
fn the_text_of_kobotoolbox_is_exact_and_any_separator_parts_groups() {
    let main = "\"organisation : Your id\";\"organisation:users\";\"Organisme > Impacts > Carbone\";\"_index\";\"_submission_time\"\n\
                \"north\";\"12.5\";\"1\";\"1\";\"2026-11-03T10:00:00\"\n";
    let read = read(&file("kobo.csv", main.into()), &["bought"]).unwrap();
    assert!(read.remarks.is_empty() && read.columns_left_out.is_empty(), "{read:?}");
    let group = &read.submissions[0].groups["organisation"];
    assert_eq!(group["users"], ImportedValue::Number("12.5".parse().unwrap()));
    assert_eq!(group["impacts"], ImportedValue::Choices(vec!["carbon".into()]));
}
