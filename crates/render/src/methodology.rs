//! How each indicator is computed, from the registry: the methodology annex of the report.

use model::Indicator;
use model::document::{Block, Inline};

use crate::context::Material;
use crate::words::Words;

/// What indicators of the other document begin with.
const OF_THE_SUMMARY: &str = "finance.";

/// Every indicator that has a value in the year, in the order of the methodology: the question it answers, how it is
/// computed and from what, what it does not say. Those of the financial summary are left out.
pub(crate) fn indicators(material: &Material) -> Block {
    let figures = &material.this.results.figures;
    let given = material.indicators.iter().filter(|entry| {
        let has_value = figures.of(entry.id).any(|figure| figure.value.is_some());
        has_value && !entry.id.starts_with(OF_THE_SUMMARY)
    });
    let items = given.map(|entry| vec![Block::Paragraph(item(entry, &material.words))]);
    Block::List { ordered: false, items: items.collect() }
}

fn item(entry: &Indicator, words: &Words) -> Vec<Inline> {
    let text = |text: String| Inline::Text(text);
    let named = |path: &str| Inline::Emphasis(vec![text(words.get(path))]);
    let of_pact = words.fill("methodology.of", &[("id", entry.id), ("paragraph", entry.paragraph)]);
    vec![
        Inline::Strong(vec![text(entry.title.to_owned())]),
        text(of_pact),
        Inline::LineBreak,
        text(entry.question.to_owned()),
        Inline::LineBreak,
        named("methodology.formula"),
        text(format!(" {}.", entry.formula.trim_end_matches('.'))),
        Inline::LineBreak,
        named("methodology.needs"),
        text(format!(" {}.", entry.needs.join("; "))),
        Inline::LineBreak,
        named("methodology.caveat"),
        text(format!(" {}", entry.caveats)),
    ]
}
