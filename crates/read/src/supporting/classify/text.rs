//! Texts of a row to words as they are compared.

use quick_xml::escape::resolve_html5_entity;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::text::folded;

/// A word of a text.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Word {
    /// Its letters and digits: lower case, without accents.
    pub(super) text: String,
    /// What parts it from the word before it.
    pub(super) parted: Parted,
}

/// What parts two words.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) enum Parted {
    /// Nothing but a space, a hyphen, a quotation mark or a bracket.
    Little,
    /// A comma, a slash, an ampersand: another thing may begin.
    Part,
    /// A semicolon or a plus: another thing begins.
    Whole,
}

/// The words of a text; entities of HTML, which exports of web forms leave in it, are read as their characters.
pub(super) fn words(text: &str) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    let mut parted = Parted::Little;
    let mut open = false;
    let mut previous = ' ';
    let plain = plain(text);
    let mut letters = plain.chars().peekable();
    while let Some(letter) = letters.next() {
        if letter.is_alphanumeric() {
            match words.last_mut() {
                Some(word) if open => word.text.push(letter),
                _ => words.push(Word { text: letter.to_string(), parted }),
            }
            (open, parted) = (true, Parted::Little);
        } else {
            // A comma or a point between digits is a decimal mark.
            let next_is_digit = letters.peek().is_some_and(char::is_ascii_digit);
            let in_number = previous.is_ascii_digit() && next_is_digit;
            parted = parted.max(if in_number { Parted::Little } else { parting(letter) });
            open = false;
        }
        previous = letter;
    }
    words
}

fn parting(letter: char) -> Parted {
    match letter {
        ';' | '+' | '|' | '\n' => Parted::Whole,
        ',' | '/' | '&' => Parted::Part,
        _ => Parted::Little,
    }
}

/// A text in lower case, without accents and entities.
pub(super) fn plain(text: &str) -> String {
    let text = match text.contains('&') {
        // Some exports encode what was encoded before.
        true => without_entities(&without_entities(text)),
        false => text.to_owned(),
    };
    let mut plain = String::with_capacity(text.len());
    for letter in folded(&text).nfkd().filter(|letter| !is_combining_mark(*letter)) {
        match letter {
            'ß' => plain.push_str("ss"),
            'æ' => plain.push_str("ae"),
            'œ' => plain.push_str("oe"),
            'ø' => plain.push('o'),
            'ł' => plain.push('l'),
            other => plain.extend(other.to_lowercase()),
        }
    }
    plain
}

/// A German word as it is written where there are no umlauts; `None` where it has none.
pub(super) fn without_umlauts(word: &str) -> Option<String> {
    let lower = word.to_lowercase();
    let written = lower.replace('ä', "ae").replace('ö', "oe").replace('ü', "ue");
    (written != lower).then_some(written)
}

/// The text with its entities of HTML as characters; an ampersand that begins none stays.
fn without_entities(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find('&') {
        plain.push_str(&rest[..start]);
        rest = &rest[start..];
        let entity = rest.find(';').and_then(|end| {
            let name = &rest[1..end];
            character(name).map(|text| (text, end + 1))
        });
        let (text, length) = entity.unwrap_or_else(|| ("&".to_owned(), 1));
        plain.push_str(&text);
        rest = &rest[length..];
    }
    plain.push_str(rest);
    plain
}

/// What an entity stands for, by its name or number.
fn character(name: &str) -> Option<String> {
    let Some(number) = name.strip_prefix('#') else {
        return resolve_html5_entity(name).map(str::to_owned);
    };
    let code = match number.strip_prefix(['x', 'X']) {
        Some(hexadecimal) => u32::from_str_radix(hexadecimal, 16),
        None => number.parse(),
    };
    code.ok().and_then(char::from_u32).map(String::from)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(text: &str) -> Vec<String> {
        words(text).into_iter().map(|word| word.text).collect()
    }

    #[test]
    fn words_are_compared_without_what_office_programs_and_web_forms_change() {
        let cases: [(&str, &[&str]); 7] = [
            ("Écran 24\u{a0}pouces", &["ecran", "24", "pouces"]),
            ("gi&agrave; fornitura", &["gia", "fornitura"]),
            ("Drucker &amp;amp; Kopierer", &["drucker", "kopierer"]),
            (
                "servers incluant parts&peripherals",
                &["servers", "incluant", "parts", "peripherals"],
            ),
            ("Großer Thin\u{2011}Client", &["grosser", "thin", "client"]),
            ("L&#39;&#xE9;cran", &["l", "ecran"]),
            ("мишка, ПОРТАТИВЕН", &["мишка", "портативен"]),
        ];
        for (text, expected) in cases {
            assert_eq!(texts(text), expected, "{text}");
        }
        assert_eq!(without_umlauts("Hülle").as_deref(), Some("huelle"));
        assert_eq!(without_umlauts("Maus"), None);
    }

    #[test]
    fn a_decimal_comma_parts_nothing() {
        let parted: Vec<Parted> =
            words("15,6 Zoll, Maus; Kabel").iter().map(|w| w.parted).collect();
        use Parted::{Little, Part, Whole};
        assert_eq!(parted, [Little, Little, Little, Part, Whole]);
    }
}
