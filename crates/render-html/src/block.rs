//! Blocks of the body.

use model::document::{Block, KeyFigure, NoteKind, Words};

use crate::escape::Escaped;
use crate::inline::Writer;

impl Writer {
    /// Blocks one after another.
    pub(crate) fn blocks(&mut self, blocks: &[Block], words: &Words) {
        for block in blocks {
            self.block(block, words);
        }
    }

    fn block(&mut self, block: &Block, words: &Words) {
        match block {
            // The document's title is the page's only h1.
            Block::Heading { level, text, anchor } => {
                let level = (level + 1).min(6);
                self.raw(format_args!("<h{level} id=\"{}\">", Escaped(anchor)));
                self.inlines(text);
                self.raw(format_args!("</h{level}>\n"));
            }
            Block::Paragraph(text) => {
                self.raw("<p>");
                self.inlines(text);
                self.raw("</p>\n");
            }
            Block::List { ordered, items } => self.list(*ordered, items, words),
            Block::Quote { blocks, attribution } => {
                self.quote(blocks, attribution.as_deref(), words)
            }
            Block::Note { kind, title, blocks } => {
                self.note(*kind, title.as_deref(), blocks, words)
            }
            Block::KeyFigures(figures) => self.key_figures(figures),
            Block::Table(table) => self.table(table, words),
            Block::Chart(chart) => self.chart(chart, words),
            Block::PageBreak => self.raw("<div class=\"page-break\"></div>\n"),
        }
    }

    fn list(&mut self, ordered: bool, items: &[Vec<Block>], words: &Words) {
        let element = if ordered { "ol" } else { "ul" };
        self.raw(format_args!("<{element}>\n"));
        for item in items {
            self.raw("<li>");
            // An item of one paragraph is set without the space around paragraphs.
            match item.as_slice() {
                [Block::Paragraph(text)] => self.inlines(text),
                blocks => self.blocks(blocks, words),
            }
            self.raw("</li>\n");
        }
        self.raw(format_args!("</{element}>\n"));
    }

    fn quote(&mut self, blocks: &[Block], attribution: Option<&str>, words: &Words) {
        self.raw("<figure class=\"quote\">\n<blockquote>\n");
        self.blocks(blocks, words);
        self.raw("</blockquote>\n");
        if let Some(attribution) = attribution {
            self.raw(format_args!("<figcaption>{}</figcaption>\n", Escaped(attribution)));
        }
        self.raw("</figure>\n");
    }

    fn note(&mut self, kind: NoteKind, title: Option<&str>, blocks: &[Block], words: &Words) {
        let class = match kind {
            NoteKind::Information => "information",
            NoteKind::Caution => "caution",
        };
        self.raw(format_args!("<div class=\"note {class}\" role=\"note\">\n"));
        if let Some(title) = title {
            self.raw(format_args!("<p class=\"note-title\">{}</p>\n", Escaped(title)));
        }
        self.blocks(blocks, words);
        self.raw("</div>\n");
    }

    fn key_figures(&mut self, figures: &[KeyFigure]) {
        let columns = key_figures_in_a_row(figures.len());
        self.raw(format_args!("<ul class=\"key-figures in-{columns}\">\n"));
        for key in figures {
            self.raw("<li><span class=\"value\">");
            match &key.figure {
                Some(reference) => self.figure(&key.value, reference),
                None => self.text(&key.value),
            }
            self.raw(format_args!("</span> <span class=\"label\">{}</span>", Escaped(&key.label)));
            if !key.context.is_empty() {
                self.raw(format_args!(" <span class=\"context\">{}</span>", Escaped(&key.context)));
            }
            self.raw("</li>\n");
        }
        self.raw("</ul>\n");
    }
}

/// How many key figures stand beside each other on a wide page, so that rows are as full as they can be.
fn key_figures_in_a_row(count: usize) -> usize {
    match count {
        ..=4 => count.max(1),
        5 => 3,
        count if count.is_multiple_of(3) => 3,
        _ => 4,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn key_figures_fill_their_rows() {
        let rows = |count| key_figures_in_a_row(count);
        assert_eq!([1, 2, 3, 4, 5, 6, 7, 8, 9].map(rows), [1, 2, 3, 4, 3, 3, 4, 4, 3]);
    }
}
