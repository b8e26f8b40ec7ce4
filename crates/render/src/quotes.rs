//! Participants' own words, as far as they may be quoted.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use minijinja::Value;
use model::document::{Block, Inline};
use model::participant::Role;
use model::quotation::{names_of, waits};
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
/// Where there are more than `most`, so many are shown, taken from all of the list at even distances, so that nobody
/// chooses and no name comes first because of its letter; a line says how many more there are and where.
///
/// # Errors
/// If the questionnaire has no such question.
pub(crate) fn of(
    material: &Material,
    question: &str,
    most: Option<usize>,
) -> Result<Vec<Block>, Trouble> {
    let mut quotes = all(material, question)?;
    let count = quotes.len();
    let Some(most) = most.filter(|most| *most < count) else {
        return Ok(quotes);
    };
    let mut index = 0;
    let shown: BTreeSet<usize> =
        (0..most).map(|place| (2 * place + 1) * count / (2 * most)).collect();
    quotes.retain(|_| {
        index += 1;
        shown.contains(&(index - 1))
    });
    let words = if count - most == 1 { "more_quotes_one" } else { "more_quotes" };
    let said = material.words.fill(words, &[("count", &(count - most).to_string())]);
    quotes.push(Block::Paragraph(vec![Inline::Text(said)]));
    Ok(quotes)
}

fn all(material: &Material, question: &str) -> Result<Vec<Block>, Trouble> {
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
    let names = names_of(sent, &material.register);
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    waits(&words, sent.organisation.quote_permission, &names).is_none().then_some(words)
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
