//! Links to a heading by its text: a register may name a section that comes later in the document.

use std::collections::BTreeMap;

use model::document::{Block, Inline};

/// What the target of such a link begins with until the document is whole.
pub(crate) const TO_HEADING: &str = "#heading:";

/// Leads every link in a table's cells to the first heading of its text, whatever the case of its letters; one
/// whose heading the document does not have becomes plain text.
pub(crate) fn lead(blocks: &mut [Block]) {
    let mut anchors: BTreeMap<String, String> = BTreeMap::new();
    for block in blocks.iter() {
        if let Block::Heading { text, anchor, .. } = block {
            let title = Inline::plain(text).trim().to_lowercase();
            anchors.entry(title).or_insert_with(|| anchor.clone());
        }
    }
    let tables = blocks.iter_mut().filter_map(|block| match block {
        Block::Table(table) => Some(table),
        _ => None,
    });
    let cells = tables.flat_map(|table| &mut table.rows).flat_map(|row| &mut row.cells);
    for run in cells.flat_map(|cell| &mut cell.text) {
        let Inline::Link { target, text } = run else { continue };
        let Some(title) = target.strip_prefix(TO_HEADING) else { continue };
        *run = match anchors.get(&title.trim().to_lowercase()) {
            Some(anchor) => {
                Inline::Link { target: format!("#{anchor}"), text: std::mem::take(text) }
            }
            None => Inline::Text(Inline::plain(text)),
        };
    }
}
