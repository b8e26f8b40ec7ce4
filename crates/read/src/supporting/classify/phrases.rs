//! Words and phrases of a register, found in a text with the endings, spellings and compounds of their language.

use std::collections::{BTreeSet, HashMap};
use std::ops::Range;

use super::grammar::{self, Endings};
use super::text::{Parted, Word, without_umlauts, words};

/// Letters by which phrases are looked up: those a word begins with, and those a compound ends with.
const BEGINNING: usize = 2;
const ENDING: usize = 4;
/// The fewest letters of what is recognised at the end of a compound, with a number behind it, or where it is
/// written in one word or in more.
const LONG_ENOUGH: usize = 5;

/// The endings that a compound may take, of all languages that write compounds in one word.
const COMPOUND_ENDINGS: [&str; 21] = [
    "", "s", "es", "e", "em", "en", "n", "er", "ern", "r", "t", "et", "ar", "or", "erna", "arna",
    "ene", "erne", "a", "ta", "ja",
];

/// A list of phrases, each with what it says.
pub(super) struct Phrases<T> {
    phrases: Vec<Phrase<T>>,
    by_beginning: HashMap<String, Vec<usize>>,
    by_ending: HashMap<String, Vec<usize>>,
}

struct Phrase<T> {
    says: T,
    endings: &'static Endings,
    /// Ways of writing it; each a list of words, each of these with its forms.
    spellings: Vec<Vec<Vec<String>>>,
    /// The same, each in one word.
    wholes: Vec<String>,
    /// Phrases that exclude it.
    not: Vec<Vec<String>>,
}

/// A phrase found in a text.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Match<T> {
    /// What the phrase says.
    pub(super) says: T,
    /// The words it covers.
    pub(super) words: Range<usize>,
    /// Its letters, to tell which of two in the same words is more special.
    letters: usize,
}

/// A phrase as its register has it.
pub(super) struct Written<'a, T> {
    /// What it says.
    pub(super) says: T,
    /// Code of its language; empty for a name.
    pub(super) language: &'a str,
    /// The phrase.
    pub(super) phrase: &'a str,
    /// What excludes it where it stands in the same text.
    pub(super) not: Vec<&'a str>,
}

impl<T: Clone> Phrases<T> {
    /// Prepares a list.
    pub(super) fn new<'a>(written: impl IntoIterator<Item = Written<'a, T>>) -> Self
    where
        T: 'a,
    {
        let phrases: Vec<Phrase<T>> = written.into_iter().filter_map(Phrase::new).collect();
        let (mut by_beginning, mut by_ending) = (HashMap::new(), HashMap::new());
        for (index, phrase) in phrases.iter().enumerate() {
            for beginning in phrase.beginnings() {
                insert(&mut by_beginning, beginning, index);
            }
            for ending in phrase.compound_endings() {
                insert(&mut by_ending, ending, index);
            }
        }
        Self { phrases, by_beginning, by_ending }
    }

    /// The phrases in a text, without those that lie in a longer one or are excluded by their `not`.
    pub(super) fn found(&self, text: &[Word]) -> Vec<Match<T>> {
        let all = self.all(text);
        let hidden = |found: &Match<T>| all.iter().any(|other| other.hides(found));
        all.iter().filter(|found| !hidden(found)).cloned().collect()
    }

    fn all(&self, text: &[Word]) -> Vec<Match<T>> {
        let mut matches = Vec::new();
        let mut push = |index: usize, words: Range<usize>, letters: usize| {
            let phrase = &self.phrases[index];
            if !phrase.excluded(text) {
                matches.push(Match { says: phrase.says.clone(), words, letters });
            }
        };
        for start in 0..text.len() {
            let beginning = first(&text[start].text, BEGINNING);
            for index in self.by_beginning.get(beginning).into_iter().flatten() {
                if let Some((end, letters)) = self.phrases[*index].at(text, start) {
                    push(*index, start..end, letters);
                }
            }
            self.compounds(&text[start].text, |index, letters| {
                push(index, start..start + 1, letters);
            });
        }
        matches
    }

    /// Phrases that are the last part of a word written in one.
    fn compounds(&self, word: &str, mut push: impl FnMut(usize, usize)) {
        if word.chars().count() <= LONG_ENOUGH {
            return;
        }
        for stem in COMPOUND_ENDINGS.iter().filter_map(|ending| word.strip_suffix(ending)) {
            for index in self.by_ending.get(last(stem, ENDING)).into_iter().flatten() {
                let phrase = &self.phrases[*index];
                let ending = &word[stem.len()..];
                let takes = ending.is_empty() || phrase.endings.added.contains(&ending);
                let found = phrase.compound_parts().find(|part| {
                    let before = stem.strip_suffix(part.as_str()).unwrap_or_default();
                    takes && before.chars().count() >= 2
                });
                if let Some(part) = found {
                    push(*index, part.len());
                }
            }
        }
    }
}

impl<T> Match<T> {
    /// Whether it hides another: it covers more words, or the same words with more letters.
    fn hides(&self, other: &Self) -> bool {
        let (own, others) = (&self.words, &other.words);
        let covers = own.start <= others.start && others.end <= own.end;
        covers && (own.len() > others.len() || self.letters > other.letters)
    }
}

