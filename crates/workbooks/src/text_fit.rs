//! How high a row must be to show all of its text. Spreadsheet programs compute this themselves only for
//! cells that are not merged, and not all of them do; so it is estimated here, on the safe side.

/// Width of a space in digits, a little more than it is in the fonts that programs fall back on.
const SPACE: f64 = 0.6;
/// Highest a row can be, in points.
const HIGHEST: f64 = 409.0;

/// Number of lines `text` takes when wrapped at words in a column `width` characters wide (the width
/// spreadsheets count in: digits of the 11-point default font), in a font of `size` points.
pub(crate) fn lines(text: &str, width: f64, size: f64) -> usize {
    let budget = ((width - 2.5) * 11.0 / size).max(4.0);
    text.split('\n').map(|line| wrapped(line, budget)).sum()
}

fn wrapped(line: &str, budget: f64) -> usize {
    let mut count = 1;
    let mut used = 0.0;
    for word in line.split(breaks).filter(|word| !word.is_empty()) {
        let length = width_of(word);
        if used > 0.0 && used + SPACE + length > budget {
            count += 1;
            used = 0.0;
        }
        if length > budget {
            count += (length / budget) as usize;
            used = length % budget;
        } else {
            used += length + if used > 0.0 { SPACE } else { 0.0 };
        }
    }
    count
}

/// Whether a line may be broken there: at white space, but not at a no-break space.
fn breaks(character: char) -> bool {
    character.is_whitespace() && !matches!(character, '\u{a0}' | '\u{202f}')
}

/// Width of a word in digits: capitals and a few letters are wider, scripts such as Chinese twice as wide.
fn width_of(word: &str) -> f64 {
    word.chars()
        .map(|character| match character {
            'm' | 'w' | 'M' | 'W' | '@' | '%' | '—' => 1.6,
            'i' | 'j' | 'l' | '.' | ',' | ';' | ':' | '\'' | '’' | '|' => 0.6,
            _ if character >= '\u{1100}' => 2.0,
            _ if character.is_uppercase() => 1.2,
            _ => 1.0,
        })
        .sum()
}

/// Height in points of a row of `lines` lines of a `size`-point font, with room above and below.
pub(crate) fn height(lines: usize, size: f64) -> f64 {
    (lines as f64 * size * 1.36 + 6.0).min(HIGHEST)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wraps_at_words_and_breaks_words_that_are_too_long() {
        let cases = [
            ("", 20.0, 1),
            ("nine aaaa bbbb", 12.0, 2),
            ("one\ntwo\n\nfour", 20.0, 4),
            ("aaaaaaaaaaaaaaaaaaaaaaaaa", 12.5, 3),
        ];
        for (text, width, expected) in cases {
            assert_eq!(lines(text, width, 11.0), expected, "{text:?} at {width}");
        }
    }

    #[test]
    fn no_row_is_higher_than_the_format_allows() {
        assert!(height(1000, 11.0) <= 409.0);
    }
}
