//! Comparing what people typed with what the form says.

/// A text as it is compared: lower case, one space for any white space, curly quotes and long dashes as
/// their plain forms, no invisible characters.
///
/// Office programs change quotes, dashes and spaces while people type, so these never tell answers apart.
pub(crate) fn folded(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for character in text.chars() {
        let plain = match character {
            '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{ad}' => continue,
            '\u{2018}' | '\u{2019}' | '\u{201b}' | '\u{2bc}' | '`' | '´' => '\'',
            '\u{201c}' | '\u{201d}' | '\u{201e}' => '"',
            '\u{2010}'..='\u{2015}' | '\u{2212}' => '-',
            c if c.is_whitespace() => ' ',
            c => c,
        };
        if plain == ' ' && (folded.is_empty() || folded.ends_with(' ')) {
            continue;
        }
        folded.extend(plain.to_lowercase());
    }
    folded.truncate(folded.trim_end().len());
    folded
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
