//! The sheet `survey`: groups and repeats become sections, what is inside them questions.

use std::collections::BTreeSet;

use model::Place;
use model::pact::Titles;
use model::participant::Role;
use model::questionnaire::{ChoiceList, Expression, Question, QuestionType, Section};
use model::vocabulary::Scope;

use super::problems::Problems;
use super::question::{self, Conditions, Type};
use super::settings::Settings;
use super::table::{Row, Table};
use crate::expression;
use crate::text::folded;

/// What was read of the sheet.
#[derive(Default)]
pub(super) struct Survey {
    pub(super) sections: Vec<Section>,
    /// Names of calculations and metadata, which conditions cannot rest on.
    pub(super) passed_over: BTreeSet<String>,
    /// The conditions as they were written.
    pub(super) conditions: Vec<Written>,
}

/// A condition where it was written.
pub(super) struct Written {
    pub(super) expression: Expression,
    pub(super) place: Place,
    /// The section it is evaluated in, by its position.
    pub(super) section: usize,
}

/// Columns that a question is read from.
const USED: [&str; 16] = [
    "type",
    "name",
    "required",
    "constraint",
    "relevant",
    "default",
    "calculation",
    "choice_filter",
    "repeat_count",
    "disabled",
    "cfit_strategy",
    "cfit_impacts",
    "cfit_phase",
    "cfit_roles",
    "cfit_scope",
    "cfit_was",
];

/// Name of the section of the questions that stand outside any group.
const UNGROUPED: &str = "questions";

/// A group or repeat that is not closed yet.
struct Open {
    repeat: bool,
    row: u32,
    name: String,
    /// The section its questions belong to, by its position.
    section: usize,
    /// What holds for everything inside it, by this and the groups around it below the section.
    inherited: Conditions,
}

/// The walk down the sheet.
struct Walk<'a, 'p> {
    lists: &'a [ChoiceList],
    settings: &'a Settings,
    problems: &'p mut Problems,
    open: Vec<Open>,
    survey: Survey,
}

/// Reads the sections, in the order of the sheet.
pub(super) fn sections(
    table: &Table<'_>,
    lists: &[ChoiceList],
    settings: &Settings,
    problems: &mut Problems,
) -> Survey {
    table.check_twins(&USED, problems);
    let needed = ["type", "name"].into_iter().filter(|column| table.column(&[column]).is_none());
    let mut missing: Vec<&str> = needed.collect();
    if !table.languages.iter().any(|entry| entry.0 == "label") {
        missing.push("label");
    }
    if !missing.is_empty() {
        problems.add(
            table.header_place(None),
            format!("the column `{}` is missing", missing.join("`, `")),
            "Give the column its name in the first row; labels stand in `label::English (en)` and the like.",
        );
    }
    let mut walk = Walk { lists, settings, problems, open: Vec::new(), survey: Survey::default() };
    if !missing.contains(&"type") {
        table.rows().for_each(|row| walk.row(&row));
    }
    walk.finish(table)
}

impl Walk<'_, '_> {
    fn row(&mut self, row: &Row<'_>) {
        if matches!(folded(row.text("disabled")).as_str(), "yes" | "true" | "true()" | "1") {
            return;
        }
        match question::kind(row, self.lists, self.problems) {
            Some(Type::PassedOver) => {
                let name = row.text("name");
                self.survey.passed_over.insert(name.to_owned());
            }
            Some(Type::Begin { repeat }) => self.begin(row, repeat),
            Some(Type::End { repeat }) => self.end(row, repeat),
            Some(Type::Question(kind)) => self.question(row, kind),
            None => {}
        }
    }

