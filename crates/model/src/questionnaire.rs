//! The questionnaire: an XLSForm as it was read. Questions are data; no question is known to the code
//! but by the names indicators are bound to.

use std::collections::BTreeMap;

use crate::pact::Titles;
use crate::participant::Role;
use crate::place::Place;
use crate::vocabulary::{Phase, Strategy};

/// A year's questionnaire.
#[derive(Clone, PartialEq, Debug)]
pub struct Questionnaire {
    /// `form_id` of the settings sheet.
    pub form_id: String,
    /// `version` of the settings sheet.
    pub version: String,
    /// `form_title` of the settings sheet.
    pub title: String,
    /// Languages of labels, BCP 47 codes, the default first.
    pub languages: Vec<String>,
    /// Lists of choices, in the order of the sheet.
    pub lists: Vec<ChoiceList>,
    /// Top-level groups and repeats, in the order of the sheet.
    pub sections: Vec<Section>,
    /// Path of the XLSForm.
    pub path: String,
}

/// A group or a repeat: one sheet of the workbook that goes out.
#[derive(Clone, PartialEq, Debug)]
pub struct Section {
    /// Its name.
    pub name: String,
    /// Its label.
    pub label: Titles,
    /// Its hint.
    pub hint: Titles,
    /// Whether it can be answered many times, a row each.
    pub repeat: bool,
    /// Roles it is asked of; empty: all.
    pub roles: Vec<Role>,
    /// First year in scope from which it is asked.
    pub scope_from: Option<crate::vocabulary::Scope>,
    /// When it applies.
    pub relevant: Option<Expression>,
    /// Its questions and notes, in order. Groups inside a group are flattened; their labels are notes.
    pub questions: Vec<Question>,
}

/// What kind of answer a question takes.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum QuestionType {
    /// Free text.
    Text,
    /// A whole number.
    Integer,
    /// A number.
    Decimal,
    /// A day.
    Date,
    /// One of a list, by the list's name.
    SelectOne(String),
    /// Several of a list, by the list's name.
    SelectMultiple(String),
    /// Words to read; takes no answer.
    Note,
}

/// One question.
#[derive(Clone, PartialEq, Debug)]
pub struct Question {
    /// Its name, unique in its section.
    pub name: String,
    /// Its type.
    pub kind: QuestionType,
    /// Its label.
    pub label: Titles,
    /// Its hint.
    pub hint: Titles,
    /// Whether an answer is required.
    pub required: bool,
    /// What an answer must satisfy.
    pub constraint: Option<Expression>,
    /// What to say when it does not.
    pub constraint_message: Titles,
    /// When the question applies.
    pub relevant: Option<Expression>,
    /// The value it starts with.
    pub default: Option<String>,
    /// The strategy a practice belongs to (`cfit_strategy`).
    pub strategy: Option<Strategy>,
    /// Impact categories a practice serves (`cfit_impacts`).
    pub impacts: Vec<String>,
    /// Phase of the procurement cycle (`cfit_phase`).
    pub phase: Option<Phase>,
    /// Roles it is asked of (`cfit_roles`); empty: all.
    pub roles: Vec<Role>,
    /// Asked only from the first year this scope is in (`cfit_scope`).
    pub scope_from: Option<crate::vocabulary::Scope>,
    /// Name of last year's question that this one continues (`cfit_was`).
    pub was: Option<String>,
    /// Where it stands in the XLSForm.
    pub place: Place,
}

/// A list of choices.
#[derive(Clone, PartialEq, Debug)]
pub struct ChoiceList {
    /// Its name.
    pub name: String,
    /// Its choices.
    pub choices: Vec<Choice>,
}

/// One choice.
#[derive(Clone, PartialEq, Debug)]
pub struct Choice {
    /// Its code.
    pub name: String,
    /// Its label.
    pub label: Titles,
}

/// An expression of the subset of XLSForm's language that `cfit` evaluates (contract: The questionnaire).
#[derive(Clone, PartialEq, Debug)]
pub struct Expression {
    /// As written in the form.
    pub source: String,
    /// As understood.
    pub node: Node,
}

/// A part of an expression.
#[derive(Clone, PartialEq, Debug)]
pub enum Node {
    /// `.`: the answer itself.
    Current,
    /// `${name}`: the answer to another question.
    Reference(String),
    /// A number.
    Number(rust_decimal::Decimal),
    /// A text.
    Text(String),
    /// A function with its arguments.
    Call(Function, Vec<Node>),
    /// Two sides and what stands between them.
    Binary(Operator, Box<Node>, Box<Node>),
    /// A minus in front.
    Negate(Box<Node>),
}

/// The functions that are evaluated.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Function {
    /// `not(x)`
    Not,
    /// `selected(list, choice)`
    Selected,
    /// `regex(text, pattern)`
    Regex,
    /// `string-length(text)`
    StringLength,
    /// `count-selected(list)`
    CountSelected,
    /// `today()`
    Today,
}

