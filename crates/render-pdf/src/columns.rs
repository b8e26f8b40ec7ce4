//! The size of a table's text and the widths of its columns, from what stands in them.
//!
//! A column is never narrower than its widest word, date, amount or code, so that nothing is broken inside
//! and neighbours never touch. Where all fits on one line, the widths asked for hold as far as they can;
//! where it does not, the short columns get what they need and the long ones share the rest, as asked for.

use model::document::{Alignment, Column, Inline, RowKind, Table};

use crate::measure::{self, Extent};
use crate::page;

/// Width of a page's text, in thousandths of a point.
const TEXT_WIDTH: u32 = page::thousandths_of_point(page::WIDTH - 2 * page::SIDE);

/// The smallest text of a table, in tenths of a point.
const SMALLEST: u32 = 65;

/// A table with more letters than this is one of long texts, and set smaller.
const LONG_TEXTS: usize = 6000;

/// Size of its text at the most, in tenths of a point.
const LARGEST_OF_LONG_TEXTS: u32 = 80;

/// A column of words is not made narrower than this if its words need more, in thousandths of the size.
const READABLE: u32 = 9000;

/// The same in a table of many columns, where the longest words need the room.
const READABLE_OF_MANY: u32 = 6500;

/// Columns above which they are many.
const FEW_COLUMNS: usize = 4;

/// How many lines a column's title may have before the column is made wider for it.
const TITLE_LINES: u32 = 2;

/// Height of a line, in thousandths of the size.
const LINE: u32 = 720;

/// Space between two lines, in thousandths of the size.
const LEADING: u32 = 500;

/// How a table is set.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Fit {
    /// Size of its text, in tenths of a point.
    pub(crate) size: u32,
    /// Space at the left and at the right of a cell's text, in tenths of a point.
    pub(crate) inset: u32,
    /// Width of each column, in thousandths of a point.
    pub(crate) widths: Vec<u32>,
    /// Even the smallest text is too wide, so words must be hyphenated.
    pub(crate) crowded: bool,
    /// About how high each row is, in thousandths of a point.
    pub(crate) heights: Vec<u32>,
}

/// Space above and below a cell's text, in tenths of a point.
pub(crate) const INSET_Y: u32 = 36;

/// Fits a table to the page: the largest size its columns have room in.
pub(crate) fn fit(table: &Table) -> Fit {
    let extents = extents(table);
    let inset = if extents.len() <= 6 { 40 } else { 30 };
    let largest = match extents.len() {
        0..=5 => 90,
        6 => 85,
        7 => 80,
        _ => 75,
    };
    let largest =
        if letters(table) > LONG_TEXTS { LARGEST_OF_LONG_TEXTS.min(largest) } else { largest };
    let room = |size: u32| TEXT_WIDTH.saturating_sub(inset_of(inset, extents.len())) * 10 / size;
    let least: u32 = extents.iter().map(|extent| extent.least).sum();
    let mut size = largest;
    while size > SMALLEST && least > room(size) {
        size -= 5;
    }
    let asked: Vec<u32> =
        table.columns.iter().map(|column| u32::from(column.width.max(1))).collect();
    let widths = shares(&extents, &asked, room(size));
    let heights = heights(table, &widths, size);
    let outer = |width: &u32| width * size / 10 + inset_of(inset, 1);
    let crowded = least > room(size);
    Fit { size, inset, widths: widths.iter().map(outer).collect(), crowded, heights }
}

/// How many letters a table holds.
fn letters(table: &Table) -> usize {
    let cells = table.rows.iter().flat_map(|row| &row.cells);
    cells.map(|cell| Inline::plain(&cell.text).chars().count()).sum()
}

/// The insets of so many columns, in thousandths of a point.
fn inset_of(inset: u32, columns: usize) -> u32 {
    inset * 100 * 2 * u32::try_from(columns).unwrap_or(u32::MAX / 100_000)
}

/// The room each column needs.
fn extents(table: &Table) -> Vec<Extent> {
    table.columns.iter().enumerate().map(|(index, column)| extent(table, index, column)).collect()
}

