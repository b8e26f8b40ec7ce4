//! The words, numbers and signs of a header, each with what it can mean.

use std::sync::LazyLock;

use regex::{Captures, Regex};

use super::words;
use crate::number::Beside;

/// A word, a number or a sign.
#[derive(Clone, PartialEq, Debug)]
pub(super) struct Token {
    /// What it can mean.
    pub(super) role: Role,
    /// Whether it stands in brackets.
    pub(super) bracketed: bool,
    /// Whether it is written `'000` or `000s`.
    pub(super) apostrophe: bool,
}

/// What a word can mean.
#[derive(Clone, PartialEq, Debug)]
pub(super) enum Role {
    /// A currency.
    Currency(Beside),
    /// A currency's code that is seldom met here, so that it may be a word or a product's name.
    RareCode(Beside),
    /// A thousand or a million.
    Unit(&'static [u32]),
    /// A thousand or a million of a currency, such as `TEUR`.
    UnitOf(u32, Beside),
    /// A letter that is a thousand, a million, `with` or `without` beside the right word.
    Letter(char),
    /// A number, group marks taken out.
    Number(String),
    /// Times, as in `x 1000`.
    Times,
    /// A word behind which it is said in what numbers are told.
    In,
    /// A word that names what is told behind it, such as `Currency` or `Amounts`.
    Label,
    /// A word that joins others, as in `thousands of euros`.
    Of,
    /// A word behind which an amount stands that is a limit.
    Bound,
    /// Without taxes.
    Net,
    /// With taxes.
    Gross,
    /// Including.
    With,
    /// Excluding.
    Without,
    /// A tax.
    Tax,
    /// Not.
    Not,
    /// Anything else.
    Other,
}

impl Token {
    /// The thousand or million a number is.
    pub(super) fn thousands(&self) -> Option<u32> {
        match &self.role {
            Role::Number(digits) if digits == "000" || digits == "1000" => Some(1_000),
            Role::Number(digits) if digits == "000000" || digits == "1000000" => Some(1_000_000),
            _ => None,
        }
    }
}

/// Numbers with group marks, words, and signs; brackets and what bounds are written with.
static PARTS: LazyLock<Regex> = LazyLock::new(|| {
    let number = r"['’]?\d+(?:[.,'’ \u{a0}\u{202f}]\d{3})*(?:[.,]\d+)?";
    let pattern = format!(r"{number}|[\p{{L}}\p{{M}}]+|\p{{Sc}}|[\[\]()<>×*+]");
    Regex::new(&pattern).expect("a pattern that is written here and tested")
});

/// Where a word written without a space goes on: `amountInclVat`.
static HUMPS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"\p{Lu}*[\p{Ll}\p{Lo}\p{M}]+|\p{Lu}+|[\p{L}\p{M}]+")
        .expect("a pattern that is written here and tested")
});

/// A word of single letters with points between them, such as `T.T.C.` or `M.w.St.`.
static DOTTED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"\b\p{L}\.(?:\p{L}{1,2}\.)*\p{L}{1,2}\b\.?")
        .expect("a pattern that is written here and tested")
});

/// The tokens of a text, in order.
pub(super) fn tokens(text: &str) -> Vec<Token> {
    let text = &DOTTED.replace_all(text, |found: &Captures| found[0].replace('.', ""));
    let mut tokens: Vec<Token> = Vec::new();
    let mut depth = 0_usize;
    for part in PARTS.find_iter(text) {
        let mut push = |role, apostrophe| {
            tokens.push(Token { role, bracketed: depth > 0, apostrophe });
        };
        match part.as_str() {
            "(" | "[" => depth += 1,
            ")" | "]" => depth = depth.saturating_sub(1),
            "<" | ">" => push(Role::Bound, false),
            "×" | "*" => push(Role::Times, false),
            "+" => push(Role::Without, false),
            part if part.contains(|c: char| c.is_ascii_digit()) => {
                let digits: String = part.chars().filter(char::is_ascii_digit).collect();
                let plural = text.as_bytes().get(at_end(text, part)) == Some(&b's');
                let apostrophe = digits == "000" && (part.len() > 3 || plural);
                push(Role::Number(digits), apostrophe);
            }
            part => {
                for role in roles(part) {
                    push(role, false);
                }
            }
        }
    }
    tokens
}

/// The byte behind a part of a text.
fn at_end(text: &str, part: &str) -> usize {
    part.as_ptr() as usize - text.as_ptr() as usize + part.len()
}

/// What a word can mean; a word that means nothing is looked at in the parts its capitals make.
fn roles(word: &str) -> Vec<Role> {
    let whole = words::role(word);
    if whole != Role::Other {
        return vec![whole];
    }
    HUMPS.find_iter(word).map(|hump| words::role(hump.as_str())).collect()
}
