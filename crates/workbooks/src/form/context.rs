//! What every sheet of a form needs to know.

use std::collections::BTreeMap;

use model::Identifier;
use model::questionnaire::{Node, Question};

use super::FormInputs;
use super::choices::{self, Offered};
use super::plan::{ANSWER, FIRST_ROW, Item, Plan, PlannedSection};
use crate::words::{Words, words};
use crate::xlsx::absolute;

/// What every sheet of a form needs to know.
pub(super) struct Context<'a> {
    /// What the form is made from.
    pub inputs: &'a FormInputs<'a>,
    /// The words of the frame.
    pub words: &'static Words,
    /// Language of the questions.
    pub language: String,
    /// Title of the sheet of lists.
    pub lists: Option<String>,
    /// Answers outside repeats that conditions refer to, by the name of the question.
    pub referenced: BTreeMap<&'a str, AnswerCells>,
    /// The names that stand for the cells of those answers, and the cells.
    pub names: Vec<(String, String)>,
    /// Participants in force in the period, with their names.
    pub participants: Vec<(&'a Identifier, &'a str)>,
}

/// Where an answer stands, as formulas take it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum AnswerCells {
    /// In one cell.
    One(String),
    /// As ticks: code of the choice, and the cell.
    Ticks(Vec<(String, String)>),
}

impl<'a> Context<'a> {
    pub(super) fn of(inputs: &'a FormInputs<'a>, plan: &Plan<'a>) -> Self {
        let in_force = inputs.register.all_in_force(&inputs.settings.period);
        let (referenced, names) = referenced(inputs, plan);
        Self {
            inputs,
            words: words(inputs.language),
            language: plan.language.clone(),
            lists: plan.lists.clone(),
            referenced,
            names,
            participants: in_force.into_iter().map(|p| (&p.id, p.name.as_str())).collect(),
        }
    }

    /// The choices of a list that can be made this year.
    pub(super) fn offered(&self, list: &str) -> Vec<Offered<'a>> {
        choices::offered(self.inputs, list, &self.language)
    }

    /// The question's label; for an output of the Pact without one the output's title, else the name.
    pub(super) fn label(&self, question: &'a Question) -> &'a str {
        match question.label.in_language(&self.language).trim() {
            "" => self
                .output(question)
                .map_or(question.name.as_str(), |output| output.title.in_language(&self.language)),
            label => label,
        }
    }

    /// The Pact's output a question is about.
    pub(super) fn output(&self, question: &Question) -> Option<&'a model::registers::PactOutput> {
        let mut outputs = self.inputs.outputs.iter();
        outputs.find(|output| output.question() == question.name)
    }
}

/// Name that stands for the labels of a list.
pub(super) fn list_name(list: &str) -> String {
    format!("list_{}", identifier(list))
}

/// Letters, digits and `_` only, as names in spreadsheets must be.
fn identifier(name: &str) -> String {
    name.chars().map(|c| if c.is_alphanumeric() { c } else { '_' }).collect()
}

/// Names in formulas, each once: case does not tell names apart there, nor do the characters they cannot have.
#[derive(Default)]
struct Names {
    given: Vec<(String, String)>,
}

impl Names {
    /// A name for a cell.
    fn give(&mut self, wanted: &str, cell: String) -> String {
        let wanted = identifier(wanted);
        let mut name = wanted.clone();
        let mut number = 2;
        while self.given.iter().any(|(other, _)| other.eq_ignore_ascii_case(&name)) {
            name = format!("{wanted}.{number}");
            number += 1;
        }
        self.given.push((name.clone(), cell));
        name
    }
}

/// The answers outside repeats that conditions refer to, under the names formulas know them by.
fn referenced<'a>(
    inputs: &FormInputs<'a>,
    plan: &Plan<'a>,
) -> (BTreeMap<&'a str, AnswerCells>, Vec<(String, String)>) {
    let mut wanted = Vec::new();
    for section in &inputs.questionnaire.sections {
        let own = section.relevant.iter();
        let questions = section.questions.iter();
        let theirs = questions.flat_map(|q| q.relevant.iter().chain(&q.constraint));
        own.chain(theirs).for_each(|expression| references(&expression.node, &mut wanted));
    }
    let mut names = Names::default();
    let mut cells = BTreeMap::new();
    for section in plan.sections.iter().filter(|s| !s.section.repeat) {
        let asked = section.questions().filter(|q| wanted.contains(&q.name.as_str()));
        for question in asked {
            if let Some(own) = named(section, question, &mut names) {
                cells.insert(question.name.as_str(), own);
            }
        }
    }
    (cells, names.given)
}

/// The cells of an answer by names of their own.
fn named(section: &PlannedSection, question: &Question, names: &mut Names) -> Option<AnswerCells> {
    let at = |index: usize| absolute(&section.sheet, row_of(index), ANSWER);
    let ticks = section.ticks(&question.name);
    if ticks.is_empty() {
        let is_own = |item: &Item| matches!(item, Item::Question(own) if own.name == question.name);
        let index = section.items.iter().position(is_own)?;
        let name = names.give(&format!("answer_{}", question.name), at(index));
        return Some(AnswerCells::One(name));
    }
    let ticks = ticks.into_iter().map(|(index, choice)| {
        let name = format!("tick_{}_{}", question.name, choice.code);
        (choice.code.to_owned(), names.give(&name, at(index)))
    });
    Some(AnswerCells::Ticks(ticks.collect()))
}

/// The row of an item of a group.
pub(super) fn row_of(index: usize) -> u32 {
    FIRST_ROW + u32::try_from(index).unwrap_or(u32::MAX / 2)
}

fn references<'n>(node: &'n Node, found: &mut Vec<&'n str>) {
    match node {
        Node::Reference(name) => found.push(name),
        Node::Call(_, arguments) => arguments.iter().for_each(|a| references(a, found)),
        Node::Binary(_, left, right) => {
            references(left, found);
            references(right, found);
        }
        Node::Negate(inner) => references(inner, found),
        Node::Current | Node::Number(_) | Node::Text(_) => {}
    }
}
