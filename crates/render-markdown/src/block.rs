//! Blocks of the body.

use model::document::{Block, Inline, KeyFigure, Words};

use crate::inline::{Setting, inlines, plain, strong};

/// The text being written: blocks parted by blank lines.
#[derive(Debug, Default)]
pub(crate) struct Body {
    /// The blocks so far.
    blocks: Vec<String>,
    /// Tables so far, for their numbers.
    pub(crate) tables: usize,
    /// Charts so far, for their numbers.
    pub(crate) charts: usize,
    /// The marker of the list that was written last, if nothing came after it.
    marker: Option<char>,
}

impl Body {
    /// The whole text.
    pub(crate) fn text(self) -> String {
        self.blocks.join("\n\n")
    }

    /// Adds a block; nothing where it is empty.
    pub(crate) fn paragraph(&mut self, text: &str) {
        if !text.is_empty() {
            self.marker = None;
            self.blocks.push(text.to_owned());
        }
    }

    /// Blocks one after another.
    pub(crate) fn add(&mut self, blocks: &[Block], words: &Words) {
        for block in blocks {
            self.block(block, words);
        }
    }

    fn block(&mut self, block: &Block, words: &Words) {
        match block {
            Block::Heading { level, text, .. } => self.heading(*level, text),
            Block::Paragraph(text) => self.paragraph(&inlines(text, Setting::Block)),
            Block::List { ordered, items } => self.list(*ordered, items, words),
            Block::Quote { blocks, attribution } => {
                let said_by = attribution.as_deref().map(|name| format!("— {}", plain(name)));
                self.set_apart(None, blocks, said_by, words);
            }
            Block::Note { title, blocks, .. } => {
                self.set_apart(title.as_deref().map(strong), blocks, None, words);
            }
            Block::KeyFigures(figures) => self.key_figures(figures),
            Block::Table(table) => self.table(table, words),
            Block::Chart(chart) => self.chart(chart, words),
            Block::PageBreak => {}
        }
    }

    /// A heading, one level down: the document's title is the only one of the first.
    fn heading(&mut self, level: u8, text: &[Inline]) {
        let words = inlines(text, Setting::Cell);
        if !words.is_empty() {
            self.paragraph(&format!("{} {words}", "#".repeat(usize::from(level + 1).min(6))));
        }
    }

    fn list(&mut self, ordered: bool, items: &[Vec<Block>], words: &Words) {
        let items = items.iter().map(|item| self.within(|body| body.add(item, words)));
        let items: Vec<String> = items.collect();
        self.items(ordered, &items);
    }

    /// The items of a list. One right after another list has another marker, or the two would be one.
    fn items(&mut self, ordered: bool, items: &[String]) {
        let usual = if ordered { '.' } else { '-' };
        let other = if ordered { ')' } else { '*' };
        let marker = if self.marker == Some(usual) { other } else { usual };
        let loose = items.iter().any(|item| item.contains("\n\n"));
        let item = |(index, item): (usize, &String)| {
            let head =
                if ordered { format!("{}{marker} ", index + 1) } else { format!("{marker} ") };
            let indent = format!("\n{}", " ".repeat(head.len()));
            let text = item.replace('\n', &indent);
            let lines: Vec<&str> = text.split('\n').map(str::trim_end).collect();
            format!("{head}{}", lines.join("\n")).trim_end().to_owned()
        };
        let written: Vec<String> = items.iter().enumerate().map(item).collect();
        if !written.is_empty() {
            self.paragraph(&written.join(if loose { "\n\n" } else { "\n" }));
            self.marker = Some(marker);
        }
    }

    /// Blocks set apart from the text: a remark, or somebody's words.
    fn set_apart(
        &mut self,
        head: Option<String>,
        blocks: &[Block],
        foot: Option<String>,
        words: &Words,
    ) {
        let text = self.within(|body| {
            body.paragraph(&head.unwrap_or_default());
            body.add(blocks, words);
            body.paragraph(&foot.unwrap_or_default());
        });
        let line = |line: &str| format!("> {line}").trim_end().to_owned();
        if !text.is_empty() {
            let lines: Vec<String> = text.split('\n').map(line).collect();
            self.paragraph(&lines.join("\n"));
        }
    }

    /// What is written in a block that holds others; tables and charts are counted on.
    fn within(&mut self, write: impl FnOnce(&mut Body)) -> String {
        let mut body = Body { tables: self.tables, charts: self.charts, ..Body::default() };
        write(&mut body);
        (self.tables, self.charts) = (body.tables, body.charts);
        body.text()
    }

    fn key_figures(&mut self, figures: &[KeyFigure]) {
        let item = |key: &KeyFigure| {
            let context = plain(&key.context);
            let context = if context.is_empty() { context } else { format!(" ({context})") };
            format!("{} {}{context}", strong(&key.value), plain(&key.label))
        };
        let items: Vec<String> = figures.iter().map(item).collect();
        self.items(false, &items);
    }
}
