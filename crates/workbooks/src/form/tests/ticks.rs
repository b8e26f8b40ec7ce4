//! Several choices: ticked one by one up to eight, one cell beyond.

use model::questionnaire::{Function, Node, Operator, QuestionType};

use super::fixture::{self, compare, expression, fixture, number, reference, text, two};
use super::{at, cells, open, row_of};
use crate::form::context::{AnswerCells, Context};
use crate::form::expression::{Current, Translator};
use crate::form::plan::Plan;

/// The fixture with a question on impact categories outside repeats, required, and one that depends on it.
fn with_ticks() -> fixture::Fixture {
    let mut fixture = fixture(2026);
    let several = QuestionType::SelectMultiple("impact".into());
    let mut served = fixture::question("served", several, two("Categories served", "Catégories"));
    served.required = true;
    let mut why = fixture::question("why", QuestionType::Text, two("Why fairness?", "Pourquoi ?"));
    why.relevant = Some(expression(selected("served", "fairness")));
    fixture.questionnaire.sections[1].questions.extend([served, why]);
    fixture
}

fn selected(question: &str, code: &str) -> Node {
    Node::Call(Function::Selected, vec![reference(question), text(code)])
}

#[test]
fn in_a_group_each_choice_is_a_row_below_its_question() {
    let fixture = with_ticks();
    let sheet = cells(&mut open(&fixture.inputs("fr")), "Stratégies");
    let row = row_of(&sheet, "served");
    assert_eq!(row_of(&sheet, "served/circularity"), row + 1);
    assert_eq!(at(&sheet, row + 1, 1), "Circularité");
    assert_eq!(row_of(&sheet, "served/fairness"), row + 2);
    assert_eq!(row_of(&sheet, "why"), row + 3);
    assert!(at(&sheet, row, 1).contains("tapez x"), "{}", at(&sheet, row, 1));
    assert!((0..3).all(|own| at(&sheet, row + own, 2).is_empty()), "nothing is ticked beforehand");
}

#[test]
fn more_choices_than_eight_go_into_one_cell_and_are_listed() {
    let mut fixture = with_ticks();
    let list = fixture.questionnaire.lists.iter_mut().find(|list| list.name == "impact").unwrap();
    list.choices.extend((2..9).map(|n| model::questionnaire::Choice {
        name: format!("c{n}"),
        label: two(&format!("Category {n}"), ""),
    }));
    let mut book = open(&fixture.inputs("en"));
    let sheet = cells(&mut book, "Strategies what you do");
    let row = row_of(&sheet, "served");
    assert_eq!(row_of(&sheet, "why"), row + 1);
    assert!(at(&sheet, row, 1).contains("as they stand on the sheet “Lists”"));
    let lists = cells(&mut book, "Lists");
    assert!(lists.iter().any(|(_, _, text)| text == "Category 8"));
    assert!(lists.iter().any(|(_, _, text)| text == "Choices for “Categories served” and 1 more"));
}

#[test]
fn conditions_look_at_the_ticks() {
    let fixture = with_ticks();
    let inputs = fixture.inputs("en");
    let plan = Plan::of(&inputs);
    let context = Context::of(&inputs, &plan);
    let served = fixture.questionnaire.question("served").unwrap();
    let ticks = [("circularity", "C9"), ("fairness", "C10")];
    let ticks = ticks.map(|(code, cell)| (code.to_owned(), cell.to_owned()));
    let own = AnswerCells::Ticks(ticks.to_vec());
    let translator = Translator {
        context: &context,
        current: Some(Current { question: served, cells: &own }),
        row: None,
    };
    let current = |function| Node::Call(function, vec![Node::Current]);
    let cases = [
        (selected("served", "fairness"), Some("LEN(TRIM(tick_served_fairness))>0")),
        (selected("served", "unknown"), Some("FALSE")),
        (
            compare(Operator::LessOrEqual, current(Function::CountSelected), number(1)),
            Some("((LEN(TRIM(C9))>0)+(LEN(TRIM(C10))>0))<=1"),
        ),
        (
            compare(Operator::NotEqual, reference("served"), text("")),
            Some("OR(LEN(TRIM(tick_served_circularity))>0,LEN(TRIM(tick_served_fairness))>0)"),
        ),
        (compare(Operator::Equal, reference("served"), text("fairness")), None),
    ];
    for (node, formula) in cases {
        assert_eq!(translator.condition(&node).as_deref(), formula, "{node:?}");
    }
}

#[test]
fn names_that_formulas_cannot_tell_apart_are_numbered() {
    let mut fixture = with_ticks();
    let both = ["Day", "day", "da-y"].map(|name| {
        let mut question = fixture::question(name, QuestionType::Date, two("Day", "Jour"));
        question.relevant = Some(expression(reference("day")));
        question
    });
    fixture.questionnaire.sections[1].questions.extend(both);
    let mut why = fixture.questionnaire.sections[1].questions[0].clone();
    why.name = "last".into();
    why.relevant = Some(expression(compare(Operator::And, reference("Day"), reference("da-y"))));
    fixture.questionnaire.sections[1].questions.push(why);
    let inputs = fixture.inputs("en");
    let plan = Plan::of(&inputs);
    let context = Context::of(&inputs, &plan);
    let names: Vec<&str> = context.names.iter().map(|(name, _)| name.as_str()).collect();
    for name in ["answer_Day", "answer_day.2", "answer_da_y"] {
        assert!(names.contains(&name), "{name} in {names:?}");
    }
}
