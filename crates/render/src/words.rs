//! The words of documents: labels of codes, signs, months, chrome. They are data, in `words/LANG.toml`.

use std::collections::BTreeMap;

use model::{Date, Obstacle};

use crate::templates::{Templates, shipped_templates};
use crate::trouble::{Trouble, at_line};

/// Words of one language, by their path (`sign.withheld.key`). What a workspace's own file lacks is
/// taken from the file that comes with the program.
#[derive(Clone, Debug)]
pub(crate) struct Words {
    words: BTreeMap<String, String>,
}

impl Words {
    /// Reads `words/LANG.toml`.
    ///
    /// # Errors
    /// If the file is no TOML, or holds something that is neither a text nor a table of texts.
    pub(crate) fn read(templates: &Templates, language: &str) -> Result<Self, Obstacle> {
        let file = format!("words/{language}.toml");
        let mut words = BTreeMap::new();
        let shipped = shipped_templates();
        for set in [&shipped, templates] {
            if let Some(text) = set.get(&file) {
                add_file(text, &mut words)
                    .map_err(|(trouble, line)| at_line(trouble, &file, line, set))?;
            }
        }
        Ok(Self { words })
    }

    /// The word at a path; where there is none, the last part of the path, so that a code nobody named
    /// is shown as it stands in the files.
    pub(crate) fn get(&self, path: &str) -> String {
        let last = || path.rsplit('.').next().unwrap_or(path);
        self.find(path).unwrap_or_else(last).to_owned()
    }

    /// The word at a path, if there is one.
    pub(crate) fn find(&self, path: &str) -> Option<&str> {
        self.words.get(path).map(String::as_str)
    }

    /// The word at a path with its places filled: `{name}` by the value of that name.
    pub(crate) fn fill(&self, path: &str, values: &[(&str, &str)]) -> String {
        fill(&self.get(path), values)
    }

    /// A day as readers write it, kept on one line: `14 June 2026`.
    pub(crate) fn date(&self, day: Date) -> String {
        let month = format!("month.{}", day.month());
        let date = self.fill(
            "date",
            &[
                ("day", &day.day().to_string()),
                ("month", &self.get(&month)),
                ("year", &day.year().to_string()),
            ],
        );
        date.replace(' ', &crate::format::NO_BREAK.to_string())
    }

    /// All paths, for messages that name the nearest one.
    pub(crate) fn paths(&self) -> impl Iterator<Item = &str> {
        self.words.keys().map(String::as_str)
    }

    /// `a, b and c`.
    pub(crate) fn enumerate(&self, items: &[String]) -> String {
        match items {
            [] => String::new(),
            [one] => one.clone(),
            [most @ .., last] => format!("{} {} {last}", most.join(", "), self.get("and")),
        }
    }
}

/// A text with its places filled.
pub(crate) fn fill(text: &str, values: &[(&str, &str)]) -> String {
    let mut filled = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find('{') {
        let Some(length) = rest[start..].find('}') else {
            break;
        };
        let name = &rest[start + 1..start + length];
        filled.push_str(&rest[..start]);
        match values.iter().find(|(key, _)| *key == name) {
            Some((_, value)) => filled.push_str(value),
            None => filled.push_str(&rest[start..=start + length]),
        }
        rest = &rest[start + length + 1..];
    }
    filled + rest
}

fn add_file(
    text: &str,
    words: &mut BTreeMap<String, String>,
) -> Result<(), (Trouble, Option<usize>)> {
    let table: toml::Table = text.parse().map_err(|error: toml::de::Error| {
        let line =
            error.span().map(|span| text[..span.start.min(text.len())].lines().count().max(1));
        let what = format!("the words cannot be read: {}", error.message());
        (Trouble::new(what, "Write `name = \"text\"`, one a line."), line)
    })?;
    add_table("", &table, words).map_err(|trouble| (trouble, None))
}

fn add_table(
    prefix: &str,
    table: &toml::Table,
    words: &mut BTreeMap<String, String>,
) -> Result<(), Trouble> {
    for (key, value) in table {
        let path = if prefix.is_empty() { key.clone() } else { format!("{prefix}.{key}") };
        match value {
            toml::Value::String(text) => {
                words.insert(path, text.clone());
            }
            toml::Value::Table(inner) => add_table(&path, inner, words)?,
            _ => {
                let help = format!("Write `{key} = \"…\"`, with quotation marks.");
                return Err(Trouble::new(format!("`{path}` is no text"), help));
            }
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fills_only_the_places_it_has_values_for_and_never_twice() {
        let values = [("a", "{b}"), ("b", "x")];
        assert_eq!(fill("{a} and {b}, {c} {", &values), "{b} and x, {c} {");
    }

    #[test]
    fn a_workspace_may_reword_one_word_and_keeps_the_rest() {
        let mut own = Templates::new();
        own.insert("words/en.toml".into(), "[scope]\nworkplace = \"Desks\"".into());
        let words = Words::read(&own, "en").unwrap();
        assert_eq!(words.get("scope.workplace"), "Desks");
        assert_eq!(words.get("month.6"), "June");
        assert_eq!(words.get("scope.no_such_code"), "no_such_code");
    }

    #[test]
    fn a_broken_file_of_words_is_named_with_its_line() {
        let mut own = Templates::new();
        own.insert("words/en.toml".into(), "and = \"and\"\nor = nothing".into());
        let obstacle = Words::read(&own, "en").unwrap_err();
        assert_eq!(obstacle.place.as_deref(), Some("report-templates/words/en.toml, line 2"));
    }
}
