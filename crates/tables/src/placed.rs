//! Lines where they stand: what each says, and the group it is decided with.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::counted::CountedLines;
use crate::schema::{AMOUNT, UNITS};

/// One line where it stands, with its own measures.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct PlacedLine {
    /// Row, from 1.
    pub row: u32,
    /// Column of the amount, from 0; of the units where there is no amount.
    pub column: u32,
    /// Index of its group ([`CountedLines::groups`]).
    pub group: usize,
    /// Amount in minor units of the group's currency; `None` where it is blank.
    pub amount_minor: Option<i64>,
    /// Units; `None` where they are blank.
    pub units: Option<i64>,
}

impl CountedLines {
    /// Every line by path and sheet, in the order of rows and columns.
    pub fn placed(&self) -> BTreeMap<(Arc<str>, Arc<str>), Vec<PlacedLine>> {
        let rows = self.grouped.lines.rows();
        let mut of_groups: Vec<Vec<PlacedLine>> = vec![Vec::new(); self.grouped.groups.len()];
        for (index, group) in self.grouped.group_of_line.iter().enumerate() {
            let group = *group as usize;
            of_groups[group].push(PlacedLine {
                row: rows.row[index],
                column: rows.column[index],
                group,
                amount_minor: rows.measures[AMOUNT].get(index),
                units: rows.measures[UNITS].get(index),
            });
        }
        let mut placed: BTreeMap<(Arc<str>, Arc<str>), Vec<PlacedLine>> = BTreeMap::new();
        for (group, found) in self.grouped.groups.iter().zip(of_groups) {
            placed.entry((group.path.clone(), group.sheet.clone())).or_default().extend(found);
        }
        placed.values_mut().for_each(|found| found.sort_unstable());
        placed
    }
}
