//! Lines with what was decided about them.

use std::collections::{BTreeMap, BTreeSet};

use model::line::{CountedLine, OrderGroup};
use model::volume::{CountedAs, LeftOutReason};
use model::{Currency, Decimal, Identifier, LineOrigin, LineRecord};

use crate::error::Error;
use crate::groups::{Grouped, LineGroup};

/// The decision about one group of lines.
#[derive(Clone, PartialEq, Debug)]
pub struct Counting {
    /// How the lines count.
    pub counted_as: CountedAs,
    /// Whose purchase it is: the buyer if the register knows it, in force or not; else the reporter.
    pub owner: Identifier,
    /// Why the lines are left out, where they are.
    pub reason: Option<LeftOutReason>,
    /// Units of the currency for one euro; `None` where the lines have no amount or no rate is known.
    pub rate: Option<Decimal>,
    /// Whether the buyer is a participant or one of the words the contract knows, so that it may be
    /// published; other text stays in the sender's file.
    pub buyer_known: bool,
    /// Order lines that count for their amount alone: their units stand in a declared line beside them.
    pub units_elsewhere: bool,
}

/// Measures that order lines give to a declared figure that leaves them blank (contract: Supporting
/// spreadsheets). They stand in the first of the declared lines.
#[derive(Clone, PartialEq, Debug)]
pub struct Lent {
    /// Indexes of the groups of declared lines, all of which leave the measures blank.
    pub to: Vec<usize>,
    /// Indexes of the groups of order lines the measures come from.
    pub from: Vec<usize>,
    /// Units.
    pub units: Option<i64>,
    /// Units with a type I ecolabel.
    pub labelled_units: Option<i64>,
    /// Units under the Pact's criteria.
    pub criteria_units: Option<i64>,
    /// Amount in minor units, its currency and the rate of it.
    pub amount: Option<(i64, Currency, Decimal)>,
}

/// Lines with the decision about each.
#[derive(Clone, Debug)]
pub struct CountedLines {
    pub(crate) grouped: Grouped,
    pub(crate) countings: Vec<Counting>,
    pub(crate) lent: Vec<Lent>,
    pub(crate) withheld: BTreeSet<Identifier>,
    /// Numbers of published lines whose units would give those of others away.
    pub(crate) without_units: BTreeSet<usize>,
}

impl Grouped {
    /// Joins the decisions, one a group in the order of the groups, and what orders lend to declared
    /// lines. Lines of the `withheld` participants are in no published table.
    ///
    /// # Errors
    /// If there are not as many decisions as groups.
    pub fn with_counting(
        self,
        countings: Vec<Counting>,
        lent: Vec<Lent>,
        withheld: BTreeSet<Identifier>,
    ) -> Result<CountedLines, Error> {
        if countings.len() != self.groups.len() {
            return Err(Error::UnequalDecisions {
                found: countings.len(),
                expected: self.groups.len(),
            });
        }
        let without_units = BTreeSet::new();
        Ok(CountedLines { grouped: self, countings, lent, withheld, without_units })
    }
}

impl CountedLines {
    /// The groups of lines with the decision about each, in order.
    pub fn groups(&self) -> impl Iterator<Item = (&LineGroup, &Counting)> {
        self.grouped.groups.iter().zip(&self.countings)
    }

    /// Blanks the units of published lines, by their numbers in [`CountedLines::published`]: they would give units
    /// away that are withheld there.
    pub fn blank_units(&mut self, published: impl IntoIterator<Item = usize>) {
        self.without_units.extend(published);
    }

    /// What orders lend to declared lines.
    pub fn lent(&self) -> &[Lent] {
        &self.lent
    }

    /// The declared lines one by one, each with the index of its group, ordered by where they stand.
    pub fn declared_lines(&self) -> Vec<(usize, LineRecord)> {
        self.grouped.declared()
    }

    /// The declared lines with the decision about each, ordered by where they stand.
    ///
    /// # Errors
    /// If a line's group has no decision, which would be a fault of the program.
    pub fn declared(&self) -> Result<Vec<CountedLine>, Error> {
        let lines = self.grouped.declared().into_iter();
        let counted = lines.map(|(group, line)| {
            let counting = self.countings.get(group).ok_or(Error::UnequalDecisions {
                found: self.countings.len(),
                expected: self.grouped.groups.len(),
            })?;
            Ok(CountedLine {
                line,
                owner: counting.owner.clone(),
                counted_as: counting.counted_as,
                reason: counting.reason,
            })
        });
        counted.collect()
    }

    /// Order lines of one table that are alike and count alike, summed.
    ///
    /// # Errors
    /// If a sum is too large to be counted.
    pub fn order_groups(&self) -> Result<Vec<OrderGroup>, Error> {
        let mut sums: BTreeMap<_, OrderGroup> = BTreeMap::new();
        for (group, counting) in self.groups() {
            if group.origin != LineOrigin::Orders {
                continue;
            }
            let key = (
                (&group.participant, &group.path, &group.sheet),
                (&group.product_group, group.currency, &group.buyer),
                (counting.counted_as, counting.reason),
            );
            let sum = sums.entry(key).or_insert_with(|| empty_order_group(group, counting));
            add(&mut sum.amount_minor, group.amount_minor, group, "amounts")?;
            add(&mut sum.units, group.units, group, "units")?;
            sum.lines += group.lines;
            sum.first_row = sum.first_row.min(group.first_row);
            sum.last_row = sum.last_row.max(group.last_row);
        }
        Ok(sums.into_values().collect())
    }
}

fn empty_order_group(group: &LineGroup, counting: &Counting) -> OrderGroup {
    OrderGroup {
        participant: group.participant.clone(),
        path: group.path.clone(),
        sheet: group.sheet.clone(),
        product_group: group.product_group.to_string(),
        currency: group.currency,
        buyer: group.buyer.to_string(),
        owner: counting.owner.clone(),
        counted_as: counting.counted_as,
        reason: counting.reason,
        lines: 0,
        amount_minor: 0,
        units: 0,
        first_row: group.first_row,
        last_row: group.last_row,
    }
}

/// Adds a group's measure to a sum, exactly.
pub(crate) fn add(
    sum: &mut i64,
    value: Option<i64>,
    group: &LineGroup,
    measure: &'static str,
) -> Result<(), Error> {
    let added = sum.checked_add(value.unwrap_or(0));
    *sum = added.ok_or_else(|| Error::TooLarge {
        participant: group.participant.to_string(),
        path: group.path.to_string(),
        measure,
    })?;
    Ok(())
}
