//! The form as other programs read it.

mod filled_in;
mod first_sheet;
mod fixture;
mod last_year;
mod ticks;

use std::io::Cursor;

use calamine::{Data, Reader, SheetVisible, Xlsx};
use fixture::{compare, fixture, last_return, number, reference, text};
use model::questionnaire::{Function, Node, Operator};

use super::context::{AnswerCells, Context};
use super::expression::{Current, Translator};
use super::plan::Plan;
use super::{FormInputs, form};

type Book = Xlsx<Cursor<Vec<u8>>>;

fn open(inputs: &FormInputs) -> Book {
    Xlsx::new(Cursor::new(form(inputs).unwrap())).unwrap()
}

/// Every cell of a sheet that holds something: `(row, column, text)`, from 0.
fn cells(book: &mut Book, sheet: &str) -> Vec<(u32, u32, String)> {
    let range = book.worksheet_range(sheet).unwrap();
    let (top, left) = range.start().unwrap();
    range
        .used_cells()
        .filter(|(_, _, data)| **data != Data::Empty)
        .map(|(row, column, data)| (row as u32 + top, column as u32 + left, data.to_string()))
        .collect()
}

fn at(cells: &[(u32, u32, String)], row: u32, column: u32) -> &str {
    let found = cells.iter().find(|(r, c, _)| (*r, *c) == (row, column));
    found.map_or("", |(_, _, text)| text)
}

/// The row whose first column holds the name of a question.
fn row_of(cells: &[(u32, u32, String)], question: &str) -> u32 {
    let mut found = cells.iter().filter(|(_, c, text)| *c == 0 && text == question);
    found.next().unwrap_or_else(|| panic!("no row {question}")).0
}

#[test]
fn sheets_follow_roles_scope_and_year() {
    let titles = |year| {
        let fixture = fixture(year);
        let book = open(&fixture.inputs("en"));
        book.sheets_metadata()
            .iter()
            .map(|sheet| (sheet.name.clone(), sheet.visible))
            .collect::<Vec<_>>()
    };
    let shown = |names: &[&str]| {
        let names = names.iter().map(|name| ((*name).to_owned(), SheetVisible::Visible));
        names
            .chain([
                ("Lists".to_owned(), SheetVisible::Visible),
                ("_lists".to_owned(), SheetVisible::Hidden),
                ("_cfit".to_owned(), SheetVisible::VeryHidden),
                ("_progress".to_owned(), SheetVisible::Hidden),
            ])
            .collect::<Vec<_>>()
    };
    let early =
        ["Read me", "Your organisation", "Strategies what you do", "Guidance", "Procurement"];
    assert_eq!(titles(2025), shown(&early));
    assert_eq!(titles(2026), shown(&[&early[..], &["Digital infrastructure"]].concat()));
}

#[test]
fn a_group_is_found_by_the_names_out_of_sight() {
    let mut fixture = fixture(2026);
    fixture.last_return = Some(last_return());
    let mut book = open(&fixture.inputs("en"));
    let identity = cells(&mut book, "_cfit");
    let values: Vec<&str> = (0..6).map(|row| at(&identity, row, 1)).collect();
    assert_eq!(values, ["1", "pact-return", "2026", "2026", "north-region", "en"]);

    let sheet = cells(&mut book, "Strategies what you do");
    assert_eq!(at(&sheet, 0, 0), "group:strategies");
    let parts: Vec<&str> = (1..5).map(|column| at(&sheet, 0, column)).collect();
    assert_eq!(parts, ["question", "answer", "last_year", "carried"]);
    let row = row_of(&sheet, "spare_parts");
    assert_eq!(at(&sheet, row, 3), "", "last year's `parts` answered other words (cfit_was)");
    assert_eq!(at(&sheet, row_of(&sheet, "need_check"), 3), "exploring");
    assert_eq!(at(&sheet, row, 2), "", "last year's answer is never filled in");
    assert!(at(&sheet, row, 1).starts_with("Contracts require"));
    assert!(at(&sheet, row, 1).contains("\n● Required."));
    let headings: Vec<&str> = sheet
        .iter()
        .filter(|(_, column, text)| *column == 0 && text == "note:heading")
        .map(|(row, _, _)| at(&sheet, *row, 1))
        .collect();
    assert_eq!(headings, ["Buying less", "Using longer"]);
}

