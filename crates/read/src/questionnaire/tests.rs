//! The loader against small forms: what it reads, and what it says about each thing that is wrong.

use model::participant::Role;
use model::questionnaire::QuestionType;
use model::vocabulary::{Scope, Strategy};
use model::{Obstacle, Questionnaire};

use super::questionnaire;
use crate::testing::{sheet, workbook};

const HEADER: &[&str] = &[
    "type",
    "name",
    "label::English (en)",
    "label::French (fr)",
    "required",
    "constraint",
    "relevant",
    "cfit_strategy",
    "cfit_roles",
    "cfit_scope",
    "default",
];

const CHOICES: &[&[&str]] = &[
    &["list_name", "name", "label::English (en)", "label::French (fr)"],
    &["uptake", "na", "not applicable", "sans objet"],
    &["uptake", "=0", "not started", "pas commencé"],
    &["uptake", "=3", "applied", "appliqué"],
    &["groups", "laptops", "Laptops", "Ordinateurs portables"],
];

fn load(survey: &[&[&str]]) -> Result<Questionnaire, Vec<Obstacle>> {
    let rows: Vec<&[&str]> = [HEADER].into_iter().chain(survey.iter().copied()).collect();
    let settings: &[&[&str]] = &[
        &["form_id", "form_title", "version", "default_language"],
        &["pact", "The form", "=2026", "English (en)"],
    ];
    questionnaire(&workbook(
        "inputs/2026/questionnaire.xlsx",
        vec![sheet("settings", settings), sheet("survey", &rows), sheet("choices", CHOICES)],
    ))
}

const BEGIN: &[&str] = &["begin_group", "g", "Group"];
const END: &[&str] = &["end_group"];

#[test]
fn reads_groups_repeats_languages_and_own_columns() {
    let form = load(&[
        &["start", "start"],
        &["begin group", "strategies", "Strategies", "Stratégies", "", "", "", "", "procuring"],
        &["select_one uptake", "repair", "Repair", "Réparer", "yes", "", "", "use_longer"],
        &[
            "begin_group",
            "later",
            "Digital infrastructure",
            "",
            "",
            "",
            "${repair} >= 3",
            "",
            "",
            "infrastructure",
        ],
        &["integer", "racks", "Racks", "", "", ". >= 0", ". > 1"],
        &["end_group"],
        &["end group"],
        &["begin_repeat", "procurement", "Purchases"],
        &["select_one groups", "product_group", "Group", "", "", "", "", "", "", "", "laptops"],
        &["end_repeat"],
    ])
    .unwrap();
    assert_eq!(form.languages, ["en", "fr"]);
    assert_eq!((form.form_id.as_str(), form.version.as_str()), ("pact", "2026"));
    let strategies = &form.sections[0];
    assert_eq!(strategies.roles, [Role::Procuring]);
    assert_eq!(strategies.label.in_language("fr"), "Stratégies");
    let names: Vec<&str> = strategies.questions.iter().map(|q| &*q.name).collect();
    assert_eq!(names, ["repair", "later", "racks"]);
    let [repair, note, racks] = &strategies.questions[..] else {
        panic!("three questions");
    };
    assert!(repair.required);
    assert_eq!(repair.strategy, Some(Strategy::UseLonger));
    assert_eq!(repair.place.to_string(), "inputs/2026/questionnaire.xlsx!survey!B4");
    assert_eq!(note.kind, QuestionType::Note);
    assert_eq!(racks.scope_from, Some(Scope::Infrastructure));
    let relevant = racks.relevant.as_ref().unwrap();
    assert_eq!(relevant.source, "(${repair} >= 3) and (. > 1)");
    assert!(form.sections[1].repeat);
    assert_eq!(form.sections[1].questions[0].default.as_deref(), Some("laptops"));
}

