//! `inputs/Y/narrative/NAME.md` and `NAME.fr.md`: the Secretariat's own words.

use std::collections::BTreeMap;

use model::governance::NarrativeText;
use model::{Fault, InputFile};

use super::GovernanceInputs;
use crate::absent::unreadable;
use crate::plain::is_language_code;

/// Language of a text whose name says none.
const LANGUAGE: &str = "en";

/// The texts by name and language. One that is not saved as UTF-8 is a fault and left aside.
pub(super) fn narrative(
    inputs: &GovernanceInputs<'_>,
    faults: &mut Vec<Fault>,
) -> BTreeMap<String, BTreeMap<String, NarrativeText>> {
    let prefix = format!("{}/", inputs.year_folder);
    let mut texts: BTreeMap<String, BTreeMap<String, NarrativeText>> = BTreeMap::new();
    for (path, file) in inputs.files {
        let Some((name, language)) = path.strip_prefix(&prefix).and_then(named) else {
            continue;
        };
        match text(file) {
            Some(text) => drop(texts.entry(name.to_owned()).or_default().insert(language, text)),
            None => faults.push(unreadable(
                path,
                "it is not saved as UTF-8 text: save it again with the encoding UTF-8",
            )),
        }
    }
    texts
}

/// Name and language of a text by its path inside the year's folder; `None` for every other file, and for a
/// name that no report could ask for.
pub(super) fn named(inside: &str) -> Option<(&str, String)> {
    let stem = inside.strip_prefix("narrative/")?.strip_suffix(".md")?;
    let (name, language) = match stem.split_once('.') {
        Some((name, language)) if is_language_code(language) => (name, language),
        Some(_) => return None,
        None => (stem, LANGUAGE),
    };
    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    (!name.is_empty() && name.chars().all(plain)).then(|| (name, language.to_owned()))
}

fn text(file: &InputFile) -> Option<NarrativeText> {
    let text = std::str::from_utf8(&file.bytes).ok()?;
    let markdown = text.trim_start_matches('\u{feff}').replace("\r\n", "\n");
    Some(NarrativeText { path: file.path.to_string(), markdown })
}
