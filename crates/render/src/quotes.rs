//! Participants' own words, as far as they may be quoted.

use std::sync::LazyLock;

use minijinja::Value;
use model::document::{Block, Inline};
use model::participant::Role;
use model::vocabulary::QuotePermission;
use model::{AnswerState, Return};

use crate::context::Material;
use crate::store::clean;
use crate::trouble::Trouble;

/// Fewest participants of a role in force for the role to be named with an anonymous quotation.
const CROWD: usize = 3;

/// Quotations of the answers to a question: first those with a name, by id, then the others, in the
/// order of their words so that the order gives nobody away.
///
/// # Errors
/// If the questionnaire has no such question.
pub(crate) fn of(material: &Material, question: &str) -> Result<Vec<Block>, Trouble> {
    known(material, question)?;
    let mut named = Vec::new();
    let mut unnamed = Vec::new();
    for sent in material.this.reading.returns.values() {
        let Some(words) = quotable(material, sent, question) else {
            continue;
        };
        match sent.organisation.quote_permission {
            QuotePermission::Attributed => named.push(quote(words, Some(name(material, sent)))),
            QuotePermission::Anonymous => unnamed.push((words, somebody(material, sent))),
            QuotePermission::No => {}
        }
    }
    unnamed.sort();
    named.extend(unnamed.into_iter().map(|(words, who)| quote(words, Some(who))));
    Ok(named)
}

/// How many were asked, answered, and are quoted: `asked`, `answered`, `quoted`, `waiting`.
///
/// # Errors
/// If the questionnaire has no such question.
pub(crate) fn counts(material: &Material, question: &str) -> Result<Value, Trouble> {
    known(material, question)?;
    let returns = || material.this.reading.returns.values();
    let asked = returns().filter(|sent| sent.answer(question).state != AnswerState::NotAsked);
    let answered = returns().filter(|sent| answer(sent, question).is_some());
    let may = |sent: &&Return| sent.organisation.quote_permission != QuotePermission::No;
    let quoted = returns().filter(|sent| quotable(material, sent, question).is_some() && may(sent));
    let waiting =
        answered.clone().filter(may).filter(|sent| quotable(material, sent, question).is_none());
    Ok(Value::from_pairs([
        ("asked", asked.count()),
        ("answered", answered.count()),
        ("quoted", quoted.count()),
        ("waiting", waiting.count()),
    ]))
}

fn known(material: &Material, question: &str) -> Result<(), Trouble> {
    let questionnaire = &material.this.reading.questionnaire;
    if questionnaire.question(question).is_some() {
        return Ok(());
    }
    let names = questionnaire.single_questions().map(|question| question.name.as_str());
    Err(Trouble::unknown("question of the questionnaire", question, names))
}

fn answer<'a>(sent: &'a Return, question: &str) -> Option<&'a str> {
    sent.answer(question).text().map(str::trim).filter(|text| !text.is_empty())
}

/// The words, unless they hold what must not be published (methodology: Narrative).
fn quotable(material: &Material, sent: &Return, question: &str) -> Option<String> {
    let words = clean(answer(sent, question)?);
    let anonymous = sent.organisation.quote_permission == QuotePermission::Anonymous;
    let own_name = material.participant_name(sent.participant.as_str()).to_lowercase();
    let gives_away = anonymous && words.to_lowercase().contains(&own_name);
    (!names_a_person(&words) && !gives_away).then_some(words)
}

/// Whether a text seems to hold an e-mail address, a telephone number or a bank account: it waits then.
fn names_a_person(text: &str) -> bool {
    text.split_whitespace().any(|word| is_address(word) || is_account(word)) || has_telephone(text)
}

fn is_address(word: &str) -> bool {
    let Some((local, domain)) = word.split_once('@') else {
        return false;
    };
    !local.is_empty() && domain.contains('.')
}

fn is_account(word: &str) -> bool {
    let word = word.trim_matches(|c: char| !c.is_alphanumeric()).as_bytes();
    let start = word.len() >= 15 && word[..2].iter().all(u8::is_ascii_uppercase);
    start
        && word[2..4].iter().all(u8::is_ascii_digit)
        && word[4..].iter().all(u8::is_ascii_alphanumeric)
}

/// A `+`, or a word that begins with `00` and then no further 0, followed by at least eight digits with
/// nothing but spaces, points, slashes, hyphens and brackets between them.
fn has_telephone(text: &str) -> bool {
    let prefixed = |at: usize| {
        let word_starts = text[..at]
            .chars()
            .next_back()
            .is_none_or(|c| !c.is_alphanumeric() && c != '.' && c != ',');
        let rest = text[at..].strip_prefix("00").map(|rest| rest.trim_start_matches([' ', '-']));
        word_starts && rest.is_some_and(|rest| rest.starts_with(|c: char| ('1'..='9').contains(&c)))
    };
    text.char_indices().filter(|(at, c)| *c == '+' || prefixed(*at)).any(|(at, _)| {
        let between = |c: &char| c.is_ascii_digit() || " .-/()+\u{A0}".contains(*c);
        text[at..].chars().take_while(between).filter(char::is_ascii_digit).count() >= 8
    })
}

fn quote(words: String, attribution: Option<String>) -> Block {
    let paragraphs = words.split('\n').map(str::trim).filter(|line| !line.is_empty());
    Block::Quote {
        blocks: paragraphs
            .map(|line| Block::Paragraph(vec![Inline::Text(one_line(line))]))
            .collect(),
        attribution,
    }
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn name(material: &Material, sent: &Return) -> String {
    let id = sent.participant.as_str();
    let name = material.participant_name(id);
    let row = material.register.in_force(id, &material.this.reading.settings.period);
    match row.filter(|row| !row.country.is_empty()) {
        Some(row) => format!("{name}, {}", material.country(&row.country)),
        None => name,
    }
}

fn somebody(material: &Material, sent: &Return) -> String {
    static ORDER: LazyLock<[(&str, &[Role]); 3]> = LazyLock::new(|| {
        [
            ("both", &[Role::Procuring, Role::Coordinating]),
            ("coordinating", &[Role::Coordinating]),
            ("procuring", &[Role::Procuring]),
        ]
    });
    let period = &material.this.reading.settings.period;
    let roles = |id: &str| material.register.in_force(id, period).map(|row| row.roles(period.end));
    let own = roles(sent.participant.as_str()).unwrap_or_default();
    let alike = material
        .register
        .all_in_force(period)
        .into_iter()
        .filter(|row| row.roles(period.end) == own);
    let named = ORDER.iter().find(|(_, wanted)| *wanted == own.as_slice()).map(|(name, _)| *name);
    let kind = named.filter(|_| alike.count() >= CROWD).unwrap_or("any");
    material.words.get(&format!("somebody.{kind}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_with_addresses_numbers_and_accounts_wait() {
        for waiting in [
            "write to jo.doe@example.org please",
            "call +31 (0)20 123 45 67",
            "call 0031-20-1234567 now",
            "pay to NL91ABNA0417164300.",
        ] {
            assert!(names_a_person(waiting), "{waiting}");
        }
        for fine in [
            "We bought 12 000 laptops @ a good price",
            "in 2025/2026 we moved 12 000 000 000 euro and 00.5",
            "ISO 14024 and EN50581 were asked for",
        ] {
            assert!(!names_a_person(fine), "{fine}");
        }
    }
}
