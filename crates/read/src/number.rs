//! Numbers as people type them, to exact decimals: read right, or not at all.

mod beside;
mod understood;

use model::{Currency, Decimal};

use crate::text::ascii_digit;

pub use beside::{Beside, Sign, as_shown, beside, beside_typed};
pub(crate) use beside::{
    agreed, format_scale, format_texts, is_percentage, named as currency_named,
};
pub(crate) use understood::{times, understood};

/// What is known of the decimal mark where a number was typed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum DecimalMark {
    /// Nothing: a number that can be read two ways is [`Parsed::Ambiguous`].
    Unknown,
    /// `1,234.50`.
    Point,
    /// `1.234,50`.
    Comma,
}

/// What a typed text is as a number.
#[derive(Clone, PartialEq, Debug)]
pub enum Parsed {
    /// A number.
    Number {
        /// Its value; `5 %` is 0.05.
        value: Decimal,
        /// Whether it was typed as a percentage.
        percent: bool,
    },
    /// A number that can be read two ways; other numbers of the sheet or a mapping may settle it.
    Ambiguous {
        /// Its value if the mark is the decimal point.
        point: Decimal,
        /// Its value if the mark is the decimal comma.
        comma: Decimal,
    },
    /// No number, or more than a number (`~40`, `3-4`, `12,400 est.`).
    NotANumber,
}

impl Parsed {
    /// The value, if there is exactly one reading.
    pub fn value(&self) -> Option<Decimal> {
        match self {
            Parsed::Number { value, .. } => Some(*value),
            _ => None,
        }
    }
}

/// Reads a number as typed: any grouping (`1.234,50`, `1 234`, `12'000`), digits of other scripts, a currency
/// code or sign beside it, `(120)` and `−5` for negative numbers, `5 %`, a leading apostrophe, a dash for no cents
/// (`1200,-`). Two lines in one cell are two numbers, so none.
///
/// A group mark must part groups of three digits, so `1,23,4` and `1.2.3` are no numbers. Two different
/// marks settle which is which; so does a mark that comes twice, one not followed by exactly three digits,
/// and one with a single 0 or more than three digits before it. `1,234` alone can be read two ways unless
/// `decimal` says which mark is the decimal one.
pub fn parse(text: &str, decimal: DecimalMark) -> Parsed {
    let Some(typed) = strip(text) else {
        return Parsed::NotANumber;
    };
    let finish = |value: Decimal| {
        let value = if typed.negative { -value } else { value };
        let value = if typed.percent { value / Decimal::ONE_HUNDRED } else { value };
        let mut value = value.normalize();
        if value.is_zero() {
            value.set_sign_positive(true);
        }
        value
    };
    let point = read(&typed.digits, '.');
    let comma = read(&typed.digits, ',');
    let number = |value| Parsed::Number { value: finish(value), percent: typed.percent };
    match (point, comma, decimal) {
        (Some(point), Some(comma), _) if point == comma => number(point),
        (Some(value), _, DecimalMark::Point) | (_, Some(value), DecimalMark::Comma) => {
            number(value)
        }
        (_, None, DecimalMark::Comma) | (None, _, DecimalMark::Point) => Parsed::NotANumber,
        (Some(value), None, _) | (None, Some(value), _) => number(value),
        (Some(point), Some(comma), _) => {
            Parsed::Ambiguous { point: finish(point), comma: finish(comma) }
        }
        (None, None, _) => Parsed::NotANumber,
    }
}

/// The decimal mark that numbers of one column or sheet show beyond doubt; unknown where they show none or
/// contradict each other.
///
/// A number with two marks, or with the same mark twice, settles it. One that has a mark and no three digits behind it
/// settles it too, but where the others then have three decimals (`1.500` beside `12.50`): such must be one in four
/// at most, since a stray mark would divide a whole column by a thousand.
pub fn evidence<'a>(texts: impl IntoIterator<Item = &'a str>) -> DecimalMark {
    let (mut points, mut commas) = (Shown::default(), Shown::default());
    for text in texts {
        let digits = strip(text).map(|typed| typed.digits).unwrap_or_default();
        match (parse(text, DecimalMark::Point).value(), parse(text, DecimalMark::Comma).value()) {
            (Some(_), None) => points.take(&digits, '.'),
            (None, Some(_)) => commas.take(&digits, ','),
            (Some(point), Some(comma)) if point != comma => match digits.contains('.') {
                true => points.with_three += 1,
                false => commas.with_three += 1,
            },
            _ => {}
        }
    }
    match (points.any(), commas.any()) {
        (true, false) if points.settles() => DecimalMark::Point,
        (false, true) if commas.settles() => DecimalMark::Comma,
        _ => DecimalMark::Unknown,
    }
}

