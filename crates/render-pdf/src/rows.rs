//! Which rows of a table stay on one page with the row below them.

use model::document::{Row, RowKind, Table};

/// So many rows stay with a table's or a section's heading.
const AFTER_HEADING: usize = 3;

/// So many rows stay with a sum below them, and at the end of a table.
const BEFORE_SUM: usize = 2;

/// Rows kept together are at most this high, in thousandths of a point: about a third of a page.
const HIGHEST: u32 = 230_000;

/// Tables with at most this many rows are kept on one page, if they are not high.
const WHOLE_TABLE: usize = 12;

/// Tables kept on one page are at most this high, in thousandths of a point: under a quarter of a page.
const HIGHEST_WHOLE: u32 = 160_000;

/// Whether the whole table stays on one page.
pub(crate) fn is_whole(table: &Table, heights: &[u32]) -> bool {
    table.rows.len() <= WHOLE_TABLE && heights.iter().sum::<u32>() <= HIGHEST_WHOLE
}

/// For each row, whether the next must be on the same page.
///
/// The heading of a section is not among them: it is set as a heading, which is never alone at the end of
/// a page.
pub(crate) fn kept_with_next(rows: &[Row], heights: &[u32]) -> Vec<bool> {
    let mut kept: Vec<bool> = (0..rows.len()).map(|index| wants_next(rows, index)).collect();
    let mut height = 0;
    for (index, kept) in kept.iter_mut().enumerate() {
        height += heights.get(index).copied().unwrap_or(0);
        if height > HIGHEST {
            *kept = false;
        }
        if !*kept {
            height = 0;
        }
    }
    kept
}

fn wants_next(rows: &[Row], index: usize) -> bool {
    let kind = |index: usize| rows.get(index).map(|row| row.kind);
    if kind(index) == Some(RowKind::Section) {
        return false;
    }
    let start = rows[..index].iter().rposition(|row| row.kind == RowKind::Section);
    let after_heading = index - start.map_or(0, |section| section + 1);
    match kind(index + 1) {
        None | Some(RowKind::Section) => false,
        Some(RowKind::Subtotal | RowKind::Total) => true,
        Some(RowKind::Body) => {
            let below = (index + 1)..=(index + BEFORE_SUM);
            let sum = below.clone().any(|index| {
                matches!(kind(index), None | Some(RowKind::Subtotal | RowKind::Total))
            });
            sum || after_heading + 1 < AFTER_HEADING
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::document::TableCell;

    fn rows(kinds: &str) -> Vec<Row> {
        let kind = |letter| match letter {
            's' => RowKind::Section,
            'u' => RowKind::Subtotal,
            't' => RowKind::Total,
            _ => RowKind::Body,
        };
        let row = |letter| Row { kind: kind(letter), cells: vec![TableCell::text("x")] };
        kinds.chars().map(row).collect()
    }

    #[test]
    fn headings_keep_three_rows_and_sums_keep_the_rows_above_them() {
        let cases = [
            ("bbbbbbbb", "++----+-"),
            ("bbbbbbbt", "++---++-"),
            ("sbbbbbbusbt", "-++--++--+-"),
            ("stt", "-+-"),
            ("bsb", "---"),
            ("", ""),
        ];
        for (kinds, expected) in cases {
            let kept = kept_with_next(&rows(kinds), &vec![1; kinds.len()]);
            let shown: String = kept.iter().map(|kept| if *kept { '+' } else { '-' }).collect();
            assert_eq!(shown, expected, "{kinds}");
        }
    }

    #[test]
    fn rows_too_high_for_a_page_are_not_kept_together() {
        let kept = kept_with_next(&rows("bbt"), &[HIGHEST, HIGHEST, 1]);
        assert_eq!(kept, [true, false, false]);
    }
}
