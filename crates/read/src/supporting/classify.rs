//! The product group of a row: by the mapping's values, else by its product code, else by its words.

use model::Pact;

use super::ProductCode;
use super::columns::Columns;
use crate::text::folded;

/// Tells product groups.
pub(super) struct Classifier<'a> {
    pact: &'a Pact,
    codes: Vec<CodeEntry<'a>>,
    words: Vec<WordEntry<'a>>,
}

struct CodeEntry<'a> {
    scheme: String,
    prefix: String,
    group: &'a str,
    not: Vec<String>,
}

struct WordEntry<'a> {
    words: Vec<String>,
    group: &'a str,
    not: Vec<String>,
}

impl<'a> Classifier<'a> {
    /// Prepares the product codes; entries for groups the Pact does not have are left aside.
    pub(super) fn new(pact: &'a Pact, product_codes: &'a [ProductCode]) -> Self {
        let mut classifier = Self { pact, codes: Vec::new(), words: Vec::new() };
        for entry in product_codes {
            if pact.product_group(&entry.product_group).is_none() {
                continue;
            }
            let group = entry.product_group.as_str();
            let not = entry.not.iter().map(|word| folded(word)).collect();
            match entry.scheme.as_str() {
                "word" => {
                    classifier.words.push(WordEntry { words: words(&entry.code), group, not })
                }
                scheme => classifier.codes.push(CodeEntry {
                    scheme: folded(scheme),
                    prefix: prefix(&entry.code),
                    group,
                    not,
                }),
            }
        }
        classifier
    }

    /// The group of a row; in words why none can be told.
    ///
    /// The longest code prefix decides. Words that point to several groups decide nothing: a laptop with a
    /// docking station is asked about rather than guessed.
    pub(super) fn group(&self, columns: &Columns, row: u32) -> Result<String, String> {
        let group = columns.said(row, "product_group");
        let value = group.value.trim();
        if self.pact.product_group(value).is_some() {
            return Ok(value.to_owned());
        }
        if group.mapped && value.is_empty() {
            return Err("the mapping says that this is no product group".to_owned());
        }
        if group.mapped {
            return Err(format!("`{value}` is no product group of pact.toml: mend the mapping"));
        }
        let description = columns.said(row, "description").value;
        let texts = [group.raw.as_str(), description.as_str()];
        let all_words: Vec<String> = texts.iter().flat_map(|text| words(text)).collect();
        if let Some(found) = self.by_code(columns, row, &all_words) {
            return Ok(found.to_owned());
        }
        for text in texts {
            let found = self.by_words(&words(text), &all_words);
            match found.as_slice() {
                [] => {}
                [one] => return Ok((*one).to_owned()),
                several => {
                    return Err(format!("its words fit several groups: {}", several.join(", ")));
                }
            }
        }
        Err("no value of the mapping, product code or word tells its group".to_owned())
    }

    fn by_code(&self, columns: &Columns, row: u32, all_words: &[String]) -> Option<&'a str> {
        let code = columns.said(row, "category_code").value;
        let code = digits(&code);
        if code.len() < 2 {
            return None;
        }
        let scheme = folded(&columns.said(row, "category_scheme").value);
        let fits = self.codes.iter().filter(|entry| {
            (scheme.is_empty() || scheme.starts_with(&entry.scheme))
                && !entry.prefix.is_empty()
                && code.starts_with(&entry.prefix)
                && !excluded(&entry.not, all_words)
        });
        let mut longest: Vec<&CodeEntry> = Vec::new();
        for entry in fits {
            let length = longest.first().map_or(0, |found| found.prefix.len());
            if entry.prefix.len() > length {
                longest.clear();
            }
            if entry.prefix.len() >= length {
                longest.push(entry);
            }
        }
        let group = longest.first()?.group;
        // Without a scheme a code may mean different things in two schemes.
        longest.iter().all(|entry| entry.group == group).then_some(group)
    }

    fn by_words(&self, text: &[String], all_words: &[String]) -> Vec<&'a str> {
        let mut groups: Vec<&str> = Vec::new();
        for entry in &self.words {
            let stands = !entry.words.is_empty()
                && text
                    .windows(entry.words.len())
                    .any(|part| part.iter().zip(&entry.words).all(|(a, b)| is_word(a, b)));
            if stands && !excluded(&entry.not, all_words) && !groups.contains(&entry.group) {
                groups.push(entry.group);
            }
        }
        groups
    }
}

/// Words of a text, folded.
fn words(text: &str) -> Vec<String> {
    let folded = folded(text);
    let words = folded.split(|c: char| !c.is_alphanumeric());
    words.filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

/// Whether a word is the one looked for, or a plain plural of it.
fn is_word(word: &str, wanted: &str) -> bool {
    match word.strip_prefix(wanted) {
        Some("") => true,
        Some(ending) => {
            wanted.chars().count() >= 4 && matches!(ending, "s" | "es" | "e" | "en" | "n" | "x")
        }
        None => false,
    }
}

/// Whether a word that excludes stands in the row, also as the beginning of a longer word.
fn excluded(not: &[String], all_words: &[String]) -> bool {
    not.iter().any(|phrase| {
        let parts = words(phrase);
        !parts.is_empty()
            && all_words.windows(parts.len()).any(|window| {
                window.iter().zip(&parts).all(|(word, part)| word.starts_with(part.as_str()))
            })
    })
}

/// The digits of a code before its check digit: `30213100-6` is `30213100`.
fn digits(code: &str) -> String {
    let code = code.trim();
    let main = code.split('-').next().unwrap_or(code);
    let plain = main.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ' '));
    match plain {
        true => main.chars().filter(char::is_ascii_digit).collect(),
        false => String::new(),
    }
}

/// What codes under an entry begin with: a full code of eight digits stands for all below it, so its trailing
/// zeros are dropped; a shorter one is taken as it is.
fn prefix(code: &str) -> String {
    let digits = digits(code);
    if digits.len() == 8 { digits.trim_end_matches('0').to_owned() } else { digits }
}
