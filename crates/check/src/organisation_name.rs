//! Names of organisations as they are compared.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Words that say a legal form or connect, and tell no organisations apart.
const PASSED_OVER: [&str; 22] = [
    "ab", "ag", "and", "bv", "de", "der", "des", "die", "du", "et", "gmbh", "la", "le", "les",
    "ltd", "nv", "of", "plc", "sa", "the", "und", "van",
];

/// How near two names must be to be taken for one with a slip of a letter.
const NEAR: f64 = 0.92;

/// A name without case, accents, spaces and punctuation.
pub(crate) fn compared(name: &str) -> String {
    words(name).concat()
}

/// A name as it is compared with many others: its words that tell organisations apart, sorted, in one.
pub(crate) struct Sorted {
    words: String,
    letters: u32,
}

impl Sorted {
    /// That of a name as written.
    pub(crate) fn of(name: &str) -> Self {
        let mut words = words(name);
        words.retain(|word| !PASSED_OVER.contains(&word.as_str()));
        words.sort_unstable();
        let words = words.concat();
        let letters = u32::try_from(words.chars().count()).unwrap_or(u32::MAX);
        Self { words, letters }
    }

    /// Whether two names are equal without case, accents, legal form and order of words, or differ by a slip.
    /// Blank names are equal to none.
    pub(crate) fn nearly_equals(&self, other: &Self) -> bool {
        let (fewer, more) = (self.letters.min(other.letters), self.letters.max(other.letters));
        // Each letter that one has more is a slip: names of unlike length need no closer look.
        fewer > 0
            && 1.0 - f64::from(more - fewer) / f64::from(more) >= NEAR
            && strsim::normalized_damerau_levenshtein(&self.words, &other.words) >= NEAR
    }
}

/// The words of a name in lower case, without accents.
fn words(name: &str) -> Vec<String> {
    let plain: String =
        name.nfkd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase).collect();
    let words = plain.split(|c: char| !c.is_alphanumeric());
    words.filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_compared_as_people_mean_them() {
        assert_eq!(
            compared("Port Authority of BRUNSHOLM"),
            compared("port authority of  Brunsholm.")
        );
        assert_eq!(compared("Ville de Vérac"), compared("ville de VERAC"));
        for (one, two) in [
            ("Municipality of Zilverdam", "Zilverdam municipality"),
            ("Municipality of Zilverdam", "Municipality of Zilverdamm"),
        ] {
            assert!(Sorted::of(one).nearly_equals(&Sorted::of(two)), "{one} ~ {two}");
        }
        for (one, two) in
            [("", ""), ("Region North", "Region South"), ("City of Ada", "City of Ida")]
        {
            assert!(!Sorted::of(one).nearly_equals(&Sorted::of(two)), "{one} ~ {two}");
        }
    }
}
