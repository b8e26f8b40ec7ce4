//! What somebody may have meant by a text that is no number, for the words of a finding; nothing is counted by it.

use std::sync::LazyLock;

use model::Decimal;
use regex::Regex;

use super::{DecimalMark, Parsed, parse};
use crate::text::{as_typed, folded};

/// The numbers in a text, as far as their digits go.
static NUMBER: LazyLock<Regex> = LazyLock::new(|| {
    let pattern = r"[0-9](?:[0-9.,'’ \u{a0}\u{2009}\u{202f}]*[0-9])?";
    Regex::new(pattern).expect("a constant pattern that compiles")
});

/// What was understood of what is more or less than one number, and what to type if that is right: `~40`, `3-4`,
/// `40 pcs`, `12k`, `1.2 mio`, `twenty`, `12,34,567`, `1.2E+06`; `None` where nothing was.
///
/// In words that end a sentence about what is expected.
pub(crate) fn understood(text: &str) -> Option<String> {
    let text = as_typed(text);
    let plain = folded(&text);
    let said = |number: Decimal, how: &str| {
        format!("{} was understood; if that is right, type it {how}", number.normalize())
    };
    if let Some(number) = in_words(&plain) {
        return Some(said(number, "in digits"));
    }
    if !text.is_empty() && text.chars().all(|c| matches!(c, '-' | '–' | '—' | '/' | '.' | '?'))
    {
        return Some(NO_NUMBER.to_owned());
    }
    if let Some(number) = with_exponent(&plain).or_else(|| grouped_by_two(&text)) {
        return Some(said(number, "in full"));
    }
    let found: Vec<&str> = NUMBER.find_iter(&text).map(|found| found.as_str()).collect();
    match found.as_slice() {
        [] => None,
        [only] => of_one(&plain, only),
        [low, high] if is_range(&plain, low, high) => {
            Some(format!("a number from {low} to {high} was understood; type the one that holds"))
        }
        several => Some(format!(
            "{} numbers were understood, {}; type the one that is asked for",
            several.len(),
            several.join(" and ")
        )),
    }
}

const NO_NUMBER: &str =
    "type 0 for none, n/a if it does not apply, and leave the cell empty if it is not known";

/// A text with one number in it: about it, so many thousands, or with words beside.
fn of_one(plain: &str, digits: &str) -> Option<String> {
    let numbers: Vec<Decimal> = match parse(digits, DecimalMark::Unknown) {
        Parsed::Number { value, .. } => vec![value],
        Parsed::Ambiguous { point, comma } => vec![point, comma],
        Parsed::NotANumber => return None,
    };
    let (before, behind) = plain.split_once(&folded(digits))?;
    let times = times(behind);
    let about = ABOUT.iter().any(|word| before.trim() == *word || behind.trim() == *word);
    let scaled = numbers.iter().map(|number| number.checked_mul(times));
    let scaled: Vec<String> =
        scaled.map(|number| Some(number?.normalize().to_string())).collect::<Option<_>>()?;
    let number = scaled.join(" or ");
    let how = if times > Decimal::ONE { "in full" } else { "alone" };
    let about = if about { "about " } else { "" };
    Some(format!("{about}{number} was understood; if that is right, type the number {how}"))
}

/// Words for "about", folded, before or behind a number.
const ABOUT: [&str; 27] = [
    "~",
    "≈",
    "±",
    "+/-",
    "ca",
    "ca.",
    "c.",
    "circa",
    "approx",
    "approx.",
    "approximately",
    "about",
    "around",
    "roughly",
    "env",
    "env.",
    "environ",
    "ungefähr",
    "etwa",
    "rund",
    "ongeveer",
    "est.",
    "est",
    "estimated",
    "estimation",
    ">",
    "<",
];

/// By what a word behind a number multiplies it, folded; 1 for a word that does not.
pub(crate) fn times(behind: &str) -> Decimal {
    let word: String =
        behind.trim().chars().take_while(|c| c.is_alphabetic() || *c == '€').collect();
    let word = word.trim_end_matches("eur").trim_end_matches('€');
    let times = match word {
        "k" | "t" | "tsd" | "tausend" | "thousand" | "mille" | "duizend" | "mil" => 1_000,
        "m" | "mio" | "mn" | "mln" | "million" | "millions" | "millionen" | "miljoen" => 1_000_000,
        _ => 1,
    };
    Decimal::from(times)
}

/// Whether a dash or a word for "to" alone parts two numbers.
fn is_range(plain: &str, low: &str, high: &str) -> bool {
    let (low, high) = (folded(low), folded(high));
    let between = plain
        .find(&low)
        .and_then(|at| plain.get(at + low.len()..))
        .and_then(|rest| rest.rfind(&high).and_then(|at| rest.get(..at)));
    between.is_some_and(|between| {
        matches!(between.trim(), "-" | "to" | "à" | "a" | "bis" | "tot" | "..." | "..")
    })
}

