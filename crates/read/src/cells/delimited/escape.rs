//! Passes over a text as a dialect reads it, to see how well its quotes fit.

use super::dialect::{Dialect, Quoting};

/// How the quotes of a text fit a dialect.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(super) struct Quotes {
    /// Fields in quotes.
    pub(super) fields: usize,
    /// Closing quotes that something follows before the next delimiter or line end.
    pub(super) broken: usize,
    /// Fields in quotes with blanks before the first quote.
    pub(super) spaced: usize,
    /// Whether a field is still open at the end.
    pub(super) open: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    FieldStart,
    Plain,
    Quoted,
    Escaped,
    AfterQuote,
}

/// Looks at every quote of a text.
pub(super) fn quotes(text: &str, dialect: Dialect) -> Quotes {
    let mut quotes = Quotes::default();
    let mut walk = Walk::new(text, dialect);
    while walk.step(&mut quotes).is_some() {}
    quotes.open = matches!(walk.state, State::Quoted | State::Escaped);
    quotes
}

/// Takes out the blanks between a delimiter and a quote.
pub(super) fn without_blanks_before_quotes(text: &str, dialect: Dialect) -> String {
    let ascii = Dialect { delimiter: dialect.byte() as char, ..dialect };
    let mut kept = String::with_capacity(text.len());
    let mut ignored = Quotes::default();
    let mut walk = Walk::new(text, ascii);
    let mut field = 0;
    while let Some((from, before)) = walk.step(&mut ignored) {
        let opens = before == State::FieldStart && walk.state == State::Quoted;
        if opens {
            kept.truncate(field);
        }
        kept.push_str(&text[from..walk.at]);
        if walk.state == State::FieldStart && !walk.is_blank_at(from) {
            field = kept.len();
        }
    }
    kept
}

/// One pass over a text.
struct Walk<'a> {
    text: &'a str,
    at: usize,
    state: State,
    spaces: bool,
    delimiter: char,
    quote: Option<char>,
    backslash: bool,
}

impl<'a> Walk<'a> {
    fn new(text: &'a str, dialect: Dialect) -> Self {
        let (quote, backslash) = match dialect.quoting {
            Quoting::None => (None, false),
            Quoting::Doubled(quote) => (Some(quote as char), false),
            Quoting::Backslash(quote) => (Some(quote as char), true),
        };
        let delimiter = dialect.delimiter;
        Self { text, at: 0, state: State::FieldStart, spaces: false, delimiter, quote, backslash }
    }

    fn is_blank_at(&self, at: usize) -> bool {
        self.text[at..].starts_with([' ', '\u{a0}'])
    }

    /// Takes one character; gives back where it began and the state before it.
    fn step(&mut self, quotes: &mut Quotes) -> Option<(usize, State)> {
        let character = self.text[self.at..].chars().next()?;
        let (from, before) = (self.at, self.state);
        self.at += character.len_utf8();
        let is_quote = Some(character) == self.quote;
        let ends_field = character == self.delimiter || matches!(character, '\r' | '\n');
        self.state = match self.state {
            State::Quoted if self.backslash && character == '\\' => State::Escaped,
            State::Quoted if is_quote => State::AfterQuote,
            State::Quoted | State::Escaped => State::Quoted,
            State::AfterQuote if is_quote => State::Quoted,
            State::FieldStart if is_quote => {
                quotes.fields += 1;
                quotes.spaced += usize::from(self.spaces);
                State::Quoted
            }
            _ if ends_field => State::FieldStart,
            State::FieldStart if matches!(character, ' ' | '\u{a0}') => State::FieldStart,
            State::AfterQuote if character.is_whitespace() => State::AfterQuote,
            State::AfterQuote => {
                quotes.broken += 1;
                State::Plain
            }
            _ => State::Plain,
        };
        self.spaces = self.state == State::FieldStart && !ends_field;
        Some((from, before))
    }
}
