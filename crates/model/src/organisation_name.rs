//! Names of organisations as they are compared (methodology: Volume, Details settled).

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// A name without case, accents, spaces and punctuation; equal for names that mean the same organisation.
pub fn compared(name: &str) -> String {
    words(name).concat()
}

/// The words of a name in lower case, without accents. Letters that stand alone side by side are one word, so that
/// `B.V.` and `BV` are the same.
pub fn words(name: &str) -> Vec<String> {
    let plain: String = name
        .nfkd()
        .filter(|letter| !is_combining_mark(*letter))
        .flat_map(char::to_lowercase)
        .flat_map(without_stroke)
        .collect();
    let mut words: Vec<String> = Vec::new();
    let mut after_letter = false;
    for word in plain.split(|letter: char| !letter.is_alphanumeric()).filter(|w| !w.is_empty()) {
        let is_letter = word.chars().nth(1).is_none() && word.chars().all(char::is_alphabetic);
        match words.last_mut() {
            Some(last) if after_letter && is_letter => last.push_str(word),
            _ => words.push(word.to_owned()),
        }
        after_letter = is_letter;
    }
    words
}

/// Letters whose accent is a part of them, as they are written without it.
fn without_stroke(letter: char) -> impl Iterator<Item = char> {
    let plain = match letter {
        'ø' => "o",
        'ł' => "l",
        'đ' | 'ð' => "d",
        'ħ' => "h",
        'ı' => "i",
        'ŧ' => "t",
        'æ' => "ae",
        'œ' => "oe",
        'ß' => "ss",
        'þ' => "th",
        _ => "",
    };
    let same = plain.is_empty().then_some(letter);
    plain.chars().chain(same)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_mean_the_same_are_equal() {
        for (one, two) in [
            ("Port Authority of BRUNSHOLM", "port authority of  Brunsholm."),
            ("Ville de Vérac", "ville de VERAC"),
            ("Søndervig Kommune", "SONDERVIG kommune"),
            ("Zilver B.V.", "Zilver BV"),
            ("Gemeente 's-Zilver", "gemeente s Zilver"),
        ] {
            assert_eq!(compared(one), compared(two), "{one} ~ {two}");
        }
        assert_ne!(compared("Region North"), compared("Region South"));
        assert_eq!(words("Zilver s.p.a. of A B"), ["zilver", "spa", "of", "ab"]);
    }
}
