//! What templates refer to while they are Markdown: figures, texts and finished blocks, by marker.
//!
//! A marker is written in characters of Unicode's private use area alone, so Markdown leaves it as it is.
//! [`clean`] takes those characters out of every text that comes from outside; nobody but the store can
//! make a marker.

use std::collections::BTreeSet;

use model::document::{Block, FigureReference, Inline};

use crate::trouble::Trouble;

const FIGURE: char = '\u{E000}';
const TEXT: char = '\u{E001}';
const BLOCK: char = '\u{E002}';
const NOTE: char = '\u{E003}';
const END: char = '\u{E004}';
const DIGIT_ZERO: u32 = 0xE010;

/// Takes out of a text from outside what must not reach a page: private-use characters (they could pass
/// for a marker), control characters and marks that turn the direction of what follows.
pub(crate) fn clean(text: &str) -> String {
    text.chars().filter(|character| !is_unwanted(*character)).collect()
}

fn is_unwanted(character: char) -> bool {
    let control = character.is_control() && !matches!(character, '\n' | '\t');
    let private = matches!(u32::from(character), 0xE000..=0xF8FF | 0xF_0000..=0x10_FFFF);
    let direction = matches!(character, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}');
    control || private || direction
}

/// A part of a text with markers.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Piece<'a> {
    /// Text between markers.
    Literal(&'a str),
    /// A figure, by its index.
    Figure(usize),
    /// A text from outside, by its index.
    Text(usize),
    /// A finished block, by its index.
    Block(usize),
    /// A footnote made by a function, by its index.
    Note(usize),
}

/// Parts a text at its markers. Private-use characters that are no whole marker are dropped.
pub(crate) fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut found = Vec::new();
    let mut rest = text;
    while let Some(start) = rest.find([FIGURE, TEXT, BLOCK, NOTE]) {
        if start > 0 {
            found.push(Piece::Literal(&rest[..start]));
        }
        let kind = rest[start..].chars().next().expect("a character was found there");
        let after = &rest[start + kind.len_utf8()..];
        let Some(end) = after.find(END) else {
            rest = after;
            continue;
        };
        if let Some(index) = read_index(&after[..end]) {
            found.push(match kind {
                FIGURE => Piece::Figure(index),
                TEXT => Piece::Text(index),
                BLOCK => Piece::Block(index),
                _ => Piece::Note(index),
            });
        }
        rest = &after[end + END.len_utf8()..];
    }
    if !rest.is_empty() {
        found.push(Piece::Literal(rest));
    }
    found
}

fn read_index(digits: &str) -> Option<usize> {
    let digits = digits.chars().map(|c| u32::from(c).checked_sub(DIGIT_ZERO).filter(|d| *d < 10));
    let digits: Option<Vec<u32>> = digits.collect();
    digits
        .filter(|d| !d.is_empty())?
        .into_iter()
        .try_fold(0_usize, |sum, digit| sum.checked_mul(10)?.checked_add(digit as usize))
}

fn marker(kind: char, index: usize) -> String {
    let digits = index.to_string();
    let digits = digits.bytes().map(|byte| {
        char::from_u32(DIGIT_ZERO + u32::from(byte - b'0')).expect("in the private use area")
    });
    std::iter::once(kind).chain(digits).chain(std::iter::once(END)).collect()
}

/// The marker a piece was read from; a literal is its own.
pub(crate) fn marker_of(piece: Piece) -> String {
    match piece {
        Piece::Literal(text) => text.to_owned(),
        Piece::Figure(index) => marker(FIGURE, index),
        Piece::Text(index) => marker(TEXT, index),
        Piece::Block(index) => marker(BLOCK, index),
        Piece::Note(index) => marker(NOTE, index),
    }
}

/// What markers stand for.
#[derive(Debug, Default)]
pub(crate) struct Store {
    figures: Vec<(String, FigureReference)>,
    texts: Vec<String>,
    blocks: Vec<Block>,
    notes: Vec<Vec<Inline>>,
    anchors: BTreeSet<String>,
}

impl Store {
    /// Keeps a figure and gives its marker.
    pub(crate) fn figure(&mut self, text: String, reference: FigureReference) -> String {
        self.figures.push((text, reference));
        marker(FIGURE, self.figures.len() - 1)
    }

    /// Keeps a text and gives its marker; an empty text needs none.
    pub(crate) fn text(&mut self, text: &str) -> String {
        if text.is_empty() {
            return String::new();
        }
        self.texts.push(clean(text));
        marker(TEXT, self.texts.len() - 1)
    }