/// `1.2e+06`, as spreadsheet programs save a number for which the column is too narrow.
fn with_exponent(plain: &str) -> Option<Decimal> {
    let (digits, exponent) = plain.split_once('e')?;
    let exponent: u32 = exponent.trim_start_matches('+').parse().ok()?;
    let number = parse(digits, DecimalMark::Unknown).value()?;
    let power = 10_i64.checked_pow(exponent.min(18))?;
    number.checked_mul(Decimal::from(power)).filter(|_| exponent <= 18)
}

/// `12,34,567`: thousands and then pairs, as in India.
fn grouped_by_two(text: &str) -> Option<Decimal> {
    let groups: Vec<&str> = text.split(',').collect();
    let [first, middle @ .., last] = groups.as_slice() else { return None };
    let digits = |group: &str| group.bytes().all(|byte| byte.is_ascii_digit());
    let fits = matches!(first.len(), 1 | 2)
        && !middle.is_empty()
        && middle.iter().all(|group| group.len() == 2)
        && last.len() == 3
        && groups.iter().all(|group| digits(group));
    fits.then(|| groups.concat().parse().ok())?
}

/// Numbers in words, in the languages of the form and of its neighbours.
#[rustfmt::skip]
const WORDS: [(u32, &str); 31] = [
    (0, "zero zéro null nul cero nil"), (1, "one un une eins een één uno"), (2, "two deux zwei twee dos due"),
    (3, "three trois drei drie tres tre"), (4, "four quatre vier cuatro quattro"), (5, "five cinq fünf vijf cinco cinque"),
    (6, "six sechs zes seis sei"), (7, "seven sept sieben zeven siete sette"), (8, "eight huit acht ocho otto"),
    (9, "nine neuf neun negen nueve nove"), (10, "ten dix zehn tien diez dieci"), (11, "eleven onze elf once undici"),
    (12, "twelve douze zwölf twaalf doce dodici"), (13, "thirteen treize dreizehn dertien trece tredici"),
    (14, "fourteen quatorze vierzehn veertien catorce quattordici"), (15, "fifteen quinze fünfzehn vijftien quince quindici"),
    (16, "sixteen seize sechzehn zestien dieciséis sedici"), (17, "seventeen dix-sept siebzehn zeventien diecisiete"),
    (18, "eighteen dix-huit achtzehn achttien dieciocho diciotto"), (19, "nineteen dix-neuf neunzehn negentien diecinueve"),
    (20, "twenty vingt zwanzig twintig veinte venti"), (30, "thirty trente dreißig dertig treinta trenta"),
    (40, "forty quarante vierzig veertig cuarenta quaranta"), (50, "fifty cinquante fünfzig vijftig cincuenta cinquanta"),
    (60, "sixty soixante sechzig zestig sesenta sessanta"), (70, "seventy soixante-dix septante siebzig zeventig setenta settanta"),
    (80, "eighty quatre-vingts achtzig tachtig ochenta ottanta"), (90, "ninety quatre-vingt-dix nonante neunzig negentig noventa novanta"),
    (100, "hundred cent hundert honderd cien cento"), (1000, "thousand mille tausend duizend mil"), (12, "dozen"),
];

fn in_words(plain: &str) -> Option<Decimal> {
    let mut parts = plain.trim_start_matches("a ").trim_start_matches("one ").split(' ');
    let word = parts.next().filter(|_| parts.next().is_none())?;
    let found = WORDS.iter().find(|(_, words)| words.split(' ').any(|own| own == word));
    found.map(|(number, _)| Decimal::from(*number))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_more_or_less_than_a_number_is_understood() {
        let cases = [
            ("~40", "about 40 was understood; if that is right, type the number alone"),
            ("ca. 40", "about 40 was"),
            ("about 6,200", "about 6200 or 6.2 was"),
            ("12,400.50 est.", "about 12400.5 was"),
            ("40 pcs", "40 was understood; if that is right, type the number alone"),
            ("12k", "12000 was understood; if that is right, type the number in full"),
            ("1.2 mio", "1200000 was"),
            ("1 234,5 kEUR", "1234500 was"),
            ("3-4", "a number from 3 to 4 was understood; type the one that holds"),
            ("3 to 4", "a number from 3 to 4 was"),
            ("40; 30", "2 numbers were understood, 40 and 30; type the one that is asked for"),
            ("310\n120", "2 numbers were understood, 310 and 120"),
            ("twenty", "20 was understood; if that is right, type it in digits"),
            ("Vingt", "20 was"),
            ("12,34,567", "1234567 was understood; if that is right, type it in full"),
            ("1.2E+06", "1200000 was"),
            ("—", "type 0 for none, n/a if it does not apply"),
        ];
        for (text, words) in cases {
            let said = understood(text).unwrap_or_else(|| panic!("{text} is not understood"));
            assert!(said.starts_with(words), "{text}: {said}");
        }
        for text in ["see the annex", "", "1,23,4", "#REF!"] {
            assert_eq!(understood(text), None, "{text}");
        }
    }
}
