//! The faces documents are set in, and what becomes of characters they do not have.

use std::sync::LazyLock;

use typst::foundations::Bytes;
use typst::text::Font;

/// Regular, bold, italic and bold italic of [`model::document::FONT_FAMILY`].
pub(crate) static FACES: LazyLock<Vec<Font>> = LazyLock::new(|| {
    let files = [
        notosans::REGULAR_TTF,
        notosans::BOLD_TTF,
        notosans::ITALIC_TTF,
        notosans::BOLD_ITALIC_TTF,
    ];
    files.into_iter().flat_map(|file| Font::iter(Bytes::new(file))).collect()
});

/// Shown for a character no face has, so that a reader sees that something stood there.
const REPLACEMENT: char = '\u{FFFD}';

/// Text that every face can show.
///
/// White space of any kind but the no-break spaces becomes one space; marks that only turn the direction
/// of writing are dropped; common signs without a glyph become the nearest that has one; any other
/// character without a glyph becomes U+FFFD. PDF/A and PDF/UA allow no character without a glyph.
pub(crate) fn presentable(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut space = false;
    for character in text.chars() {
        if matches!(character, ' ' | '\t' | '\n' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}') {
            if !space {
                out.push(' ');
            }
            space = true;
            continue;
        }
        space = false;
        match character {
            '\u{200E}'
            | '\u{200F}'
            | '\u{202A}'..='\u{202E}'
            | '\u{2060}'..='\u{2069}'
            | '\u{FEFF}' => {}
            c if has_glyph(c) => out.push(c),
            c => out.push_str(substitute(c)),
        }
    }
    out
}

/// An SVG whose every character the faces can show. Markup is ASCII and stays as it is.
pub(crate) fn presentable_svg(svg: &str) -> String {
    svg.chars().map(|c| if c.is_ascii() || has_glyph(c) { c } else { REPLACEMENT }).collect()
}

fn has_glyph(character: char) -> bool {
    !character.is_control()
        && FACES.iter().all(|face| face.info().coverage.contains(character as u32))
}

/// The nearest text for signs that are often typed and that the faces do not have.
fn substitute(character: char) -> &'static str {
    match character {
        '→' | '➔' | '⇒' => "->",
        '←' => "<-",
        '✓' | '✔' | '☑' => "x",
        '•' | '●' | '▪' | '■' | '‣' => "·",
        '≥' => ">=",
        '≤' => "<=",
        '≠' => "!=",
        '≈' => "~",
        '\u{2011}' => "-",
        _ => "\u{FFFD}",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_text_can_be_shown() {
        let cases = [
            (
                "Łódź Ελλάδα България 1\u{202F}234,50 € −6 ½ …",
                "Łódź Ελλάδα България 1\u{202F}234,50 € −6 ½ …",
            ),
            ("one\n  two\tthree", "one two three"),
            ("a\u{202E}b\u{FEFF}c\0d", "abc\u{FFFD}d"),
            ("東京 🙂", "\u{FFFD}\u{FFFD} \u{FFFD}"),
        ];
        for (text, expected) in cases {
            assert_eq!(presentable(text), expected, "{text:?}");
        }
    }

    #[test]
    fn what_stands_for_a_missing_sign_can_itself_be_shown() {
        for sign in "→←✓●≥≤≠≈‑☃".chars() {
            assert!(substitute(sign).chars().all(has_glyph), "{sign}");
        }
    }
}
