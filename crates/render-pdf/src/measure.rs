//! How wide a text is set, by the advance widths of the faces documents are set in.

use std::sync::LazyLock;

use model::document::Inline;
use ttf_parser::Face;

use crate::fonts::presentable;

static REGULAR: LazyLock<Option<Face<'static>>> =
    LazyLock::new(|| Face::parse(notosans::REGULAR_TTF, 0).ok());

static BOLD: LazyLock<Option<Face<'static>>> =
    LazyLock::new(|| Face::parse(notosans::BOLD_TTF, 0).ok());

/// Width of a letter no face has, in thousandths of the size.
const UNKNOWN: u32 = 900;

/// Width a footnote's number takes, in thousandths of the size.
const FOOTNOTE_CALL: u32 = 900;

/// Room a text needs, in thousandths of the size it is set in.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(crate) struct Extent {
    /// Width of its widest part that must not be broken.
    pub(crate) least: u32,
    /// Width on one line.
    pub(crate) natural: u32,
}

impl Extent {
    /// Room for both, one under the other.
    pub(crate) fn or(self, other: Self) -> Self {
        Self { least: self.least.max(other.least), natural: self.natural.max(other.natural) }
    }
}

/// Room of a text without marks.
pub(crate) fn text(text: &str, bold: bool) -> Extent {
    let mut line = Line::default();
    line.text(&presentable(text), bold);
    line.extent()
}

/// Room of runs of text.
pub(crate) fn runs(runs: &[Inline], bold: bool) -> Extent {
    let mut line = Line::default();
    line.runs(runs, bold);
    line.extent()
}

/// A line that grows from left to right.
#[derive(Default)]
struct Line {
    /// The widest of the lines and parts that ended.
    ended: Extent,
    /// Width since the last place the line may break.
    part: u32,
    /// Width of the line.
    width: u32,
}

impl Line {
    fn runs(&mut self, runs: &[Inline], bold: bool) {
        for run in runs {
            match run {
                Inline::Text(text) | Inline::Figure { text, .. } => {
                    self.text(&presentable(text), bold)
                }
                // A code is never broken.
                Inline::Code(text) => self.add(advance_of(&presentable(text), bold)),
                Inline::Strong(inner) => self.runs(inner, true),
                Inline::Emphasis(inner) | Inline::Link { text: inner, .. } => {
                    self.runs(inner, bold)
                }
                Inline::FootnoteCall(_) => self.add(FOOTNOTE_CALL),
                Inline::LineBreak => {
                    self.ended = self.extent();
                    (self.part, self.width) = (0, 0);
                }
            }
        }
    }

    /// Lines break at spaces, and after a hyphen between letters; never at a no-break space.
    fn text(&mut self, text: &str, bold: bool) {
        let mut before = ' ';
        let mut letters = text.chars().peekable();
        while let Some(letter) = letters.next() {
            if letter == ' ' {
                self.may_break();
                self.width += advance(letter, bold);
            } else {
                self.add(advance(letter, bold));
            }
            let after = letters.peek().copied().unwrap_or(' ');
            if letter == '-' && before.is_alphabetic() && after.is_alphabetic() {
                self.may_break();
            }
            before = letter;
        }
    }

    fn add(&mut self, width: u32) {
        self.part += width;
        self.width += width;
    }

    fn may_break(&mut self) {
        self.ended.least = self.ended.least.max(self.part);
        self.part = 0;
    }

    fn extent(&self) -> Extent {
        self.ended.or(Extent { least: self.part, natural: self.width })
    }
}

fn advance_of(text: &str, bold: bool) -> u32 {
    text.chars().map(|letter| advance(letter, bold)).sum()
}

/// Advance width of a letter in thousandths of the size, rounded up.
fn advance(letter: char, bold: bool) -> u32 {
    let face = if bold { &*BOLD } else { &*REGULAR };
    let width = face.as_ref().and_then(|face| {
        let glyph = face.glyph_index(letter)?;
        let units = u32::from(face.glyph_hor_advance(glyph)?);
        Some((units * 1000).div_ceil(u32::from(face.units_per_em()).max(1)))
    });
    width.unwrap_or(UNKNOWN)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_breaks_at_spaces_and_hyphens_but_not_in_dates_amounts_and_codes() {
        let cases = [
            ("two words", "words"),
            ("17\u{a0}November\u{a0}2025", "17\u{a0}November\u{a0}2025"),
            ("EUR\u{a0}1\u{202f}019\u{202f}832.30", "EUR\u{a0}1\u{202f}019\u{202f}832.30"),
            ("co-ordinating", "ordinating"),
            ("F-10-1", "F-10-1"),
        ];
        for (whole, part) in cases {
            assert_eq!(text(whole, false).least, advance_of(part, false), "{whole}");
        }
        let code = [Inline::Code("a b".into())];
        assert_eq!(runs(&code, false).least, runs(&code, false).natural);
    }

    #[test]
    fn bold_is_wider_and_a_line_break_ends_the_line() {
        assert!(text("Laptops", true).natural > text("Laptops", false).natural);
        let word = || Inline::Text("word".into());
        let broken = runs(&[word(), Inline::LineBreak, word()], false);
        assert_eq!(broken, text("word", false));
    }
}
