//! Values as our own files write them: ISO 8601 days, plain numbers, ids. Senders' files are read with
//! more patience elsewhere; here a form that could be read two ways is refused.

use model::{Date, Decimal};

/// The day of `2026-09-30`; `None` for every other form.
pub(crate) fn iso_day(text: &str) -> Option<Date> {
    let bytes = text.as_bytes();
    let separated = bytes.len() == 10 && bytes[4] == b'-' && bytes[7] == b'-';
    let digits = bytes.iter().filter(|byte| byte.is_ascii_digit()).count() == 8;
    (separated && digits).then(|| text.parse().ok()).flatten()
}

/// A number of digits with at most one decimal mark and an optional sign, such as `-1234.50`.
///
/// A comma is taken as the decimal mark only where the file says so (a `;` between the fields). Nothing
/// groups digits and none begins with a 0 that counts nothing, so no number can be read two ways.
pub(crate) fn plain_number(text: &str, decimal_comma: bool) -> Option<Decimal> {
    let unsigned = text.strip_prefix(['-', '+', '\u{2212}']).unwrap_or(text);
    let mut marks = unsigned.bytes().filter(|byte| !byte.is_ascii_digit());
    let (mark, second) = (marks.next(), marks.next());
    let well_formed = match (mark, second) {
        (None, _) | (Some(b'.'), None) => true,
        (Some(b','), None) => decimal_comma,
        _ => false,
    };
    let is_digit = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_digit);
    let digits_around =
        is_digit(unsigned.as_bytes().first()) && is_digit(unsigned.as_bytes().last());
    // `00` is what a decimal comma leaves behind in the next field.
    let mut bytes = unsigned.bytes();
    let leading_zero =
        bytes.next() == Some(b'0') && bytes.next().is_some_and(|byte| byte.is_ascii_digit());
    if !well_formed || !digits_around || leading_zero {
        return None;
    }
    let number = match mark {
        Some(b',') => Decimal::from_str_exact(&unsigned.replace(',', ".")),
        _ => Decimal::from_str_exact(unsigned),
    }
    .ok()?;
    Some(if unsigned.len() < text.len() && !text.starts_with('+') { -number } else { number })
}

/// Whether a text has the form of a BCP 47 language code, such as `fr` or `fr-BE`.
pub(crate) fn is_language_code(text: &str) -> bool {
    let mut parts = text.split('-');
    let letters = |part: &str| part.bytes().all(|byte| byte.is_ascii_alphabetic());
    let first = parts.next().unwrap_or_default();
    (2..=3).contains(&first.len())
        && letters(first)
        && parts.all(|part| {
            (1..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric())
        })
}

/// The code of `title::French (fr)`, if `header` is the column `name` in a language of its own.
pub(crate) fn language_of_column<'h>(header: &'h str, name: &str) -> Option<&'h str> {
    let (before, language) = header.split_once("::")?;
    if !before.trim().eq_ignore_ascii_case(name) {
        return None;
    }
    let code = language.rsplit_once('(')?.1.trim_end().strip_suffix(')')?.trim();
    is_language_code(code).then_some(code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_have_one_decimal_mark_and_no_grouping() {
        let cases = [
            ("1234.50", false, Some("1234.50")),
            ("-0.5", false, Some("-0.5")),
            ("\u{2212}3", false, Some("-3")),
            ("+3", false, Some("3")),
            ("1234,50", true, Some("1234.50")),
            ("1234,50", false, None),
            ("1.234,50", true, None),
            ("1 234", false, None),
            ("12'000", false, None),
            ("1e3", false, None),
            (".5", false, None),
            ("5.", false, None),
            ("00", false, None),
            ("-05.5", false, None),
            ("0", false, Some("0")),
            ("", false, None),
            ("--1", false, None),
            ("99999999999999999999999999999999", false, None),
        ];
        for (text, comma, expected) in cases {
            let expected: Option<Decimal> = expected.map(|number| number.parse().unwrap());
            assert_eq!(plain_number(text, comma), expected, "{text}");
        }
    }

    #[test]
    fn days_are_iso_8601_and_exist() {
        assert_eq!(iso_day("2026-09-30"), Some(model::Date::constant(2026, 9, 30)));
        for bad in
            ["2026-02-30", "30-09-2026", "2026-9-30", "20260930", "2026-09-30T00", "+026-09-30"]
        {
            assert_eq!(iso_day(bad), None, "{bad}");
        }
    }

    #[test]
    fn a_language_column_names_its_code_in_brackets() {
        assert_eq!(language_of_column("title::French (fr)", "title"), Some("fr"));
        assert_eq!(language_of_column("title::fr", "title"), None);
        assert_eq!(language_of_column("subtitle::French (fr)", "title"), None);
    }
}
