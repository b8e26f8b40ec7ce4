//! Words and signs of an expression.

use model::Decimal;
use model::questionnaire::Operator;

/// One word or sign.
#[derive(Clone, PartialEq, Debug)]
pub(super) enum Token {
    /// `.`
    Dot,
    /// `${name}`
    Reference(String),
    /// A number without sign.
    Number(Decimal),
    /// A text, without its quotes.
    Text(String),
    /// A bare word: a function's name, or `and`, `or`, `div`.
    Word(String),
    /// A sign between two sides.
    Sign(Operator),
    /// `(`
    Open,
    /// `)`
    Close,
    /// `,`
    Comma,
}

/// Cuts an expression into words and signs.
///
/// # Errors
/// Says which character or unfinished text cannot be understood.
pub(super) fn tokens(source: &str) -> Result<Vec<Token>, String> {
    let mut rest = source.trim_start();
    let mut found = Vec::new();
    while !rest.is_empty() {
        let (token, length) = next(rest)?;
        found.push(token);
        rest = rest[length..].trim_start();
    }
    Ok(found)
}

/// The first token of a text that is not empty and does not begin with a space, and its length in bytes.
fn next(rest: &str) -> Result<(Token, usize), String> {
    if let Some(inner) = rest.strip_prefix("${") {
        return reference(inner);
    }
    let two = rest.get(..2).unwrap_or_default();
    let sign = match two {
        "!=" => Some(Operator::NotEqual),
        "<=" => Some(Operator::LessOrEqual),
        ">=" => Some(Operator::GreaterOrEqual),
        _ => None,
    };
    if let Some(sign) = sign {
        return Ok((Token::Sign(sign), 2));
    }
    let first = rest.chars().next().unwrap_or(' ');
    let second = rest.chars().nth(1);
    let token = match first {
        '(' => Token::Open,
        ')' => Token::Close,
        ',' => Token::Comma,
        '=' => Token::Sign(Operator::Equal),
        '<' => Token::Sign(Operator::Less),
        '>' => Token::Sign(Operator::Greater),
        '+' => Token::Sign(Operator::Add),
        '-' => Token::Sign(Operator::Subtract),
        '*' => Token::Sign(Operator::Multiply),
        '"' | '\'' => return text(rest, first),
        '.' if second == Some('.') => return Err("`..` is not among what can be used".into()),
        '.' if !second.is_some_and(|c| c.is_ascii_digit()) => Token::Dot,
        '.' | '0'..='9' => return number(rest),
        c if c.is_alphabetic() || c == '_' => return Ok(word(rest)),
        other => return Err(format!("`{other}` is not among what can be used")),
    };
    Ok((token, 1))
}

fn reference(inner: &str) -> Result<(Token, usize), String> {
    let Some((name, _)) = inner.split_once('}') else {
        return Err("a `${` is not closed with `}`".into());
    };
    Ok((Token::Reference(name.trim().to_owned()), "${}".len() + name.len()))
}

fn text(rest: &str, quote: char) -> Result<(Token, usize), String> {
    let inner = &rest[1..];
    let Some((text, _)) = inner.split_once(quote) else {
        return Err(format!("a text that begins with {quote} is not closed"));
    };
    Ok((Token::Text(text.to_owned()), text.len() + 2))
}

fn number(rest: &str) -> Result<(Token, usize), String> {
    let length = rest.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(rest.len());
    let written = &rest[..length];
    let number = written.parse().map_err(|_| format!("`{written}` is no number"))?;
    Ok((Token::Number(number), length))
}

fn word(rest: &str) -> (Token, usize) {
    let length = rest
        .find(|c: char| !c.is_alphanumeric() && !matches!(c, '_' | '-' | ':' | '.'))
        .unwrap_or(rest.len());
    (Token::Word(rest[..length].to_owned()), length)
}
