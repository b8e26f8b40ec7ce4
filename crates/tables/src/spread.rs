//! Groups of lines that stand in several columns: what stands in each.

use std::collections::BTreeMap;

use crate::counted::CountedLines;
use crate::schema::{AMOUNT, UNITS};

/// The lines of one group that stand in one column, summed.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct ColumnSums {
    /// Their rows, as runs of rows that follow each other, from 1.
    pub runs: Vec<(u32, u32)>,
    /// Sum of their amounts in minor units; `None` where they give none.
    pub amount_minor: Option<i64>,
    /// Sum of their units, likewise.
    pub units: Option<i64>,
    /// Number of lines.
    pub lines: u64,
}

impl CountedLines {
    /// By group and column the lines of groups that stand in several columns, as those of a table with a column a month
    /// do: between the cells of such a group can be cells of others.
    pub fn spread(&self) -> BTreeMap<(usize, u32), ColumnSums> {
        let groups = &self.grouped.groups;
        let mut sums: BTreeMap<(usize, u32), ColumnSums> = BTreeMap::new();
        if groups.iter().all(|group| group.last_column == group.column) {
            return sums;
        }
        let rows = self.grouped.lines.rows();
        for (index, group) in self.grouped.group_of_line.iter().enumerate() {
            let group = *group as usize;
            if groups[group].last_column == groups[group].column {
                continue;
            }
            let own = sums.entry((group, rows.column[index])).or_default();
            let row = rows.row[index];
            match own.runs.last_mut() {
                Some((_, last)) if (*last..=last.saturating_add(1)).contains(&row) => *last = row,
                _ => own.runs.push((row, row)),
            }
            // The group's own sums hold these, so they cannot overflow.
            let add = |sum: Option<i64>, value: Option<i64>| match (sum, value) {
                (Some(a), Some(b)) => Some(a.saturating_add(b)),
                (a, b) => a.or(b),
            };
            own.amount_minor = add(own.amount_minor, rows.measures[AMOUNT].get(index));
            own.units = add(own.units, rows.measures[UNITS].get(index));
            own.lines += 1;
        }
        sums
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use crate::counted::Counting;
    use crate::lines::tests::{line, lines};
    use model::volume::CountedAs;

    #[test]
    fn a_group_over_several_columns_is_told_column_by_column() {
        let at = |row, column, amount| {
            let mut line = line("al", row, Some(amount));
            line.column = column;
            line
        };
        let records = [at(4, 2, 100), at(5, 2, 50), at(5, 3, 7), at(7, 3, 1), at(5, 4, -9)];
        let grouped = lines(records).grouped().unwrap();
        let countings = grouped.groups().iter().map(|group| Counting {
            counted_as: CountedAs::Direct,
            owner: group.participant.clone(),
            reason: None,
            rate: None,
            buyer_known: true,
            units_elsewhere: false,
        });
        let countings = countings.collect();
        let counted = grouped.with_counting(countings, Vec::new(), BTreeSet::new()).unwrap();
        let spread = counted
            .spread()
            .into_iter()
            .map(|((_, column), own)| (column, own.runs, own.amount_minor, own.lines));
        // The credit stands in one column: its group says all of it.
        let expected = [(2, vec![(4, 5)], Some(150), 2), (3, vec![(5, 5), (7, 7)], Some(8), 2)];
        assert_eq!(spread.collect::<Vec<_>>(), expected);
    }
}
