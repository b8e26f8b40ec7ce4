//! The currency beside an amount: typed with its digits, or shown by the number format of its cell.

use model::{Cell, CellValue, Currency};

use super::{DecimalMark, Parsed, parse};

/// What stands beside the digits of an amount.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Beside {
    /// Digits alone.
    Nothing,
    /// A code or a sign that names one currency.
    Currency(Currency),
    /// A sign that several currencies have.
    Sign(Sign),
    /// Something meant as a currency that is none known here, or two at once.
    Other,
}

/// A sign that several currencies have, with their codes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Sign(&'static [&'static str]);

impl Sign {
    /// Whether a currency has the sign.
    pub fn fits(self, currency: Currency) -> bool {
        self.0.contains(&currency.code())
    }
}

const DOLLAR: Sign = Sign(&[
    "ARS", "AUD", "BBD", "BMD", "BND", "BSD", "BZD", "CAD", "CLP", "COP", "CUP", "DOP", "FJD",
    "GYD", "HKD", "JMD", "KYD", "LRD", "MXN", "NAD", "NZD", "SBD", "SGD", "SRD", "TTD", "TWD",
    "USD", "UYU", "XCD",
]);
const YEN: Sign = Sign(&["CNY", "JPY"]);
const KRONE: Sign = Sign(&["DKK", "EEK", "ISK", "NOK", "SEK"]);
const FRANC: Sign = Sign(&["BIF", "CDF", "CHF", "DJF", "GNF", "KMF", "RWF", "XAF", "XOF", "XPF"]);
const LEU: Sign = Sign(&["MDL", "RON"]);

/// The currency of an amount by what stands beside it and by what its row names otherwise.
///
/// A currency beside the amount is the row's where the row names none of its own (`own`); where the row names
/// one, both must be the same. A sign of several currencies must fit the row's own or, without one, `default`.
///
/// # Errors
///
/// The currency the amount was expected in, if there is one: what stands beside it is another.
pub(crate) fn agreed(
    beside: &Beside,
    own: Option<Currency>,
    default: Option<Currency>,
) -> Result<Option<Currency>, Option<Currency>> {
    let stated = own.or(default);
    match (beside, stated) {
        (Beside::Nothing, _) => Ok(stated),
        (Beside::Currency(named), _) if own.is_none_or(|own| own == *named) => Ok(Some(*named)),
        (Beside::Sign(sign), Some(stated)) if sign.fits(stated) => Ok(Some(stated)),
        _ => Err(stated),
    }
}

/// What stands beside the amount in a cell; nothing where it holds no number.
///
/// A number stored as one shows its currency by the cell's number format.
pub fn beside(cell: &Cell) -> Beside {
    match &cell.value {
        CellValue::Text(text) if parse(text, DecimalMark::Unknown) != Parsed::NotANumber => {
            beside_typed(text)
        }
        CellValue::Number(_) => shown(cell).1,
        _ => Beside::Nothing,
    }
}

/// The amount of a cell as its reader sees it: with the currency its number format shows, such as `kr 1200`.
pub fn as_shown(cell: &Cell) -> String {
    let word = match &cell.value {
        CellValue::Number(_) => shown(cell).0,
        _ => String::new(),
    };
    match word.as_str() {
        "" => cell.raw.clone(),
        word => format!("{word} {}", cell.raw),
    }
}

/// What is typed beside the digits of a number.
pub fn beside_typed(text: &str) -> Beside {
    let is_kept = |c: &char| c.is_alphabetic() || is_sign(*c);
    let word: String = text.chars().filter(is_kept).collect();
    if word.is_empty() { Beside::Nothing } else { named(&word).unwrap_or(Beside::Other) }
}

/// Whether a character is the sign of a currency (Unicode's category Sc, as far as it is met).
fn is_sign(character: char) -> bool {
    matches!(character, '\u{20a0}'..='\u{20cf}' | '$' | '£' | '¥' | '¤' | '¢' | '฿')
        || matches!(character, '＄' | '￡' | '￥')
}

