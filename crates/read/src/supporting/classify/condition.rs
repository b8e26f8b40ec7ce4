//! In what condition goods were bought, by the words of a row.

use std::collections::BTreeSet;

use model::registers::ConditionWord;
use model::vocabulary::Condition;

use super::grammar::{self, Role};
use super::phrases::{Phrases, Written};
use super::text::{Parted, Word, words};
use super::words::{Place, places};

/// Words shortly before another that turn it into its opposite; what is said then is not known.
const NEGATING: &[&str] = &[
    "no",
    "not",
    "non",
    "never",
    "kein",
    "keine",
    "keinen",
    "keiner",
    "nicht",
    "nie",
    "pas",
    "jamais",
    "geen",
    "niet",
    "nooit",
    "sin",
    "nunca",
    "senza",
    "mai",
    "ohne",
    "without",
    "sans",
    "zonder",
    "excluding",
    "hors",
    "except",
    "ausser",
    "statt",
    "instead",
    "inte",
    "ej",
    "ikke",
    "ingen",
    "inga",
    "utan",
    "uden",
    "uten",
    "bez",
    "ei",
    "nao",
    "sem",
    "не",
    "без",
];

/// How many words before a word may turn it.
const REACH: usize = 3;

/// The register of condition words, ready to read texts.
pub(in crate::supporting) struct Conditions {
    words: Phrases<Condition>,
}

impl Conditions {
    /// Prepares the register.
    pub(in crate::supporting) fn new(words: &[ConditionWord]) -> Self {
        let written = words.iter().filter_map(|word| {
            Some(Written {
                says: Condition::parse(&word.condition)?,
                language: &word.language,
                phrase: &word.word,
                not: word.not.iter().map(String::as_str).collect(),
            })
        });
        Self { words: Phrases::new(written) }
    }

    /// The condition that the texts tell; `None` where none of them does, where they tell two, where what they tell
    /// is denied (`kein Refurbished`), and where they tell it of what comes with a thing or of what it is for
    /// (`with refurbished battery`).
    ///
    /// A word of the register that tells `unknown`, such as `gebraucht`, says that something is used and not that
    /// it was refurbished; one that says more stands instead of it.
    pub(in crate::supporting) fn told(&self, texts: &[&str]) -> Option<Condition> {
        let text = words(&texts.join(";"));
        let places = places(&text);
        let mut told = BTreeSet::new();
        for found in &self.words.found(&text) {
            let start = found.words.start;
            if denied(&text, start) {
                return None;
            }
            if is_of_the_thing(&text, &places, start) {
                told.insert(found.says);
            }
        }
        if !told.contains(&Condition::New) && told.len() > 1 {
            told.remove(&Condition::Unknown);
        }
        told.pop_first().filter(|_| told.is_empty())
    }
}

/// Whether a phrase that starts at a word speaks of the thing itself. One whose own first word says with or without,
/// such as `sans emballage`, stands where the word before it stands.
fn is_of_the_thing(text: &[Word], places: &[Place], start: usize) -> bool {
    let parts = matches!(grammar::role(&text[start].text), Role::With | Role::For);
    match start.checked_sub(1).filter(|_| parts) {
        Some(before) => places[before] == Place::Thing,
        None => parts || places[start] == Place::Thing,
    }
}

/// Whether one of the words shortly before denies a word, in the same part of the text.
fn denied(text: &[Word], at: usize) -> bool {
    let mut nearer = at;
    for index in (at.saturating_sub(REACH)..at).rev() {
        if text[nearer].parted != Parted::Little {
            return false;
        }
        if NEGATING.contains(&text[index].text.as_str()) {
            return true;
        }
        nearer = index;
    }
    false
}
