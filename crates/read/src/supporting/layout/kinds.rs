//! What a cell looks like, as far as it tells headers from data.

use model::{Cell, CellValue};

use crate::day::{self, ParsedDay};
use crate::number::{self, DecimalMark, Parsed};
use crate::supporting::stated;
use crate::text::{folded, is_blank};

/// What a cell looks like.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Kind {
    /// A number or a day: data, never a label (but a header can be a year).
    Value,
    /// Words.
    Words,
}

/// Whether something stands in a cell: something visible, or a formula never computed.
pub(super) fn is_filled(cell: &Cell) -> bool {
    !is_blank(&cell.raw) || cell.without_stored_value
}

/// What a cell looks like; a formula without a value is a value.
pub(super) fn kind(cell: &Cell) -> Kind {
    if cell.without_stored_value {
        return Kind::Value;
    }
    match &cell.value {
        CellValue::Text(text) if is_words(text) => Kind::Words,
        _ => Kind::Value,
    }
}

fn is_words(text: &str) -> bool {
    !text.contains(|c: char| c.is_numeric())
        || (number::parse(text, DecimalMark::Unknown) == Parsed::NotANumber
            && day::parse(text, None) == ParsedDay::NotADay)
}

/// Words that stand under a column's name to say what its numbers are, folded, beside currency codes.
const UNITS: [&str; 40] = [
    "€", "$", "£", "kr", "kr.", "chf", "fr.", "zł", "kč", "lei", "eur", "euro", "tsd. €", "t€",
    "k€", "%", "st", "st.", "stk", "stk.", "stck", "stück", "anzahl", "pcs", "pcs.", "pieces",
    "units", "unit", "no.", "qty", "unités", "unité", "nbre", "stuks", "aantal", "ks", "szt.",
    "n.", "ud.", "kpl",
];

/// Whether a cell is a thousand or a million under a column's name, such as `1000 EUR`.
pub(super) fn is_thousand(cell: &Cell) -> bool {
    stated::is_thousand(&cell.raw)
}

/// Whether a text is a unit under a column's name, such as `EUR`, `(net)`, `in Stück` or `TT.MM.JJJJ`.
pub(super) fn is_unit(typed: &str) -> bool {
    let text = folded(typed);
    let open = text.starts_with(['(', '[']) && text.ends_with([')', ']']);
    let bare = text.trim_matches(['(', ')', '[', ']', ' ']);
    let bare = bare.strip_prefix("in ").or_else(|| bare.strip_prefix("en ")).unwrap_or(bare);
    open || UNITS.contains(&bare)
        || model::Currency::parse(&bare.to_uppercase()).is_some()
        || is_day_pattern(bare)
        || stated::is_all(typed)
}

/// Whether a text is a pattern of days, such as `dd/mm/yyyy` or `tt.mm.jjjj`.
fn is_day_pattern(text: &str) -> bool {
    let letters: String = text.chars().filter(|c| c.is_alphabetic()).collect();
    text.len() >= 8
        && letters.len() <= 8
        && text.contains("mm")
        && letters.chars().all(|c| "dtjmyga".contains(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_are_told_from_words() {
        for unit in [
            "EUR",
            "€",
            "TEUR",
            "k€, netto",
            "inkl. MwSt.",
            "[net]",
            "(in EUR)",
            "in Stück",
            "Stk.",
            "dd/mm/yyyy",
            "TT.MM.JJJJ",
        ] {
            assert!(is_unit(unit), "{unit}");
        }
        for word in ["Laptop", "siehe Rechnung", "Total", "12 EUR", "damm", "Tax", "Anzahl Geräte"]
        {
            assert!(!is_unit(word), "{word}");
        }
    }

    #[test]
    fn words_are_no_values() {
        for words in ["Amount", "Q1 2026", "Laptop 14\"", "3. Obergeschoss"] {
            assert!(is_words(words), "{words}");
        }
        for value in ["12.5", "1.234,50 €", "01.02.2026", "5/19/2006 0:00:00", "(120)"] {
            assert!(!is_words(value), "{value}");
        }
    }
}
