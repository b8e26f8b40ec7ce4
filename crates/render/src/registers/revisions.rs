//! Figures of last year that are no longer what was published of them (methodology: Revisions).

use model::Decimal;
use model::change::Revision;
use model::document::{Alignment, Inline, TableCell};

use super::{Content, body, columns};
use crate::context::Material;
use crate::format;
use crate::store::clean;
use crate::trouble::Trouble;

/// Each revision: as published, as computed now, and why. Those above the limit come first, then totals before parts and
/// large ones before small ones; of more than `most`, a note says how many others there are.
pub(super) fn revisions(material: &Material, most: Option<usize>) -> Result<Content, Trouble> {
    let words = &material.words;
    let mut all: Vec<&Revision> = material.this.results.revisions.iter().collect();
    all.sort_by_key(|one| {
        let size = one.relative().map(|share| share.abs());
        (!one.reissue, one.dimensions.len(), std::cmp::Reverse(size))
    });
    let shown = most.unwrap_or(all.len()).min(all.len());
    let rows = all.iter().take(shown).map(|one| {
        body(vec![
            title(material, one),
            value(material, one, one.published),
            value(material, one, one.revised),
            TableCell::text(clean(&one.reason)),
        ])
    });
    let titles = [
        ("revised_figure", Alignment::Left, 36),
        ("as_published", Alignment::Right, 18),
        ("as_revised", Alignment::Right, 18),
        ("revision_reason", Alignment::Left, 36),
    ];
    let others = (all.len() - shown).to_string();
    let note = match all.len() - shown {
        0 => None,
        1 => Some(words.get("revision.one_more")),
        _ => Some(words.fill("revision.more", &[("count", &others)])),
    };
    let notes = note.into_iter().map(|note| vec![Inline::Text(note)]).collect();
    Ok(Content { columns: columns(material, &titles), rows: rows.collect(), notes })
}

/// The title of the indicator, and what the figure is of.
fn title(material: &Material, revision: &Revision) -> TableCell {
    let entry = material.indicators.iter().find(|entry| entry.id == revision.indicator);
    let name = entry.map_or(revision.indicator.as_str(), |entry| entry.title);
    let year = material.last.as_ref().unwrap_or(&material.this);
    let cut = revision.dimensions.iter();
    let cut: Vec<String> =
        cut.map(|(dimension, code)| material.label(dimension, code, year)).collect();
    if cut.is_empty() {
        return TableCell::text(clean(name));
    }
    let values = [("indicator", name), ("cut", &cut.join(", "))];
    TableCell::text(clean(&material.words.fill("target.cut", &values)))
}

fn value(material: &Material, revision: &Revision, value: Option<Decimal>) -> TableCell {
    let words = &material.words;
    TableCell::text(match value {
        Some(value) => format::in_prose(value, revision.unit, None, words),
        None => words.get("nothing.none_reported.sign"),
    })
}
