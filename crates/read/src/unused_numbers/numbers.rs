//! What a number is.

use model::{Cell, CellValue};

use crate::number::{DecimalMark, Parsed, parse};

/// Most characters of a text that is a number and nothing else.
const LONGEST: usize = 48;
/// Most letters of such a text: a currency's word or code stands beside it at most.
const MOST_LETTERS: usize = 6;

/// Whether a cell holds a number: stored as one, or typed as text with nothing beside it but a currency, a
/// sign or a percent sign. A day, a logical value and an error are none.
pub(super) fn holds_number(cell: &Cell) -> bool {
    if cell.without_stored_value {
        return false;
    }
    match &cell.value {
        CellValue::Number(_) => true,
        CellValue::Text(text) => is_number(text.trim()),
        // A number that no decimal can hold is kept as an error.
        #[expect(clippy::disallowed_types, reason = "nothing is computed with it")]
        CellValue::Error(shown) => shown.parse::<f64>().is_ok_and(f64::is_finite),
        CellValue::Boolean(_) | CellValue::Date(_) => false,
    }
}

fn is_number(text: &str) -> bool {
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    if digits == text.len() {
        return digits > 0;
    }
    let fits = text.len() <= LONGEST && text.chars().any(char::is_numeric);
    let letters = || text.chars().filter(|character| character.is_alphabetic()).count();
    fits && letters() <= MOST_LETTERS && parse(text, DecimalMark::Unknown) != Parsed::NotANumber
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_stands_alone_and_a_day_is_none() {
        for number in ["7", "-7.5", "1.234,50", "€ 99", "12'000", "5 %", "0049", "(120)", "99 kr"]
        {
            assert!(is_number(number), "{number}");
        }
        for other in ["", "2026-09-30", "30.09.2026", "about 7", "7 laptops", "1.2.3", "3-4", "A7"]
        {
            assert!(!is_number(other), "{other}");
        }
    }
}
