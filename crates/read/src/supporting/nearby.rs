//! The texts around a table that say how its amounts are told: in its header, above and below it, beside its
//! amounts, in the formats of its cells, and on a cover sheet.

use std::collections::BTreeSet;

use model::cell::FileFormat;
use model::{Cell, CellAddress, CellValue, Place, Sheet};

use super::columns::Columns;
use super::parts::Part;
use super::stated::{self, Stated};
use crate::cells;
use crate::number::{Beside, beside, format_scale, format_texts};
use crate::text::is_blank;

/// Rows above and below a table that are looked at.
const ROWS_NEAR: usize = 12;
/// A row with more cells than this is no title.
const CELLS_OF_A_TITLE: usize = 4;
/// A row with this many cells or more stands over its columns rather than over the table.
const CELLS_OF_A_BAND: usize = 3;
/// Rows of a cover sheet at most, and rows with a number among them.
const ROWS_OF_A_COVER: usize = 60;
const NUMBERS_OF_A_COVER: usize = 3;

/// A text that says how numbers are told.
pub(super) struct Text {
    pub(super) place: Place,
    pub(super) raw: String,
    pub(super) stated: Stated,
}

impl Text {
    fn new(columns: &Columns, at: CellAddress, raw: &str, stated: Stated) -> Self {
        let place = cells::place(columns.workbook, columns.sheet, at);
        Self { place, raw: raw.trim().to_owned(), stated }
    }
}

/// What stands over a column and in the formats of its cells.
///
/// Where every number of it is shown in thousands by its format, a text that says so tells what is shown, and the
/// stored numbers are single amounts.
pub(super) fn of_column(columns: &Columns, part: &Part, column: u32) -> Vec<Text> {
    let sheet = columns.sheet;
    let header = columns.headers().get(&column).cloned().unwrap_or_default();
    let mut over = vec![(columns.header_row(), header)];
    for row in &part.between {
        over.extend(sheet.at(*row, column).map(|cell| (*row, cell.raw.clone())));
    }
    over.extend(band(sheet, columns.first_header_row(), column));
    let over = over.into_iter().map(|(row, raw)| {
        Text::new(columns, CellAddress::new(row, column), &raw, stated::stated(&raw))
    });
    let mut texts: Vec<Text> = over.collect();
    let shown = shown_scale(part, column);
    for text in &mut texts {
        scale_down(&mut text.stated, shown);
    }
    texts.extend(formats(columns, part, column));
    texts
}

/// What is said of the whole table: by titles, lines below it, its sheet's title, the column beside the amounts, and a
/// cover sheet.
pub(super) fn of_table(columns: &Columns, part: &Part, amount: u32) -> Vec<Text> {
    let mut texts = titles(columns);
    texts.extend(below(columns, part));
    texts.extend(beside_amounts(columns, part, amount));
    if columns.workbook.format != FileFormat::Csv {
        let title = &columns.sheet.title;
        let at = CellAddress::new(columns.header_row(), amount);
        texts.push(Text::new(columns, at, title, stated::stated(title)));
        texts.extend(covers(columns));
    }
    let shown = shown_scale(part, amount);
    for text in &mut texts {
        scale_down(&mut text.stated, shown);
    }
    texts.retain(|text| !text.stated.is_empty());
    texts
}

fn filled(sheet: &Sheet, row: u32) -> Vec<&Cell> {
    sheet.row(row).iter().filter(|cell| !is_blank(&cell.raw)).collect()
}

fn is_number(cell: &Cell) -> bool {
    matches!(cell.value, CellValue::Number(_) | CellValue::Date(_))
}

/// Texts over a column in the rows directly above the header, also such as are merged over several columns.
fn band(sheet: &Sheet, first_header_row: u32, column: u32) -> Vec<(u32, String)> {
    let mut found = Vec::new();
    for row in (0..first_header_row).rev().take(ROWS_NEAR) {
        let cells = filled(sheet, row);
        if cells.is_empty() || cells.iter().any(|cell| is_number(cell)) {
            break;
        }
        if cells.len() < CELLS_OF_A_BAND {
            continue;
        }
        let merged = sheet.merged.iter().find(|(first, last)| {
            first.row <= row && row <= last.row && (first.column..=last.column).contains(&column)
        });
        let (at_row, at_column) =
            merged.map_or((row, column), |(first, _)| (first.row, first.column));
        found.extend(sheet.at(at_row, at_column).map(|cell| (row, cell.raw.clone())));
    }
    found
}

/// What a row of few cells says: all of them together, and each alone.
fn by_title(columns: &Columns, cells: &[&Cell]) -> Vec<Text> {
    let Some(first) = cells.first() else { return Vec::new() };
    let raws: Vec<&str> = cells.iter().map(|cell| cell.raw.trim()).collect();
    let joined = raws.join(" ");
    let together = stated::stated_by_title(&joined);
    if !together.is_empty() {
        return vec![Text::new(columns, first.address, &joined, together)];
    }
    let each = cells.iter().map(|cell| {
        Text::new(columns, cell.address, &cell.raw, stated::stated_by_title(&cell.raw))
    });
    each.collect()
}

/// The titles above the header, up to what looks like the data of another table.
fn titles(base: &Columns) -> Vec<Text> {
    let mut texts = Vec::new();
    for row in (0..base.first_header_row()).rev().take(ROWS_NEAR) {
        let cells = filled(base.sheet, row);
        let numbers = cells.iter().filter(|cell| is_number(cell)).count();
        match cells.len() {
            0..=CELLS_OF_A_TITLE => texts.extend(by_title(base, &cells)),
            many if numbers * 2 >= many => break,
            _ => {}
        }
    }
    texts
}

