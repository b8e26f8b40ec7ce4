//! Choices by code, by label, ticked otherwise.

use model::questionnaire::{Choice, QuestionType};

use super::Around;
use crate::random_returns::bits::Bits;
use crate::random_returns::grid::{Book, Square, Stored};
use crate::random_returns::meant::Meant;

/// Does something to the choices made of one list; it returns whether it did.
fn each_choice<'a>(
    book: &mut Book,
    around: &Around<'a>,
    bits: &mut Bits,
    mut change: impl FnMut(&mut Square, &'a Choice, &mut Bits) -> bool,
) -> usize {
    let mut reached = 0;
    for at in book.answers() {
        let square = book.square(at);
        let tag = square.answer().expect("an answer").clone();
        if square.changed || square.formula || square.is_empty() || tag.tick.is_some() {
            continue;
        }
        let Some(list) = around.list(&tag) else { continue };
        let one = matches!(around.question(&tag).kind, QuestionType::SelectOne(_));
        let code = match around.meant(&tag) {
            Meant::One(code) if one => code.as_str(),
            Meant::NotApplicable if one && list.choice("na").is_some() => "na",
            _ => continue,
        };
        let choice = list.choice(code).expect("a choice of the list");
        if !bits.chance(20) && change(square, choice, bits) {
            square.changed = true;
            reached += 1;
        }
    }
    reached
}

pub(super) fn by_code(book: &mut Book, around: &Around<'_>, bits: &mut Bits) -> usize {
    each_choice(book, around, bits, |square, choice, bits| {
        square.value = match choice.name.parse::<u32>() {
            Ok(number) if bits.chance(50) => Stored::Number(number.into()),
            _ => Stored::Text(choice.name.clone()),
        };
        true
    })
}

pub(super) fn in_other_language(book: &mut Book, around: &Around<'_>, bits: &mut Bits) -> usize {
    let other = if around.french { "en" } else { "fr" };
    each_choice(book, around, bits, |square, choice, _| {
        square.value = Stored::Text(choice.label.in_language(other).to_owned());
        choice.label.has(other)
    })
}

pub(super) fn unevenly(book: &mut Book, around: &Around<'_>, bits: &mut Bits) -> usize {
    each_choice(book, around, bits, |square, _, bits| {
        let Stored::Text(label) = &square.value else { return false };
        let text = match bits.below(6) {
            0 => format!("{label} "),
            1 => label.to_uppercase(),
            2 => format!("\u{a0}{}", label.to_lowercase()),
            3 => label.replace(' ', "  "),
            4 => label.replace('–', "-").replace('’', "'"),
            _ => format!("{label}\u{200b}\n"),
        };
        // `ß` and the like have no way back.
        let comes_back = text
            .to_lowercase()
            .contains(label.to_lowercase().split(' ').next().unwrap_or_default());
        if comes_back {
            square.value = Stored::Text(text);
        }
        comes_back
    })
}

pub(super) fn behind_apostrophe(book: &mut Book, around: &Around<'_>, bits: &mut Bits) -> usize {
    each_choice(book, around, bits, |square, _, _| {
        let Stored::Text(label) = &square.value else { return false };
        square.value = Stored::Text(format!("'{label}"));
        true
    })
}

pub(super) fn as_truth(book: &mut Book, around: &Around<'_>, bits: &mut Bits) -> usize {
    each_choice(book, around, bits, |square, choice, _| {
        square.value = match choice.name.as_str() {
            "yes" => Stored::Truth(true),
            "no" => Stored::Truth(false),
            _ => return false,
        };
        true
    })
}

/// Several choices of one cell, by codes or labels, parted as people and programs part them.
pub(super) fn several_otherwise(book: &mut Book, around: &Around<'_>, bits: &mut Bits) -> usize {
    let mut reached = 0;
    for at in book.answers() {
        let square = book.square(at);
        let tag = square.answer().expect("an answer").clone();
        let (Meant::Several(codes), None) = (around.meant(&tag), &tag.tick) else { continue };
        let list = around.list(&tag).expect("a list");
        if square.changed || square.formula {
            continue;
        }
        let label = |language: &str, code: &str| {
            let choice = list.choice(code).expect("a choice of the list");
            choice.label.in_language(language).to_owned()
        };
        let labels = |language: &str| -> Vec<String> {
            codes.iter().map(|code| label(language, code)).collect()
        };
        let mut parts = match bits.below(4) {
            0 => labels("en"),
            1 => labels("fr"),
            2 => codes.clone(),
            _ => labels(if around.french { "en" } else { "fr" }),
        };
        bits.shuffle(&mut parts);
        let text = match bits.below(5) {
            0 => parts.join(";"),
            1 => parts.join(" ; "),
            2 => parts.join("\n"),
            3 if parts.iter().all(|part| !part.contains(',')) => parts.join(", "),
            4 => codes.join(" "),
            _ => format!("{};", parts.join("; ")),
        };
        square.rewrite(Stored::Text(text), None);
        reached += 1;
    }
    reached
}

/// Ticks by other signs, and the others by a no.
pub(super) fn ticks_otherwise(book: &mut Book, around: &Around<'_>, bits: &mut Bits) -> usize {
    let mut reached = 0;
    let sign = bits.below(TICKED.len() + 3);
    for at in book.answers() {
        let square = book.square(at);
        let tag = square.answer().expect("an answer").clone();
        let (Meant::Several(codes), Some(tick)) = (around.meant(&tag), &tag.tick) else { continue };
        if square.changed || square.formula {
            continue;
        }
        let choice = around.list(&tag).and_then(|list| list.choice(tick)).expect("a choice");
        let value = match (codes.contains(tick), TICKED.get(sign)) {
            (true, Some(sign)) => Stored::Text((*sign).to_owned()),
            (true, None) if sign == TICKED.len() => Stored::Truth(true),
            (true, None) if sign == TICKED.len() + 1 => Stored::Number(1.into()),
            (true, None) => {
                let language = if bits.chance(50) { "en" } else { "fr" };
                Stored::Text(choice.label.in_language(language).to_owned())
            }
            (false, _) if bits.chance(50) => continue,
            (false, _) => match bits.below(5) {
                0 => Stored::Text("no".to_owned()),
                1 => Stored::Text("Non".to_owned()),
                2 => Stored::Number(0.into()),
                3 => Stored::Text("0".to_owned()),
                _ => Stored::Truth(false),
            },
        };
        square.rewrite(value, None);
        reached += 1;
    }
    reached
}

const TICKED: [&str; 8] = ["X", "✓", "✔", "1", "yes", "Oui", "x ", "ja"];
