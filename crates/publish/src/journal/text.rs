//! Texts in a journal, in which some signs begin a comment, a tag, another entry.

/// A text on one line in which hledger reads nothing as its own: `;` and `|` are written as `,` and `/`.
pub(super) fn line(text: &str) -> String {
    on_one_line(text).replace(';', ",").replace('|', "/")
}

/// A text on one line, with single spaces and without signs that are not seen.
fn on_one_line(text: &str) -> String {
    let mut written = String::new();
    for word in text.split(is_space).filter(|word| !word.is_empty()) {
        let word: String = word.chars().filter(|letter| is_seen(*letter)).collect();
        if !word.is_empty() {
            if !written.is_empty() {
                written.push(' ');
            }
            written.push_str(&word);
        }
    }
    written
}

/// The value of a tag: a text on one line in which no comma ends it.
pub(super) fn tag(text: &str) -> String {
    on_one_line(text).replace(',', ";")
}

/// A part of the name of an account: a line in which no colon begins the next part.
pub(super) fn account(text: &str, longest: usize) -> String {
    let text = line(text).replace(':', "-");
    if text.chars().count() <= longest {
        return text;
    }
    let cut: String = text.chars().take(longest - 1).collect();
    format!("{}…", cut.trim_end())
}

fn is_space(letter: char) -> bool {
    letter.is_whitespace() || letter.is_control()
}

/// Whether a sign shows at all; marks that turn the direction of writing would show the rest of the line in another order.
fn is_seen(letter: char) -> bool {
    !matches!(letter, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_leaves_its_place() {
        let cases = [
            ("a  b\n2026-01-01 c\u{2028}d\u{a0}e", "a b 2026-01-01 c d e"),
            ("; x | y", ", x / y"),
            ("\u{202e}abc\u{200b}  \u{feff} d", "abc d"),
            ("", ""),
        ];
        for (text, expected) in cases {
            assert_eq!(line(text), expected);
        }
        assert_eq!(tag("a, date:2026-99-99 | b;\nc"), "a; date:2026-99-99 | b; c");
        assert_eq!(account("Fees: a:b", 80), "Fees- a-b");
        assert_eq!(account("abc def", 5), "abc…");
    }
}
