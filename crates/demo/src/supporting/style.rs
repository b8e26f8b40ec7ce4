//! Numbers and days as text, as the offices of a language and a currency write them.

use jiff::civil::Date;
use model::Decimal;

use crate::pact::{Layout, SpreadsheetLanguage};

/// How numbers and days are written.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Style {
    /// What parts groups of three digits.
    pub(super) group: Option<char>,
    /// The decimal mark.
    pub(super) decimal: char,
    /// How days are written, as `date_format` of a mapping says it.
    pub(super) day: &'static str,
}

impl Style {
    /// The style of a file: that of its language, or of Switzerland for its currency; that of programs, with points
    /// and ISO 8601, in a text with commas.
    pub(super) fn of(language: SpreadsheetLanguage, currency: &str, layout: Layout) -> Self {
        use SpreadsheetLanguage::{Dutch, English, French, German, Italian, Spanish};
        if layout == Layout::CommaText {
            return Self { group: None, decimal: '.', day: "yyyy-mm-dd" };
        }
        let (group, decimal, day) = match language {
            _ if currency == "CHF" => ('’', '.', "dd.mm.yyyy"),
            English => (',', '.', "dd/mm/yyyy"),
            // The narrow no-break space is not in Windows-1252.
            French if layout == Layout::SemicolonText || layout == Layout::CreditNoteText => {
                ('\u{a0}', ',', "dd/mm/yyyy")
            }
            French => ('\u{202f}', ',', "dd/mm/yyyy"),
            German => ('.', ',', "dd.mm.yyyy"),
            Dutch => ('.', ',', "dd-mm-yyyy"),
            Spanish | Italian => ('.', ',', "dd/mm/yyyy"),
        };
        let group = Some(group).filter(|_| layout != Layout::LedgerText);
        Self { group, decimal, day }
    }

    /// A number with at least so many decimals; none of its own is dropped.
    pub(super) fn number(&self, number: Decimal, places: u32) -> String {
        let places = number.normalize().scale().max(places) as usize;
        let digits = format!("{:.places$}", number.abs());
        let (whole, fraction) = digits.split_once('.').unwrap_or((&digits, ""));
        let mut text = String::with_capacity(digits.len() + 8);
        if number.is_sign_negative() && !number.is_zero() {
            text.push('-');
        }
        for (index, digit) in whole.chars().enumerate() {
            if index > 0 && (whole.len() - index).is_multiple_of(3) {
                text.extend(self.group);
            }
            text.push(digit);
        }
        if !fraction.is_empty() {
            text.push(self.decimal);
            text.push_str(fraction);
        }
        text
    }

    /// A day.
    pub(super) fn day(&self, day: Date) -> String {
        let year = format!("{:04}", day.year());
        let month = format!("{:02}", day.month());
        let text = self.day.replace("yyyy", &year).replace("mm", &month);
        text.replace("dd", &format!("{:02}", day.day()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use SpreadsheetLanguage::{Dutch, English, French, German, Spanish};

    #[test]
    fn numbers_and_days_are_written_as_their_offices_do() {
        let (amount, day) = (Decimal::new(-123_456_750, 2), Date::constant(2026, 3, 9));
        let cases = [
            (German, "EUR", Layout::BarText, "-1.234.567,50", "09.03.2026"),
            (German, "CHF", Layout::BarText, "-1’234’567.50", "09.03.2026"),
            (French, "CHF", Layout::TabText, "-1’234’567.50", "09.03.2026"),
            (French, "EUR", Layout::TabText, "-1\u{202f}234\u{202f}567,50", "09/03/2026"),
            (French, "EUR", Layout::SemicolonText, "-1\u{a0}234\u{a0}567,50", "09/03/2026"),
            (English, "GBP", Layout::TabText, "-1,234,567.50", "09/03/2026"),
            (Dutch, "EUR", Layout::LedgerText, "-1234567,50", "09-03-2026"),
            (Spanish, "EUR", Layout::CommaText, "-1234567.50", "2026-03-09"),
        ];
        for (language, currency, layout, number, written) in cases {
            let style = Style::of(language, currency, layout);
            assert_eq!(style.number(amount, 2), number, "{language:?} {currency} {layout:?}");
            assert_eq!(style.day(day), written, "{language:?} {currency} {layout:?}");
        }
    }

    #[test]
    fn decimals_are_those_of_the_currency_and_none_is_dropped() {
        let style = Style::of(German, "EUR", Layout::TabText);
        let cases =
            [(1000, 0, 0, "1.000"), (5, 0, 2, "5,00"), (-5, 1, 2, "-0,50"), (1234, 3, 2, "1,234")];
        for (mantissa, scale, places, expected) in cases {
            assert_eq!(style.number(Decimal::new(mantissa, scale), places), expected);
        }
        assert_eq!(style.number(-Decimal::ZERO, 2), "0,00");
    }
}
