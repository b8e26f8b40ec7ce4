//! How numbers are shown (methodology: Showing numbers).
//!
//! Digits are grouped by narrow no-break spaces, minus is `−`, a unit is kept on the line of its number.
//! What has no value has a sign of its own, never 0.

use model::figure::Figure;
use model::{Currency, Decimal, ObservationStatus, Unit, round_half_even};

use crate::words::Words;

/// Keeps a number and its unit on one line.
pub(crate) const NO_BREAK: char = '\u{A0}';
const NARROW_NO_BREAK: char = '\u{202F}';
const MINUS: char = '\u{2212}';

/// How the indicators of the Pact's money begin.
const MONEY: &str = "finance.";

/// Why a figure shows no value.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) enum Nothing {
    /// Nobody reported anything of the kind.
    NoneReported,
    /// Asked and not answered.
    NotAnswered,
    /// Something it would rest on is missing or could not be read.
    NotKnown,
    /// Cannot exist (a ratio over nothing).
    NotApplicable,
    /// Not asked that year.
    NotAsked,
    /// Withheld.
    Withheld,
}

impl Nothing {
    /// Why this figure has no value; `None` if it has one.
    pub(crate) fn of(figure: Option<&Figure>) -> Option<Self> {
        let Some(figure) = figure else {
            return Some(Self::NoneReported);
        };
        match figure.status {
            ObservationStatus::Withheld => Some(Self::Withheld),
            // Of money nobody is asked: it stands in the books, or is missing from them.
            ObservationStatus::NotAnswered if figure.indicator.starts_with(MONEY) => {
                Some(Self::NotKnown)
            }
            ObservationStatus::NotAnswered => Some(Self::NotAnswered),
            ObservationStatus::NotApplicable => Some(Self::NotApplicable),
            ObservationStatus::NotAsked => Some(Self::NotAsked),
            _ => None,
        }
    }

    /// Its name in the file of words.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::NoneReported => "none_reported",
            Self::NotAnswered => "not_answered",
            Self::NotKnown => "not_known",
            Self::NotApplicable => "not_applicable",
            Self::NotAsked => "not_asked",
            Self::Withheld => "withheld",
        }
    }
}

/// A letter behind a value that is not an ordinary one; `None` for one that is.
pub(crate) fn flag(figure: &Figure) -> Option<&'static str> {
    match figure.status {
        ObservationStatus::Provisional => Some("provisional"),
        ObservationStatus::Break => Some("break"),
        ObservationStatus::LowReliability => Some("low_reliability"),
        ObservationStatus::Imputed => Some("imputed"),
        ObservationStatus::Estimated => Some("estimated"),
        _ => None,
    }
}

/// A number with its digits grouped by threes, all its decimals, and a true minus.
pub(crate) fn grouped(value: Decimal) -> String {
    let text = value.abs().to_string();
    let (whole, fraction) =
        text.split_once('.').map_or((text.as_str(), None), |(w, f)| (w, Some(f)));
    let mut shown = String::new();
    if value.is_sign_negative() && !value.is_zero() {
        shown.push(MINUS);
    }
    for (index, digit) in whole.chars().enumerate() {
        if index > 0 && (whole.len() - index) % 3 == 0 {
            shown.push(NARROW_NO_BREAK);
        }
        shown.push(digit);
    }
    if let Some(fraction) = fraction {
        shown.push('.');
        shown.push_str(fraction);
    }
    shown
}

/// A number with exactly this many decimals.
pub(crate) fn fixed(value: Decimal, places: u32) -> String {
    let mut rounded = round_half_even(value, places);
    rounded.rescale(places);
    grouped(rounded)
}

/// An amount as it stands in a sentence: `EUR 1.84 million`; below a million in whole units.
pub(crate) fn amount_in_prose(value: Decimal, currency: Currency, words: &Words) -> String {
    format!("{currency}{NO_BREAK}{}", scaled(value, words))
}

/// A number as it stands in a sentence: `1.84 million`, below a million whole.
pub(crate) fn scaled(value: Decimal, words: &Words) -> String {
    let steps = [("million", Decimal::from(1_000_000)), ("billion", Decimal::from(1_000_000_000))];
    let whole = round_half_even(value, 0);
    // 999 999.7 is shown as a million and 999 999 999 as a billion: the step follows the rounded value.
    let in_step = |step: Decimal| round_half_even(value / step, 2);
    if in_step(steps[1].1).abs() >= Decimal::ONE {
        return format!(
            "{}{NO_BREAK}{}",
            fixed(value / steps[1].1, 2),
            words.get("number.billion")
        );
    }
    if whole.abs() >= steps[0].1 {
        return format!(
            "{}{NO_BREAK}{}",
            fixed(value / steps[0].1, 2),
            words.get("number.million")
        );
    }
    fixed(value, 0)
}