/// Words and signs that name one currency, beside the codes, in lower case.
const NAMES: [(&str, &str); 28] = [
    ("€", "EUR"),
    ("euro", "EUR"),
    ("euros", "EUR"),
    ("£", "GBP"),
    ("￡", "GBP"),
    ("us$", "USD"),
    ("ca$", "CAD"),
    ("au$", "AUD"),
    ("a$", "AUD"),
    ("nz$", "NZD"),
    ("hk$", "HKD"),
    ("s$", "SGD"),
    ("r$", "BRL"),
    ("₹", "INR"),
    ("₺", "TRY"),
    ("₴", "UAH"),
    ("₽", "RUB"),
    ("₪", "ILS"),
    ("₩", "KRW"),
    ("₫", "VND"),
    ("₱", "PHP"),
    ("₦", "NGN"),
    ("฿", "THB"),
    ("₾", "GEL"),
    ("лв", "BGN"),
    ("zł", "PLN"),
    ("kč", "CZK"),
    ("ft", "HUF"),
];

/// What a word or sign stands for; `None` for one that is no currency's.
pub(crate) fn named(word: &str) -> Option<Beside> {
    let word = word.trim().trim_end_matches('.').to_lowercase();
    match word.as_str() {
        "$" | "＄" => return Some(Beside::Sign(DOLLAR)),
        "¥" | "￥" => return Some(Beside::Sign(YEN)),
        "kr" => return Some(Beside::Sign(KRONE)),
        "fr" | "sfr" => return Some(Beside::Sign(FRANC)),
        "lei" => return Some(Beside::Sign(LEU)),
        _ => {}
    }
    let code = NAMES.iter().find(|(name, _)| *name == word).map_or(word.as_str(), |(_, code)| code);
    match Currency::parse(code) {
        Some(currency) => Some(Beside::Currency(currency)),
        None => sign_and_code(&word),
    }
}

/// A sign and a code together, such as `$ 99 USD`: the currency, if the sign is one of its own.
fn sign_and_code(word: &str) -> Option<Beside> {
    let (signs, letters): (String, String) = word.chars().partition(|c| is_sign(*c));
    let currency = Currency::parse(&letters)?;
    match named(&signs).filter(|_| !signs.is_empty())? {
        Beside::Currency(same) if same == currency => Some(Beside::Currency(currency)),
        Beside::Sign(sign) if sign.fits(currency) => Some(Beside::Currency(currency)),
        _ => Some(Beside::Other),
    }
}

/// The word or sign of a currency in a cell's number format, and what it stands for.
fn shown(cell: &Cell) -> (String, Beside) {
    let mut found: Option<(String, Beside)> = None;
    for (word, beside) in designators(cell.number_format.as_deref().unwrap_or_default()) {
        match &found {
            Some((known, other)) if *other != beside => {
                return (format!("{known}/{word}"), Beside::Other);
            }
            _ => found = Some((word, beside)),
        }
    }
    found.unwrap_or((String::new(), Beside::Nothing))
}

/// The texts that a number format shows beside the number, such as ` k€`, each once.
pub(crate) fn format_texts(format: &str) -> Vec<String> {
    let mut texts: Vec<String> = Vec::new();
    for literal in literals(format) {
        let (Literal::Bracketed(text) | Literal::Text(text)) = literal;
        let text = text.trim().to_owned();
        if !text.is_empty() && !texts.contains(&text) {
            texts.push(text);
        }
    }
    texts
}

/// By what a number format divides what it shows: a thousand for each comma behind its last digit (ECMA-376 part 1,
/// 18.8.31).
pub(crate) fn format_scale(format: &str) -> u32 {
    let plain = without_literals(format);
    let is_digit = |c: char| matches!(c, '0' | '#' | '?');
    let mut commas = 0;
    let mut behind_digit = false;
    for character in plain.chars() {
        match character {
            ',' if behind_digit => commas += 1,
            // Commas between digits group them.
            c if is_digit(c) => (commas, behind_digit) = (0, true),
            // Those before the point stand, as in `0,.0`.
            '.' if commas > 0 => break,
            _ => {}
        }
    }
    1000_u32.checked_pow(commas).unwrap_or(1)
}

