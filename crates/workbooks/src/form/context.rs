//! What every sheet of a form needs to know.

use std::collections::BTreeMap;

use model::Identifier;
use model::questionnaire::{Node, Question};

use super::FormInputs;
use super::plan::{ANSWER, FIRST_ROW, Item, Plan};
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
    /// Answers that conditions refer to: name of the question, and the cell its answer stands in, as
    /// defined names take it.
    pub referenced: BTreeMap<String, String>,
    /// Participants in force in the period, with their names.
    pub participants: Vec<(&'a Identifier, &'a str)>,
}

/// One choice as it is offered.
pub(super) struct Offered<'a> {
    /// Its code.
    pub code: &'a str,
    /// Its label in the form's language; the code where it has none.
    pub label: &'a str,
}

impl<'a> Context<'a> {
    pub(super) fn of(inputs: &'a FormInputs<'a>, plan: &Plan) -> Self {
        let in_force = inputs.register.all_in_force(&inputs.settings.period);
        Self {
            inputs,
            words: words(inputs.language),
            language: plan.language.clone(),
            referenced: referenced(inputs, plan),
            participants: in_force.into_iter().map(|p| (&p.id, p.name.as_str())).collect(),
        }
    }

    /// The choices of a list that can be made this year: product groups not yet in scope are not offered.
    pub(super) fn offered(&self, list: &str) -> Vec<Offered<'a>> {
        let Some(list) = self.inputs.questionnaire.list(list) else {
            return Vec::new();
        };
        let year = self.inputs.settings.year;
        let pact = self.inputs.pact;
        let choices = list.choices.iter().filter(|choice| {
            pact.product_group(&choice.name).is_none_or(|group| group.in_scope(year))
        });
        choices
            .map(|choice| Offered {
                code: &choice.name,
                label: match choice.label.in_language(&self.language) {
                    "" => &choice.name,
                    label => label,
                },
            })
            .collect()
    }

    /// The question's label; for an output of the Pact without one the output's title, else the name.
    pub(super) fn label(&self, question: &'a Question) -> &'a str {
        match question.label.in_language(&self.language) {
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

/// Name that stands for the answer of a question in formulas.
pub(super) fn answer_name(question: &str) -> String {
    format!("answer_{}", identifier(question))
}

/// Name that stands for the labels of a list.
pub(super) fn list_name(list: &str) -> String {
    format!("list_{}", identifier(list))
}

/// Letters, digits and `_` only, as names in spreadsheets must be.
fn identifier(name: &str) -> String {
    name.chars().map(|c| if c.is_alphanumeric() { c } else { '_' }).collect()
}

fn referenced(inputs: &FormInputs, plan: &Plan) -> BTreeMap<String, String> {
    let mut wanted = Vec::new();
    for section in &inputs.questionnaire.sections {
        let own = section.relevant.iter();
        let questions = section.questions.iter();
        let theirs = questions.flat_map(|q| q.relevant.iter().chain(&q.constraint));
        own.chain(theirs).for_each(|expression| references(&expression.node, &mut wanted));
    }
    let mut cells = BTreeMap::new();
    for section in plan.sections.iter().filter(|s| !s.section.repeat) {
        for (index, item) in section.items.iter().enumerate() {
            if let Item::Question(question) = item
                && wanted.contains(&question.name.as_str())
            {
                let cell = absolute(&section.sheet, FIRST_ROW + index as u32, ANSWER);
                cells.insert(question.name.clone(), cell);
            }
        }
    }
    cells
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
