//! Numbers typed as text, a sheet in one way.

use model::questionnaire::QuestionType;
use rust_decimal::Decimal;

use super::Around;
use crate::random_returns::bits::Bits;
use crate::random_returns::grid::{Book, Square, Stored};

/// What is put around a text.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Dress {
    Plain,
    Currency,
    FullWidth,
    Apostrophe,
    Spaces,
    Brackets,
}

/// Group mark and decimal mark.
const STYLES: [(&str, char); 10] = [
    ("", '.'),
    (".", ','),
    ("\u{202f}", ','),
    ("\u{a0}", ','),
    ("'", '.'),
    (",", '.'),
    ("", ','),
    (" ", ','),
    ("’", '.'),
    ("\u{2009}", '.'),
];

/// Types the numbers of a sheet, or of all, as text.
pub(super) fn as_text(
    book: &mut Book,
    around: &Around<'_>,
    bits: &mut Bits,
    dress: Dress,
) -> usize {
    let mut reached = 0;
    for tab in &mut book.tabs {
        let styled = std::mem::replace(&mut tab.styled[0], true);
        let style = *bits.pick(&STYLES);
        let cents = bits.chance(60);
        if styled {
            continue;
        }
        for (row, column) in tab.answers() {
            let square = &mut tab.lines[row].squares[column];
            let tag = square.answer().expect("an answer").clone();
            let question = around.question(&tag);
            let counted = matches!(question.kind, QuestionType::Integer | QuestionType::Decimal);
            let Stored::Number(number) = square.value else { continue };
            if !counted || square.changed || square.formula || bits.chance(15) {
                continue;
            }
            let whole = question.kind == QuestionType::Integer;
            let text = typed(number, style, cents && !whole);
            let text = match dress {
                Dress::Currency => match around.currency(&tag) {
                    Some(currency) => with_currency(&text, currency, bits),
                    None => text,
                },
                Dress::Brackets => match text.strip_prefix('-') {
                    Some(unsigned) => match bits.below(3) {
                        0 => format!("({unsigned})"),
                        1 => format!("−{unsigned}"),
                        _ => format!("{unsigned}-"),
                    },
                    None => continue,
                },
                other => dressed(&text, other, bits),
            };
            write(square, text);
            reached += 1;
        }
    }
    reached
}

fn write(square: &mut Square, text: String) {
    square.doubtful = is_doubtful(&text);
    square.rewrite(Stored::Text(text), None);
}

/// Whether a text can be read with its only mark as the decimal one and as one that groups.
pub(in crate::random_returns) fn is_doubtful(text: &str) -> bool {
    let plain: String = text
        .chars()
        .map(|c| match c {
            '０'..='９' => char::from(b'0' + (c as u32 - '０' as u32) as u8),
            '．' => '.',
            '，' => ',',
            c => c,
        })
        .filter(|c| c.is_ascii_digit() || matches!(c, '.' | ','))
        .collect();
    let mut marks = plain.match_indices(['.', ',']);
    match (marks.next(), marks.next()) {
        (Some((at, _)), None) => {
            plain.len() - at == 4 && (1..=3).contains(&at) && !plain.starts_with('0')
        }
        _ => false,
    }
}

/// A number in a style, with cents where it is an amount and they are written.
pub(super) fn typed(number: Decimal, (group, mark): (&str, char), cents: bool) -> String {
    let mut number = number.normalize();
    if cents && number.scale() < 2 {
        number.rescale(2);
    }
    let text = number.abs().to_string();
    let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
    let mut grouped = String::new();
    for (index, digit) in whole.chars().enumerate() {
        if index > 0 && (whole.len() - index) % 3 == 0 {
            grouped.push_str(group);
        }
        grouped.push(digit);
    }
    let sign = if number.is_sign_negative() && !number.is_zero() { "-" } else { "" };
    match fraction {
        "" => format!("{sign}{grouped}"),
        fraction => format!("{sign}{grouped}{mark}{fraction}"),
    }
}

/// What people write for a currency.
fn with_currency(text: &str, currency: &str, bits: &mut Bits) -> String {
    let sign = match (currency, bits.chance(60)) {
        ("EUR", true) => "€",
        ("SEK" | "NOK", true) => "kr",
        ("CHF", true) => "Fr.",
        (code, _) => code,
    };
    match bits.below(4) {
        0 => format!("{sign} {text}"),
        1 => format!("{text} {sign}"),
        2 => format!("{text}\u{a0}{sign}"),
        _ => format!("{sign}\u{202f}{text}"),
    }
}

/// Spaces, an apostrophe or other digits.
pub(super) fn dressed(text: &str, dress: Dress, bits: &mut Bits) -> String {
    match dress {
        Dress::Apostrophe => format!("'{text}"),
        Dress::Spaces => {
            let (before, behind) = *bits.pick(&[
                ("", " "),
                ("", "\u{a0}"),
                (" ", ""),
                ("\u{a0}", " \u{a0}"),
                ("", "\u{200b}"),
                ("", "\n"),
            ]);
            format!("{before}{text}{behind}")
        }
        Dress::FullWidth => text
            .chars()
            .map(|c| match c {
                '0'..='9' => {
                    char::from_u32('０' as u32 + (c as u32 - '0' as u32)).expect("a digit")
                }
                '.' => '．',
                ',' => '，',
                c => c,
            })
            .collect(),
        Dress::Plain | Dress::Currency | Dress::Brackets => text.to_owned(),
    }
}

/// Writes the rate of the tax, asked for as 21, as 21 %.
pub(super) fn percent(book: &mut Book, bits: &mut Bits) -> usize {
    let mut reached = 0;
    for at in book.answers() {
        let square = book.square(at);
        let is_rate = square.answer().is_some_and(|answer| answer.question == "tax_rate");
        let Stored::Number(rate) = square.value else { continue };
        if !is_rate || square.changed {
            continue;
        }
        match bits.below(3) {
            0 => square.rewrite(Stored::Number(rate / Decimal::ONE_HUNDRED), Some("0.0%")),
            1 => square.rewrite(Stored::Text(format!("{} %", rate.normalize())), None),
            _ => square.rewrite(Stored::Text(format!("{}%", rate.normalize())), Some("@")),
        }
        reached += 1;
    }
    reached
}