/// Whether a number format shows what is stored a hundredfold, with a percent sign; one that only shows the sign beside
/// what is stored, as in `0" %"`, does not.
pub(crate) fn is_percentage(format: &str) -> bool {
    without_literals(format).contains('%')
}

/// The first section of a number format without the texts it shows as they stand.
fn without_literals(format: &str) -> String {
    let mut plain = String::new();
    let mut characters = format.chars();
    while let Some(character) = characters.next() {
        match character {
            '"' => drop(characters.by_ref().find(|c| *c == '"')),
            '[' => drop(characters.by_ref().find(|c| *c == ']')),
            '\\' | '_' | '*' => drop(characters.next()),
            ';' => break,
            other => plain.push(other),
        }
    }
    plain
}

/// A part of a number format that is shown as it stands.
enum Literal {
    /// Between `[$` and `-` or `]`: the place for a currency.
    Bracketed(String),
    /// In quotation marks, behind a backslash, or a sign that needs neither.
    Text(String),
}

/// The currencies a number format shows, each with the text it shows it by.
fn designators(format: &str) -> Vec<(String, Beside)> {
    let mut found = Vec::new();
    for literal in literals(format) {
        match literal {
            Literal::Bracketed(word) => {
                let word = word.trim().to_owned();
                if !word.is_empty() {
                    let beside = named(&word).unwrap_or(Beside::Other);
                    found.push((word, beside));
                }
            }
            Literal::Text(text) => found.extend(of_text(&text)),
        }
    }
    found
}

/// The currencies in a text of a format: the whole of it, else its words that are signs or codes in capitals.
/// Other texts, such as `pcs`, are none.
fn of_text(text: &str) -> Vec<(String, Beside)> {
    let whole = text.trim();
    if let Some(beside) = named(whole) {
        return vec![(whole.to_owned(), beside)];
    }
    let words = whole.split(|c: char| !c.is_alphabetic() && !is_sign(c));
    let words = words.filter(|word| *word == word.to_uppercase());
    words.filter_map(|word| Some((word.to_owned(), named(word)?))).collect()
}

/// Takes the literals out of a number format (ECMA-376 part 1, 18.8.31). What follows `_` is a space as wide
/// as it and what follows `*` fills the cell; neither says anything.
fn literals(format: &str) -> Vec<Literal> {
    let mut found = Vec::new();
    let mut text = String::new();
    let mut characters = format.chars();
    while let Some(character) = characters.next() {
        match character {
            '"' => text.extend(characters.by_ref().take_while(|c| *c != '"')),
            '\\' => text.extend(characters.next()),
            character if is_sign(character) => text.push(character),
            ' ' | '\u{a0}' | '\u{202f}' => text.push(' '),
            other => {
                end(&mut text, &mut found);
                match other {
                    '_' | '*' => drop(characters.next()),
                    '[' => {
                        let inside: String =
                            characters.by_ref().take_while(|c| *c != ']').collect();
                        if let Some(inside) = inside.strip_prefix('$') {
                            let word = inside.split('-').next().unwrap_or_default();
                            found.push(Literal::Bracketed(word.to_owned()));
                        }
                    }
                    _ => {}
                }
            }
        }
    }
    end(&mut text, &mut found);
    found
}

