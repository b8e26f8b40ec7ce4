//! Where things stand: the same on every sheet.

use super::sheet::Sheet;

/// Rows above the table, from 0.
pub(super) const TITLE_ROW: u32 = 0;
pub(super) const ABOUT_ROW: u32 = 1;
pub(super) const SOURCE_ROW: u32 = 2;
pub(super) const METHOD_ROW: u32 = 3;
pub(super) const NOTES_ROW: u32 = 4;
pub(super) const SIGNS_ROW: u32 = 5;
pub(super) const BACK_ROW: u32 = 6;

/// The table's header, and its first row.
pub(super) const HEAD_ROW: u32 = 7;
pub(super) const FIRST_ROW: u32 = 8;

/// Row of the sheet that the table's row with this index stands in, from 0.
pub(super) fn row(index: usize) -> u32 {
    FIRST_ROW + u32::try_from(index).unwrap_or(u32::MAX - FIRST_ROW)
}

/// The last row of the table's data, from 0.
pub(super) fn last_row(sheet: &Sheet) -> u32 {
    row(sheet.rows.len().saturating_sub(1))
}

/// The row of the sums.
pub(super) fn foot_row(sheet: &Sheet) -> u32 {
    last_row(sheet) + 1
}
