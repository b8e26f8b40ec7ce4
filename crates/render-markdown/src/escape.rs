//! Texts in Markdown.

/// Marks that mean something wherever they stand.
const ALWAYS: &str = "\\`*[]<|~$";

/// Marks that mean something at the beginning of a line.
const AT_LINE_START: &str = "#+-=>:";

/// A text on one line: every run of spaces, tabs and line ends is one space, and marks that steer a terminal are left
/// out. Spaces that do not break stay.
pub(crate) fn on_one_line(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            ' ' | '\t' | '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => {
                if !line.ends_with(' ') {
                    line.push(' ');
                }
            }
            letter if letter.is_control() => {}
            letter => line.push(letter),
        }
    }
    line
}

/// Writes a text so that it shows as it is; `starts_line` says whether it stands first on its line.
pub(crate) fn escaped(text: &str, before: Option<char>, starts_line: bool) -> String {
    let text = on_one_line(text);
    let text = if starts_line { text.trim_start_matches(' ') } else { &text };
    let letters: Vec<char> = text.chars().collect();
    let numbered = if starts_line { end_of_number(&letters) } else { None };
    let mut written = String::with_capacity(text.len());
    for (index, &letter) in letters.iter().enumerate() {
        let previous = index.checked_sub(1).map_or(before, |at| letters.get(at).copied());
        let steers = ALWAYS.contains(letter)
            || (index == 0 && starts_line && AT_LINE_START.contains(letter))
            || numbered == Some(index)
            || steers_here(letter, previous, &letters[index + 1..])
            || (letter == '.' && ends_www(&letters[..index]));
        if steers {
            written.push('\\');
        }
        written.push(letter);
    }
    written
}

/// Where the point or bracket after a number stands that would begin a numbered list.
fn end_of_number(letters: &[char]) -> Option<usize> {
    let digits = letters.iter().take_while(|letter| letter.is_ascii_digit()).count();
    let ends = matches!(letters.get(digits), Some('.' | ')'));
    (digits > 0 && ends).then_some(digits)
}

/// Marks that mean something beside certain others only. What follows the text is not known, so at its end they count.
fn steers_here(letter: char, previous: Option<char>, rest: &[char]) -> bool {
    let next = rest.first().copied();
    match letter {
        '_' => !(is_of_word(previous) && is_of_word(next)),
        '&' => next.is_none_or(|next| next.is_ascii_alphanumeric() || next == '#'),
        '!' => next.is_none(),
        '#' => previous.is_none_or(char::is_whitespace),
        ':' => rest.starts_with(&['/', '/']) || is_short_code(rest),
        _ => false,
    }
}

fn is_of_word(letter: Option<char>) -> bool {
    letter.is_some_and(char::is_alphanumeric)
}

/// Whether a colon begins the short code of a picture, `:smile:`.
fn is_short_code(rest: &[char]) -> bool {
    let of_code = |letter: &&char| letter.is_ascii_alphanumeric() || "_+-".contains(**letter);
    let length = rest.iter().take_while(of_code).count();
    let code = &rest[..length];
    rest.get(length) == Some(&':') && code.iter().any(|letter| !letter.is_ascii_digit())
}

/// Whether a point would make an address of the web.
fn ends_www(before: &[char]) -> bool {
    let last = before.len().saturating_sub(3);
    let www = before[last..].iter().filter(|letter| letter.eq_ignore_ascii_case(&'w')).count() == 3;
    let first = last.checked_sub(1).and_then(|at| before.get(at));
    www && !first.is_some_and(|letter| letter.is_alphanumeric())
}
