//! Names of organisations that may mean the same one.

use model::organisation_name::words;

/// Words that say a legal form or connect, and tell no organisations apart.
const PASSED_OVER: [&str; 61] = [
    "ab", "ag", "and", "aps", "as", "asa", "asbl", "bv", "bvba", "cv", "da", "das", "de", "dei",
    "del", "della", "der", "des", "di", "die", "do", "doo", "du", "e", "eg", "ehf", "et", "ev",
    "ggmbh", "gmbh", "i", "inc", "kft", "kg", "la", "le", "les", "limited", "llc", "ltd", "nv",
    "of", "og", "ohf", "oy", "oyj", "plc", "publ", "sa", "sarl", "sas", "sia", "spa", "srl", "the",
    "uab", "und", "v", "van", "vzw", "y",
];

/// How near two names must be to be taken for one with a slip of a letter.
const NEAR: f64 = 0.92;

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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_compared_as_people_mean_them() {
        for (one, two) in [
            ("Municipality of Zilverdam", "Zilverdam municipality"),
            ("Municipality of Zilverdam", "Municipality of Zilverdamm"),
            ("Zilverdam Netwerken B.V.", "BV Netwerken Zilverdam"),
            ("Société de l'Énergie S.A.R.L.", "Societe de l Energie sarl"),
            ("Nordhavn Drift A/S", "Nordhavn Drift AS"),
            ("Vitvatten AB (publ)", "vitvatten"),
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
