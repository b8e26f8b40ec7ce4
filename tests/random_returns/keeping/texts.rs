//! Texts, formulas, formats, and the words for "does not apply".

use model::questionnaire::QuestionType;
use rust_decimal::Decimal;

use super::Around;
use super::numbers::{Dress, dressed};
use crate::random_returns::bits::Bits;
use crate::random_returns::grid::{Book, Stored};
use crate::random_returns::meant::Meant;

const NOT_APPLICABLE: [&str; 9] =
    ["N/A", "n.v.t.", "s.o.", "entfällt", "NA", "nvt", " n/a ", "Sans objet", "n/a\u{a0}"];

pub(super) fn not_applicable(book: &mut Book, around: &Around<'_>, bits: &mut Bits) -> usize {
    let mut reached = 0;
    for at in book.answers() {
        let square = book.square(at);
        let tag = square.answer().expect("an answer").clone();
        if *around.meant(&tag) != Meant::NotApplicable || square.changed || tag.tick.is_some() {
            continue;
        }
        square.rewrite(Stored::Text((*bits.pick(&NOT_APPLICABLE)).to_owned()), None);
        reached += 1;
    }
    reached
}

pub(super) fn between_spaces(book: &mut Book, around: &Around<'_>, bits: &mut Bits) -> usize {
    let mut reached = 0;
    for at in book.answers() {
        let square = book.square(at);
        let tag = square.answer().expect("an answer").clone();
        let is_text = around.question(&tag).kind == QuestionType::Text;
        let Stored::Text(text) = &square.value else { continue };
        if !is_text || square.changed || square.formula || bits.chance(30) {
            continue;
        }
        // A sign nobody sees stays in a text, as a joiner in it must.
        let text = dressed(text, Dress::Spaces, bits).replace('\u{200b}', "\u{a0}");
        square.rewrite(Stored::Text(text), None);
        reached += 1;
    }
    reached
}

/// Texts that programs make numbers or days of.
pub(super) fn as_numbers(book: &mut Book, around: &Around<'_>, bits: &mut Bits) -> usize {
    let mut reached = 0;
    for at in book.answers() {
        let square = book.square(at);
        let tag = square.answer().expect("an answer").clone();
        let is_text = around.question(&tag).kind == QuestionType::Text;
        let Stored::Text(text) = &square.value else { continue };
        if !is_text || square.changed || square.formula {
            continue;
        }
        if let Ok(number) = text.parse::<Decimal>()
            && number.to_string() == *text
        {
            let shown = if bits.chance(50) { Some("0") } else { None };
            square.rewrite(Stored::Number(number), shown);
            reached += 1;
        } else if let Ok(day) = text.parse::<jiff::civil::Date>()
            && day.to_string() == *text
        {
            square.rewrite(Stored::Day(day.into()), Some("dd/mm/yyyy"));
            reached += 1;
        }
    }
    reached
}

/// Formulas whose results are what was typed before.
pub(super) fn formulas(book: &mut Book, bits: &mut Bits) -> usize {
    let mut reached = 0;
    for at in book.answers() {
        let square = book.square(at);
        let fits = match &square.value {
            // The writer makes a number or a truth of a text that looks like one, and a text in a formula is short.
            Stored::Text(text) => {
                let is_plain = !text.contains("_x") && !text.contains(char::is_control);
                text.parse::<f64>().is_err() && is_plain && text != "TRUE" && text.len() < 200
            }
            Stored::Number(_) | Stored::Day(_) | Stored::Truth(_) => true,
            _ => false,
        };
        if fits && bits.chance(50) {
            square.formula = true;
            reached += 1;
        }
    }
    reached
}

/// Formats that show a value otherwise and change nothing of it.
pub(super) fn other_formats(book: &mut Book, around: &Around<'_>, bits: &mut Bits) -> usize {
    let mut reached = 0;
    for at in book.answers() {
        let square = book.square(at);
        let tag = square.answer().expect("an answer").clone();
        let of_euro = around.currency(&tag) == Some("EUR");
        let formats: &[&str] = match &square.value {
            _ if square.changed || bits.chance(30) => continue,
            Stored::Number(_) if of_euro => &["#,##0.00 [$€-407]", "[$EUR] #,##0.00", "\"€\" 0.00"],
            Stored::Number(_) => &["0.00", "#,##0", "@", "0.00E+00", "0;[Red]-0", "# ?/?", "00000"],
            Stored::Day(_) => {
                &["dd/mm/yyyy", "d mmm yy", "[$-40C]d mmmm yyyy", "m/d/yyyy h:mm", "yyyy\\-mm\\-dd"]
            }
            Stored::Text(_) => &["@", "0.00", "dd/mm/yyyy"],
            Stored::Nothing => &["0.00", "@", "dd/mm/yyyy", "0%"],
            _ => continue,
        };
        square.shown = Some((*bits.pick(formats)).to_owned());
        reached += 1;
    }
    // Formats far from everything.
    for tab in &mut book.tabs {
        if bits.chance(30) {
            let column = tab.width() + 20;
            let last = tab.lines.len() + 40;
            tab.lines.resize(last, Default::default());
            tab.lines[last - 1].at(column).shown = Some("0.00".to_owned());
        }
    }
    reached
}