#[test]
fn only_the_organisation_is_filled_in() {
    let mut fixture = fixture(2026);
    fixture.last_return = Some(last_return());
    let mut book = open(&fixture.inputs("en"));
    let sheet = cells(&mut book, "Your organisation");
    let answers: Vec<(&str, &str)> = sheet
        .iter()
        .filter(|(row, column, _)| *row >= 4 && *column == 2)
        .map(|(row, _, text)| (at(&sheet, *row, 0), text.as_str()))
        .collect();
    let names: Vec<&str> = answers.iter().map(|(name, _)| *name).collect();
    assert_eq!(names, ["participant_id", "organisation_name", "period_start", "period_end"]);
    for title in ["Strategies what you do", "Guidance"] {
        let sheet = cells(&mut book, title);
        assert!(!sheet.iter().any(|(row, column, _)| *row >= 4 && *column == 2), "{title}");
    }
    let table = cells(&mut book, "Procurement");
    assert!(table.iter().all(|(row, _, _)| *row < 4), "no row of a repeat is filled in");
}

#[test]
fn a_repeat_names_its_columns_and_shows_its_labels() {
    let fixture = fixture(2026);
    let mut book = open(&fixture.inputs("fr-BE"));
    let sheet = cells(&mut book, "Achats");
    let names: Vec<&str> = (0..9).map(|column| at(&sheet, 0, column)).collect();
    let expected = [
        "repeat:procurement",
        "product_group",
        "units",
        "amount",
        "currency",
        "impacts/circularity",
        "impacts/fairness",
        "buyer",
        "framework",
    ];
    assert_eq!(names, expected);
    assert_eq!(at(&sheet, 3, 2), "Unités");
    assert_eq!((at(&sheet, 3, 5), at(&sheet, 3, 6)), ("Impacts\nCircularité", "Impacts\nÉquité"));
    let labels = cells(&mut book, "_lists");
    assert!(labels.iter().any(|(_, _, text)| text == "pratique courante"));
    assert!(labels.iter().any(|(_, _, text)| text == "harbour-board"));
    let read_me = cells(&mut book, "À lire");
    let due =
        |text: &str| text.starts_with("15 décembre 2026 (") && text.contains("1er décembre 2026");
    assert!(read_me.iter().any(|(_, _, text)| due(text)), "its own extension");
}

#[test]
fn groups_not_yet_in_scope_are_not_offered() {
    for (year, offered) in [(2025, false), (2026, true)] {
        let fixture = fixture(year);
        let labels = cells(&mut open(&fixture.inputs("en")), "_lists");
        assert_eq!(labels.iter().any(|(_, _, text)| text == "Servers"), offered, "{year}");
    }
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    let fixture = fixture(2026);
    assert_eq!(form(&fixture.inputs("en")).unwrap(), form(&fixture.inputs("en")).unwrap());
}

#[test]
fn conditions_are_said_in_formulas_or_left_out() {
    let mut fixture = fixture(2026);
    let users = fixture.questionnaire.question("users_served").unwrap().clone();
    let named = |node| fixture::expression(node);
    for name in ["tax", "users_served", "impacts", "need_check"] {
        fixture.questionnaire.sections[0].questions[0].relevant = fixture.questionnaire.sections[0]
            .questions[0]
            .relevant
            .clone()
            .or(Some(named(reference(name))));
    }
    let mut all = reference("tax");
    for name in ["users_served", "need_check"] {
        all = compare(Operator::And, all, reference(name));
    }
    fixture.questionnaire.sections[0].questions[0].relevant = Some(named(all));
    let inputs = fixture.inputs("en");
    let plan = Plan::of(&inputs);
    let context = Context::of(&inputs, &plan);
    let cell = AnswerCells::One("C5".to_owned());
    let current = Some(Current { question: &users, cells: &cell });
    let translator = Translator { context: &context, current, row: None };
    let call = |function, arguments: &[Node]| Node::Call(function, arguments.to_vec());
    let cases = [
        (
            compare(Operator::Equal, reference("tax"), text("included")),
            Some(r#"OR(answer_tax="tax included",answer_tax&""="included")"#),
        ),
        (
            compare(Operator::NotEqual, reference("tax"), text("included")),
            Some(r#"NOT(OR(answer_tax="tax included",answer_tax&""="included"))"#),
        ),
        (
            compare(Operator::Less, number(3), reference("need_check")),
            Some(r#"OR(answer_need_check="standard practice",answer_need_check&""="4")"#),
        ),
        (
            compare(Operator::LessOrEqual, reference("users_served"), number(5)),
            Some("AND(ISNUMBER(answer_users_served),answer_users_served<=5)"),
        ),
        (
            compare(
                Operator::And,
                compare(Operator::Greater, Node::Current, number(0)),
                compare(Operator::Less, Node::Current, number(9)),
            ),
            Some("AND(C5>0,C5<9)"),
        ),
        (call(Function::StringLength, &[Node::Current]), Some("LEN(C5)")),
        (call(Function::Regex, &[Node::Current, text("^a")]), None),
        (
            compare(Operator::Or, call(Function::Regex, &[Node::Current, text("^a")]), number(1)),
            None,
        ),
        (reference("elsewhere"), None),
    ];
    for (node, formula) in cases {
        assert_eq!(translator.formula(&node).as_deref(), formula, "{node:?}");
    }
}
