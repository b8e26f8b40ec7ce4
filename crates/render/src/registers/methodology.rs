//! How each indicator is computed, from the registry: the methodology annex of the report.

use model::Indicator;
use model::document::{Alignment, Inline, Row, TableCell};

use super::{Content, body, columns};
use crate::context::Material;
use crate::tables::section;
use crate::trouble::Trouble;
use crate::words::Words;

/// What indicators of the other document begin with.
const OF_THE_SUMMARY: &str = "finance.";

/// Every indicator that has a value in the year, in the order of the methodology and under the subject of its family:
/// the question it answers, how it is computed, what it does not say. Those of the financial summary are left out.
pub(super) fn indicators(material: &Material) -> Result<Content, Trouble> {
    let figures = &material.this.results.figures;
    let given = material.indicators.iter().filter(|entry| {
        let has_value = figures.of(entry.id).any(|figure| figure.value.is_some());
        has_value && !entry.id.starts_with(OF_THE_SUMMARY)
    });
    let titles = [
        ("indicator", Alignment::Left, 20),
        ("computed", Alignment::Left, 46),
        ("not_said", Alignment::Left, 34),
    ];
    let (mut rows, mut subject): (Vec<Row>, _) = (Vec::new(), String::new());
    for entry in given {
        let own = subject_of(entry, &material.words);
        if own != subject {
            rows.push(section(&own, titles.len() - 1));
            subject = own;
        }
        rows.push(row(entry, &material.words));
    }
    Ok(Content { columns: columns(material, &titles), rows, notes: Vec::new() })
}

/// What the family of an indicator is about; families that stand beside each other may share it.
fn subject_of(entry: &Indicator, words: &Words) -> String {
    let family = entry.id.split('.').next().unwrap_or(entry.id);
    words.get(&format!("family.{family}"))
}

fn row(entry: &Indicator, words: &Words) -> Row {
    let text = |text: &str| Inline::Text(text.to_owned());
    let mut computed = vec![Inline::Emphasis(vec![text(entry.question)])];
    for line in entry.formula.lines() {
        let item = line.strip_prefix("- ").map(|item| format!("– {item}"));
        computed.extend([Inline::LineBreak, Inline::Text(item.unwrap_or_else(|| line.to_owned()))]);
    }
    let named = [("id", entry.id), ("paragraph", entry.paragraph)];
    computed.extend([Inline::LineBreak, Inline::Text(words.fill("methodology.named", &named))]);
    body(vec![
        TableCell { text: vec![Inline::Strong(vec![text(entry.title)])] },
        TableCell { text: computed },
        TableCell { text: vec![text(entry.caveats)] },
    ])
}