/// An amount in full: `1 843 220.15`, with its currency in front where the column does not name it.
pub(crate) fn amount_in_full(value: Decimal, currency: Currency, with_currency: bool) -> String {
    let number = fixed(value, currency.minor_unit());
    if with_currency { format!("{currency}{NO_BREAK}{number}") } else { number }
}

/// A share: `62 %`; of fewer than five answers, `3 of 4`.
pub(crate) fn share(value: Decimal, denominator: Option<Decimal>, words: &Words) -> String {
    match denominator {
        Some(of) if of < Decimal::from(5) => {
            let count = fixed(value * of, 0);
            words.fill("number.of", &[("count", &count), ("total", &fixed(of, 0))])
        }
        _ => percent(value, words),
    }
}

/// A share in whole per cent; a share that is not nothing is never shown as 0 %, nor one that is not all
/// as 100 %.
pub(crate) fn percent(value: Decimal, words: &Words) -> String {
    let hundredths = round_half_even(value * Decimal::from(100), 0);
    let shown = format!("{}{NO_BREAK}%", grouped(hundredths));
    if hundredths.is_zero() && !value.is_zero() {
        return words.fill("number.under", &[("value", &format!("1{NO_BREAK}%"))]);
    }
    if hundredths == Decimal::from(100) && value < Decimal::ONE {
        return words.fill("number.over", &[("value", &format!("99{NO_BREAK}%"))]);
    }
    shown
}

/// A value in its unit, in a sentence.
pub(crate) fn in_prose(
    value: Decimal,
    unit: Unit,
    denominator: Option<Decimal>,
    words: &Words,
) -> String {
    match unit {
        Unit::Currency(currency) => amount_in_prose(value, currency, words),
        Unit::Share => share(value, denominator, words),
        Unit::Years => fixed(value, 1),
        Unit::Hours => fixed(value, 2),
        Unit::Coefficient => fixed(value, 2),
        Unit::PerHundred => fixed(value, 1),
        Unit::Devices | Unit::Units | Unit::Count => fixed(value, 0),
    }
}

/// A value in its unit, in full, as it stands in a table; the unit stands in the column's header.
pub(crate) fn in_table(
    value: Decimal,
    unit: Unit,
    denominator: Option<Decimal>,
    words: &Words,
) -> String {
    match unit {
        Unit::Currency(currency) => amount_in_full(value, currency, false),
        other => in_prose(value, other, denominator, words),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::templates::shipped_templates;

    fn words() -> Words {
        Words::read(&shipped_templates(), "en").unwrap()
    }

    /// Spaces that do not break are easier to read in a test as ordinary ones.
    fn plain(text: &str) -> String {
        text.replace([NO_BREAK, NARROW_NO_BREAK], " ")
    }

    #[test]
    fn amounts_in_prose() {
        let cases = [
            ("1843220.15", "EUR 1.84 million"),
            ("1845000", "EUR 1.84 million"),
            ("1000000", "EUR 1.00 million"),
            ("999999.49", "EUR 999 999"),
            ("999999.50", "EUR 1.00 million"),
            ("994999999", "EUR 995.00 million"),
            ("995000001", "EUR 1.00 billion"),
            ("2500000000", "EUR 2.50 billion"),
            ("845312.50", "EUR 845 312"),
            ("-12000.00", "EUR −12 000"),
            ("0.00", "EUR 0"),
            ("-0.40", "EUR 0"),
        ];
        for (value, shown) in cases {
            let text = amount_in_prose(value.parse().unwrap(), Currency::EUR, &words());
            assert_eq!(plain(&text), shown, "{value}");
        }
    }

    #[test]
    fn amounts_in_full_have_the_decimals_of_their_currency() {
        let yen = Currency::parse("JPY").unwrap();
        let cases = [
            ("1843220.15", Currency::EUR, "EUR 1 843 220.15"),
            ("-0.5", Currency::EUR, "EUR −0.50"),
            ("1500", yen, "JPY 1 500"),
        ];
        for (value, currency, shown) in cases {
            assert_eq!(plain(&amount_in_full(value.parse().unwrap(), currency, true)), shown);
        }
    }

    #[test]
    fn shares_of_few_answers_are_counts() {
        let cases = [
            ("0.75", Some(4), "3 of 4"),
            ("0.333333", Some(3), "1 of 3"),
            ("0", Some(2), "0 of 2"),
            ("0.6", Some(5), "60 %"),
            ("0.625", Some(8), "62 %"),
            ("0.635", None, "64 %"),
            ("0.004", Some(900), "under 1 %"),
            ("0.996", Some(900), "over 99 %"),
            ("1", Some(9), "100 %"),
            ("0", Some(9), "0 %"),
        ];
        for (value, denominator, shown) in cases {
            let text = share(value.parse().unwrap(), denominator.map(Decimal::from), &words());
            assert_eq!(plain(&text), shown, "{value} of {denominator:?}");
        }
    }
}
