//! How each indicator is computed, from the registry: the methodology annex of the report.

use model::document::{Alignment, Inline, TableCell};

use super::{Content, body, columns};
use crate::context::Material;
use crate::trouble::Trouble;

/// What indicators of the other document begin with.
const OF_THE_SUMMARY: &str = "finance.";

/// Every indicator that has a figure in the year, in the order of the methodology: what it is and needs, how it is
/// computed, what it does not say. Those of the financial summary are left out.
pub(super) fn indicators(material: &Material) -> Result<Content, Trouble> {
    let words = &material.words;
    let figures = &material.this.results.figures;
    let given = material.indicators.iter().filter(|entry| {
        !entry.id.starts_with(OF_THE_SUMMARY) && figures.of(entry.id).next().is_some()
    });
    let rows = given.map(|entry| {
        let needs = words.fill("methodology.needs", &[("needs", &entry.needs.join("; "))]);
        let caveat = words.fill(
            "methodology.caveat",
            &[("caveats", entry.caveats), ("paragraph", entry.paragraph)],
        );
        let what = TableCell {
            text: vec![
                Inline::Strong(vec![Inline::Text(entry.title.to_owned())]),
                Inline::LineBreak,
                Inline::Text(entry.id.to_owned()),
                Inline::LineBreak,
                Inline::Text(entry.question.to_owned()),
            ],
        };
        let how = TableCell {
            text: vec![
                Inline::Text(entry.formula.to_owned()),
                Inline::LineBreak,
                Inline::Text(needs),
            ],
        };
        body(vec![what, how, TableCell::text(caveat)])
    });
    let titles = [
        ("indicator", Alignment::Left, 30),
        ("formula", Alignment::Left, 46),
        ("not_said", Alignment::Left, 36),
    ];
    Ok(Content { columns: columns(material, &titles), rows: rows.collect(), notes: Vec::new() })
}
