//! The texts of a sheet as they stand in headers: labels, joined from several rows, and merged ranges.

use std::collections::BTreeMap;

use model::{Cell, CellAddress, Sheet};

use super::kinds::{Kind, is_filled, kind};

/// Columns a text merged over is given to at most; no table has more.
const WIDEST_MERGE: u32 = 1_000;

/// A sheet with what is looked up often.
pub(super) struct Texts<'a> {
    sheet: &'a Sheet,
    /// The rows that hold something visible, in order, with their filled cells.
    rows: Vec<(u32, Vec<&'a Cell>)>,
    /// Row to the merged ranges over several columns that begin in it.
    wide: BTreeMap<u32, Vec<(CellAddress, CellAddress)>>,
}

impl<'a> Texts<'a> {
    /// Looks a sheet over.
    pub(super) fn of(sheet: &'a Sheet) -> Self {
        let mut rows = Vec::new();
        for (row, cells) in sheet.rows() {
            let filled: Vec<&Cell> = cells.iter().filter(|cell| is_filled(cell)).collect();
            if !filled.is_empty() {
                rows.push((row, filled));
            }
        }
        let mut wide: BTreeMap<u32, Vec<_>> = BTreeMap::new();
        for (first, last) in &sheet.merged {
            if last.column > first.column {
                wide.entry(first.row).or_default().push((*first, *last));
            }
        }
        Self { sheet, rows, wide }
    }

    /// The rows that hold something visible, in order, with their filled cells.
    pub(super) fn rows(&self) -> &[(u32, Vec<&'a Cell>)] {
        &self.rows
    }

    /// The filled cells of a row.
    pub(super) fn row(&self, row: u32) -> &[&'a Cell] {
        match self.rows.binary_search_by_key(&row, |(row, _)| *row) {
            Ok(index) => &self.rows[index].1,
            Err(_) => &[],
        }
    }

    /// The cell at an address, if it is filled.
    pub(super) fn at(&self, row: u32, column: u32) -> Option<&'a Cell> {
        self.sheet.at(row, column).filter(|cell| is_filled(cell))
    }

    /// Whether the file tells merged ranges of this sheet.
    pub(super) fn has_merges(&self) -> bool {
        !self.sheet.merged.is_empty()
    }

    /// The labels of a row by column.
    pub(super) fn labels(&self, row: u32) -> BTreeMap<u32, String> {
        let cells = self.row(row).iter();
        cells.map(|cell| (cell.address.column, label(&cell.raw))).collect()
    }

    /// The header texts by column: the labels of each row, joined from top to bottom.
    ///
    /// In a header of several rows a text over merged columns belongs to each of them, where another row
    /// tells them apart. `carried`: a text of an upper row also stands for the blank columns right of it, as
    /// where a file tells no merged ranges.
    pub(super) fn joined(&self, rows: &[u32], carried: bool) -> BTreeMap<u32, String> {
        let mut texts: BTreeMap<u32, Vec<String>> = BTreeMap::new();
        for (index, row) in rows.iter().enumerate() {
            let mut labels = self.labels(*row);
            if rows.len() > 1 {
                self.spread(*row, &mut labels);
            }
            if carried && index + 1 < rows.len() {
                self.carry(rows, &mut labels);
            }
            for (column, text) in labels {
                texts.entry(column).or_default().push(text);
            }
        }
        texts.into_iter().map(|(column, texts)| (column, texts.join(" "))).collect()
    }

    fn spread(&self, row: u32, labels: &mut BTreeMap<u32, String>) {
        for (first, last) in self.wide.get(&row).into_iter().flatten() {
            let Some(text) = labels.get(&first.column).cloned() else {
                continue;
            };
            for column in first.column..=last.column.min(first.column + WIDEST_MERGE) {
                labels.entry(column).or_insert_with(|| text.clone());
            }
        }
    }

    /// Gives each label of an upper row to the columns right of it that only the last row has labels for.
    fn carry(&self, rows: &[u32], labels: &mut BTreeMap<u32, String>) {
        let Some(last) = rows.last() else { return };
        let mut carried: Option<(u32, String)> = None;
        for cell in self.row(*last) {
            let column = cell.address.column;
            if let Some(own) = labels.get(&column) {
                carried = Some((column, own.clone()));
            } else if let Some((_, text)) = carried.take().filter(|(at, _)| at + 1 == column) {
                labels.insert(column, text.clone());
                carried = Some((column, text));
            }
        }
    }
}

/// A label as it is compared and shown: one space for any white space. A word typed one letter a line, to
/// stand upright, is that word.
fn label(raw: &str) -> String {
    let lines: Vec<&str> = raw.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    if lines.len() >= 3 && lines.iter().all(|line| line.chars().count() == 1) {
        return lines.concat();
    }
    raw.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Texts merged over several rows of a column: each stands for all of them.
///
/// Groups are often written once beside their rows, turned upright and merged. A number stands for its own row
/// alone, since an amount must not be counted more than once; a day or a reference holds for every row.
pub(in crate::supporting) struct MergedTexts<'a> {
    sheet: &'a Sheet,
    /// Column to the ranges over several rows, by first row.
    by_column: BTreeMap<u32, Vec<(u32, u32)>>,
}

impl<'a> MergedTexts<'a> {
    /// Looks up the merged ranges of a sheet.
    pub(in crate::supporting) fn of(sheet: &'a Sheet) -> Self {
        let mut by_column: BTreeMap<u32, Vec<(u32, u32)>> = BTreeMap::new();
        for (first, last) in &sheet.merged {
            if last.row > first.row {
                by_column.entry(first.column).or_default().push((first.row, last.row));
            }
        }
        for ranges in by_column.values_mut() {
            ranges.sort_unstable();
        }
        Self { sheet, by_column }
    }

    /// The cell that stands at an address: its own, else the text merged over it from above.
    pub(in crate::supporting) fn cell(&self, row: u32, column: u32) -> Option<&'a Cell> {
        self.any(row, column).filter(|cell| cell.address.row == row || kind(cell) == Kind::Words)
    }

    /// The cell that stands at an address: its own, else whatever is merged over it from above.
    pub(in crate::supporting) fn any(&self, row: u32, column: u32) -> Option<&'a Cell> {
        let own = self.sheet.at(row, column).filter(|cell| is_filled(cell));
        own.or_else(|| {
            let (first, _) = self.range(row, column)?;
            self.sheet.at(first, column).filter(|cell| is_filled(cell))
        })
    }

    /// The first and the last row of the cells merged over several rows that an address is one of.
    pub(in crate::supporting) fn range(&self, row: u32, column: u32) -> Option<(u32, u32)> {
        let ranges = self.by_column.get(&column)?;
        let before = ranges.partition_point(|(first, _)| *first <= row);
        let (first, last) = ranges.get(before.checked_sub(1)?)?;
        (row <= *last).then_some((*first, *last))
    }
}