/// The operators, weakest first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Operator {
    /// `or`
    Or,
    /// `and`
    And,
    /// `=`
    Equal,
    /// `!=`
    NotEqual,
    /// `<`
    Less,
    /// `<=`
    LessOrEqual,
    /// `>`
    Greater,
    /// `>=`
    GreaterOrEqual,
    /// `+`
    Add,
    /// `-`
    Subtract,
    /// `*`
    Multiply,
    /// `div`
    Divide,
}

impl Questionnaire {
    /// A questionnaire in English with these sections, without id, version, title and lists of choices.
    pub fn new(path: &str, sections: Vec<Section>) -> Self {
        Self {
            form_id: String::new(),
            version: String::new(),
            title: String::new(),
            languages: vec!["en".to_owned()],
            lists: Vec::new(),
            sections,
            path: path.to_owned(),
        }
    }

    /// The list with this name.
    pub fn list(&self, name: &str) -> Option<&ChoiceList> {
        self.lists.iter().find(|list| list.name == name)
    }

    /// The section with this name.
    pub fn section(&self, name: &str) -> Option<&Section> {
        self.sections.iter().find(|section| section.name == name)
    }

    /// The question with this name outside any repeat.
    pub fn question(&self, name: &str) -> Option<&Question> {
        self.single_questions().find(|question| question.name == name)
    }

    /// The name under which a question of the year after was put in this questionnaire: its own where it stands here,
    /// else that of the question it continues (`cfit_was`).
    ///
    /// A questionnaire copied into the next year keeps what `cfit_was` says of the year before it, so the question's own
    /// name goes first.
    pub fn name_of<'q>(&self, next: &'q Question) -> &'q str {
        match next.was.as_deref() {
            Some(was) if self.question(&next.name).is_none() => was,
            _ => &next.name,
        }
    }

    /// The practices of the year after, each with the practice of this questionnaire whose answers it is held against
    /// (methodology: Uptake, movements).
    ///
    /// A practice here is continued by the one of the same name, else by the first in the form's order that names it
    /// (`cfit_was`): so that an answer is counted in one pair only.
    pub fn continued_in<'q>(&'q self, next: &'q Questionnaire) -> BTreeMap<&'q str, &'q str> {
        let pairs = self.practices().filter_map(|own| {
            let same = next.practices().find(|practice| practice.name == own.name);
            let named = || {
                let mut practices = next.practices();
                practices.find(|practice| {
                    self.question(&practice.name).is_none() && self.name_of(practice) == own.name
                })
            };
            Some((same.or_else(named)?.name.as_str(), own.name.as_str()))
        });
        pairs.collect()
    }

    /// All questions outside repeats, in order.
    pub fn single_questions(&self) -> impl Iterator<Item = &Question> {
        self.sections.iter().filter(|section| !section.repeat).flat_map(|s| &s.questions)
    }

    /// The practices: every question on the `uptake` ladder, with the strategy it belongs to.
    pub fn practices(&self) -> impl Iterator<Item = &Question> {
        self.single_questions()
            .filter(|question| question.kind == QuestionType::SelectOne("uptake".to_owned()))
    }
}

impl Question {
    /// A question that is asked of everybody in every year, and need not be answered.
    pub fn new(name: &str, kind: QuestionType, label: Titles, place: Place) -> Self {
        Self {
            name: name.to_owned(),
            kind,
            label,
            hint: Titles::default(),
            required: false,
            constraint: None,
            constraint_message: Titles::default(),
            relevant: None,
            default: None,
            strategy: None,
            impacts: Vec::new(),
            phase: None,
            roles: Vec::new(),
            scope_from: None,
            was: None,
            place,
        }
    }

    /// The list its answers come from.
    pub fn list_name(&self) -> Option<&str> {
        match &self.kind {
            QuestionType::SelectOne(list) | QuestionType::SelectMultiple(list) => Some(list),
            _ => None,
        }
    }

    /// Whether it is asked of a participant with these roles.
    pub fn asked_of(&self, roles: &[Role]) -> bool {
        asked_of(&self.roles, roles)
    }
}

impl Section {
    /// A group that is asked of everybody in every year; no repeat.
    pub fn new(name: &str, label: Titles, questions: Vec<Question>) -> Self {
        Self {
            name: name.to_owned(),
            label,
            hint: Titles::default(),
            repeat: false,
            roles: Vec::new(),
            scope_from: None,
            relevant: None,
            questions,
        }
    }

    /// Whether it is asked of a participant with these roles.
    pub fn asked_of(&self, roles: &[Role]) -> bool {
        asked_of(&self.roles, roles)
    }
}

fn asked_of(wanted: &[Role], held: &[Role]) -> bool {
    wanted.is_empty() || wanted.iter().any(|role| held.contains(role))
}

impl ChoiceList {
    /// The choice with this code.
    pub fn choice(&self, name: &str) -> Option<&Choice> {
        self.choices.iter().find(|choice| choice.name == name)
    }
}
