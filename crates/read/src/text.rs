//! Comparing what people typed with what the form says.

use unicode_normalization::UnicodeNormalization;

/// A text as it is compared: lower case, one space for any white space, curly quotes and long dashes as
/// their plain forms, full-width letters and the digits of other scripts as the usual ones, no invisible
/// characters.
///
/// Office programs change quotes, dashes and spaces while people type, and some compose accents while others do not,
/// so these never tell answers apart.
pub(crate) fn folded(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    match text.is_ascii() {
        true => fold(text.chars(), &mut folded),
        false => fold(text.nfkc(), &mut folded),
    }
    folded.truncate(folded.trim_end().len());
    folded
}

fn fold(characters: impl Iterator<Item = char>, folded: &mut String) {
    for character in characters {
        if character.is_ascii_alphanumeric() {
            folded.push(character.to_ascii_lowercase());
            continue;
        }
        let plain = match character {
            '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{ad}' => continue,
            '\u{2018}' | '\u{2019}' | '\u{201b}' | '\u{2bc}' | '`' | '´' => '\'',
            '\u{201c}' | '\u{201d}' | '\u{201e}' => '"',
            '\u{2010}'..='\u{2015}' | '\u{2212}' => '-',
            c if c.is_whitespace() => ' ',
            c => ascii_digit(c).unwrap_or(c),
        };
        if plain == ' ' && (folded.is_empty() || folded.ends_with(' ')) {
            continue;
        }
        folded.extend(plain.to_lowercase());
    }
}

/// The zeros of the scripts whose digits people type numbers with; nine digits follow each: Arabic, Persian,
/// Devanagari, Bengali, Thai, full-width.
const ZEROS: [char; 6] = ['\u{660}', '\u{6f0}', '\u{966}', '\u{9e6}', '\u{e50}', '\u{ff10}'];

/// The usual digit for a digit of any of these scripts; `None` for anything else.
pub(crate) fn ascii_digit(character: char) -> Option<char> {
    if character.is_ascii() {
        return character.is_ascii_digit().then_some(character);
    }
    let behind = |zero: &char| (character as u32).checked_sub(*zero as u32).filter(|n| *n < 10);
    let digit = ZEROS.iter().find_map(behind)?;
    char::from_digit(digit, 10)
}

/// A typed number or day in the usual digits, without an apostrophe before it that was to keep it a text, and without
/// invisible characters and white space around it.
pub(crate) fn as_typed(text: &str) -> String {
    let is_seen =
        |c: &char| !matches!(c, '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{ad}');
    let plain = text.chars().filter(is_seen).map(|c| ascii_digit(c).unwrap_or(full_width_mark(c)));
    let plain: String = plain.collect();
    let trimmed = plain.trim();
    let bare = trimmed.strip_prefix(['\'', '\u{2019}', '\u{2018}']).unwrap_or(trimmed);
    bare.trim().to_owned()
}

/// The usual point, comma, hyphen, slash or colon for a full-width one; any other character as it is.
fn full_width_mark(character: char) -> char {
    match character {
        '．' => '.',
        '，' => ',',
        '－' => '-',
        '／' => '/',
        '：' => ':',
        other => other,
    }
}

/// Whether nothing visible stands in a text.
pub(crate) fn is_blank(text: &str) -> bool {
    text.chars().all(|c| {
        c.is_whitespace()
            || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{ad}')
    })
}

/// What a participant can write for "this does not apply to us", beside the labels of the form's own `na`
/// choices, by folded text.
const NOT_APPLICABLE: [&str; 36] = [
    "n/a",
    "n.a.",
    "n.a",
    "na",
    "n/a.",
    "n. a.",
    "not applicable",
    "does not apply",
    "nvt",
    "n.v.t.",
    "n.v.t",
    "nvt.",
    "niet van toepassing",
    "s.o.",
    "s.o",
    "s/o",
    "s. o.",
    "sans objet",
    "non applicable",
    "ne s'applique pas",
    "entfällt",
    "entfaellt",
    "nicht zutreffend",
    "nicht anwendbar",
    "trifft nicht zu",
    "no aplica",
    "no procede",
    "non applicabile",
    "não aplicável",
    "não se aplica",
    "nie dotyczy",
    "ikke relevant",
    "ikke aktuelt",
    "ej tillämpligt",
    "ei sovellu",
    "неприложимо",
];

/// Whether a text says "not applicable" in one of the languages participants write in.
pub(crate) fn says_not_applicable(text: &str) -> bool {
    let folded = folded(text);
    NOT_APPLICABLE.contains(&folded.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_office_programs_change_tells_nothing_apart() {
        assert_eq!(
            folded(" L\u{2019}achat\u{a0} durable \u{2013} oui\u{200b} "),
            "l'achat durable - oui"
        );
        assert!(is_blank("\u{a0} \u{feff}\n"));
        assert_eq!(folded("Ｎｅｗ　３"), "new 3");
        assert_eq!(folded("e\u{301}cran ٣"), "\u{e9}cran 3");
    }

    #[test]
    fn a_number_or_day_is_taken_without_what_keeps_it_a_text() {
        for (typed, plain) in [
            ("'２０２６-03-12 ", "2026-03-12"),
            ("１２．０３．２０２６", "12.03.2026"),
            ("\u{feff}٤٠", "40"),
            ("’12\u{a0}", "12"),
        ] {
            assert_eq!(as_typed(typed), plain);
        }
    }

    #[test]
    fn not_applicable_is_known_and_nothing_like_it() {
        for text in ["N/A", "n.v.t.", "NVT", " s.o. ", "Sans objet", "Entfällt", "na"] {
            assert!(says_not_applicable(text), "{text}");
        }
        for text in ["", "-", "0", "none", "nab", "so"] {
            assert!(!says_not_applicable(text), "{text}");
        }
    }
}