    fn begin(&mut self, row: &Row<'_>, repeat: bool) {
        let name = question::name(row, self.problems);
        let own = question::conditions(row, self.problems);
        question::computed(row, &name, self.problems);
        let (section, inherited) = match self.open.last() {
            None => (self.section(row, repeat, &name, &own), Conditions::default()),
            Some(around) if repeat => {
                let in_repeat = self.open.iter().find(|open| open.repeat);
                if let Some(outer) = in_repeat {
                    let what =
                        format!("the repeat `{name}` stands inside the repeat `{}`", outer.name);
                    let help = "Close the repeat before it: each repeat becomes a sheet of its own, \
                                and its rows belong to the whole return.";
                    self.problems.add(row.place(&["type"]), what, help);
                }
                let outer =
                    self.conditions_of(around.section).with(&around.inherited, row, self.problems);
                let all = outer.with(&own, row, self.problems);
                (self.section(row, true, &name, &all), Conditions::default())
            }
            Some(around) => {
                let (section, inherited) = (around.section, around.inherited.clone());
                self.nested_label(row, &name);
                (section, inherited.with(&own, row, self.problems))
            }
        };
        self.written(row, "relevant", section, own.relevant.as_ref());
        self.open.push(Open { repeat, row: row.number(), name, section, inherited });
    }

    /// Keeps a condition with its place, for what it refers to is known at the end only.
    fn written(
        &mut self,
        row: &Row<'_>,
        column: &str,
        section: usize,
        expression: Option<&Expression>,
    ) {
        let written = expression.map(|expression| Written {
            expression: expression.clone(),
            place: row.place(&[column]),
            section,
        });
        self.survey.conditions.extend(written);
    }

    /// When a section applies.
    fn conditions_of(&self, section: usize) -> Conditions {
        let section = &self.survey.sections[section];
        Conditions {
            roles: section.roles.clone(),
            scope: section.scope_from,
            relevant: section.relevant.clone(),
        }
    }

    /// A new section; its position.
    fn section(&mut self, row: &Row<'_>, repeat: bool, name: &str, own: &Conditions) -> usize {
        if self.survey.sections.iter().any(|section| section.name == name) {
            let what = format!("there are two groups or repeats named `{name}`");
            self.problems.add(row.place(&["name"]), what, "Rename one of the two.");
        }
        self.survey.sections.push(Section {
            name: name.to_owned(),
            label: row.titles("label"),
            hint: row.titles("hint"),
            repeat,
            roles: own.roles.clone(),
            scope_from: own.scope,
            relevant: own.relevant.clone(),
            questions: Vec::new(),
        });
        self.survey.sections.len() - 1
    }

    /// The section of the questions outside any group: one, however they are parted.
    fn ungrouped(&mut self) -> usize {
        let sections = &mut self.survey.sections;
        if let Some(position) = sections.iter().position(|section| section.name == UNGROUPED) {
            return position;
        }
        let label = &self.settings.title;
        sections.push(Section {
            name: UNGROUPED.to_owned(),
            label: Titles::one(&self.settings.default_language, label),
            hint: Titles::default(),
            repeat: false,
            roles: Vec::new(),
            scope_from: None,
            relevant: None,
            questions: Vec::new(),
        });
        sections.len() - 1
    }

    /// The label of a group inside a group stands as a note above its questions.
    fn nested_label(&mut self, row: &Row<'_>, name: &str) {
        let mut note = question::question(row, QuestionType::Note, self.lists, self.problems);
        if note.label.0.is_empty() {
            return;
        }
        note.name = name.to_owned();
        let section = self.open.last().map(|open| open.section);
        if let Some(section) = section {
            self.add(row, section, note);
        }
    }

    fn end(&mut self, row: &Row<'_>, repeat: bool) {
        let words = |repeat: bool| if repeat { "repeat" } else { "group" };
        match self.open.pop() {
            None => {
                let what = format!("`end_{}` closes nothing", words(repeat));
                let help = "Remove the row, or add the `begin_…` row that it closes.";
                self.problems.add(row.place(&["type"]), what, help);
            }
            Some(open) if open.repeat != repeat => {
                let what = format!(
                    "`end_{}` closes the {} `{}` of row {}",
                    words(repeat),
                    words(open.repeat),
                    open.name,
                    open.row
                );
                let help = format!(
                    "Write `end_{}` here, or close what was opened last first.",
                    words(open.repeat)
                );
                self.problems.add(row.place(&["type"]), what, help);
            }
            Some(_) => {}
        }
    }

