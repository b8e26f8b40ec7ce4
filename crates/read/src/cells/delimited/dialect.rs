//! How a text can be delimited and quoted.

use std::borrow::Cow;

use super::escape;

/// Delimiters looked for, the usual ones first.
pub(super) const DELIMITERS: [char; 17] =
    [',', ';', '\t', '|', '^', '~', ':', '#', '!', '&', '*', '@', '\u{1f}', '¦', '§', '¬', 'þ'];
/// How many of them are usual.
const USUAL: usize = 4;
/// What a delimiter of more than one byte is read as.
const STAND_IN: char = '\u{1f}';

/// How a text is delimited.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Dialect {
    /// What parts fields.
    pub(super) delimiter: char,
    /// How fields that hold delimiters or line ends are written.
    pub(super) quoting: Quoting,
    /// Whether blanks stand between delimiters and quotes, as in `1, "a"`.
    pub(super) spaced: bool,
}

/// How fields that hold delimiters or line ends are written.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Quoting {
    /// There is no quoting; quotes are letters like any other.
    None,
    /// In these quotes; a quote inside is written twice.
    Doubled(u8),
    /// In these quotes; a quote inside has a backslash before it.
    Backslash(u8),
}

impl Dialect {
    /// The delimiter as the parser takes it.
    pub(super) fn byte(self) -> u8 {
        u8::try_from(self.delimiter).ok().filter(u8::is_ascii).unwrap_or(STAND_IN as u8)
    }

    /// Whether it is one of the delimiters that nearly all such files have.
    pub(super) fn is_usual(self) -> bool {
        DELIMITERS[..USUAL].contains(&self.delimiter)
    }

    /// The text as the parser takes it: a delimiter of one byte, and no blanks before quotes. No line end is
    /// added or lost, so that lines can be counted in it.
    pub(super) fn plain(self, text: &str) -> Cow<'_, str> {
        let text = match self.delimiter.is_ascii() {
            true => Cow::Borrowed(text),
            false => Cow::Owned(text.replace(self.delimiter, STAND_IN.encode_utf8(&mut [0; 4]))),
        };
        match self.spaced {
            true => Cow::Owned(escape::without_blanks_before_quotes(&text, self)),
            false => text,
        }
    }

    /// In words, as in `parted by semicolons, quoted with "`.
    pub(super) fn in_words(self) -> String {
        let delimiter = match self.delimiter {
            ',' => "parted by commas".to_owned(),
            ';' => "parted by semicolons".to_owned(),
            '\t' => "parted by tabs".to_owned(),
            '|' => "parted by bars (|)".to_owned(),
            ':' => "parted by colons".to_owned(),
            other if other.is_control() => "parted by a control character".to_owned(),
            other => format!("parted by `{other}`"),
        };
        match self.quoting {
            Quoting::None => format!("{delimiter}, without quotes"),
            Quoting::Doubled(b'"') => delimiter,
            Quoting::Doubled(quote) => format!("{delimiter}, quoted with {}", quote as char),
            Quoting::Backslash(quote) => {
                format!("{delimiter}, quotes inside a field written \\{}", quote as char)
            }
        }
    }
}
