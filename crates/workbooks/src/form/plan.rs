//! What is asked of one participant, and in which cell each answer will stand.

use model::participant::Role;
use model::questionnaire::{Question, QuestionType, Section};
use model::vocabulary::{Scope, Strategy};

use super::FormInputs;
use super::choices::{Offered, ticked};
use super::language;
use crate::sheet_name::SheetNames;
use crate::words::words;

/// Titles of the sheets out of sight: what form this is, the labels behind the drop-downs, how far one has got.
pub(super) const IDENTITY: &str = "_cfit";
pub(super) const LISTS: &str = "_lists";
pub(super) const PROGRESS: &str = "_progress";

/// Row of the sheet's title, its hint, its visible headers, and the first row below, from 0. The row
/// above them and the first column hold the names the reader goes by, out of sight.
pub(super) const TITLE_ROW: u32 = 1;
pub(super) const HINT_ROW: u32 = 2;
pub(super) const HEAD_ROW: u32 = 3;
pub(super) const FIRST_ROW: u32 = 4;

/// Column of the questions of a group; first column of a repeat.
pub(super) const QUESTION: u16 = 1;
/// Column of the answers of a group.
pub(super) const ANSWER: u16 = 2;

/// The sheets of a form, in order.
pub(super) struct Plan<'a> {
    /// Title of the sheet that is for reading.
    pub read_me: String,
    /// Title of the sheet with what can be chosen where no drop-down can say it; `None` where nothing is to be said.
    pub lists: Option<String>,
    /// The sheets with questions.
    pub sections: Vec<PlannedSection<'a>>,
    /// The language questions are shown in: the participant's where the questionnaire has it.
    pub language: String,
}

/// One sheet with questions.
pub(super) struct PlannedSection<'a> {
    /// The section.
    pub section: &'a Section,
    /// Title of its sheet.
    pub sheet: String,
    /// Its rows (of a group) or columns (of a repeat; notes and headings are not columns).
    pub items: Vec<Item<'a>>,
}

/// One row of a group, or one column of a repeat.
pub(super) enum Item<'a> {
    /// The heading of the practices of a strategy.
    Heading(Strategy),
    /// Words to read.
    Note(&'a Question),
    /// A question.
    Question(&'a Question),
    /// One choice of the question above, to be ticked.
    Choice(&'a Question, Offered<'a>),
}

/// One column of a repeat: a question, or one of its choices to be ticked.
#[derive(Clone, Copy)]
pub(super) struct Column<'a> {
    /// Its column.
    pub column: u16,
    /// The question.
    pub question: &'a Question,
    /// The choice that is ticked there.
    pub choice: Option<Offered<'a>>,
}

impl<'a> Plan<'a> {
    /// Everything that is asked of the participant that year.
    pub(super) fn of(inputs: &FormInputs<'a>) -> Self {
        let language = language::of_questions(inputs);
        let mut names = SheetNames::default();
        for own in [IDENTITY, LISTS, PROGRESS] {
            names.assign(own);
        }
        let read_me = names.assign(words(inputs.language).read_me);
        let lists = names.assign(words(inputs.language).lists);
        let period_end = inputs.settings.period.end;
        let roles = inputs.participant.map(|own| own.roles(period_end));
        // A form for nobody in particular shows what is asked of any role.
        let of_roles = |asked: &dyn Fn(&[Role]) -> bool| roles.as_deref().is_none_or(asked);
        let mut sections = Vec::new();
        for section in &inputs.questionnaire.sections {
            if !of_roles(&|roles| section.asked_of(roles)) || !in_scope(inputs, section.scope_from)
            {
                continue;
            }
            if inputs.entries.is_some_and(|entries| entries.mishaps.deleted.contains(&section.name))
            {
                continue;
            }
            let asked = section
                .questions
                .iter()
                .filter(|q| of_roles(&|roles| q.asked_of(roles)) && in_scope(inputs, q.scope_from));
            let items = items(asked, inputs, &language);
            if !items.iter().any(|item| matches!(item, Item::Question(_))) {
                continue;
            }
            let label = match section.label.in_language(&language) {
                "" => &section.name,
                label => label,
            };
            sections.push(PlannedSection { section, sheet: names.assign(label), items });
        }
        let mut plan = Self { read_me, lists: Some(lists), sections, language };
        if !plan.needs_lists(inputs) {
            plan.lists = None;
        }
        plan
    }

