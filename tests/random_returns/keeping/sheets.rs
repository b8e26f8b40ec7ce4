//! Sheets in another order, under other titles, beside others.

use super::Around;
use crate::random_returns::bits::Bits;
use crate::random_returns::grid::{Book, Holds, Line, Square, Tab};

fn is_form(tab: &Tab) -> bool {
    matches!(tab.holds, Holds::Group(_) | Holds::Repeat(_))
}

fn is_taken(book: &Book, title: &str) -> bool {
    book.tabs.iter().any(|tab| tab.title.to_lowercase() == title.to_lowercase())
}

/// Titles in the form's other language.
pub(super) fn translated(book: &mut Book, around: &Around<'_>) -> usize {
    let other = if around.french { "en" } else { "fr" };
    let mut reached = 0;
    for index in 0..book.tabs.len() {
        let (Holds::Group(name) | Holds::Repeat(name)) = &book.tabs[index].holds else { continue };
        let section = around.questionnaire.section(name).expect("a section");
        let label = section.label.in_language(other);
        let spaced: String =
            label.chars().map(|c| if "[]:*?/\\".contains(c) { ' ' } else { c }).take(31).collect();
        let title = spaced.split_whitespace().collect::<Vec<_>>().join(" ");
        if !section.label.has(other) || is_taken(book, &title) {
            continue;
        }
        book.tabs[index].title = title;
        reached += 1;
    }
    reached
}

pub(super) fn renamed(book: &mut Book, bits: &mut Bits) -> usize {
    let mut reached = 0;
    for index in 0..book.tabs.len() {
        let tab = &book.tabs[index];
        let has_names = tab.helper_row || tab.helper_column;
        let title = match bits.below(4) {
            0 => format!("Sheet{index}"),
            1 => format!("Tabelle {index}"),
            2 => format!("回答 {index}"),
            _ => format!("{} (final) {index}", tab.title.chars().take(15).collect::<String>()),
        };
        if !is_form(tab) || !has_names || is_taken(book, &title) || bits.chance(30) {
            continue;
        }
        let tab = &mut book.tabs[index];
        (tab.title, tab.titled) = (title, false);
        reached += 1;
    }
    reached
}

pub(super) fn reordered(book: &mut Book, bits: &mut Bits) -> usize {
    bits.shuffle(&mut book.tabs);
    book.tabs.reverse();
    book.tabs.len()
}

/// Deletes sheets that ask nothing: what the form is, its lists, how to fill it in.
pub(super) fn helpers_deleted(book: &mut Book, bits: &mut Bits) -> usize {
    let before = book.tabs.len();
    book.tabs.retain(|tab| tab.holds != Holds::Helper || bits.chance(40));
    before - book.tabs.len()
}

pub(super) fn inserted(book: &mut Book, bits: &mut Bits) -> usize {
    let texts = ["Notes", "to ask: finance", "12.5", "Total", "yes"];
    let count = 1 + bits.below(6);
    let mut lines = vec![Line::default(); count];
    for line in &mut lines {
        *line.at(bits.below(4)) = Square::stray(texts[bits.below(texts.len())]);
    }
    let tab = Tab {
        title: (*bits.pick(&["Notes", "Calculations", "Liste", "Pivot 2026"])).to_owned(),
        holds: Holds::Stray,
        hidden: false,
        lines,
        hidden_columns: Vec::new(),
        filter: None,
        helper_row: false,
        helper_column: false,
        titled: true,
        styled: [true; 2],
    };
    if is_taken(book, &tab.title) {
        return 0;
    }
    let at = bits.below(book.tabs.len() + 1);
    book.tabs.insert(at, tab);
    1
}

/// A copy of a sheet, just behind it.
pub(super) fn duplicated(book: &mut Book, bits: &mut Bits) -> usize {
    let forms: Vec<usize> = (0..book.tabs.len()).filter(|at| is_form(&book.tabs[*at])).collect();
    let at = *bits.pick(&forms);
    let mut copy = book.tabs[at].clone();
    let title: String = copy.title.chars().take(26).collect();
    copy.title = format!("{title} (2)");
    if is_taken(book, &copy.title) {
        return 0;
    }
    copy.holds = Holds::Stray;
    copy.lines.iter_mut().flat_map(|line| &mut line.squares).for_each(|square| square.tag = None);
    book.tabs.insert(at + 1, copy);
    1
}