/// The decimal mark that numbers show who leave no doubt each by itself: by two different marks or the same one
/// twice. Unknown where they show none, or any number has the other mark as the decimal one.
///
/// It holds for numbers that stand apart from these, as in another column of the same workbook.
pub(crate) fn sure_evidence<'a>(texts: impl IntoIterator<Item = &'a str>) -> DecimalMark {
    let (mut point, mut comma) = ((0, 0), (0, 0));
    for text in texts {
        let Some(typed) = strip(text) else { continue };
        let marks = typed.digits.chars().filter(|c| !c.is_ascii_digit()).count();
        let shown = match (read(&typed.digits, '.'), read(&typed.digits, ',')) {
            (Some(_), None) => &mut point,
            (None, Some(_)) => &mut comma,
            _ => continue,
        };
        shown.0 += 1;
        shown.1 += usize::from(marks > 1);
    }
    match (point, comma) {
        ((_, 1..), (0, _)) => DecimalMark::Point,
        ((0, _), (_, 1..)) => DecimalMark::Comma,
        _ => DecimalMark::Unknown,
    }
}

/// The numbers that show a mark as the decimal one.
#[derive(Default)]
struct Shown {
    /// By two marks, or by another mark that groups.
    surely: usize,
    /// By a count of digits behind it that is not three.
    probably: usize,
    /// Numbers that would have three decimals.
    with_three: usize,
}

impl Shown {
    fn take(&mut self, digits: &str, mark: char) {
        match digits.chars().any(|c| !c.is_ascii_digit() && c != mark) {
            true => self.surely += 1,
            false => self.probably += 1,
        }
    }

    fn any(&self) -> bool {
        self.surely + self.probably > 0
    }

    fn settles(&self) -> bool {
        self.surely > 0 || self.with_three * 3 <= self.probably
    }
}

/// A typed number without what stands around its digits.
struct Typed {
    /// ASCII digits, points, commas, and `'` or a space for other group marks.
    digits: String,
    negative: bool,
    percent: bool,
}

/// Takes sign, brackets, currency and percent sign off; `None` if anything else is left beside digits.
fn strip(text: &str) -> Option<Typed> {
    let mut rest = text.trim_matches(is_space);
    rest = rest.strip_prefix(['\'', '’', '‘']).unwrap_or(rest);
    let (mut negative, mut percent) = (false, false);
    let inner = rest.strip_prefix('(').and_then(|inner| inner.strip_suffix(')'));
    if let Some(inner) = inner {
        negative = true;
        rest = inner.trim_matches(is_space);
    }
    // Sign and currency come in either order: `€ -5`, `-€ 5`, `-5 EUR`.
    for _ in 0..2 {
        if let Some(unsigned) = rest.strip_prefix(is_minus) {
            if negative {
                return None;
            }
            negative = true;
            rest = unsigned;
        } else if let Some(unsigned) = rest.strip_prefix('+') {
            rest = unsigned;
        }
        rest = strip_currency(rest.trim_matches(is_space));
    }
    if let Some(number) = rest.strip_suffix(['%', '％']) {
        percent = true;
        rest = number.trim_end_matches(is_space);
    }
    if let Some((number, mark)) = no_cents(rest) {
        let digits = format!("{}{mark}00", plain_digits(number)?);
        return Some(Typed { digits, negative, percent });
    }
    if let Some(number) = rest.strip_suffix(is_minus)
        && !negative
    {
        // Bookkeeping programs write the minus behind.
        negative = true;
        rest = number.trim_end_matches(is_space);
    }
    Some(Typed { digits: plain_digits(rest)?, negative, percent })
}

/// Takes off a dash that stands for no cents, with the mark before it: `1.200,-`.
fn no_cents(text: &str) -> Option<(&str, char)> {
    let bare = text.trim_end_matches(is_dash);
    let mark = bare.chars().next_back().filter(|mark| matches!(mark, '.' | ','))?;
    let digits = bare.strip_suffix(mark)?;
    let dashes = text[bare.len()..].chars().count();
    ((1..=2).contains(&dashes) && digits.ends_with(|c| ascii_digit(c).is_some()))
        .then_some((digits, mark))
}

fn is_dash(character: char) -> bool {
    is_minus(character) || character == '—'
}

fn is_space(character: char) -> bool {
    character.is_whitespace() || matches!(character, '\u{200B}' | '\u{FEFF}' | '\u{2060}')
}

/// Whether a character parts lines or columns: what stands on both its sides is not one number.
fn parts_lines(character: char) -> bool {
    character.is_control() || matches!(character, '\u{2028}' | '\u{2029}')
}

fn is_minus(character: char) -> bool {
    matches!(character, '-' | '−' | '–' | '－')
}

