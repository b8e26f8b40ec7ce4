//! Which columns of a sheet are known, and which hold a text in which language.

use super::problems::{Problems, one_of};
use super::table::Table;

/// The project's own columns; other tools pass over them.
const OWN: [&str; 6] =
    ["cfit_strategy", "cfit_impacts", "cfit_phase", "cfit_roles", "cfit_scope", "cfit_was"];

/// Columns that may come once a language.
const TRANSLATED: [&str; 3] = ["label", "hint", "constraint_message"];

impl<'a> Table<'a> {
    /// The same table with its columns of texts sorted by language, the default language first.
    ///
    /// A plain `label` column is in the default language. Unknown `cfit_*` columns and languages without a
    /// code are problems, since what stands there would be lost.
    pub(super) fn with_default_language(mut self, default: &str, problems: &mut Problems) -> Self {
        let mut languages = Vec::new();
        for (name, column) in &self.columns {
            let place = self.header_place(Some(*column));
            let lower = name.to_lowercase();
            if lower.starts_with("cfit_") && !OWN.contains(&lower.as_str()) {
                let what = format!("the column `{name}` is not among the `cfit_` columns");
                problems.add(place, what, one_of(&lower, &OWN));
                continue;
            }
            let (base, language) = match lower.split_once("::") {
                Some((base, _)) => (base.trim().to_owned(), code(name).unwrap_or_default()),
                None => (lower.clone(), default.to_owned()),
            };
            if !TRANSLATED.contains(&base.as_str()) {
                continue;
            }
            if language.is_empty() {
                let what = format!("the column `{name}` does not say which language it is in");
                let help =
                    format!("Add the language's code in brackets, such as `{base}::French (fr)`.");
                problems.add(place, what, help);
                continue;
            }
            if languages.iter().any(|(b, l, _)| *b == base && *l == language) {
                let what =
                    format!("the column `{name}` is there twice for the language `{language}`");
                problems.add(place, what, "Keep one of the two columns.");
                continue;
            }
            languages.push((base, language, *column));
        }
        languages.sort_by_key(|(_, language, _)| *language != default);
        self.languages = languages;
        self
    }
}

/// The languages labels are in, the default first.
pub(super) fn languages(survey: &Table<'_>, default: &str) -> Vec<String> {
    let labels = survey.languages.iter().filter(|entry| entry.0 == "label");
    let mut languages: Vec<String> = labels.map(|(_, language, _)| language.clone()).collect();
    if languages.is_empty() {
        languages.push(default.to_owned());
    }
    languages
}

/// The language code in the last brackets of a name such as `label::French (fr)`.
pub(super) fn code(name: &str) -> Option<String> {
    let (_, rest) = name.rsplit_once('(')?;
    let code = rest.trim().strip_suffix(')')?.trim();
    let well_formed = code.len() >= 2
        && code.starts_with(|c: char| c.is_ascii_alphabetic())
        && code.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
    well_formed.then(|| code.to_owned())
}