fn extent(table: &Table, index: usize, column: &Column) -> Extent {
    let lines = column.title.split('\n').map(|line| measure::text(line, true));
    let title = lines.fold(Extent::default(), Extent::or);
    let title = Extent { natural: title.least.max(title.natural / TITLE_LINES), ..title };
    // A section's heading runs over all columns.
    let rows = table.rows.iter().filter(|row| row.kind != RowKind::Section);
    let cells = rows.filter_map(|row| {
        Some(measure::runs(&row.cells.get(index)?.text, row.kind != RowKind::Body))
    });
    let cells = cells.fold(Extent::default(), Extent::or);
    let least = match column.alignment {
        Alignment::Left => cells.least.max(cells.natural.min(readable(table))),
        Alignment::Right | Alignment::Centre => cells.least,
    };
    // Kerning and rounding: a little more than the sum of the letters.
    let widened = |width: u32| width + width / 50 + 100;
    let extent = title.or(Extent { least, natural: cells.natural });
    Extent { least: widened(extent.least), natural: widened(extent.natural) }
}

/// How narrow a column of words of this table may become.
fn readable(table: &Table) -> u32 {
    if table.columns.len() > FEW_COLUMNS { READABLE_OF_MANY } else { READABLE }
}

/// Shares `room` out between the columns.
fn shares(extents: &[Extent], asked: &[u32], room: u32) -> Vec<u32> {
    let least: u32 = extents.iter().map(|extent| extent.least).sum();
    let natural: u32 = extents.iter().map(|extent| extent.natural).sum();
    if least > room {
        return extents.iter().map(|extent| scaled(extent.least, room, least)).collect();
    }
    if natural <= room {
        let width = |level: u32| {
            let pairs = extents.iter().zip(asked);
            let widths = pairs.map(|(extent, asked)| extent.natural.max(asked * level));
            widths.collect::<Vec<_>>()
        };
        return filled(width, room, room);
    }
    let width = |level: u32| {
        let pairs = extents.iter().zip(asked);
        let widths =
            pairs.map(|(extent, asked)| (asked * level).clamp(extent.least, extent.natural));
        widths.collect::<Vec<_>>()
    };
    filled(width, room, room)
}

/// The widths of the highest level whose sum is within `room`; what is left goes to the widest.
fn filled(widths: impl Fn(u32) -> Vec<u32>, most: u32, room: u32) -> Vec<u32> {
    let (mut low, mut high) = (0, most);
    while low < high {
        let level = low + (high - low).div_ceil(2);
        if widths(level).iter().fold(0, |sum: u32, width| sum.saturating_add(*width)) <= room {
            low = level;
        } else {
            high = level - 1;
        }
    }
    let mut widths = widths(low);
    let left = room.saturating_sub(widths.iter().sum());
    if let Some(widest) = widths.iter_mut().max() {
        *widest += left;
    }
    widths
}

fn scaled(width: u32, room: u32, sum: u32) -> u32 {
    let width = u64::from(width) * u64::from(room) / u64::from(sum.max(1));
    u32::try_from(width).unwrap_or(room)
}

