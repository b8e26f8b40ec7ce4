//! Which cells of a line are used: what is in no figure can only be told from it.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use model::volume::CountedAs;

use crate::counted::{CountedLines, Counting};

/// How the amount and the units of one line are used.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct LineUse {
    /// Row, from 1.
    pub row: u32,
    /// Column of the amount, from 0; of the units where there is no amount.
    pub column: u32,
    /// How the line counts.
    pub counted_as: CountedAs,
    /// Whether its amount is in a volume: its own, or that of the declared line it lends it to.
    pub amount: bool,
    /// Whether its units are, likewise.
    pub units: bool,
}

impl CountedLines {
    /// How every line is used, by path and sheet, in the order of rows and columns.
    pub fn uses(&self) -> BTreeMap<(Arc<str>, Arc<str>), Vec<LineUse>> {
        let mut lends = [BTreeSet::new(), BTreeSet::new()];
        for lent in &self.lent {
            let given = [lent.amount.is_some(), lent.units.is_some()];
            for (lends, _) in lends.iter_mut().zip(given).filter(|(_, given)| *given) {
                lends.extend(&lent.from);
            }
        }
        let rows = self.grouped.lines.rows();
        let mut of_groups: Vec<Vec<LineUse>> = vec![Vec::new(); self.grouped.groups.len()];
        for (index, group) in self.grouped.group_of_line.iter().enumerate() {
            let group = *group as usize;
            let one = self.use_of(group, rows.row[index], rows.column[index], &lends);
            of_groups[group].push(one);
        }
        let mut uses: BTreeMap<(Arc<str>, Arc<str>), Vec<LineUse>> = BTreeMap::new();
        for (group, found) in self.grouped.groups.iter().zip(of_groups) {
            uses.entry((group.path.clone(), group.sheet.clone())).or_default().extend(found);
        }
        uses.values_mut().for_each(|found| found.sort_unstable());
        uses
    }

    fn use_of(&self, group: usize, row: u32, column: u32, lends: &[BTreeSet<usize>; 2]) -> LineUse {
        let counting: &Counting = &self.countings[group];
        let counted = !matches!(counting.counted_as, CountedAs::Evidence | CountedAs::LeftOut);
        LineUse {
            row,
            column,
            counted_as: counting.counted_as,
            amount: counted || lends[0].contains(&group),
            units: (counted && !counting.units_elsewhere) || lends[1].contains(&group),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::counted::Lent;
    use crate::lines::tests::{line, lines};
    use model::LineOrigin;

    #[test]
    fn a_line_beside_a_declared_figure_is_used_for_what_it_lends() {
        let mut order = line("al", 9, Some(100));
        order.origin = LineOrigin::Orders;
        let grouped = lines([line("al", 7, Some(5)), order]).grouped().unwrap();
        let of = |origin| grouped.groups().iter().position(|group| group.origin == origin).unwrap();
        let (declared, orders) = (of(LineOrigin::Declared), of(LineOrigin::Orders));
        let countings = grouped.groups().iter().map(|group| Counting {
            counted_as: match group.origin {
                LineOrigin::Orders => CountedAs::Evidence,
                LineOrigin::Declared => CountedAs::Direct,
            },
            owner: group.participant.clone(),
            reason: None,
            rate: None,
            buyer_known: true,
            units_elsewhere: false,
        });
        let lent = Lent {
            to: vec![declared],
            from: vec![orders],
            units: Some(10),
            labelled_units: None,
            criteria_units: None,
            amount: None,
        };
        let countings = countings.collect();
        let counted = grouped.with_counting(countings, vec![lent], BTreeSet::new()).unwrap();
        let uses: Vec<LineUse> = counted.uses().into_values().flatten().collect();
        let shown: Vec<_> = uses.iter().map(|one| (one.row, one.amount, one.units)).collect();
        assert_eq!(shown, [(7, true, true), (9, false, true)]);
    }
}
