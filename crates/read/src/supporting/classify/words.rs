//! Product groups by words of the register.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use model::registers::{IGNORED, NO_GROUP, ProductCode};

use super::grammar::{self, Role};
use super::phrases::{Match, Phrases, Written};
use super::text::{Parted, Word};
use crate::text::folded;

/// What a phrase says of the words it stands for.
#[derive(Clone, PartialEq, Eq, Debug)]
enum Says<'a> {
    /// They name this product group; where the text names one of the others, they describe that.
    Group { group: &'a str, yields_to: Vec<&'a str> },
    /// What is named is of no product group.
    NoGroup,
    /// Nothing: they only hide other words, as `retina display` hides `display`.
    Nothing,
}

/// The words of the register.
pub(super) struct WordList<'a> {
    phrases: Phrases<Says<'a>>,
}

/// What the words of a text say.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(super) struct Told<'a> {
    /// The groups they name.
    pub(super) groups: BTreeSet<&'a str>,
    /// Groups named where a text says what things are for: they decide nothing, but speak against others.
    pub(super) doubtful: BTreeSet<&'a str>,
    /// The words that say that it is of no group.
    pub(super) no_group: Option<String>,
    /// Whether a group is named apart from those words, and not as a part of the same name (`laptop bag`).
    pub(super) group_apart: bool,
}

impl<'a> WordList<'a> {
    /// Prepares the words of the register, codes left aside. `is_group` tells ids of product groups: such an
    /// entry of `not` is no word. A word that stands there in several languages is excluded by what excludes it
    /// in any of them, since the language of a text is not known.
    pub(super) fn new(
        rows: impl IntoIterator<Item = &'a ProductCode>,
        is_group: impl Fn(&str) -> bool,
    ) -> Self {
        let rows = rows.into_iter().filter(|row| row.scheme == "word");
        let rows: Vec<&ProductCode> = rows.collect();
        let mut excluding: BTreeMap<(String, &str), BTreeSet<&str>> = BTreeMap::new();
        for row in &rows {
            let shared = excluding.entry((folded(&row.code), &row.product_group)).or_default();
            shared.extend(row.not.iter().map(String::as_str));
        }
        let written = rows.into_iter().map(|row| {
            let shared = &excluding[&(folded(&row.code), row.product_group.as_str())];
            let (ids, not): (Vec<&str>, Vec<&str>) =
                shared.iter().copied().partition(|text| is_group(text));
            let says = match row.product_group.as_str() {
                NO_GROUP => Says::NoGroup,
                IGNORED => Says::Nothing,
                group => Says::Group { group, yields_to: ids },
            };
            Written { says, language: &row.language, phrase: &row.code, not }
        });
        Self { phrases: Phrases::new(written) }
    }

    /// What the words of a text say.
    pub(super) fn told(&self, text: &[Word]) -> Told<'a> {
        let all = self.phrases.found(text);
        let places = places(text);
        let things = all.iter().filter(|found| matches!(found.says, Says::Group { .. }));
        let first_thing = things.map(|found| found.words.start).min();
        let mut told = Told::default();
        let mut named: Vec<Range<usize>> = Vec::new();
        let mut none: Option<Range<usize>> = None;
        for found in &all {
            let place = places[found.words.start];
            match &found.says {
                Says::Nothing => {}
                Says::Group { yields_to, .. } if describes(found, yields_to, &all, text) => {}
                Says::Group { .. } if place == Place::For => {}
                Says::Group { group, .. } if place == Place::AfterFor => {
                    told.doubtful.insert(group);
                    named.push(found.words.clone());
                }
                Says::Group { group, .. } => {
                    told.groups.insert(group);
                    named.push(found.words.clone());
                }
                Says::NoGroup => {
                    // What comes with a thing, and what it is for, is not the thing.
                    let is_beside = matches!(place, Place::With | Place::For)
                        && first_thing.is_some_and(|thing| thing < found.words.start);
                    if !is_beside && told.no_group.is_none() {
                        told.no_group = Some(shown(&text[found.words.clone()]));
                        none = Some(found.words.clone());
                    }
                }
            }
        }
        told.group_apart =
            none.is_some_and(|none| named.iter().any(|group| !is_one_name(text, group, &none)));
        told
    }
}

/// Whether two runs of words stand beside each other, or in each other, with nothing between them.
fn is_one_name(text: &[Word], one: &Range<usize>, other: &Range<usize>) -> bool {
    let (first, second) = if one.start <= other.start { (one, other) } else { (other, one) };
    second.start < first.end
        || (second.start == first.end && text[second.start].parted == Parted::Little)
}

/// Whether a word only describes what another names: the display of a laptop, the disk of a server. Not so where
/// `and`, `+` or a semicolon parts the two.
fn describes(
    found: &Match<Says<'_>>,
    yields_to: &[&str],
    all: &[Match<Says<'_>>],
    text: &[Word],
) -> bool {
    let parted = |other: &Match<Says<'_>>| {
        let between = match other.words.start < found.words.start {
            true => other.words.end..found.words.start + 1,
            false => found.words.end..other.words.start + 1,
        };
        between
            .into_iter()
            .any(|index| text[index].parted == Parted::Whole || grammar::is_and(&text[index].text))
    };
    all.iter().any(|other| match &other.says {
        Says::Group { group, .. } => yields_to.contains(group) && !parted(other),
        _ => false,
    })
}

/// In what part of a sentence a word stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Place {
    /// Where things are named.
    Thing,
    /// Where it says what comes with it.
    With,
    /// Where it says what it is for.
    For,
    /// After that, where another thing may be named or what it is for goes on.
    AfterFor,
}

/// The place of each word.
pub(super) fn places(text: &[Word]) -> Vec<Place> {
    let mut places = Vec::with_capacity(text.len());
    let mut now = Place::Thing;
    let mut something_named = false;
    for word in text {
        let role = grammar::role(&word.text);
        now = match (word.parted, now) {
            (Parted::Whole, _) => Place::Thing,
            (Parted::Part, Place::For) => Place::AfterFor,
            (Parted::Part, Place::With) => Place::Thing,
            (_, now) => now,
        };
        now = match (role, now) {
            (Role::With, Place::For | Place::AfterFor) => now,
            (Role::With, _) => Place::With,
            (Role::For, _) if something_named => Place::For,
            (Role::And, Place::For) => Place::AfterFor,
            (Role::Ordering, _) => Place::Thing,
            (_, now) => now,
        };
        something_named |= role == Role::Plain;
        places.push(now);
    }
    places
}

fn shown(words: &[Word]) -> String {
    let words: Vec<&str> = words.iter().map(|word| word.text.as_str()).collect();
    words.join(" ")
}
