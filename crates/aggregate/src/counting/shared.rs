//! Who counts where several returns speak of the same goods (methodology: Volume 4, Details settled).

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use model::Identifier;
use model::counting_decisions::OverlapCause;
use tables::Lent;

use super::Known;
use super::goods::{Goods, Parties, Size, Whose, goods, sizes};
use super::settled::{OfGoods, Settlements, says_it_reports_for};
use crate::Inputs;
use crate::error::Error;

/// Why lines do not count.
#[derive(Clone, PartialEq, Debug)]
pub(crate) struct SetAside {
    /// The buyer is outside the Pact.
    pub(crate) outside: bool,
    /// Whose lines count instead.
    pub(crate) counted: Identifier,
    /// Why theirs.
    pub(crate) cause: OverlapCause,
    /// Index of the row of `counting.csv` that settles it.
    pub(crate) row: Option<usize>,
}

/// The groups of lines that do not count, by their index.
///
/// A buyer's own lines count before those of others that report for it; of these, the lines of one return count: of one
/// that says that it reports for the buyer, else the largest in euro, then in units, then the first by id. Lines for
/// the same buyer outside the Pact all count. What the office settled stands before all of that.
pub(super) fn set_aside(
    inputs: &Inputs<'_>,
    known: &[Known<'_>],
    evidence: &BTreeSet<usize>,
    lent: &[Lent],
    settlements: &mut Settlements<'_>,
    returned: &BTreeSet<Identifier>,
) -> Result<BTreeMap<usize, SetAside>, Error> {
    let all = goods(known, evidence);
    let mut set_aside = BTreeMap::new();
    for (goods, parties) in &all {
        let settled = settlements.of_goods(goods, parties, &all);
        let question = Question { inputs, returned, goods, settled };
        let mut judged = question.excluded(parties);
        let rest = parties.iter().filter(|(reporter, _)| !judged.contains_key(*reporter));
        let rest: Parties<'_> =
            rest.map(|(reporter, groups)| (*reporter, groups.clone())).collect();
        if rest.len() > 1 {
            judged.extend(question.beside_others(&sizes(known, lent, &rest)?));
        }
        for (reporter, why) in judged {
            set_aside.extend(parties[reporter].iter().map(|index| (*index, why.clone())));
        }
    }
    Ok(set_aside)
}

/// Goods that more than one return may speak of.
struct Question<'a> {
    inputs: &'a Inputs<'a>,
    returned: &'a BTreeSet<Identifier>,
    goods: &'a Goods<'a>,
    settled: OfGoods,
}

impl<'a> Question<'a> {
    fn owner(&self) -> Option<&'a Identifier> {
        match self.goods.whose {
            Whose::Participant(owner) => Some(owner),
            Whose::Outside(_) => None,
        }
    }

    /// Those that do not count since the figures of the owner do, which itself reports none of the goods.
    fn excluded<'p>(&self, parties: &Parties<'p>) -> BTreeMap<&'p Identifier, SetAside> {
        let Some(owner) = self.owner().filter(|owner| !parties.contains_key(owner)) else {
            return BTreeMap::new();
        };
        let excluded = parties.keys().filter_map(|reporter| {
            let row = self.settled.row_over(owner, reporter)?;
            Some((*reporter, self.settled_for(owner, row)))
        });
        excluded.collect()
    }

    /// Those that do not count beside another, which speaks of the same goods.
    ///
    /// One after the other in the order in which they stand before each other, save that whoever the office lets count
    /// instead of another comes in its place.
    fn beside_others<'p>(
        &self,
        sizes: &BTreeMap<&'p Identifier, Size>,
    ) -> BTreeMap<&'p Identifier, SetAside> {
        let mut waiting: Vec<&'p Identifier> = sizes.keys().copied().collect();
        waiting.sort_by_key(|reporter| {
            let owner = self.owner() == Some(*reporter);
            (Reverse((owner, self.is_appointed(reporter), sizes[reporter])), *reporter)
        });
        let (mut counting, mut set_aside) = (Vec::new(), BTreeMap::new());
        while let Some(first) = waiting.first() {
            let next = self.instead_of(first, &waiting);
            waiting.retain(|reporter| *reporter != next);
            match self.before(&counting, &set_aside, next) {
                Some(why) => drop(set_aside.insert(next, why)),
                None => counting.push(next),
            }
        }
        set_aside
    }

    /// The return the office lets count instead of another, of those that wait; the other itself where there is none.
    /// Rows that go round in a circle stop where they began.
    fn instead_of<'p>(&self, first: &'p Identifier, waiting: &[&'p Identifier]) -> &'p Identifier {
        let (mut next, mut passed) = (first, BTreeSet::new());
        while passed.insert(next) {
            let mut others = waiting.iter().filter(|other| !passed.contains(*other));
            match others.find(|other| self.settled.row_over(other, next).is_some()) {
                Some(other) => next = other,
                None => return next,
            }
        }
        next
    }

    /// What lets a return not count beside those that were judged before it.
    fn before(
        &self,
        counting: &[&Identifier],
        set_aside: &BTreeMap<&Identifier, SetAside>,
        reporter: &Identifier,
    ) -> Option<SetAside> {
        let by_row = |other: &&Identifier| {
            let row = self.settled.row_over(other, reporter)?;
            // Where the other does not count either, what counts instead of it does.
            let counted = set_aside.get(other).map_or(*other, |why| &why.counted);
            Some(self.settled_for(counted, row))
        };
        let judged = counting.iter().chain(set_aside.keys()).copied();
        if let Some(why) = judged.into_iter().find_map(|other| by_row(&other)) {
            return Some(why);
        }
        let owner = self.owner()?;
        let mut same_goods =
            counting.iter().filter(|other| !self.settled.both_count(other, reporter));
        let counted = *same_goods.next()?;
        let cause =
            match (counted == owner, self.is_appointed(counted), self.is_appointed(reporter)) {
                (true, ..) => OverlapCause::BuyerReports,
                (false, true, false) => OverlapCause::ReportsFor,
                (false, ..) => OverlapCause::Largest,
            };
        Some(SetAside { outside: false, counted: counted.clone(), cause, row: None })
    }

    /// Whether a return says that it reports for the owner, and nothing is open about it: the owner did not return, or
    /// the office let the return's figures count.
    fn is_appointed(&self, reporter: &Identifier) -> bool {
        let appointed = |owner: &Identifier| {
            let settled = || {
                let settled = self.settled.between(reporter, owner);
                settled.is_some_and(|settled| settled.counts.as_ref() != Some(owner))
            };
            says_it_reports_for(self.inputs, reporter, owner)
                && (!self.returned.contains(owner) || settled())
        };
        self.owner().is_some_and(appointed)
    }

    fn settled_for(&self, counted: &Identifier, row: usize) -> SetAside {
        let (outside, cause) = (self.owner().is_none(), OverlapCause::Settled);
        SetAside { outside, counted: counted.clone(), cause, row: Some(row) }
    }
}
