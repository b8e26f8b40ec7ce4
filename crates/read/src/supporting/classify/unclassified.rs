//! The words by which most of the unclassified money could be settled.

use std::collections::{BTreeMap, BTreeSet};

use model::supporting::UnclassifiedWord;
use model::{Currency, Decimal, Identifier, Place};

use super::grammar::says_nothing;
use super::text::words as words_of;

/// Words that are listed at most.
const LISTED: usize = 25;

/// The fewest letters of a word that is proposed.
const LETTERS: usize = 3;

/// A row whose product group could not be told.
#[derive(Clone, PartialEq, Debug)]
pub(crate) struct UnclassifiedRow {
    /// Whose row it is.
    pub(crate) participant: Identifier,
    /// Its words: the cell of the product group and the description, parted by a semicolon.
    pub(crate) text: String,
    /// Its amount in minor units; `None` where it has none.
    pub(crate) amount_minor: Option<i64>,
    /// The currency of the amount.
    pub(crate) currency: Option<Currency>,
    /// Where its text stands.
    pub(crate) place: Place,
}

/// A row with its words and its weight.
struct Weighed<'a> {
    row: &'a UnclassifiedRow,
    words: BTreeSet<String>,
    weight: Decimal,
}

/// The words that would settle most of the money, first those that settle most of what is left by those before.
///
/// A word is proposed for the rows it stands in; what it would settle is the money of those no word before it is
/// in. Where two would settle the same, the one in more rows comes first, then the longer one. `weigh` makes
/// amounts of different currencies comparable: the amount in a currency of the caller's choice, or `None` where
/// there is no rate. It only orders the words; no figure is made of it.
pub(crate) fn words(
    rows: &[UnclassifiedRow],
    weigh: impl Fn(i64, Currency) -> Option<Decimal>,
) -> Vec<UnclassifiedWord> {
    let weighed = rows.iter().map(|row| Weighed {
        row,
        words: proposable(&row.text),
        weight: row
            .amount_minor
            .zip(row.currency)
            .and_then(|(amount, currency)| weigh(amount, currency))
            .unwrap_or_default()
            .abs(),
    });
    let weighed: Vec<Weighed> = weighed.collect();
    let mut left: Vec<&Weighed> = weighed.iter().collect();
    let mut found = Vec::new();
    while found.len() < LISTED
        && let Some(word) = best(&left)
    {
        found.push(described(&weighed, &word));
        left.retain(|row| !row.words.contains(&word));
    }
    found
}

/// The word that settles most of what is left.
fn best(left: &[&Weighed]) -> Option<String> {
    let mut settled: BTreeMap<&str, (Decimal, u64)> = BTreeMap::new();
    for row in left {
        for word in &row.words {
            let entry = settled.entry(word).or_default();
            *entry = (entry.0 + row.weight, entry.1 + 1);
        }
    }
    let rank = |word: &&str| (settled[*word], word.len());
    // Of equal words the first by alphabet is taken.
    let best = settled.keys().copied().rev().max_by_key(rank);
    best.map(str::to_owned)
}

/// A word with all rows it stands in.
fn described(rows: &[Weighed], word: &str) -> UnclassifiedWord {
    let own: Vec<&UnclassifiedRow> =
        rows.iter().filter(|row| row.words.contains(word)).map(|row| row.row).collect();
    let mut amounts: BTreeMap<Currency, i64> = BTreeMap::new();
    for row in &own {
        if let (Some(amount), Some(currency)) = (row.amount_minor, row.currency) {
            let sum = amounts.entry(currency).or_default();
            *sum = sum.saturating_add(amount);
        }
    }
    let participants: BTreeSet<&Identifier> = own.iter().map(|row| &row.participant).collect();
    let example = own[0];
    UnclassifiedWord {
        word: word.to_owned(),
        rows: own.len() as u64,
        amounts,
        participants: participants.into_iter().cloned().collect(),
        example: example.text.trim_matches([';', ' ']).to_owned(),
        place: example.place.clone(),
    }
}

/// The words of a text that could name a product: no numbers, no words that only join others.
fn proposable(text: &str) -> BTreeSet<String> {
    let words = words_of(text).into_iter().map(|word| word.text);
    let can_name = |word: &String| {
        let letters = word.chars().filter(|letter| letter.is_alphabetic()).count();
        letters >= LETTERS && letters * 2 > word.chars().count() && !says_nothing(word)
    };
    words.filter(can_name).collect()
}
