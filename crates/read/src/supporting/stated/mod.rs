//! What the words of a header say of the numbers below it: their currency, thousands, and taxes.
//!
//! A header such as `Amount (k€, incl. VAT)` says how its column is to be read, and the mapping must not say
//! otherwise. Words of the languages of Europe are known; what is not known says nothing.

mod taxes;
mod token;
mod words;

use std::sync::LazyLock;

use model::vocabulary::Tax;
use regex::Regex;

use crate::number::Beside;
use token::{Role, Token, tokens};

/// What a text says; empty lists where it says nothing of it.
#[derive(Clone, PartialEq, Debug, Default)]
pub(super) struct Stated {
    /// The currencies it names.
    pub(super) currencies: Vec<Beside>,
    /// What one stands for: a thousand, a million; both where the word means either.
    pub(super) units: Vec<u32>,
    /// Whether taxes are in it.
    pub(super) taxes: Vec<Tax>,
}

impl Stated {
    /// Whether it says nothing.
    pub(super) fn is_empty(&self) -> bool {
        self.currencies.is_empty() && self.units.is_empty() && self.taxes.is_empty()
    }

    /// Takes in what another text says.
    fn add(&mut self, other: Stated) {
        add_new(&mut self.currencies, other.currencies);
        add_new(&mut self.units, other.units);
        add_new(&mut self.taxes, other.taxes);
    }
}

fn add_new<T: PartialEq>(known: &mut Vec<T>, new: Vec<T>) {
    for one in new {
        if !known.contains(&one) {
            known.push(one);
        }
    }
}

/// What a text says.
pub(super) fn stated(text: &str) -> Stated {
    of_tokens(&tokens(text))
}

/// What a line near a table says of all of it.
///
/// Titles name other things too, so what they say must stand alone, in brackets or parted from the rest (`Purchases
/// 2026, TEUR`), or behind a word such as `in`, `Currency` or `Amounts`; a tax may be named anywhere.
pub(super) fn stated_by_title(text: &str) -> Stated {
    let tokens = tokens(text);
    let is_rare = |token: &Token| matches!(token.role, Role::RareCode(_));
    let says_where = |token: &Token| matches!(token.role, Role::In | Role::Label);
    let mut found = Stated { taxes: taxes::named(&tokens), ..Stated::default() };
    for (at, _) in tokens.iter().enumerate().filter(|(_, token)| says_where(token)) {
        let said = &tokens[at + 1..];
        let end = said.iter().position(|token| token.role == Role::Other).unwrap_or(said.len());
        let mut stated = of_tokens(&said[..end]);
        if tokens[at].role == Role::In {
            stated.taxes.clear();
        }
        found.add(stated);
    }
    for (part, bracketed) in parts(text) {
        let tokens = token::tokens(part);
        let has_number = tokens.iter().any(|token| matches!(token.role, Role::Number(_)));
        let has_times = tokens.iter().any(|token| token.role == Role::Times);
        let alone = part.trim() == text.trim();
        // A code seldom met is a word of its own in a title, such as `ALL`, and 1000 EUR an amount.
        let is_unit = alone || bracketed || !has_number || has_times;
        if is_unit && !tokens.iter().any(is_rare) && tells_all(&tokens) {
            found.add(of_tokens(&tokens));
        }
    }
    found
}

/// The parts of a title: what stands in brackets (with them, and true), and the rest by its punctuation.
fn parts(text: &str) -> Vec<(&str, bool)> {
    let mut parts = Vec::new();
    let mut rest = 0;
    for bracket in BRACKETS.find_iter(text) {
        parts.extend(PUNCTUATION.split(&text[rest..bracket.start()]).map(|part| (part, false)));
        parts.push((bracket.as_str(), true));
        rest = bracket.end();
    }
    parts.extend(PUNCTUATION.split(&text[rest..]).map(|part| (part, false)));
    parts
}

static BRACKETS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"[\(\[][^()\[\]]*[\)\]]").expect("a pattern that is written here and tested")
});

static PUNCTUATION: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"[,;:]\s|\s[-–—|/]\s").expect("a pattern that is written here and tested")
});

/// Whether a text is nothing but words that say how numbers are told, such as `TEUR` or `in k€, netto`.
pub(super) fn is_all(text: &str) -> bool {
    let tokens = tokens(text);
    tells_all(&tokens) && !tokens.iter().any(|token| token.role == Role::Label)
}

/// Whether a text is a thousand or a million written in digits, with its currency or without.
pub(super) fn is_thousand(text: &str) -> bool {
    let tokens = tokens(text);
    let has_number = tokens.iter().any(|token| token.thousands().is_some());
    let rest = |token: &Token| {
        token.thousands().is_some() || matches!(token.role, Role::Currency(_) | Role::In)
    };
    has_number && tokens.iter().all(rest)
}

fn tells_all(tokens: &[Token]) -> bool {
    let known = |token: &Token| match token.role {
        Role::Other => false,
        Role::Number(_) => token.thousands().is_some(),
        _ => true,
    };
    tokens.iter().all(known) && !of_tokens(tokens).is_empty()
}

fn of_tokens(tokens: &[Token]) -> Stated {
    Stated { currencies: currencies(tokens), units: units(tokens), taxes: taxes::all(tokens) }
}

fn currencies(tokens: &[Token]) -> Vec<Beside> {
    let mut found: Vec<Beside> = Vec::new();
    for (at, token) in tokens.iter().enumerate() {
        let named = match &token.role {
            Role::Currency(beside) | Role::UnitOf(_, beside) => Some(beside.clone()),
            // A rare code may be another word, unless it stands for itself.
            Role::RareCode(beside) => {
                let behind_in = at > 0 && tokens[at - 1].role == Role::In;
                (token.bracketed || tokens.len() == 1 || behind_in).then(|| beside.clone())
            }
            _ => None,
        };
        found.extend(named.filter(|named| !found.contains(named)));
    }
    found
}

fn units(tokens: &[Token]) -> Vec<u32> {
    let mut found: Vec<u32> = Vec::new();
    for at in 0..tokens.len() {
        for unit in unit_at(tokens, at) {
            if !found.contains(&unit) {
                found.push(unit);
            }
        }
    }
    found
}

fn unit_at(tokens: &[Token], at: usize) -> Vec<u32> {
    let token = &tokens[at];
    let before = at.checked_sub(1).map(|at| &tokens[at]);
    let after = tokens.get(at + 1);
    let is_currency = |token: &&Token| matches!(token.role, Role::Currency(_) | Role::RareCode(_));
    let beside_currency = before.is_some_and(|token| is_currency(&token))
        || after.is_some_and(|token| is_currency(&token));
    // `2.5 Mio` and `over 1000 EUR` are amounts.
    let is_amount =
        before.is_some_and(|before| matches!(before.role, Role::Number(_) | Role::Bound));
    match &token.role {
        _ if is_amount => Vec::new(),
        Role::Unit(units) => units.to_vec(),
        Role::UnitOf(unit, _) => vec![*unit],
        Role::Letter(letter) if beside_currency || (token.bracketed && *letter == 'k') => {
            words::unit_of_letter(*letter).into_iter().collect()
        }
        Role::Number(_) => {
            let by = before.is_some_and(|before| matches!(before.role, Role::In | Role::Times));
            let bound = at.checked_sub(2).is_some_and(|at| tokens[at].role == Role::Bound);
            let told = (by || beside_currency || token.bracketed || token.apostrophe) && !bound;
            token.thousands().filter(|_| told).into_iter().collect()
        }
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests;
