//! Words and numbers of an explanation as they stand on the screen.

use anstyle::Style;
use findings::grouped;
use model::{Decimal, round_half_even};

/// A heading, after a free line.
pub(super) fn heading(text: &str) -> String {
    let bold = Style::new().bold();
    format!("\n{bold}{text}{bold:#}\n")
}

/// A text in lines, set in; a line of its own stays one.
pub(super) fn paragraph(text: &str, width: usize) -> String {
    let lines = text.lines().flat_map(|line| lines(line, width.saturating_sub(2)));
    lines.map(|line| format!("  {line}\n")).collect()
}

/// How an indicator is computed, and what a cell is in it where it speaks of cells.
pub(super) fn formula(formula: &str, width: usize) -> String {
    let mut out = paragraph(formula, width);
    if formula.contains("cell") {
        out.push_str(&paragraph(ROW_OF_CELLS, width));
    }
    out
}

/// What registry and methodology call a cell.
const ROW_OF_CELLS: &str = "(A cell here is a row of the published table `cells`: lines of purchases that are alike, \
                            summed in their own currency and converted once. It is no spreadsheet cell.)";

/// An amount with its sign in front: `+ EUR 12.00`, `− EUR 3.50`.
pub(super) fn signed(number: &str, unit: &str) -> String {
    match number.strip_prefix('-') {
        Some(number) if number.chars().any(|digit| ('1'..='9').contains(&digit)) => {
            format!("− {}", value(number, unit))
        }
        _ => format!("+ {}", value(number.trim_start_matches('-'), unit)),
    }
}

/// A value with its unit: `EUR 1 250.00`, `1 250 devices`, `0.735294 (73.5 %)`.
pub(super) fn value(value: &str, unit: &str) -> String {
    let Ok(number) = value.parse::<Decimal>() else {
        return value.to_owned();
    };
    let number_text = grouped(number, number.scale() as usize);
    match unit {
        "share" => {
            let percent = grouped(round_half_even(number * Decimal::ONE_HUNDRED, 1), 1);
            format!("{number_text} ({percent} %)")
        }
        "count" | "coefficient" => number_text,
        "devices" | "units" | "years" | "hours" => format!("{number_text} {unit}"),
        currency => format!("{currency} {number_text}"),
    }
}

/// A value as it went in: an amount with its currency in front, a number grouped, anything else as it is.
pub(super) fn went_in(value: &str) -> String {
    if let Some((number, currency)) = value.rsplit_once(' ')
        && let Ok(number) = number.parse::<Decimal>()
        && currency.len() == 3
        && currency.bytes().all(|letter| letter.is_ascii_uppercase())
    {
        return format!("{currency} {}", grouped(number, number.scale() as usize));
    }
    match value.parse::<Decimal>() {
        Ok(number) if value.len() > 3 => grouped(number, number.scale() as usize),
        _ => value.to_owned(),
    }
}

/// What the file says, on one line and cut where it is long, so that a page of narrative does not fill the screen.
pub(super) fn raw(text: &str, most: usize) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(most) {
        Some((end, _)) => format!("{}… ({} characters)", &line[..end], text.chars().count()),
        None => line,
    }
}

/// `1 line` or `7 lines`.
pub(super) fn number_of(count: u64, one: &str, many: &str) -> String {
    match count {
        1 => format!("1 {one}"),
        count => format!("{} {many}", grouped(count.into(), 0)),
    }
}

/// Breaks a text into lines of at most `width` characters; a word that is longer stands alone.
pub(super) fn lines(text: &str, width: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split(' ').filter(|word| !word.is_empty()) {
        match lines.last_mut() {
            Some(last) if last.chars().count() + 1 + word.chars().count() <= width => {
                last.push(' ');
                last.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_stand_with_their_unit() {
        let cases = [
            ("1250.50", "EUR", "EUR 1\u{202f}250.50"),
            ("1250", "devices", "1\u{202f}250 devices"),
            ("0.735294", "share", "0.735294 (73.5 %)"),
            ("12", "count", "12"),
        ];
        for (number, unit, shown) in cases {
            assert_eq!(value(number, unit), shown);
        }
        assert_eq!(went_in("-1250.50 SEK"), "SEK −1\u{202f}250.50");
        assert_eq!(went_in("expected"), "expected");
        assert_eq!(went_in("3"), "3");
        assert_eq!(signed("-1250.50", "EUR"), "− EUR 1\u{202f}250.50");
        assert_eq!(signed("7.00", "EUR"), "+ EUR 7.00");
        assert_eq!(signed("-0.00", "EUR"), "+ EUR 0.00");
    }

    #[test]
    fn lines_are_broken_between_words_and_nothing_is_lost() {
        let broken = lines("one two-three four inputs/2026/a-long-path.xlsx!A!B1 five", 12);
        let shown = ["one", "two-three", "four", "inputs/2026/a-long-path.xlsx!A!B1", "five"];
        assert_eq!(broken, shown);
        assert_eq!(raw("a  b\nc", 9), "a b c");
        assert_eq!(raw("abcdef", 3), "abc… (6 characters)");
    }
}
