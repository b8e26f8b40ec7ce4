//! Header texts by column, and the blocks of columns that stand beside each other.

use std::collections::{BTreeMap, BTreeSet};

use crate::text::folded;

/// Header texts as they are compared: folded, each once, blank ones left out.
pub(super) fn names(texts: &[&str]) -> BTreeSet<String> {
    texts.iter().map(|text| folded(text)).filter(|text| !text.is_empty()).collect()
}

/// Length of the longest of them, in bytes.
pub(super) fn longest(names: &BTreeSet<String>) -> usize {
    names.iter().map(String::len).max().unwrap_or(0)
}

/// Whether a header has a text.
pub(super) fn has(headers: &BTreeMap<u32, String>, name: &str) -> bool {
    headers.values().any(|text| folded(text) == name)
}

/// Whether a header has every text; never where there is none to have.
pub(super) fn has_all(headers: &BTreeMap<u32, String>, names: &BTreeSet<String>) -> bool {
    let texts: BTreeSet<String> = headers.values().map(|text| folded(text)).collect();
    !names.is_empty() && names.is_subset(&texts)
}

/// The columns over which these texts stand.
pub(super) fn columns_of(
    headers: &BTreeMap<u32, String>,
    names: &BTreeSet<String>,
) -> BTreeSet<u32> {
    let named = headers.iter().filter(|(_, text)| names.contains(&folded(text)));
    named.map(|(column, _)| *column).collect()
}

/// Stretches of columns that all have a header text.
pub(super) fn segments(headers: &BTreeMap<u32, String>) -> Vec<BTreeMap<u32, String>> {
    let mut segments: Vec<BTreeMap<u32, String>> = Vec::new();
    for (column, text) in headers {
        let goes_on = segments
            .last()
            .and_then(|segment| segment.keys().next_back())
            .is_some_and(|last| last + 1 == *column);
        if !goes_on {
            segments.push(BTreeMap::new());
        }
        if let Some(segment) = segments.last_mut() {
            segment.insert(*column, text.clone());
        }
    }
    segments
}

/// The number of columns after which every text of a header comes again, at least twice over.
pub(super) fn repeating(headers: &BTreeMap<u32, String>) -> Option<usize> {
    let texts: Vec<String> = headers.values().map(|text| folded(text)).collect();
    (2..=texts.len() / 2).find(|period| {
        texts.len().is_multiple_of(*period)
            && texts.chunks(*period).all(|chunk| chunk == &texts[..*period])
    })
}

/// Parts a header after every so many columns.
pub(super) fn split(headers: &BTreeMap<u32, String>, period: usize) -> Vec<BTreeMap<u32, String>> {
    let texts: Vec<(&u32, &String)> = headers.iter().collect();
    let chunks = texts.chunks(period);
    chunks
        .map(|chunk| chunk.iter().map(|(column, text)| (**column, (*text).clone())).collect())
        .collect()
}