/// About how high each of the table's rows is.
fn heights(table: &Table, widths: &[u32], size: u32) -> Vec<u32> {
    let lines = |natural: u32, width: &u32| (natural + natural / 10).div_ceil((*width).max(1));
    let rows = table.rows.iter().map(|row| {
        let cells = row.cells.iter().zip(widths);
        let lines =
            cells.map(|(cell, width)| lines(measure::runs(&cell.text, false).natural, width));
        let most = if row.kind == RowKind::Section { 1 } else { lines.max().unwrap_or(1).max(1) };
        (most * LINE + (most - 1) * LEADING) * size / 10 + 2 * INSET_Y * 100
    });
    rows.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::document::{Row, TableCell};

    fn table(columns: &[(&str, Alignment, u8)], rows: &[&[&str]]) -> Table {
        let column = |(title, alignment, width): &(&str, Alignment, u8)| Column {
            title: (*title).to_owned(),
            alignment: *alignment,
            width: *width,
        };
        let row = |cells: &&[&str]| Row {
            kind: RowKind::Body,
            cells: cells.iter().map(|cell| TableCell::text(*cell)).collect(),
        };
        Table {
            anchor: String::new(),
            title: String::new(),
            columns: columns.iter().map(column).collect(),
            rows: rows.iter().map(row).collect(),
            notes: Vec::new(),
        }
    }

    #[test]
    fn a_table_takes_the_whole_width_and_no_column_is_narrower_than_its_widest_word() {
        let long = "A text of many words that goes on for more than a line, whatever the width of the page";
        let amount = "EUR\u{a0}1\u{202f}019\u{202f}832.30";
        let wide = [("Incomprehensibilities", Alignment::Right, 1); 5];
        let cases = [
            table(
                &[("Reason", Alignment::Left, 66), ("Lines", Alignment::Right, 34)],
                &[&["a", "1"]],
            ),
            table(
                &[("Rule", Alignment::Left, 1), ("What", Alignment::Left, 1)],
                &[&["F101", long]],
            ),
            table(
                &[("What", Alignment::Left, 9), ("Amount", Alignment::Right, 1)],
                &[&[long, amount]],
            ),
            table(&wide, &[&["1", "2", "3", "4", "5"]]),
        ];
        for case in cases {
            let fit = fit(&case);
            let sum: u32 = fit.widths.iter().sum();
            assert!(sum <= TEXT_WIDTH && sum > TEXT_WIDTH - 1000, "{fit:?}");
            assert!(!fit.crowded, "{fit:?}");
            for (index, width) in fit.widths.iter().enumerate() {
                let words =
                    case.rows.iter().map(|row| measure::runs(&row.cells[index].text, false));
                let least = words.map(|extent| extent.least).max().unwrap_or(0);
                assert!(*width >= least * fit.size / 10 + 2 * fit.inset * 100, "{index}: {fit:?}");
            }
        }
    }

    #[test]
    fn short_columns_get_what_they_need_before_long_ones_share_the_rest() {
        let long = "word ".repeat(60);
        let made = table(
            &[
                ("Rule", Alignment::Left, 1),
                ("What", Alignment::Left, 1),
                ("Since", Alignment::Left, 1),
            ],
            &[&["F101", &long, "17 November 2025"]],
        );
        let fit = fit(&made);
        let date = measure::text("17 November 2025", false).natural * fit.size / 10;
        assert!(fit.widths[2] > date && fit.widths[2] < date + date / 5, "{fit:?}");
        assert!(fit.widths[1] > 2 * fit.widths[2], "{fit:?}");
    }

    #[test]
    fn long_columns_share_the_rest_as_asked() {
        let long = "word ".repeat(60);
        let asked = |one, other| {
            let columns = [("Chair", Alignment::Left, one), ("Members", Alignment::Left, other)];
            fit(&table(&columns, &[&[&long, &long]])).widths
        };
        let [even, uneven] = [asked(30, 30), asked(20, 40)];
        assert!(even[0].abs_diff(even[1]) < even[0] / 20, "{even:?}");
        assert!(uneven[1] > uneven[0] * 19 / 10 && uneven[1] < uneven[0] * 21 / 10, "{uneven:?}");
    }

    #[test]
    fn a_table_too_wide_for_its_size_is_set_smaller_and_one_too_wide_for_any_is_crowded() {
        let amount = "12\u{202f}345\u{202f}678.90";
        let columns = |count| vec![("Amount", Alignment::Right, 1); count];
        let sized = |count| fit(&table(&columns(count), &[&vec![amount; count]]));
        assert_eq!((sized(4).size, sized(8).size), (90, 75));
        assert!(sized(9).size < 75 && !sized(9).crowded, "{:?}", sized(9));
        assert!(sized(16).crowded && sized(16).size == SMALLEST);
        let long = "word ".repeat(LONG_TEXTS / 5 + 1);
        assert_eq!(fit(&table(&columns(1), &[&[&long]])).size, LARGEST_OF_LONG_TEXTS);
    }
}