    /// Whether some choices cannot be seen where they are made: ids of participants, lists of which several entries are
    /// typed into one cell, and all lists where the form is for showing.
    fn needs_lists(&self, inputs: &FormInputs) -> bool {
        let mut questions = self.sections.iter().flat_map(PlannedSection::questions);
        questions.any(|question| names_participants(question) || is_listed(question, inputs))
    }
}

/// Whether a question is answered with ids of participants.
pub(super) fn names_participants(question: &Question) -> bool {
    question.kind == QuestionType::Text && matches!(question.name.as_str(), "buyer" | "reports_for")
}

/// Whether the choices of a question stand on the sheet of lists.
pub(super) fn is_listed(question: &Question, inputs: &FormInputs) -> bool {
    match &question.kind {
        QuestionType::SelectOne(_) => inputs.participant.is_none(),
        QuestionType::SelectMultiple(_) => ticked(inputs, question, "").is_empty(),
        _ => false,
    }
}

impl<'a> PlannedSection<'a> {
    /// Its questions, in order.
    pub(super) fn questions(&self) -> impl Iterator<Item = &'a Question> {
        self.items.iter().filter_map(|item| match item {
            Item::Question(question) => Some(*question),
            _ => None,
        })
    }

    /// Its questions and notes, in order.
    pub(super) fn asked(&self) -> impl Iterator<Item = &'a Question> {
        self.items.iter().filter_map(|item| match item {
            Item::Question(question) | Item::Note(question) => Some(*question),
            Item::Heading(_) | Item::Choice(..) => None,
        })
    }

    /// The choices of a question that are ticked one by one, each with its place among the items.
    pub(super) fn ticks(&self, question: &str) -> Vec<(usize, Offered<'a>)> {
        let items = self.items.iter().enumerate();
        let own = items.filter_map(|(index, item)| match item {
            Item::Choice(of, choice) if of.name == question => Some((index, *choice)),
            _ => None,
        });
        own.collect()
    }

    /// The columns of a repeat.
    pub(super) fn columns(&self) -> Vec<Column<'a>> {
        let cells = self.items.iter().filter_map(|item| match item {
            Item::Question(question) if self.ticks(&question.name).is_empty() => {
                Some((*question, None))
            }
            Item::Choice(question, choice) => Some((*question, Some(*choice))),
            _ => None,
        });
        let columns = (QUESTION..).zip(cells);
        columns.map(|(column, (question, choice))| Column { column, question, choice }).collect()
    }

    /// The label of the section, its name where it has none.
    pub(super) fn label(&self, language: &str) -> &'a str {
        match self.section.label.in_language(language) {
            "" => &self.section.name,
            label => label,
        }
    }
}

/// Whether a scope has been reached: a product group of it counts in the year (§1.1).
fn in_scope(inputs: &FormInputs, scope: Option<Scope>) -> bool {
    let Some(scope) = scope else { return true };
    let year = inputs.settings.year;
    let mut groups = inputs.pact.product_groups.iter();
    groups.any(|group| group.scope == scope && group.in_scope(year))
}

fn items<'a>(
    asked: impl Iterator<Item = &'a Question>,
    inputs: &FormInputs<'a>,
    language: &str,
) -> Vec<Item<'a>> {
    let mut items: Vec<Item> = Vec::new();
    let mut under = None;
    for question in asked {
        if question.kind == QuestionType::Note {
            items.push(Item::Note(question));
            continue;
        }
        let strategy = strategy_of(question);
        if let Some(strategy) = strategy
            && under != Some(strategy)
            && !headed_by_note(
                items.last(),
                inputs.pact.strategy_title(strategy, language),
                language,
            )
        {
            items.push(Item::Heading(strategy));
        }
        under = strategy.or(under);
        items.push(Item::Question(question));
        let ticks = ticked(inputs, question, language);
        items.extend(ticks.into_iter().map(|choice| Item::Choice(question, choice)));
    }
    items
}

/// The strategy a practice belongs to; the story and evidence of a strategy belong to it by their names.
fn strategy_of(question: &Question) -> Option<Strategy> {
    let by_name = || {
        let named = Strategy::ALL
            .iter()
            .find(|s| [format!("{s}_story"), format!("{s}_evidence")].contains(&question.name));
        named.copied()
    };
    question.strategy.or_else(by_name)
}

/// Whether the questionnaire itself has set the strategy's title above.
fn headed_by_note(above: Option<&Item>, title: &str, language: &str) -> bool {
    match above {
        Some(Item::Note(note)) => {
            let label = note.label.in_language(language).to_lowercase();
            label.contains(&title.to_lowercase())
        }
        _ => false,
    }
}
