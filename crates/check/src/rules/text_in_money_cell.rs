//! V101: text stands where a number is needed.

use model::Decimal;

use crate::report::{answer_effect, how_to_fix};
use crate::rule::rule;

/// From here on a number is refused for its size: the least of the bounds, that of units.
const LARGEST_UNITS: i64 = 1_000_000_000;

rule! {
    /// Text stands where a number is needed.
    ///
    /// # What it checks
    /// Cells for amounts, units and other numbers that hold something that is no number, or a number that cannot be the
    /// one: too large, in another currency, with a currency where pieces are counted, shown as a percentage or a day, or
    /// in a cell merged over several rows.
    ///
    /// # Why it matters
    /// The total would be too low without anyone seeing it.
    ///
    /// # Example
    /// `12,400 est.` where an amount is asked for.
    ///
    /// # How to fix
    /// Type the number alone; a remark belongs in a text question or in the e-mail. A number that is too large
    /// to be believed needs checking; in a supporting file, correct the cell and send the file again.
    TextInMoneyCell {
        code: "V101",
        severity: Error,
        reach: Cell,
        since: 2021,
        faults: [TextForNumber],
        check: |_, report| {
            report.add_faults(|fault, statement| {
                let raw = &fault.raw;
                let needed = match fault.field.as_str() {
                    "amount" | "unit_price" | "value" => "an amount",
                    _ => "a number",
                };
                statement.found = match number(raw) {
                    Some(number) if number.abs() >= LARGEST_UNITS.into() => {
                        format!("`{raw}` is too large to be {needed} of one line")
                    }
                    Some(_) => format!("`{raw}` is not the number that is needed"),
                    None => format!("`{raw}` is text where {needed} is needed"),
                };
                statement.effect = answer_effect(1, "not counted");
                statement.help = how_to_fix(fault, "how to read it");
            });
        },
    }
}

/// A text that is a plain number, though one that cannot stand here; groups of digits may be parted, and a currency may
/// stand beside.
fn number(raw: &str) -> Option<Decimal> {
    let is_currency =
        |letter: char| matches!(letter, '€' | '$' | '£' | '¥') || letter.is_whitespace();
    let raw = raw.trim_matches(is_currency);
    let is_gap =
        |letter: char| letter.is_whitespace() || letter == '\u{202f}' || "'’".contains(letter);
    let plain = raw.replace(is_gap, "").replace('−', "-").replace(',', ".");
    plain.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_told_from_text() {
        for raw in
            ["€ 40", "400 000 €", "1000000000000000", "1 000 000 000 000 000", "-5", "2,5", "0.12"]
        {
            assert!(number(raw).is_some(), "{raw}");
        }
        for raw in ["12,400 est.", "1.2.3", "12 %", "", "-"] {
            assert!(number(raw).is_none(), "{raw}");
        }
    }
}
