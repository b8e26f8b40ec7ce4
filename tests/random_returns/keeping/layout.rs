//! Rows and columns inserted, deleted, sorted, hidden and merged.

use std::collections::BTreeSet;

use model::questionnaire::QuestionType;

use super::Around;
use crate::random_returns::bits::Bits;
use crate::random_returns::grid::{Book, Holds, Line, Square, Stored, Tab};

fn is_repeat(tab: &Tab) -> bool {
    matches!(tab.holds, Holds::Repeat(_))
}

fn is_group(tab: &Tab) -> bool {
    matches!(tab.holds, Holds::Group(_))
}

/// The sheets of the form that a damage may reach, some of them left out, but not all.
fn some<'b>(book: &'b mut Book, bits: &mut Bits, fits: impl Fn(&Tab) -> bool) -> Vec<&'b mut Tab> {
    let of_form = |tab: &&mut Tab| is_group(tab) || is_repeat(tab);
    let tabs: Vec<&mut Tab> =
        book.tabs.iter_mut().filter(of_form).filter(|tab| fits(tab)).collect();
    let one = bits.below(tabs.len());
    let tabs = tabs.into_iter().enumerate().filter(|(at, _)| *at == one || !bits.chance(50));
    tabs.map(|(_, tab)| tab).collect()
}

/// A sheet without any of its names has to keep its title.
pub(super) fn helper_column(book: &mut Book, bits: &mut Bits) -> usize {
    let mut reached = 0;
    for tab in some(book, bits, |tab| tab.helper_column && (tab.helper_row || tab.titled)) {
        tab.unmerge();
        for line in tab.lines.iter_mut().filter(|line| !line.squares.is_empty()) {
            line.squares.remove(0);
        }
        tab.hidden_columns.clear();
        tab.helper_column = false;
        reached += 1;
    }
    reached
}

pub(super) fn helper_row(book: &mut Book, bits: &mut Bits) -> usize {
    let mut reached = 0;
    for tab in some(book, bits, |tab| tab.helper_row && (tab.helper_column || tab.titled)) {
        // The names of a repeat's columns go with their row; its title must say what it is.
        if is_repeat(tab) && !tab.titled {
            continue;
        }
        tab.lines.remove(0);
        tab.helper_row = false;
        reached += 1;
    }
    reached
}

/// Puts the rows at some places of a sheet in another order.
fn permute(tab: &mut Tab, rows: &[usize], bits: &mut Bits) {
    let mut order = rows.to_vec();
    bits.shuffle(&mut order);
    let moved: Vec<Line> = order.iter().map(|row| tab.lines[*row].clone()).collect();
    for (row, line) in rows.iter().zip(moved) {
        tab.lines[*row] = line;
    }
}

pub(super) fn rows_sorted(book: &mut Book, bits: &mut Bits) -> usize {
    let mut reached = 0;
    let rows = |tab: &Tab| -> Vec<usize> {
        (0..tab.lines.len()).filter(|row| tab.lines[*row].entered().is_some()).collect()
    };
    for tab in some(book, bits, |tab| is_repeat(tab) && rows(tab).len() > 1) {
        let rows = rows(tab);
        permute(tab, &rows, bits);
        reached += 1;
    }
    reached
}

/// The rows of a group's questions in another order, each with its names and label.
pub(super) fn questions_sorted(book: &mut Book, bits: &mut Bits) -> usize {
    let mut reached = 0;
    // Ticks stand below their question.
    let has_ticks = |tab: &Tab| {
        let squares = || tab.lines.iter().flat_map(|line| &line.squares);
        squares().any(|square| square.answer().is_some_and(|answer| answer.tick.is_some()))
    };
    for tab in some(book, bits, |tab| is_group(tab) && (tab.helper_column || !has_ticks(tab))) {
        let mut rows: Vec<usize> = tab.answers().into_iter().map(|(row, _)| row).collect();
        rows.dedup();
        if rows.len() > 1 {
            permute(tab, &rows, bits);
            reached += 1;
        }
    }
    reached
}

pub(super) fn columns_reordered(book: &mut Book, bits: &mut Bits) -> usize {
    let mut reached = 0;
    let columns = |tab: &Tab| -> Vec<usize> {
        let columns: BTreeSet<usize> =
            tab.answers().into_iter().map(|(_, column)| column).collect();
        columns.into_iter().collect()
    };
    // Without names, ticks are told by what stands beside them.
    let fits = |tab: &Tab| is_repeat(tab) && tab.helper_row && columns(tab).len() > 1;
    for tab in some(book, bits, fits) {
        let columns = columns(tab);
        tab.unmerge();
        let mut order = columns.clone();
        bits.shuffle(&mut order);
        for line in &mut tab.lines {
            let moved: Vec<Square> = order.iter().map(|column| line.at(*column).clone()).collect();
            for (column, square) in columns.iter().zip(moved) {
                *line.at(*column) = square;
            }
        }
        reached += 1;
    }
    reached
}

pub(super) fn blank_rows(book: &mut Book, bits: &mut Bits) -> usize {
    let mut reached = 0;
    for tab in some(book, bits, |_| true) {
        for _ in 0..=bits.below(4) {
            let at = 1 + bits.below(tab.lines.len());
            tab.lines.insert(at.min(tab.lines.len()), Line::default());
            reached += 1;
        }
    }
    reached
}

/// Inserts a column, made of a square for each line; what was merged over it is taken apart.
fn insert_column(tab: &mut Tab, column: usize, square: impl Fn(usize) -> Square) {
    tab.unmerge();
    for (row, line) in tab.lines.iter_mut().enumerate() {
        if line.squares.len() < column {
            line.squares.resize(column, Square::default());
        }
        line.squares.insert(column, square(row));
    }
    for hidden in tab.hidden_columns.iter_mut().filter(|hidden| **hidden >= column) {
        *hidden += 1;
    }
}