/// Takes one currency code or sign off either end.
fn strip_currency(text: &str) -> &str {
    let is_sign = |c: char| matches!(c, '€' | '$' | '£' | '¥' | '₹' | '₺' | '₴' | '₽');
    for word in CURRENCY_WORDS {
        if let Some(rest) = strip_word(text, word) {
            return rest.trim_matches(is_space);
        }
    }
    let rest = text.strip_prefix(is_sign).or(text.strip_suffix(is_sign));
    if let Some(rest) = rest {
        return rest.trim_matches(is_space);
    }
    for end in [text.get(..3), text.get(text.len().saturating_sub(3)..)] {
        let Some(code) = end else { continue };
        let is_code = code.bytes().all(|byte| byte.is_ascii_alphabetic());
        if is_code && Currency::parse(code).is_some() {
            let rest = strip_word(text, code).unwrap_or(text);
            return rest.trim_matches(is_space);
        }
    }
    text
}

/// Words for currencies beside their codes and signs.
const CURRENCY_WORDS: [&str; 12] =
    ["euros", "euro", "лв.", "лв", "zł", "kč", "kr.", "kr", "sfr.", "sfr", "fr.", "fr"];

fn strip_word<'a>(text: &'a str, word: &str) -> Option<&'a str> {
    let lower = text.to_lowercase();
    if lower.len() != text.len() {
        return None;
    }
    let word = word.to_lowercase();
    if lower.ends_with(&word) {
        return text.get(..text.len() - word.len());
    }
    if lower.starts_with(&word) {
        return text.get(word.len()..);
    }
    None
}

/// Digits and marks in their plain forms; `None` at any other character, or without a digit.
fn plain_digits(text: &str) -> Option<String> {
    let mut plain = String::with_capacity(text.len());
    for character in text.chars() {
        plain.push(match character {
            '.' | ',' => character,
            '．' | '٫' => '.',
            '，' | '٬' => ',',
            '\'' | '’' | '‘' | 'ʼ' | '`' | '´' => '\'',
            character if is_space(character) && !parts_lines(character) => ' ',
            character => ascii_digit(character)?,
        });
    }
    plain.contains(|c: char| c.is_ascii_digit()).then_some(plain)
}

/// Reads plain digits with one mark as the decimal one; `None` where that reading breaks the grouping.
fn read(digits: &str, decimal: char) -> Option<Decimal> {
    let (whole, fraction) = match digits.split_once(decimal) {
        Some((whole, fraction)) => (whole, fraction),
        None => (digits, ""),
    };
    let fraction_is_plain = fraction.bytes().all(|byte| byte.is_ascii_digit());
    if !fraction_is_plain || (digits.contains(decimal) && fraction.is_empty()) {
        return None;
    }
    let whole = ungroup(whole)?;
    if whole.is_empty() && fraction.is_empty() {
        return None;
    }
    let text = format!("{}.{}", if whole.is_empty() { "0" } else { &whole }, fraction);
    Decimal::from_str_exact(text.trim_end_matches('.')).ok()
}