    /// Keeps a block and gives its marker, alone in a paragraph.
    pub(crate) fn block(&mut self, block: Block) -> String {
        self.blocks.push(block);
        format!("\n\n{}\n\n", marker(BLOCK, self.blocks.len() - 1))
    }

    /// Keeps a footnote and gives its marker.
    pub(crate) fn note(&mut self, note: Vec<Inline>) -> String {
        self.notes.push(note);
        marker(NOTE, self.notes.len() - 1)
    }

    /// The block behind a marker.
    pub(crate) fn block_at(&self, index: usize) -> Option<&Block> {
        self.blocks.get(index)
    }

    /// The footnote behind a marker.
    pub(crate) fn note_at(&self, index: usize) -> Option<&Vec<Inline>> {
        self.notes.get(index)
    }

    /// A run of text with its markers resolved; blocks and footnotes have no place in it.
    pub(crate) fn inlines(&self, text: &str) -> Vec<Inline> {
        pieces(text).into_iter().filter_map(|piece| self.inline(piece)).collect()
    }

    /// What a piece stands for in a run of text.
    pub(crate) fn inline(&self, piece: Piece) -> Option<Inline> {
        match piece {
            Piece::Literal(text) => Some(Inline::Text(clean(text))),
            Piece::Text(index) => self.texts.get(index).map(|text| Inline::Text(text.clone())),
            Piece::Figure(index) => {
                let (text, reference) = self.figures.get(index)?;
                Some(Inline::Figure { text: text.clone(), reference: reference.clone() })
            }
            Piece::Block(_) | Piece::Note(_) => None,
        }
    }

    /// A run of text with its markers resolved, as plain text.
    pub(crate) fn plain(&self, text: &str) -> String {
        Inline::plain(&self.inlines(text))
    }

    /// Takes an anchor that an author chose.
    ///
    /// # Errors
    /// If it is taken already, or is no word of lower-case letters, digits and hyphens.
    pub(crate) fn claim(&mut self, anchor: &str) -> Result<(), Trouble> {
        let allowed = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        let starts = anchor.starts_with(|c: char| c.is_ascii_lowercase());
        if !starts || !anchor.chars().all(allowed) {
            let help = "Use lower-case letters, digits and hyphens, the first one a letter.";
            return Err(Trouble::new(
                format!("`{anchor}` cannot be the id of a table or chart"),
                help,
            ));
        }
        if !self.anchors.insert(anchor.to_owned()) {
            let help = "Give each table and each chart an id of its own.";
            return Err(Trouble::new(format!("the id `{anchor}` is used twice"), help));
        }
        Ok(())
    }

    /// An anchor made from a heading, unique in the document.
    pub(crate) fn anchor_for(&mut self, heading: &str) -> String {
        let words: Vec<String> = heading
            .to_lowercase()
            .split(|c: char| !c.is_alphanumeric())
            .filter(|word| !word.is_empty())
            .map(str::to_owned)
            .collect();
        let base = if words.is_empty() { "section".to_owned() } else { words.join("-") };
        let numbered = (2..).map(|number| format!("{base}-{number}"));
        let free =
            std::iter::once(base.clone()).chain(numbered).find(|name| !self.anchors.contains(name));
        let anchor = free.expect("the numbers do not end");
        self.anchors.insert(anchor.clone());
        anchor
    }

    /// Whether the document has this anchor.
    pub(crate) fn has_anchor(&self, anchor: &str) -> bool {
        self.anchors.contains(anchor)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_from_outside_cannot_forge_a_marker() {
        let mut store = Store::default();
        let reference = FigureReference {
            indicator: "volume.direct.amount".into(),
            year: 2026,
            dimensions: model::Dimensions::none(),
        };
        let real = store.figure("EUR 5".into(), reference);
        let forged = store.text(&format!("we bought {real}"));
        assert_eq!(store.plain(&forged), "we bought ");
        assert_eq!(store.plain(&format!("a{real}b{forged}")), "aEUR 5bwe bought ");
    }

    #[test]
    fn half_markers_and_unknown_ones_leave_nothing_behind() {
        let store = Store::default();
        let half = "a\u{E000}\u{E011}b";
        assert_eq!(pieces(half), [Piece::Literal("a"), Piece::Literal("\u{E011}b")]);
        assert_eq!(store.plain("x\u{E000}\u{E019}\u{E004}y"), "xy");
    }

    #[test]
    fn control_and_direction_characters_do_not_reach_a_page() {
        assert_eq!(clean("a\u{0}b\u{202E}c\u{F8FF}\nd"), "abc\nd");
    }
}
