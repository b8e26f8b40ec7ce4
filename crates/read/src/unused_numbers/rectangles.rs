//! Cells of one sheet gathered to rectangles, so that a table of a million rows is told in a few lines.

use std::collections::BTreeMap;

use model::CellAddress;
use model::unused_numbers::UnusedReason;

/// A rectangle of unused numbers.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Rectangle {
    /// First row and first column.
    pub(super) first: (u32, u32),
    /// Last row and last column.
    pub(super) last: (u32, u32),
    pub(super) numbers: u64,
    pub(super) reason: UnusedReason,
}

/// Rows of one column on the way.
#[derive(Clone, Copy)]
struct Run {
    rows: (u32, u32),
    numbers: u64,
}

/// Gathers cells, which come by row and then column.
#[derive(Default)]
pub(super) struct Rectangles {
    /// The run each column is in, and what is decided about its numbers.
    open: BTreeMap<u32, (Option<UnusedReason>, Run)>,
    /// Runs that others may interrupt, by column and reason.
    spread: BTreeMap<(u32, UnusedReason), Run>,
    done: Vec<Rectangle>,
}

impl Rectangles {
    /// Takes a number; `None` for one that is used.
    ///
    /// A run ends where a number of its column is used or has another reason, so no rectangle holds a number
    /// that is used. Rows that are left out one by one stand between others in no order: they are told in one
    /// range a column, with how many they are, as the lines left out are.
    pub(super) fn add(&mut self, at: CellAddress, reason: Option<UnusedReason>) {
        if let Some(reason @ (UnusedReason::RowLeftOut | UnusedReason::Evidence)) = reason {
            let start = Run { rows: (at.row, at.row), numbers: 0 };
            let run = self.spread.entry((at.column, reason)).or_insert(start);
            (run.rows.1, run.numbers) = (at.row, run.numbers + 1);
            return;
        }
        let new = (reason, Run { rows: (at.row, at.row), numbers: 1 });
        match self.open.get_mut(&at.column) {
            Some((same, run)) if *same == reason => {
                (run.rows.1, run.numbers) = (at.row, run.numbers + 1);
            }
            _ => {
                if let Some((reason, run)) = self.open.insert(at.column, new) {
                    self.close(at.column, reason, run);
                }
            }
        }
    }

    fn close(&mut self, column: u32, reason: Option<UnusedReason>, run: Run) {
        self.done.extend(reason.map(|reason| Rectangle {
            first: (run.rows.0, column),
            last: (run.rows.1, column),
            numbers: run.numbers,
            reason,
        }));
    }

    /// The rectangles, by first row and column; neighbouring columns with the same rows and reason are one.
    pub(super) fn finish(mut self) -> Vec<Rectangle> {
        for (column, (reason, run)) in std::mem::take(&mut self.open) {
            self.close(column, reason, run);
        }
        for ((column, reason), run) in std::mem::take(&mut self.spread) {
            self.close(column, Some(reason), run);
        }
        let mut done = self.done;
        done.sort_by_key(|one| (one.first.0, one.last.0, one.reason, one.first.1));
        done.dedup_by(|next, kept| {
            let beside = (next.first.0, next.last.0, next.reason, next.first.1)
                == (kept.first.0, kept.last.0, kept.reason, kept.last.1 + 1);
            if beside {
                (kept.last.1, kept.numbers) = (next.last.1, kept.numbers + next.numbers);
            }
            beside
        });
        done.sort_by_key(|one| (one.first, one.last, one.reason));
        done
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use UnusedReason::{RowLeftOut, UnmappedColumn};

    #[test]
    fn rectangles_hold_no_used_number_but_between_rows_left_out_one_by_one() {
        let mut rectangles = Rectangles::default();
        for row in 0..6 {
            let measure = (row % 2 == 1).then_some(RowLeftOut);
            rectangles.add(CellAddress::new(row, 0), measure);
            for column in 1..3 {
                let used = row == 3;
                rectangles.add(CellAddress::new(row, column), (!used).then_some(UnmappedColumn));
            }
        }
        let found: Vec<_> = rectangles
            .finish()
            .into_iter()
            .map(|one| (one.first, one.last, one.numbers, one.reason))
            .collect();
        assert_eq!(
            found,
            [
                ((0, 1), (2, 2), 6, UnmappedColumn),
                ((1, 0), (5, 0), 3, RowLeftOut),
                ((4, 1), (5, 2), 4, UnmappedColumn),
            ]
        );
    }
}
