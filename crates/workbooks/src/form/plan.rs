//! What is asked of one participant, and in which cell each answer will stand.

use model::questionnaire::{Question, QuestionType, Section};
use model::vocabulary::{Scope, Strategy};

use super::FormInputs;
use crate::sheet_name::SheetNames;
use crate::words::words;

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

/// One row of a group.
pub(super) enum Item<'a> {
    /// The heading of the practices of a strategy.
    Heading(Strategy),
    /// Words to read.
    Note(&'a Question),
    /// A question.
    Question(&'a Question),
}

impl<'a> Plan<'a> {
    /// Everything that is asked of the participant that year.
    pub(super) fn of(inputs: &FormInputs<'a>) -> Self {
        let language = form_language(inputs);
        let mut names = SheetNames::default();
        let read_me = names.assign(words(inputs.language).read_me);
        let roles = inputs.participant.roles(inputs.settings.period.end);
        let mut sections = Vec::new();
        for section in &inputs.questionnaire.sections {
            if !section.asked_of(&roles) || !in_scope(inputs, section.scope_from) {
                continue;
            }
            if inputs.entries.is_some_and(|entries| entries.mishaps.deleted.contains(&section.name))
            {
                continue;
            }
            let asked = section
                .questions
                .iter()
                .filter(|q| q.asked_of(&roles) && in_scope(inputs, q.scope_from));
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
        Self { read_me, sections, language }
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

    /// The label of the section, its name where it has none.
    pub(super) fn label(&self, language: &str) -> &'a str {
        match self.section.label.in_language(language) {
            "" => &self.section.name,
            label => label,
        }
    }
}

/// The questionnaire's own code for the language asked for (`fr` serves `fr-BE`), else its default.
fn form_language(inputs: &FormInputs) -> String {
    let languages = &inputs.questionnaire.languages;
    let exact = languages.iter().find(|l| l.eq_ignore_ascii_case(inputs.language));
    let related = || {
        let wanted = crate::words::primary(inputs.language);
        languages.iter().find(|l| crate::words::primary(l) == wanted)
    };
    let found = exact.or_else(related).or(languages.first());
    found.map_or_else(|| inputs.language.to_owned(), Clone::clone)
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
    inputs: &FormInputs,
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