/// Takes group marks out of a whole number; `None` where they do not part groups of three.
fn ungroup(whole: &str) -> Option<String> {
    let mark = whole.chars().find(|c| !c.is_ascii_digit());
    let Some(mark) = mark else {
        return Some(whole.to_owned());
    };
    let mut groups = whole.split(mark);
    let first = groups.next()?;
    // `0.123` groups nothing, and `1234,567` has a first group that is too long.
    let first_fits = (1..=3).contains(&first.len())
        && first.bytes().all(|byte| byte.is_ascii_digit())
        && !first.starts_with('0');
    let rest_fits =
        groups.all(|group| group.len() == 3 && group.bytes().all(|byte| byte.is_ascii_digit()));
    (first_fits && rest_fits).then(|| whole.replace(mark, ""))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is(text: &str, decimal: DecimalMark) -> String {
        match parse(text, decimal) {
            Parsed::Number { value, percent } => {
                format!("{value}{}", if percent { " %" } else { "" })
            }
            Parsed::Ambiguous { point, comma } => format!("{point} or {comma}"),
            Parsed::NotANumber => "-".to_owned(),
        }
    }

    #[test]
    fn numbers_that_need_no_evidence() {
        let cases = [
            ("1.234,50", "1234.5"),
            ("1,234.50", "1234.5"),
            ("1 234", "1234"),
            ("1\u{A0}234", "1234"),
            ("1\u{202F}234,5", "1234.5"),
            ("1\u{2009}234", "1234"),
            ("12'000", "12000"),
            ("12’000.50", "12000.5"),
            ("€ 99", "99"),
            ("99 EUR", "99"),
            ("EUR 99,5", "99.5"),
            ("BGN1 500,00", "1500"),
            ("-€5", "-5"),
            ("€ -5", "-5"),
            ("(120)", "-120"),
            ("(€ 120)", "-120"),
            ("−5", "-5"),
            ("120-", "-120"),
            ("1200,-", "1200"),
            ("1.200,–", "1200"),
            ("CHF 1’200.--", "1200"),
            ("٤٠", "40"),
            ("१२३", "123"),
            ("١٬٢٣٤٫٥", "1234.5"),
            ("5 %", "0.05 %"),
            ("12,5%", "0.125 %"),
            ("１２３４", "1234"),
            ("'0042", "42"),
            ("1.234.567", "1234567"),
            ("1,234,567", "1234567"),
            ("1234.567", "1234.567"),
            ("0,123", "0.123"),
            (".50", "0.5"),
            (".00", "0"),
            ("-0", "0"),
            ("1.5", "1.5"),
            ("12400", "12400"),
            ("1500 лв.", "1500"),
            ("1 500,00 zł", "1500"),
        ];
        for (text, expected) in cases {
            assert_eq!(is(text, DecimalMark::Unknown), expected, "{text}");
        }
    }

    #[test]
    fn one_mark_and_three_digits_needs_evidence() {
        assert_eq!(is("1,234", DecimalMark::Unknown), "1234 or 1.234");
        let both = parse("1,234", DecimalMark::Unknown);
        let (point, comma) = (Decimal::from(1234), Decimal::new(1234, 3));
        assert_eq!(both, Parsed::Ambiguous { point, comma });
        assert_eq!(is("1,234", DecimalMark::Point), "1234");
        assert_eq!(is("1,234", DecimalMark::Comma), "1.234");
        assert_eq!(is("1.234", DecimalMark::Comma), "1234");
        assert_eq!(is("12.400 EUR", DecimalMark::Point), "12.4");
    }

    #[test]
    fn a_known_mark_is_not_overruled() {
        assert_eq!(is("1.234,50", DecimalMark::Point), "-");
        assert_eq!(is("12,5", DecimalMark::Point), "-");
        assert_eq!(is("12.5", DecimalMark::Comma), "-");
    }

    #[test]
    fn a_column_shows_its_mark() {
        assert_eq!(evidence(["1.234", "12,5", "7"]), DecimalMark::Comma);
        assert_eq!(evidence(["1,234", "12,5", "1.234,50"]), DecimalMark::Comma);
        assert_eq!(evidence(["1,234", "12,5", "0,75", "3,5"]), DecimalMark::Comma);
        assert_eq!(evidence(["1,234", "1,234.00"]), DecimalMark::Point);
        assert_eq!(evidence(["1,234", "40"]), DecimalMark::Unknown);
        assert_eq!(evidence(["12,5", "12.5"]), DecimalMark::Unknown);
    }

    #[test]
    fn numbers_of_another_column_show_their_mark_only_beyond_doubt() {
        assert_eq!(sure_evidence(["1.234,50", "7"]), DecimalMark::Comma);
        assert_eq!(sure_evidence(["1,234,567", "12.5"]), DecimalMark::Point);
        assert_eq!(sure_evidence(["1 234,5", "1.234"]), DecimalMark::Comma);
        for unsure in [&["4.5", "3.5"][..], &["1.234,50", "4.5"], &["12'000"], &["1,234"]] {
            assert_eq!(sure_evidence(unsure.iter().copied()), DecimalMark::Unknown, "{unsure:?}");
        }
    }

    #[test]
    fn one_stray_mark_does_not_settle_a_column_that_would_have_three_decimals() {
        assert_eq!(evidence(["1.500", "22.250", "12.50"]), DecimalMark::Unknown);
        assert_eq!(evidence(["1.500", "22.250", "12,50"]), DecimalMark::Comma);
        assert_eq!(evidence(["1.500", "22.250", "1.234.567"]), DecimalMark::Comma);
    }

    #[test]
    fn more_than_a_number_is_no_number() {
        let texts = [
            "",
            " ",
            "~40",
            "3-4",
            "twenty",
            "12,400 est.",
            "1,23,4",
            "1.2.3",
            "5 pcs",
            "1 23",
            "--5",
            "(−5)",
            "1'23",
            "310\n120",
            "310\t120",
            "1,2,-",
            "12,34,567",
            "12.",
            "€",
            "EUR",
            "1e5",
            "0.123.456",
            "#REF!",
            "1/2",
            "10 000 000 000 000 000 000 000 000 000 000",
        ];
        for text in texts {
            assert_eq!(is(text, DecimalMark::Unknown), "-", "{text}");
        }
    }
}
