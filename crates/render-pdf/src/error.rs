//! Why a document could not be set.

use model::Document;
use model::document::{Block, Inline};

/// Longest piece of a block's own words that is quoted to say which block is meant, in characters.
const EXCERPT: usize = 60;

/// A document that could not be made into a PDF.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum Error {
    /// One part of the body cannot be set.
    #[error("the PDF of `{document}` could not be made: {block}: {problem}")]
    Block {
        /// Name of the document.
        document: String,
        /// Which part, with its number and its own first words.
        block: String,
        /// What is wrong with it.
        problem: String,
    },
    /// Something about the document as a whole.
    #[error("the PDF of `{document}` could not be made: {problem}")]
    Whole {
        /// Name of the document.
        document: String,
        /// What is wrong with it.
        problem: String,
    },
}

impl Error {
    /// An error in the block of the body with this index.
    pub(crate) fn in_block(document: &Document, index: usize, problem: impl Into<String>) -> Self {
        let words = document.blocks.get(index).map_or(String::new(), describe);
        Error::Block {
            document: document.name.clone(),
            block: format!("part {} of the body, {words}", index + 1),
            problem: problem.into(),
        }
    }

    /// An error that is in no single block.
    pub(crate) fn whole(document: &Document, problem: impl Into<String>) -> Self {
        Error::Whole { document: document.name.clone(), problem: problem.into() }
    }
}

/// What kind of block it is, and its first words.
fn describe(block: &Block) -> String {
    let (kind, words) = match block {
        Block::Heading { text, .. } => ("heading", Inline::plain(text)),
        Block::Paragraph(text) => ("paragraph", Inline::plain(text)),
        Block::List { items, .. } => ("list", first_words(items.first())),
        Block::Quote { blocks, .. } => ("quotation", first_words(Some(blocks))),
        Block::Note { title, blocks, .. } => match title {
            Some(title) => ("note", title.clone()),
            None => ("note", first_words(Some(blocks))),
        },
        Block::KeyFigures(figures) => {
            ("key figures", figures.first().map_or(String::new(), |f| f.label.clone()))
        }
        Block::Table(table) => ("table", table.title.clone()),
        Block::Chart(chart) => ("chart", chart.title.clone()),
        Block::PageBreak => ("page break", String::new()),
    };
    let mut short: String = words.chars().take(EXCERPT).collect();
    if short.len() < words.len() {
        short.push('…');
    }
    if short.is_empty() { kind.to_owned() } else { format!("{kind} “{short}”") }
}

fn first_words(blocks: Option<&Vec<Block>>) -> String {
    match blocks.and_then(|blocks| blocks.first()) {
        Some(Block::Paragraph(text) | Block::Heading { text, .. }) => Inline::plain(text),
        _ => String::new(),
    }
}
