//! Which blocks stay on one page with the block below them.

use model::document::{Block, Inline};

/// A paragraph of at most this many letters between a heading and what is not text stays with both: about
/// five lines.
const SHORT: usize = 460;

/// A paragraph of at most this many letters is one line, which does not begin a page alone.
const ONE_LINE: usize = 100;

/// A table of at most this many rows stays with the one line below it.
const SMALL_TABLE: usize = 4;

/// Whether the next block must begin on the page on which this one ends. Headings always do.
pub(crate) fn kept_with_next(blocks: &[&Block], index: usize) -> bool {
    let after = blocks.get(index + 1).copied();
    match blocks.get(index).copied() {
        Some(Block::Paragraph(text)) => {
            let before = index.checked_sub(1).and_then(|before| blocks.get(before).copied());
            let led = matches!(before, Some(Block::Heading { .. }));
            let length = length(text);
            let leads = matches!(
                after,
                Some(
                    Block::Table(_)
                        | Block::Chart(_)
                        | Block::Quote { .. }
                        | Block::List { .. }
                        | Block::KeyFigures(_)
                )
            );
            length <= SHORT && (led && leads || is_last_line(blocks, index + 1))
        }
        Some(Block::Table(table)) => {
            table.rows.len() <= SMALL_TABLE && is_last_line(blocks, index + 1)
        }
        _ => false,
    }
}

/// Whether the block is a paragraph of one line with which a section ends.
fn is_last_line(blocks: &[&Block], index: usize) -> bool {
    let Some(Block::Paragraph(text)) = blocks.get(index).copied() else {
        return false;
    };
    let ends = matches!(
        blocks.get(index + 1).copied(),
        None | Some(Block::Heading { .. } | Block::PageBreak)
    );
    length(text) <= ONE_LINE && ends
}

fn length(text: &[Inline]) -> usize {
    Inline::plain(text).chars().count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::document::{Row, RowKind, Table, TableCell};

    fn blocks(kinds: &str) -> Vec<Block> {
        let paragraph = |count| Block::Paragraph(vec![Inline::Text("a".repeat(count))]);
        let table = |count| {
            let row = Row { kind: RowKind::Body, cells: vec![TableCell::text("x")] };
            Block::Table(Table {
                anchor: String::new(),
                title: String::new(),
                columns: Vec::new(),
                rows: vec![row; count],
                notes: Vec::new(),
            })
        };
        let block = |letter| match letter {
            'h' => Block::Heading { level: 1, text: Vec::new(), anchor: String::new() },
            'l' => paragraph(ONE_LINE),
            'p' => paragraph(SHORT),
            'P' => paragraph(SHORT + 1),
            't' => table(SMALL_TABLE),
            _ => table(SMALL_TABLE + 1),
        };
        kinds.chars().map(block).collect()
    }

    #[test]
    fn short_text_stays_with_its_heading_and_table_and_a_last_line_with_what_is_above_it() {
        let cases = [
            ("hpt", "-+-"),
            ("hPt", "---"),
            ("hpp", "---"),
            ("tl", "+-"),
            ("Tl", "--"),
            ("tlp", "---"),
            ("plh", "+--"),
        ];
        for (kinds, expected) in cases {
            let blocks = blocks(kinds);
            let blocks: Vec<&Block> = blocks.iter().collect();
            let kept = (0..blocks.len()).map(|index| kept_with_next(&blocks, index));
            let shown: String = kept.map(|kept| if kept { '+' } else { '-' }).collect();
            assert_eq!(shown, expected, "{kinds}");
        }
    }
}
