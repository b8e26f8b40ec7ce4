//! What the questionnaire asked and the document does not show, so that nobody thinks it was dropped.

use std::collections::BTreeSet;

use minijinja::Value;
use model::questionnaire::{Question, QuestionType, Section};

use crate::context::Material;
use crate::store::clean;

/// Questions that figures of the report or of its open data are made of, or that say who answers and how the answers are to be taken.
/// Practices and outputs are known by their lists, narrative questions by being asked for in the template.
const USED: [&str; 20] = [
    "participant_id",
    "organisation_name",
    "period_start",
    "period_end",
    "currency",
    "tax",
    "tax_rate",
    "contact_name",
    "contact_email",
    "quote_permission",
    "reports_for",
    "protect_volume",
    "procurement_none",
    "product_group",
    "condition",
    "acquisition",
    "units",
    "amount",
    "buyer",
    "buyer_name",
];

/// The one repeat whose rows become figures.
const PURCHASES: &str = "procurement";

/// Labels of what was asked in the year and is not in the document: `sections` of which nothing is, and
/// single `questions` of the others. `shown` are the narrative questions the template asked for so far.
pub(crate) fn of(material: &Material, shown: &BTreeSet<String>) -> Value {
    let mut sections = Vec::new();
    let mut questions = Vec::new();
    for section in &material.this.reading.questionnaire.sections {
        let asked = |question: &&Question| {
            question.kind != QuestionType::Note && material.is_asked(question, &material.this)
        };
        let all: Vec<&Question> = section.questions.iter().filter(asked).collect();
        let missing: Vec<&Question> =
            all.iter().copied().filter(|question| !is_used(section, question, shown)).collect();
        let label = |text: &model::pact::Titles| clean(text.in_language(&material.language));
        if !missing.is_empty() && missing.len() == all.len() {
            sections.push(label(&section.label));
        } else {
            questions.extend(missing.iter().map(|question| label(&question.label)));
        }
    }
    Value::from_pairs([("sections", sections), ("questions", questions)])
}

fn is_used(section: &Section, question: &Question, shown: &BTreeSet<String>) -> bool {
    if section.repeat && section.name != PURCHASES {
        return false;
    }
    let on_a_ladder = matches!(question.list_name(), Some("uptake" | "adoption"));
    on_a_ladder || USED.contains(&question.name.as_str()) || shown.contains(&question.name)
}