#[test]
fn each_fault_is_named_with_its_row_and_what_to_do() {
    let cases: &[(&[&str], &str, &str)] = &[
        (&["intger", "a", "A"], "`intger` is not among the types", "`integer`"),
        (&["select_one uptak", "a", "A"], "no list `uptak`", "`uptake`"),
        (&["select_one", "a", "A"], "`select_one` is not among", "name of a list"),
        (&["text", "1a", "A"], "`1a` cannot be a name", "begins with a letter"),
        (&["text", "", "A"], "has no name", "Fill in"),
        (&["text", "a", ""], "`a` has no label", "Fill in"),
        (&["text", "b", "A"], "`b` is used twice", "Rename"),
        (&["integer", "a", "A", "", "maybe"], "`maybe` in the column `required`", "`yes`"),
        (&["integer", "a", "A", "", "", "concat(.)"], "`concat()` is not among", "`selected()`"),
        (
            &["integer", "a", "A", "", "", "", "${bb} = 1"],
            "`${bb}`, and there is no such",
            "Use one of",
        ),
        (
            &["integer", "a", "A", "", "", "", "${begun} = 1"],
            "a calculation or metadata",
            "themselves",
        ),
        (
            &["integer", "a", "A", "", "", "", "${only_row} = 1"],
            "an answer a row",
            "outside repeats",
        ),
        (&["integer", "a", "A", "", "", "", "${both} = 1"], "in `rows` and in `more`", "`.`"),
        (
            &["text", "a", "A", "", "", "", "", "use_longr"],
            "`use_longr` in the column",
            "`use_longer`",
        ),
        (&["text", "a", "A", "", "", "", "", "", "buyer"], "`buyer` in the column", "`procuring`"),
        (
            &["text", "a", "A", "", "", "", "", "", "", "cloud"],
            "`cloud` in the column",
            "`workplace`",
        ),
        (
            &["select_one uptake", "a", "A", "", "", "", "", "buy_less", "", "", "9"],
            "`9` is no choice",
            "`na`",
        ),
        (&["select_one uptake", "a", "A"], "`a` belongs to no strategy", "`buy_less`"),
        (&["end_repeat"], "`end_repeat` closes the group `g` of row 2", "`end_group`"),
        (&["select_one uptake or_other", "a", "A"], "is not among the types", "a choice `other`"),
        (&["begin loop over l", "a", "A"], "is not among the types", "in a repeat"),
        (&["text", "a", "Dear ${b}"], "would have to repeat an answer", "Reword"),
        (&["", "a", "A"], "has no type", "is a remark"),
    ];
    for (row, what, help) in cases {
        let survey: Vec<&[&str]> = [
            BEGIN,
            &["text", "b", "B"],
            row,
            &["note", "", "n"],
            END,
            &["begin_repeat", "rows", "Rows"],
            &["text", "only_row", "X"],
            &["text", "both", "X"],
            &["end_repeat"],
            &["begin_repeat", "more", "More"],
            &["text", "both", "X"],
            &["end_repeat"],
            &["calculate", "begun"],
        ]
        .to_vec();
        let obstacles = load(&survey).unwrap_err();
        let said = obstacles.iter().any(|obstacle| {
            obstacle.what.contains(what)
                && obstacle.what.contains("row 4, column ")
                && obstacle.help.contains(help)
        });
        assert!(said, "{row:?}: {obstacles:#?}");
    }
}

#[test]
fn all_faults_come_at_once() {
    let obstacles =
        load(&[&["begin_group", "g", "Group"], &["intger", "a", "A"], &["text", "1b", "B"]])
            .unwrap_err();
    let places: Vec<&str> = obstacles.iter().filter_map(|o| o.place.as_deref()).collect();
    assert_eq!(
        places,
        [
            "inputs/2026/questionnaire.xlsx!survey!A3",
            "inputs/2026/questionnaire.xlsx!survey!B4",
            "inputs/2026/questionnaire.xlsx!survey!A1",
        ]
    );
    assert!(obstacles[2].what.contains("of row 2 is not closed"));
}

#[test]
fn sheets_columns_and_choices_that_are_missing_or_double_are_told() {
    let choices: &[&[&str]] = &[
        &["list_name", "name", "label::English (en)", "label::Klingon", "cfit_rolls"],
        &["l", "a", "Same"],
        &["l", "a", "Other"],
        &["l", "b", " same "],
        &["l", "c d", "C"],
        &["", "e", "E"],
    ];
    let form = workbook(
        "q.xlsx",
        vec![
            sheet("Survey", &[&["type", "name", "label::English (en)"], BEGIN, END]),
            sheet("choices", choices),
            sheet("settings", &[&["form_title"], &["T"]]),
        ],
    );
    let obstacles = questionnaire(&form).unwrap_err();
    let said: Vec<&str> = obstacles.iter().map(|obstacle| &*obstacle.what).collect();
    for what in [
        "`label::Klingon` does not say which language",
        "`cfit_rolls` is not among",
        "`a` is twice in the list `l`",
        "the label `same` stands for `a` and for `b`",
        "`c d` has a space",
        "belongs to no list",
    ] {
        assert!(said.iter().any(|s| s.contains(what)), "{what}: {said:#?}");
    }
    let form = workbook("q.xlsx", vec![sheet("surveys", &[HEADER])]);
    let obstacles = questionnaire(&form).unwrap_err();
    assert_eq!(obstacles.len(), 1);
    assert!(obstacles[0].help.contains("rename that one"));
}

#[test]
fn questions_that_figures_rest_on_must_fit_them() {
    let obstacles = load(&[
        &["begin_repeat", "procurement", "Purchases"],
        &["text", "units", "Units"],
        &["select_one groups", "condition", "Condition"],
        &["end_repeat"],
    ])
    .unwrap_err();
    assert!(
        obstacles[0].help.contains("`select_one`") || obstacles[0].what.contains("`condition`")
    );
    assert!(obstacles.iter().any(|o| o.help.contains("`integer`")));
    assert!(obstacles.iter().any(|o| o.what.contains("the choice `laptops`")));
}

