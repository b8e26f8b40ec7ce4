//! The lists this program ships; what a workspace has of its own comes on top.
//!
//! They are the files of the example workspace, so that there is one copy to look after.

use std::collections::{BTreeMap, BTreeSet};

use model::{Fault, InputFile, Obstacle};

use crate::text::folded;

const PRODUCT_CODES: &str = include_str!("../../../../inputs/product-codes.csv");
const ECOLABELS: &str = include_str!("../../../../inputs/ecolabels.csv");
const CONDITION_WORDS: &str = include_str!("../../../../inputs/condition-words.csv");

/// What a row of a list is about: a code, a word or a label, and its language; empty where it is of none.
pub(super) type Key = (String, String);

/// A row's key, folded so that spellings of a word are one.
pub(super) fn key(name: &str, language: &str) -> Key {
    (folded(name), language.to_owned())
}

/// The rows of a list: the workspace's own, and of the shipped ones all those that no row of its own is about. An own
/// row without a language is about the word in every language. `name` is the list's path without extension.
///
/// What is wrong in a shipped row, such as a product group that the Pact does not have, is no fault of the workspace.
///
/// # Errors
///
/// Those of `read`, for the workspace's own file.
pub(super) fn with_shipped<T>(
    files: &BTreeMap<String, InputFile>,
    name: &str,
    faults: &mut Vec<Fault>,
    read: impl Fn(&BTreeMap<String, InputFile>, &mut Vec<Fault>) -> Result<Vec<T>, Vec<Obstacle>>,
    key_of: impl Fn(&T) -> Key,
) -> Result<Vec<T>, Vec<Obstacle>> {
    let mut all = read(files, faults)?;
    let own: BTreeSet<Key> = all.iter().map(&key_of).collect();
    let mut shipped = read(&shipped(name), &mut Vec::new())?;
    shipped.retain(|row| {
        let (word, language) = key_of(row);
        !own.contains(&(word.clone(), String::new())) && !own.contains(&(word, language))
    });
    all.extend(shipped);
    Ok(all)
}

/// A shipped list, as a file at the path the workspace's own would have.
fn shipped(name: &str) -> BTreeMap<String, InputFile> {
    let text = match name {
        super::product_codes::NAME => PRODUCT_CODES,
        super::ecolabels::NAME => ECOLABELS,
        super::condition_words::NAME => CONDITION_WORDS,
        _ => return BTreeMap::new(),
    };
    let path = format!("{name}.csv");
    let file = InputFile {
        path: path.as_str().into(),
        bytes: text.as_bytes().into(),
        sha256: String::new(),
    };
    BTreeMap::from([(path, file)])
}