pub(super) fn blank_columns(book: &mut Book, bits: &mut Bits) -> usize {
    let mut reached = 0;
    for tab in some(book, bits, |_| true) {
        let at = bits.below(tab.width() + 1);
        insert_column(tab, at, |_| Square::default());
        reached += 1;
    }
    reached
}

/// A row with a text of somebody's own above the form.
pub(super) fn stray_row(book: &mut Book, bits: &mut Bits) -> usize {
    let mut reached = 0;
    for tab in some(book, bits, |_| true) {
        let Some(first) = tab.first_answer() else { continue };
        let start = usize::from(tab.helper_row);
        let mut line = Line::default();
        let beside = tab.hidden_columns.last().map_or(0, |hidden| hidden + 1);
        let column = beside + bits.below(3);
        *line.at(column) = Square::stray("Filled in by the finance team, 3 March");
        tab.lines.insert(start + bits.below(first - start), line);
        reached += 1;
    }
    reached
}

/// A column with texts of somebody's own.
pub(super) fn stray_column(book: &mut Book, bits: &mut Bits) -> usize {
    let mut reached = 0;
    for tab in some(book, bits, |_| true) {
        let Some(first) = tab.first_answer() else { continue };
        let at = match bits.below(2) {
            0 => tab.width(),
            _ => bits.below(tab.width() + 1),
        };
        let seed = bits.next();
        let texts = ["see mail", "ok?", "12", "checked", "n/a"];
        insert_column(tab, at, |row| {
            let mut own = Bits::of(seed, row);
            match row >= first && (row == first || own.chance(30)) {
                true => Square::stray(texts[own.below(texts.len())]),
                false => Square::default(),
            }
        });
        reached += 1;
    }
    reached
}

/// Rows below the last that are formatted and empty.
pub(super) fn prepared_rows(book: &mut Book, bits: &mut Bits) -> usize {
    let mut reached = 0;
    for tab in some(book, bits, is_repeat) {
        let width = tab.width();
        for _ in 0..1 + bits.below(60) {
            let blank = Square { shown: Some("0.00".to_owned()), ..Square::default() };
            tab.lines.push(Line { squares: vec![blank; width], hidden: false });
        }
        reached += 1;
    }
    reached
}

/// Answers of a group merged with the empty cell beside them.
pub(super) fn merged_across(book: &mut Book, bits: &mut Bits) -> usize {
    let mut reached = 0;
    for tab in some(book, bits, is_group) {
        for (row, column) in tab.answers() {
            let line = &mut tab.lines[row];
            let beside = line.at(column + 1);
            let free = beside.is_empty() && beside.tag.is_none() && beside.shown.is_none();
            if free && bits.chance(60) {
                let over = 2 + u16::from(line.squares.len() <= column + 2);
                line.squares[column].merged = Some((1, over));
                reached += 1;
            }
        }
    }
    reached
}

/// The same text in rows below each other, merged over them.
pub(super) fn merged_down(book: &mut Book, around: &Around<'_>, bits: &mut Bits) -> usize {
    let mut reached = 0;
    for tab in some(book, bits, is_repeat) {
        for (row, column) in tab.answers() {
            reached += usize::from(merge_down(tab, (row, column), around));
        }
    }
    reached
}

fn merge_down(tab: &mut Tab, (row, column): (usize, usize), around: &Around<'_>) -> bool {
    let first = &tab.lines[row].squares[column];
    let tag = first.answer().expect("an answer");
    let counted =
        matches!(around.question(tag).kind, QuestionType::Integer | QuestionType::Decimal);
    if counted || tag.tick.is_some() || first.is_empty() {
        return false;
    }
    let stands_alone = |line: &Line| {
        let others = line.squares.iter().enumerate().filter(|(at, _)| *at != column);
        let mut others = others.filter(|(_, square)| square.answer().is_some());
        others.any(|(_, square)| !square.is_empty() && square.merged.is_none())
    };
    let mut height = 1;
    while let Some(below) = tab.lines.get(row + height)
        && let Some(square) = below.squares.get(column)
        && square.answer().is_some()
        && square.value == first.value
        && square.shown == first.shown
        && square.formula == first.formula
        && stands_alone(below)
    {
        height += 1;
    }
    if height == 1 {
        return false;
    }
    tab.lines[row].squares[column].merged = Some((height as u32, 1));
    for line in &mut tab.lines[row + 1..row + height] {
        line.squares[column].value = Stored::Nothing;
        line.squares[column].shown = None;
    }
    true
}

pub(super) fn rows_hidden(book: &mut Book, bits: &mut Bits) -> usize {
    let mut reached = 0;
    for tab in some(book, bits, |_| true) {
        for row in 0..tab.lines.len() {
            let has_answer = tab.lines[row].squares.iter().any(|square| square.answer().is_some());
            if has_answer && bits.chance(25) {
                tab.lines[row].hidden = true;
                reached += 1;
            }
        }
    }
    reached
}

/// A filter on the headers that hides some of the rows.
pub(super) fn filter_left_on(book: &mut Book, bits: &mut Bits) -> usize {
    let mut reached = 0;
    for tab in some(book, bits, |tab| is_repeat(tab) && tab.first_answer().is_some()) {
        let Some(first) = tab.first_answer() else { continue };
        tab.filter = Some(first - 1);
        for line in tab.lines.iter_mut().filter(|line| line.entered().is_some()) {
            line.hidden |= bits.chance(50);
        }
        reached += 1;
    }
    reached
}