    fn question(&mut self, row: &Row<'_>, kind: QuestionType) {
        let mut question = question::question(row, kind, self.lists, self.problems);
        let own = Conditions {
            roles: std::mem::take(&mut question.roles),
            scope: question.scope_from,
            relevant: question.relevant.take(),
        };
        let (section, inherited) = match self.open.last() {
            Some(around) => (around.section, around.inherited.clone()),
            None => (self.ungrouped(), Conditions::default()),
        };
        self.written(row, "relevant", section, own.relevant.as_ref());
        self.written(row, "constraint", section, question.constraint.as_ref());
        let conditions = inherited.with(&own, row, self.problems);
        question.roles = conditions.roles;
        question.scope_from = conditions.scope;
        question.relevant = conditions.relevant;
        self.add(row, section, question);
    }

    fn add(&mut self, row: &Row<'_>, position: usize, question: Question) {
        let section = &self.survey.sections[position];
        let twice = section.questions.iter().any(|q| q.name == question.name);
        let elsewhere = !section.repeat
            && question.kind != QuestionType::Note
            && self.survey.sections.iter().any(|other| {
                let answered =
                    |q: &Question| q.name == question.name && q.kind != QuestionType::Note;
                !other.repeat && other.questions.iter().any(answered)
            });
        if twice || elsewhere {
            let inside =
                if twice { format!("in `{}`", section.name) } else { "outside repeats".to_owned() };
            let what = format!("the name `{}` is used twice {inside}", question.name);
            let help = "Rename one of the two; answers are told apart by these names.";
            self.problems.add(row.place(&["name"]), what, help);
        }
        self.survey.sections[position].questions.push(question);
    }

    fn finish(mut self, table: &Table<'_>) -> Survey {
        while let Some(open) = self.open.pop() {
            let word = if open.repeat { "repeat" } else { "group" };
            self.problems.add(
                table.header_place(table.column(&["type"])),
                format!("the {word} `{}` of row {} is not closed", open.name, open.row),
                format!("Add a row `end_{word}` after its last question."),
            );
        }
        let answered = |section: &Section| {
            section.questions.iter().any(|question| question.kind != QuestionType::Note)
        };
        if !self.survey.sections.iter().any(answered) && self.problems.is_empty() {
            let what = "the form asks nothing: it has no question that takes an answer";
            let help = "Add a question, such as one of the type `text`.";
            self.problems.add(table.header_place(None), what, help);
        }
        self.survey
    }
}

impl Conditions {
    /// These conditions and those of something inside.
    fn with(self, inner: &Conditions, row: &Row<'_>, problems: &mut Problems) -> Conditions {
        let roles = match (self.roles.is_empty(), inner.roles.is_empty()) {
            (true, _) => inner.roles.clone(),
            (_, true) => self.roles,
            _ => {
                let held = |role: &Role| self.roles.contains(role);
                let shared: Vec<Role> = inner.roles.iter().copied().filter(held).collect();
                if shared.is_empty() {
                    let what = "nobody is asked: no role is in `cfit_roles` here and of the group around it";
                    let help = "Change one of the two.";
                    problems.add(row.place(&["cfit_roles"]), what, help);
                }
                shared
            }
        };
        Conditions {
            roles,
            scope: later(self.scope, inner.scope),
            relevant: expression::both(self.relevant.as_ref(), inner.relevant.as_ref()),
        }
    }
}

/// The scope that came in later; infrastructure came after workplace (§1.1).
fn later(a: Option<Scope>, b: Option<Scope>) -> Option<Scope> {
    a.max(b)
}
