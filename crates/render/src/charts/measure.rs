//! How wide a text is, by the advance widths of the font documents are set in.

use std::sync::LazyLock;

use ttf_parser::Face;

struct Faces {
    regular: Option<Face<'static>>,
    bold: Option<Face<'static>>,
}

static FACES: LazyLock<Faces> = LazyLock::new(|| Faces {
    regular: Face::parse(notosans::REGULAR_TTF, 0).ok(),
    bold: Face::parse(notosans::BOLD_TTF, 0).ok(),
});

/// Width of a text in the units of `size`. A letter the font does not have counts as wide as a capital M.
pub(super) fn width(text: &str, size: f64, bold: bool) -> f64 {
    let face = if bold { &FACES.bold } else { &FACES.regular };
    let Some(face) = face else {
        return text.chars().count() as f64 * size * 0.6;
    };
    let advance = |character: char| {
        let glyph = face.glyph_index(character).or_else(|| face.glyph_index('M'));
        glyph.and_then(|glyph| face.glyph_hor_advance(glyph)).map_or(0.0, f64::from)
    };
    text.chars().map(advance).sum::<f64>() * size / f64::from(face.units_per_em())
}

/// Breaks a text into lines no wider than `limit`; a word that is wider is broken inside.
pub(super) fn wrap(text: &str, limit: f64, size: f64) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace().flat_map(|word| broken(word, limit, size)) {
        match lines.last_mut() {
            Some(line) if width(&format!("{line} {word}"), size, false) <= limit => {
                line.push(' ');
                line.push_str(&word);
            }
            _ => lines.push(word),
        }
    }
    lines
}

fn broken(word: &str, limit: f64, size: f64) -> Vec<String> {
    let mut parts = vec![String::new()];
    for letter in word.chars() {
        let last = parts.last_mut().expect("there is always a part");
        if !last.is_empty() && width(&format!("{last}{letter}"), size, false) > limit {
            parts.push(letter.to_string());
        } else {
            last.push(letter);
        }
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_keep_to_their_limit_and_lose_nothing() {
        let text = "Requirements on repair and spare parts Datenverarbeitungsgrossanlagen";
        let lines = wrap(text, 120.0, 13.0);
        for line in &lines {
            assert!(width(line, 13.0, false) <= 120.0, "{line}");
        }
        assert_eq!(lines.concat().replace(' ', ""), text.replace(' ', ""));
    }

    #[test]
    fn bold_is_wider_and_widths_grow_with_the_size() {
        assert!(width("Laptops", 12.0, true) > width("Laptops", 12.0, false));
        let ratio = width("Laptops", 24.0, false) / width("Laptops", 12.0, false);
        assert!((ratio - 2.0).abs() < 1e-9);
    }
}