/// Closes a run of literal text.
fn end(text: &mut String, found: &mut Vec<Literal>) {
    if !text.trim().is_empty() {
        found.push(Literal::Text(std::mem::take(text)));
    }
    text.clear();
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::{CellAddress, Decimal};

    fn shows(beside: &Beside) -> String {
        match beside {
            Beside::Nothing => "-".to_owned(),
            Beside::Currency(currency) => currency.code().to_owned(),
            Beside::Sign(Sign(codes)) => format!("{} or other", codes[0]),
            Beside::Other => "?".to_owned(),
        }
    }

    #[test]
    fn a_currency_typed_beside_an_amount_is_seen() {
        let cases = [
            ("1 234,50", "-"),
            ("€ 99", "EUR"),
            ("99 bgn", "BGN"),
            ("1500 лв.", "BGN"),
            ("£5", "GBP"),
            ("$ 48 880,00", "ARS or other"),
            ("11 704,00 kr", "DKK or other"),
            ("Fr. 120", "BIF or other"),
            ("¥ 5", "CNY or other"),
            ("₹ 5", "INR"),
            ("₺ 5", "TRY"),
            ("₴ 5", "UAH"),
            ("₽ 5", "RUB"),
            ("$ 99 USD", "USD"),
            ("$ 99 CHF", "?"),
            ("€ 99 $", "?"),
            ("99 units", "?"),
        ];
        for (text, expected) in cases {
            assert_eq!(shows(&beside_typed(text)), expected, "{text}");
        }
    }

    #[test]
    fn a_currency_of_the_number_format_is_seen() {
        let cases = [
            ("#,##0.00", "-"),
            ("[$-409]#,##0.00", "-"),
            ("[Red]-0;[>=1000]0", "-"),
            ("0.00E+00", "-"),
            ("#,##0\\ \"pcs\"", "-"),
            ("_-* #,##0.00\\ _€_-;\\-* #,##0.00\\ _€_-", "-"),
            ("[$$-409]#,##0.00", "ARS or other"),
            ("#,##0.00 [$SEK]", "SEK"),
            ("[$€-x-euro2] 0.00", "EUR"),
            ("\"€\"#,##0", "EUR"),
            ("#,##0.00\\ \"kr\"", "DKK or other"),
            ("#,##0.00\\ \\k\\r", "DKK or other"),
            ("#,##0.00\\ [$kr.-406]", "DKK or other"),
            ("$#,##0_);($#,##0)", "ARS or other"),
            ("_-* #,##0.00\\ \"Total EUR\"_-", "EUR"),
            ("[$¤-1] 0", "?"),
            ("[$EUR] 0;-[$USD] 0", "?"),
        ];
        for (format, expected) in cases {
            let cell = Cell {
                address: CellAddress::new(0, 0),
                value: CellValue::Number(Decimal::ONE),
                raw: "1".to_owned(),
                number_format: Some(format.to_owned()),
                formula: false,
                without_stored_value: false,
            };
            assert_eq!(shows(&beside(&cell)), expected, "{format}");
        }
    }

    #[test]
    fn a_number_format_shows_texts_and_divides_by_thousands() {
        let cases = [
            ("0.0\" k€\"", "k€", 1),
            ("#,##0.0 \"TEUR\"", "TEUR", 1),
            ("0.0,\"k\"", "k", 1_000),
            ("#,##0,,\" Mio. €\";-#,##0,,", "Mio. €", 1_000_000),
            ("#,##0.00", "", 1),
            ("0,.0", "", 1_000),
            ("0\",\"", ",", 1),
            ("[$€-407] #,##0", "€", 1),
        ];
        for (format, text, scale) in cases {
            assert_eq!(format_texts(format).join("|"), text, "{format}");
            assert_eq!(format_scale(format), scale, "{format}");
        }
    }

    #[test]
    fn a_percent_sign_that_only_stands_beside_changes_no_number() {
        for format in ["0%", "0.00 %", "[Red]0%;-0%"] {
            assert!(is_percentage(format), "{format}");
        }
        for format in ["0\" %\"", "0\\%", "General", "0;0%"] {
            assert!(!is_percentage(format), "{format}");
        }
    }

    #[test]
    fn a_sign_of_several_currencies_must_fit_the_rows() {
        let code = |text: &str| Currency::parse(text);
        let (dollar, krone) = (Beside::Sign(DOLLAR), Beside::Sign(KRONE));
        for fits in ["USD", "CAD", "AUD"] {
            assert_eq!(agreed(&dollar, code(fits), None), Ok(code(fits)));
        }
        for fits in ["SEK", "NOK", "DKK", "ISK"] {
            assert_eq!(agreed(&krone, None, code(fits)), Ok(code(fits)));
        }
        assert_eq!(agreed(&dollar, None, code("CHF")), Err(code("CHF")));
        assert_eq!(agreed(&krone, None, None), Err(None));
        let sek = Beside::Currency(code("SEK").unwrap());
        assert_eq!(agreed(&sek, None, code("CHF")), Ok(code("SEK")));
        assert_eq!(agreed(&sek, code("CHF"), None), Err(code("CHF")));
    }
}
