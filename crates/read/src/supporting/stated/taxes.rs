//! Whether a header says that taxes are in its numbers.

use model::vocabulary::Tax;

use super::token::{Role, Token};

/// How many words before a tax it is said whether it is included: `incl. 21 % VAT`.
const BEFORE: usize = 4;
/// And how many behind it: `VAT not included`.
const BEHIND: usize = 3;

/// What is said beside the name of a tax.
pub(super) fn named(tokens: &[Token]) -> Vec<Tax> {
    let mut found: Vec<Tax> = Vec::new();
    for (at, _) in tokens.iter().enumerate().filter(|(_, token)| token.role == Role::Tax) {
        let said = before(tokens, at).or_else(|| behind(tokens, at));
        found.extend(said.filter(|said| !found.contains(said)));
    }
    found
}

/// That, and what words say that need no tax beside them: `net`, `TTC`.
pub(super) fn all(tokens: &[Token]) -> Vec<Tax> {
    let mut found = named(tokens);
    for (role, said) in [(Role::Net, Tax::Excluded), (Role::Gross, Tax::Included)] {
        if !found.contains(&said) && tokens.iter().any(|token| token.role == role) {
            found.push(said);
        }
    }
    found
}

fn before(tokens: &[Token], at: usize) -> Option<Tax> {
    for back in (at.saturating_sub(BEFORE)..at).rev() {
        let is_next = back + 1 == at;
        let negated = back > 0 && tokens[back - 1].role == Role::Not;
        match tokens[back].role {
            Role::With if negated => return Some(Tax::Excluded),
            Role::With => return Some(Tax::Included),
            Role::Without => return Some(Tax::Excluded),
            // `w/o VAT`, `o. MwSt.`
            Role::Letter('o') if is_next => return Some(Tax::Excluded),
            Role::Letter('w' | 'm' | 's' | 'z' | 'c' | 'с') if is_next => {
                return Some(Tax::Included);
            }
            _ => {}
        }
    }
    None
}

fn behind(tokens: &[Token], at: usize) -> Option<Tax> {
    let mut negated = false;
    for token in tokens.iter().skip(at + 1).take(BEHIND) {
        match &token.role {
            Role::Not => negated = true,
            Role::With if negated => return Some(Tax::Excluded),
            Role::With => return Some(Tax::Included),
            Role::Without => return Some(Tax::Excluded),
            Role::Number(digits) if digits == "0" => return Some(Tax::Excluded),
            _ => {}
        }
    }
    None
}