impl<T> Phrase<T> {
    fn new(written: Written<'_, T>) -> Option<Self> {
        let endings = grammar::endings(written.language);
        let spelling = |text: String| -> Vec<Vec<String>> {
            words(&text).iter().map(|word| endings.forms(&word.text)).collect()
        };
        let spellings: Vec<_> =
            ways(written.phrase).map(spelling).filter(|words| !words.is_empty()).collect();
        let excluding = written.not.iter().flat_map(|text| ways(text));
        let excluding =
            excluding.map(|text| words(&text).into_iter().map(|word| word.text).collect());
        let not = excluding.filter(|words: &Vec<String>| !words.is_empty()).collect();
        let wholes = spellings.iter().map(|words| words.iter().map(|forms| &*forms[0]).collect());
        let wholes = wholes.collect();
        (!spellings.is_empty()).then_some(Self {
            says: written.says,
            endings,
            spellings,
            wholes,
            not,
        })
    }

    fn beginnings(&self) -> BTreeSet<String> {
        let firsts = self.spellings.iter().flat_map(|words| &words[0]);
        firsts.map(|word| first(word, BEGINNING).to_owned()).collect()
    }

    fn compound_endings(&self) -> BTreeSet<String> {
        self.compound_parts().map(|word| last(word, ENDING).to_owned()).collect()
    }

    /// The forms of the phrase that may end a compound.
    fn compound_parts(&self) -> impl Iterator<Item = &String> {
        let single =
            self.spellings.iter().filter(|words| self.endings.compounds && words.len() == 1);
        single.flat_map(|words| &words[0]).filter(|word| word.chars().count() >= ENDING)
    }

    /// Where the phrase ends, and how many letters it has, if it stands at a word of the text.
    fn at(&self, text: &[Word], start: usize) -> Option<(usize, usize)> {
        let apart = self.spellings.iter().filter_map(|spelling| {
            let stands = spelling.len() <= text.len() - start
                && spelling.iter().zip(&text[start..]).all(|(forms, word)| {
                    forms.iter().any(|form| self.takes(form, &word.text, letters(spelling)))
                })
                && joined(&text[start..start + spelling.len()]);
            stands.then_some((start + spelling.len(), letters(spelling)))
        });
        apart.max().or_else(|| self.written_otherwise(text, start))
    }

    /// The same where the words are written in one, or in more: `docking station` as `dockingstation`.
    fn written_otherwise(&self, text: &[Word], start: usize) -> Option<(usize, usize)> {
        self.spellings.iter().zip(&self.wholes).find_map(|(spelling, whole)| {
            let begun = text[start].text.as_str();
            let may_fit = whole.starts_with(begun) || begun.starts_with(whole.as_str());
            if !may_fit || whole.chars().count() < LONG_ENOUGH {
                return None;
            }
            let mut written = String::new();
            for (offset, word) in text[start..].iter().enumerate().take(spelling.len() + 1) {
                if offset > 0 && word.parted != Parted::Little {
                    return None;
                }
                written.push_str(&word.text);
                if self.takes(whole, &written, whole.len()) && offset + 1 != spelling.len() {
                    return Some((start + offset + 1, whole.len()));
                }
            }
            None
        })
    }

    /// Whether a word is a form, with an ending of its language or a number behind it at most.
    fn takes(&self, form: &str, word: &str, letters: usize) -> bool {
        let Some(ending) = word.strip_prefix(form) else {
            return false;
        };
        if ending.is_empty() {
            return true;
        }
        let is_number = ending.bytes().all(|byte| byte.is_ascii_digit());
        let takes_ending = form.chars().count() >= 3 && self.endings.added.contains(&ending);
        takes_ending || (letters >= LONG_ENOUGH && is_number)
    }

    /// Whether one of the words that exclude it stands in the text, also as the beginning of a longer word.
    fn excluded(&self, text: &[Word]) -> bool {
        self.not.iter().any(|phrase| {
            text.windows(phrase.len()).any(|window| {
                let mut pairs = window.iter().zip(phrase);
                pairs.all(|(word, excluding)| word.text.starts_with(excluding.as_str()))
            })
        })
    }
}

/// Whether nothing but spaces and hyphens stands between the words.
fn joined(words: &[Word]) -> bool {
    words.iter().skip(1).all(|word| word.parted == Parted::Little)
}

/// A text as written with and without umlauts.
fn ways(text: &str) -> impl Iterator<Item = String> {
    std::iter::once(text.to_owned()).chain(without_umlauts(text))
}

/// The letters of a spelling.
fn letters(spelling: &[Vec<String>]) -> usize {
    spelling.iter().map(|forms| forms[0].len()).sum()
}

fn insert(map: &mut HashMap<String, Vec<usize>>, key: String, index: usize) {
    map.entry(key).or_default().push(index);
}

fn first(word: &str, letters: usize) -> &str {
    word.char_indices().nth(letters).map_or(word, |(end, _)| &word[..end])
}

fn last(word: &str, letters: usize) -> &str {
    let start = word.char_indices().rev().take(letters).last();
    start.map_or("", |(start, _)| &word[start..])
}
