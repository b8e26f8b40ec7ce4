//! What is to be said of letters, whichever command wrote them.

use std::collections::BTreeMap;

use pipeline::WrittenLetter;

/// Participants named before the rest is counted.
const NAMED: usize = 8;

/// Who has no address, and which languages there are no words in; each said once.
pub(crate) fn remarks(letters: &[&WrittenLetter]) -> String {
    let mut text = String::new();
    let nobody: Vec<&str> = letters
        .iter()
        .filter(|letter| letter.addresses == 0)
        .map(|letter| letter.participant.as_str())
        .collect();
    if !nobody.is_empty() {
        text.push_str(&format!(
            "Nobody in inputs/contacts.csv, so the letter has no address: {}.\n",
            listed(&nobody)
        ));
    }
    if letters.iter().any(|letter| !letter.names_the_office) {
        text.push_str(
            "The letters name nobody to ask: put name and email of the office under [secretariat] in \
             inputs/pact.toml.\n",
        );
    }
    let mut fallen: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    for letter in letters {
        let primary = letter.wanted_language.split('-').next().unwrap_or_default();
        if letter.language != letter.wanted_language && letter.language != primary {
            *fallen.entry((&letter.wanted_language, &letter.language)).or_default() += 1;
        }
    }
    for ((wanted, used), number) in fallen {
        let are = if number == 1 { "letter is" } else { "letters are" };
        text.push_str(&format!(
            "There are no words for letters in `{wanted}`: {number} {are} in `{used}`. \
             Put a translation at report-templates/letters/, such as form.{wanted}.txt.\n"
        ));
    }
    text
}

fn listed(ids: &[&str]) -> String {
    let shown = ids.iter().take(NAMED).copied().collect::<Vec<_>>().join(", ");
    match ids.len().saturating_sub(NAMED) {
        0 => shown,
        more => format!("{shown} and {more} more"),
    }
}
