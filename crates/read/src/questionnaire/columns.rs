//! Which columns of a sheet are known, and which hold a text in which language.

use super::languages;
use super::problems::{Problems, one_of};
use super::table::Table;

/// The project's own columns; other tools pass over them.
const OWN: [&str; 6] =
    ["cfit_strategy", "cfit_impacts", "cfit_phase", "cfit_roles", "cfit_scope", "cfit_was"];

/// Columns that may come once a language.
const TRANSLATED: [&str; 3] = ["label", "hint", "constraint_message"];

/// Other names of columns, as XLSForms have had them over the years.
/// Source: the XLSForm reference and its older editions.
const ALIASES: [(&str, &str); 16] = [
    ("caption", "label"),
    ("list name", "list_name"),
    ("constraint message", "constraint_message"),
    ("constraint-msg", "constraint_message"),
    ("constraint_msg", "constraint_message"),
    ("bind:jr:constraintmsg", "constraint_message"),
    ("bind:constraint", "constraint"),
    ("bind:relevant", "relevant"),
    ("relevance", "relevant"),
    ("bind:relevance", "relevant"),
    ("bind:required", "required"),
    ("bind:calculate", "calculation"),
    ("calculate", "calculation"),
    ("repeat count", "repeat_count"),
    ("choice filter", "choice_filter"),
    ("default language", "default_language"),
];

/// A column by its header.
pub(super) struct Column {
    /// As written, trimmed.
    pub(super) header: String,
    /// What it is called today, in lower case, without its language: `label` of `label::French (fr)`.
    pub(super) base: String,
    /// What stands behind the colons.
    pub(super) language: Option<String>,
    /// Its position, from 0.
    pub(super) position: u32,
}

impl Column {
    pub(super) fn new(header: &str, position: u32) -> Self {
        let header = header.trim();
        let one_colon = header.replace("::", ":");
        let whole = canonical(&one_colon);
        let parts = one_colon.split_once(':').filter(|_| !is_alias(&one_colon));
        let translated =
            parts.map(|(base, language)| (canonical(base), language.trim().to_owned()));
        let translated = translated.filter(|(base, _)| TRANSLATED.contains(&base.as_str()));
        let (base, language) = match translated {
            Some((base, language)) => (base, Some(language)),
            None => (whole, None),
        };
        Self { header: header.to_owned(), base, language, position }
    }
}

fn is_alias(header: &str) -> bool {
    let lower = header.to_lowercase();
    ALIASES.iter().any(|(alias, _)| *alias == lower)
}

fn canonical(header: &str) -> String {
    let lower = header.trim().to_lowercase();
    let alias = ALIASES.iter().find(|(alias, _)| *alias == lower);
    alias.map_or_else(|| lower.replace(' ', "_"), |(_, name)| (*name).to_owned())
}

impl<'a> Table<'a> {
    /// The same table with its columns of texts sorted by language, the default language first.
    ///
    /// A plain `label` column is in the default language. Unknown `cfit_*` columns and languages nobody can
    /// tell the code of are problems, since what stands there would be lost.
    pub(super) fn with_default_language(mut self, default: &str, problems: &mut Problems) -> Self {
        let mut languages: Vec<(String, String, u32)> = Vec::new();
        for Column { header, base, language, position } in &self.columns {
            let place = self.header_place(Some(*position));
            if base.starts_with("cfit_") && !OWN.contains(&base.as_str()) {
                let what = format!("the column `{header}` is not among the `cfit_` columns");
                problems.add(place, what, one_of(base, &OWN));
                continue;
            }
            if !TRANSLATED.contains(&base.as_str()) {
                continue;
            }
            let code = match language {
                Some(language) => languages::code(language),
                None => Some(default.to_owned()),
            };
            let Some(code) = code else {
                let what = format!("the column `{header}` does not say which language it is in");
                let help =
                    format!("Add the language's code in brackets, such as `{base}::French (fr)`.");
                problems.add(place, what, help);
                continue;
            };
            if languages.iter().any(|(b, l, _)| b == base && *l == code) {
                let what =
                    format!("the column `{header}` is there twice for the language `{code}`");
                problems.add(place, what, "Keep one of the two columns.");
                continue;
            }
            languages.push((base.clone(), code, *position));
        }
        languages.sort_by_key(|(_, language, _)| *language != default);
        self.languages = languages;
        self
    }

    /// Columns that mean the same under two names: what stands in one of them would be lost.
    pub(super) fn check_twins(&self, used: &[&str], problems: &mut Problems) {
        for (index, column) in self.columns.iter().enumerate() {
            let mut before = self.columns[..index].iter();
            let twin = before.find(|own| own.base == column.base && column.language.is_none());
            if let Some(twin) = twin.filter(|_| used.contains(&column.base.as_str())) {
                let what = match twin.header == column.header {
                    true => format!("the column `{}` is there twice", column.header),
                    false => format!(
                        "the columns `{}` and `{}` mean the same",
                        twin.header, column.header
                    ),
                };
                let place = self.header_place(Some(column.position));
                problems.add(place, what, "Keep one of the two columns.");
            }
        }
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
