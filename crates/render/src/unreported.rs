//! What the questionnaire asked and the document does not show, so that nobody thinks it was dropped.

use std::collections::{BTreeMap, BTreeSet};

use minijinja::Value;
use model::questionnaire::{Question, QuestionType, Section};
use model::{Answer, AnswerState, Place};

use crate::context::Material;
use crate::store::clean;

/// Questions that say who answers, for whom, and how the answers are to be taken. They lead to every figure
/// and stand in no trace, which has only the values themselves.
const TERMS_OF_THE_RETURN: [&str; 17] = [
    "participant_id",
    "organisation_name",
    "period_start",
    "period_end",
    "currency",
    "amount_basis",
    "basis",
    "tax",
    "tax_rate",
    "contact_name",
    "contact_email",
    "quote_permission",
    "reports_for",
    "protect_volume",
    "procurement_none",
    "buyer",
    "buyer_name",
];

/// A column of a repeat (repeat, column), or a question outside repeats (nothing, question).
type Asked<'a> = (&'a str, &'a str);

/// Labels of what was answered in the year and is not in the document: `sections` of which nothing is, and
/// single `questions` of the others. `shown` are the narrative questions the template asked for so far.
///
/// An answer is in the document where a figure of the year was made of it, as its trace says, where a figure
/// is cut by it, or where the template quotes it.
pub(crate) fn of(material: &Material, shown: &BTreeSet<String>) -> Value {
    let used = used(material);
    let answered = answered(material);
    let mut sections = Vec::new();
    let mut questions = Vec::new();
    for section in &material.this.reading.questionnaire.sections {
        let asked = |question: &&Question| {
            question.kind != QuestionType::Note
                && material.is_asked(question, &material.this)
                && answered.contains(&name(section, question))
        };
        let all: Vec<&Question> = section.questions.iter().filter(asked).collect();
        let is_used = |question: &Question| {
            let own = name(section, question);
            used.contains(&own) || needs_no_trace(section, question, &used, shown)
        };
        let missing: Vec<&Question> =
            all.iter().copied().filter(|question| !is_used(question)).collect();
        let label = |text: &model::pact::Titles| clean(text.in_language(&material.language));
        if !missing.is_empty() && missing.len() == all.len() {
            sections.push(label(&section.label));
        } else {
            questions.extend(missing.iter().map(|question| label(&question.label)));
        }
    }
    Value::from_pairs([("sections", sections), ("questions", questions)])
}

/// Whether a question is in the document without standing in a trace: terms of the return, where its section
/// is used at all; practices and outputs, whose blanks count too; narrative answers that are quoted.
fn needs_no_trace(
    section: &Section,
    question: &Question,
    used: &BTreeSet<Asked<'_>>,
    shown: &BTreeSet<String>,
) -> bool {
    let section_is_used = !section.repeat || used.iter().any(|(repeat, _)| *repeat == section.name);
    let is_term = TERMS_OF_THE_RETURN.contains(&question.name.as_str());
    let on_a_ladder = matches!(question.list_name(), Some("uptake" | "adoption"));
    on_a_ladder || (is_term && section_is_used) || shown.contains(&question.name)
}

fn name<'a>(section: &'a Section, question: &'a Question) -> Asked<'a> {
    (if section.repeat { section.name.as_str() } else { "" }, question.name.as_str())
}

/// Every answer of the year's returns.
fn answers(material: &Material) -> impl Iterator<Item = (Asked<'_>, &Answer)> {
    material.this.reading.returns.values().flat_map(|sent| {
        let outside = sent.answers.iter().map(|(name, answer)| (("", name.as_str()), answer));
        let rows = sent.rows.iter().flat_map(|(repeat, rows)| {
            let cells = rows.iter().flat_map(|row| &row.answers);
            cells.map(move |(column, answer)| ((repeat.as_str(), column.as_str()), answer))
        });
        outside.chain(rows)
    })
}

/// What somebody answered.
fn answered(material: &Material) -> BTreeSet<Asked<'_>> {
    let given = answers(material).filter(|(_, answer)| {
        matches!(answer.state, AnswerState::Given(_) | AnswerState::Unreadable)
    });
    given.map(|(asked, _)| asked).collect()
}

/// What figures of the year are made of or cut by.
fn used(material: &Material) -> BTreeSet<Asked<'_>> {
    let places: BTreeMap<&Place, Asked<'_>> = answers(material)
        .filter_map(|(asked, answer)| Some((answer.place.as_ref()?, asked)))
        .collect();
    let mut used = BTreeSet::new();
    for figure in material.this.results.figures.iter() {
        for entry in figure.trace.iter() {
            let Some(asked) = places.get(&entry.source) else { continue };
            used.insert(*asked);
            used.extend(figure.dimensions.iter().map(|(cut, _)| (asked.0, cut.code())));
        }
    }
    used
}