/// The lines below the data, up to the next table; what stands directly over that is its own.
fn below(columns: &Columns, part: &Part) -> Vec<Text> {
    let Some(last) = part.rows.last() else { return Vec::new() };
    let mut texts: Vec<(u32, Vec<Text>)> = Vec::new();
    let rows = columns.sheet.rows().map(|(row, _)| row).filter(|row| row > last);
    for row in rows.take(ROWS_NEAR) {
        let cells = filled(columns.sheet, row);
        let words = cells.iter().filter(|cell| !is_number(cell)).count();
        if cells.len() > CELLS_OF_A_TITLE || words >= CELLS_OF_A_BAND {
            let mut above = row;
            while texts.last().is_some_and(|(own, _)| own + 1 == above) {
                above -= 1;
                texts.pop();
            }
            break;
        }
        texts.push((row, by_title(columns, &cells)));
    }
    texts.into_iter().flat_map(|(_, texts)| texts).collect()
}

/// What a column beside the amounts says that no field of the mapping has: every cell of it a currency or a thousand.
fn beside_amounts(columns: &Columns, part: &Part, amount: u32) -> Vec<Text> {
    if columns.is_mapped("currency") {
        return Vec::new();
    }
    let mapped: BTreeSet<u32> = columns.mapped().map(|(_, column, _)| column).collect();
    let sides = [amount.checked_add(1), amount.checked_sub(1)].into_iter().flatten();
    for column in sides.filter(|column| !mapped.contains(column)) {
        let cells = part.rows.iter().filter_map(|row| columns.sheet.at(*row, column));
        let cells: Vec<&Cell> = cells.filter(|cell| !is_blank(&cell.raw)).collect();
        let half = cells.len() * 2 >= part.rows.len() && !cells.is_empty();
        if !half || !cells.iter().all(|cell| stated::is_all(&cell.raw)) {
            continue;
        }
        let mut told = BTreeSet::new();
        let first = cells.into_iter().filter(|cell| told.insert(cell.raw.trim()));
        return first
            .map(|cell| Text::new(columns, cell.address, &cell.raw, stated::stated(&cell.raw)))
            .collect();
    }
    Vec::new()
}

/// What sheets of few words beside the table's own say of the whole workbook.
fn covers(columns: &Columns) -> Vec<Text> {
    let others = columns.workbook.sheets.iter().filter(|sheet| sheet.title != columns.sheet.title);
    let mut texts = Vec::new();
    for sheet in others.filter(|sheet| is_cover(sheet)) {
        for (row, _) in sheet.rows() {
            for text in by_title(columns, &filled(sheet, row)) {
                let at = text.place.cell.unwrap_or(CellAddress::new(row, 0));
                texts.push(Text { place: cells::place(columns.workbook, sheet, at), ..text });
            }
        }
    }
    texts
}

fn is_cover(sheet: &Sheet) -> bool {
    let rows: Vec<u32> = sheet.rows().map(|(row, _)| row).collect();
    let has_number = |row: &&u32| filled(sheet, **row).into_iter().any(is_number);
    rows.len() <= ROWS_OF_A_COVER
        && rows.iter().all(|row| filled(sheet, *row).len() <= CELLS_OF_A_TITLE)
        && rows.iter().filter(has_number).count() <= NUMBERS_OF_A_COVER
}

/// The cells of a column that hold numbers.
fn numbers<'p>(part: &'p Part, column: u32) -> impl Iterator<Item = &'p Cell> {
    let cells = part.rows.iter().filter_map(move |row| part.base.sheet.at(*row, column));
    cells.filter(|cell| matches!(cell.value, CellValue::Number(_)))
}

/// What the formats of a column's numbers show beside them, each text once; a currency that is told at each cell
/// is left to that.
fn formats(columns: &Columns, part: &Part, column: u32) -> Vec<Text> {
    let mut seen: BTreeSet<&str> = BTreeSet::new();
    let mut texts = Vec::new();
    for cell in numbers(part, column) {
        let format = cell.number_format.as_deref().unwrap_or_default();
        if format.is_empty() || !seen.insert(format) {
            continue;
        }
        for shown in format_texts(format) {
            let mut stated = stated::stated(&format!("({shown})"));
            if beside(cell) != Beside::Nothing {
                stated.currencies.clear();
            }
            scale_down(&mut stated, format_scale(format));
            let raw = format!("{} {shown}", cell.raw);
            texts.push(Text::new(columns, cell.address, &raw, stated));
        }
    }
    texts
}

/// By what the formats of all numbers of a column divide them; 1 where they do not agree.
fn shown_scale(part: &Part, column: u32) -> u32 {
    let scales = numbers(part, column)
        .map(|cell| format_scale(cell.number_format.as_deref().unwrap_or_default()));
    let scales: BTreeSet<u32> = scales.collect();
    if scales.len() == 1 { scales.into_iter().next().unwrap_or(1) } else { 1 }
}

/// What a text says of numbers that are shown divided.
fn scale_down(stated: &mut Stated, scale: u32) {
    for unit in &mut stated.units {
        if scale > 1 && *unit % scale == 0 {
            *unit /= scale;
        }
    }
}