#[test]
fn questions_outside_groups_and_repeats_inside_groups_are_sections_of_their_own() {
    let form = load(&[
        &["text", "first", "First"],
        &["begin_group", "g", "Group", "", "", "", "${first} = 'x'"],
        &["text", "before", "Before"],
        &["begin_group", "inner", "Inner", "", "", "", "${before} = 'y'"],
        &["begin_repeat", "rows", "Rows", "", "", "", "${before} = 'z'"],
        &["text", "in_row", "In a row"],
        &["end_repeat"],
        &["text", "after", "After"],
        &["end_group"],
        &["end_group"],
        &["text", "last", "Last"],
    ])
    .unwrap();
    let sections: Vec<(&str, Vec<&str>)> = form
        .sections
        .iter()
        .map(|section| {
            (&*section.name, section.questions.iter().map(|question| &*question.name).collect())
        })
        .collect();
    assert_eq!(
        sections,
        [
            ("questions", vec!["first", "last"]),
            ("g", vec!["before", "inner", "after"]),
            ("rows", vec!["in_row"]),
        ]
    );
    assert_eq!(form.sections[0].label.in_language("en"), "The form");
    let rows = form.sections[2].relevant.as_ref().unwrap();
    assert_eq!(rows.source, "((${first} = 'x') and (${before} = 'y')) and (${before} = 'z')");
    let after = form.sections[1].questions[2].relevant.as_ref().unwrap();
    assert_eq!(after.source, "${before} = 'y'");
}

#[test]
fn a_repeat_inside_a_repeat_is_refused() {
    let obstacles = load(&[
        &["begin_repeat", "r", "R"],
        &["text", "a", "A"],
        &["begin_repeat", "inner", "I"],
        &["text", "b", "B"],
        &["end_repeat"],
        &["end_repeat"],
    ])
    .unwrap_err();
    assert!(
        obstacles[0]
            .what
            .contains("row 4, column A: the repeat `inner` stands inside the repeat `r`")
    );
}

#[test]
fn old_names_of_types_and_columns_are_understood() {
    let survey: &[&[&str]] = &[
        &[
            "Type",
            "Name",
            "label:English",
            "label::français",
            "bind:relevant",
            "constraint message",
            "bind:constraint",
            "disabled",
        ],
        &["get start time", "start"],
        &["select one from yes_no", "asked", "Asked?", "Demandé ?"],
        &["select all that apply from yes_no", "which", "Which?"],
        &[
            "phone number",
            "phone",
            "Phone",
            "",
            "${asked} = 'yes'",
            "Digits only",
            "regex(., '^[0-9]+$')",
        ],
        &["", "", ""],
        &["integer", "off", "Off", "", "", "", "", "yes"],
        &["text", "hinted"],
    ];
    let choices: &[&[&str]] = &[
        &["list name", "name", "label:English"],
        &["", "", "", "a remark"],
        &["yes_no", "yes", "Yes"],
        &["yes_no", "no", "No"],
    ];
    let file = |survey| {
        workbook(
            "inputs/2026/Old form.xls",
            vec![sheet("survey", survey), sheet("choices", choices)],
        )
    };
    let obstacles = questionnaire(&file(survey)).unwrap_err();
    assert_eq!(obstacles.len(), 1, "{obstacles:#?}");
    assert!(obstacles[0].what.contains("`hinted` has no label"));
    let form = questionnaire(&file(&survey[..7])).unwrap();
    assert_eq!((&*form.form_id, &*form.title, &*form.version), ("Old form", "Old form", ""));
    assert_eq!(form.languages, ["en", "fr"]);
    let [asked, which, phone] = &form.sections[0].questions[..] else {
        panic!("three questions");
    };
    assert_eq!(asked.kind, QuestionType::SelectOne("yes_no".into()));
    assert_eq!(which.kind, QuestionType::SelectMultiple("yes_no".into()));
    assert_eq!(phone.kind, QuestionType::Text);
    assert_eq!(phone.relevant.as_ref().unwrap().source, "${asked} = 'yes'");
    assert_eq!(phone.constraint_message.in_language("en"), "Digits only");
}

#[test]
fn what_would_have_to_be_computed_is_refused() {
    let survey: &[&[&str]] = &[
        &[
            "type",
            "name",
            "label",
            "choice_filter",
            "calculation",
            "repeat_count",
            "relevant",
            "relevance",
        ],
        &["select_one l", "a", "A", "x = 1"],
        &["text", "b", "B", "", "1 + 1"],
        &["begin repeat", "r", "R", "", "", "3"],
        &["text", "c", "C"],
        &["end repeat"],
        &["calculate", "d", "", "", "1 + 1"],
    ];
    let choices: &[&[&str]] = &[&["list_name", "name", "label"], &["l", "one", "One"]];
    let form = workbook("q.xlsx", vec![sheet("survey", survey), sheet("choices", choices)]);
    let obstacles = questionnaire(&form).unwrap_err();
    let said: Vec<&str> = obstacles.iter().map(|obstacle| &*obstacle.what).collect();
    assert_eq!(
        said,
        [
            "Sheet `survey`, row 1, column H: the columns `relevant` and `relevance` mean the same",
            "Sheet `survey`, row 2, column D: the choices of `a` depend on another answer",
            "Sheet `survey`, row 3, column E: the answer to `b` would have to be computed",
            "Sheet `survey`, row 4, column F: the number of rows of `r` would have to be computed",
        ]
    );
}
