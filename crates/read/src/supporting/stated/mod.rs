//! What the words of a header say of the numbers below it: their currency, thousands, and taxes.
//!
//! A header such as `Amount (k€, incl. VAT)` says how its column is to be read, and the mapping must not say
//! otherwise. Words of the languages of Europe are known; what is not known says nothing.

mod taxes;
mod token;
mod words;

use model::vocabulary::Tax;

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
    fn is_empty(&self) -> bool {
        self.currencies.is_empty() && self.units.is_empty() && self.taxes.is_empty()
    }
}

/// What a text says.
pub(super) fn stated(text: &str) -> Stated {
    of_tokens(&tokens(text))
}

/// What a line above a table says of all of it. A currency or a thousand must stand alone or behind a word such
/// as `in`, and whether taxes are in it be said by more than `net`: titles name other things too.
pub(super) fn stated_by_title(text: &str) -> Stated {
    let tokens = tokens(text);
    if tells_all(&tokens) {
        return of_tokens(&tokens);
    }
    let begins = tokens.iter().position(|token| token.role == Role::In);
    let said = begins.map(|at| &tokens[at + 1..]).unwrap_or_default();
    let end = said.iter().position(|token| token.role == Role::Other).unwrap_or(said.len());
    let Stated { currencies, units, .. } = of_tokens(&said[..end]);
    Stated { currencies, units, taxes: taxes::named(&tokens) }
}

/// Whether a text is nothing but words that say how numbers are told, such as `TEUR` or `in k€, netto`.
pub(super) fn is_all(text: &str) -> bool {
    tells_all(&tokens(text))
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
