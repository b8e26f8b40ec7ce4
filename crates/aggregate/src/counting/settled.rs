//! What the office settled in `counting.csv`, goods by goods (methodology: Volume 4, Details settled).

use std::collections::{BTreeMap, BTreeSet};

use model::counting_decisions::{CountingDecision, CountingKind, CountingUse};
use model::organisation_name::compared;
use model::{Date, Identifier};

use super::goods::{Goods, Parties, Whose};
use crate::Inputs;

/// What is settled between two returns about the same goods.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Settlement {
    /// Index of the row that settles it.
    pub(super) row: usize,
    /// Whose figures count; `None`: those of both.
    pub(super) counts: Option<Identifier>,
}

/// What is settled about some goods, by the two returns, the first by id first.
#[derive(Default, Debug)]
pub(super) struct OfGoods(BTreeMap<(Identifier, Identifier), Settlement>);

impl OfGoods {
    /// What is settled between two returns.
    pub(super) fn between(&self, one: &Identifier, other: &Identifier) -> Option<&Settlement> {
        self.0.get(&pair(one, other))
    }

    /// The row that lets one return count instead of another.
    pub(super) fn row_over(&self, one: &Identifier, other: &Identifier) -> Option<usize> {
        let settled = self.between(one, other)?;
        (settled.counts.as_ref() == Some(one)).then_some(settled.row)
    }

    /// Whether the figures of both count.
    pub(super) fn both_count(&self, one: &Identifier, other: &Identifier) -> bool {
        self.between(one, other).is_some_and(|settled| settled.counts.is_none())
    }
}

fn pair(one: &Identifier, other: &Identifier) -> (Identifier, Identifier) {
    let (first, second) = if one < other { (one, other) } else { (other, one) };
    (first.clone(), second.clone())
}

/// The rows of `counting.csv`, with what became of each so far.
pub(super) struct Settlements<'a> {
    inputs: &'a Inputs<'a>,
    returned: &'a BTreeSet<Identifier>,
    uses: Vec<CountingUse>,
    /// Rows about two returns of which the lines of one are for the other.
    with_lines: BTreeSet<usize>,
}

impl<'a> Settlements<'a> {
    /// The year's rows; `returned` are the participants with a return that counts.
    pub(super) fn new(inputs: &'a Inputs<'a>, returned: &'a BTreeSet<Identifier>) -> Self {
        let uses = vec![CountingUse::NothingShared; inputs.year.counting.len()];
        Self { inputs, returned, uses, with_lines: BTreeSet::new() }
    }

    /// What is settled between the returns that speak of some of all goods.
    ///
    /// Of several rows about the same two returns one stands: that which names the product group, else the newer,
    /// else the later in the file.
    pub(super) fn of_goods(
        &mut self,
        goods: &Goods<'_>,
        parties: &Parties<'_>,
        all: &BTreeMap<Goods<'_>, Parties<'_>>,
    ) -> OfGoods {
        let rows = &self.inputs.year.counting;
        let mut by_pair: BTreeMap<(Identifier, Identifier), Vec<usize>> = BTreeMap::new();
        for (row, decision) in rows.iter().enumerate() {
            if !decision.is_of_group(goods.product_group) {
                continue;
            }
            for other in self.others(decision, goods, parties) {
                self.with_lines.insert(row);
                by_pair.entry(pair(&decision.subject, &other)).or_default().push(row);
            }
        }
        let settled = by_pair.into_iter().filter_map(|(pair, candidates)| {
            let row = candidates.iter().copied().max_by_key(|row| rank(rows, *row))?;
            let counts = rows[row].counts.clone();
            let question = |row: usize| is_question(&rows[row], &pair, goods, parties, all);
            for other in candidates.into_iter().filter(|other| question(*other)) {
                self.note(other, rows[other].counts == counts);
            }
            Some((pair, Settlement { row, counts }))
        });
        OfGoods(settled.collect())
    }

    /// Notes that a row settles something, or that another stands before it.
    fn note(&mut self, row: usize, settles: bool) {
        if settles {
            self.uses[row] = CountingUse::Settles;
        } else if self.uses[row] != CountingUse::Settles {
            self.uses[row] = CountingUse::Overruled;
        }
    }

    /// The returns beside the subject's between which and it a row settles some goods.
    fn others(
        &self,
        decision: &CountingDecision,
        goods: &Goods<'_>,
        parties: &Parties<'_>,
    ) -> Vec<Identifier> {
        let subject = &decision.subject;
        let object = Identifier::parse(&decision.object);
        let speaks = |id: &Identifier| parties.contains_key(id);
        match (decision.kind, &goods.whose) {
            (CountingKind::ReportsFor, Whose::Participant(owner)) => {
                let asked = speaks(subject) && self.returned.contains(*owner);
                object.filter(|object| asked && object == *owner).into_iter().collect()
            }
            (CountingKind::Overlap, Whose::Participant(owner)) => {
                let stands =
                    |id: &Identifier| speaks(id) || (id == *owner && self.returned.contains(id));
                let asked = |object: &Identifier| {
                    stands(subject) && stands(object) && (speaks(subject) || speaks(object))
                };
                object.filter(asked).into_iter().collect()
            }
            (CountingKind::OutsideBuyer, Whose::Outside(name)) if speaks(subject) => {
                self.others_for_outside(decision, name, parties)
            }
            _ => Vec::new(),
        }
    }

    /// The same for a buyer outside the Pact: the other participant that a row names; where it names the buyer, the one
    /// whose figures count, or every other.
    fn others_for_outside(
        &self,
        decision: &CountingDecision,
        name: &str,
        parties: &Parties<'_>,
    ) -> Vec<Identifier> {
        let (register, period) = (&self.inputs.pact.register, &self.inputs.year.settings.period);
        let subject = &decision.subject;
        let named: Option<Identifier> = match register.in_force(&decision.object, period) {
            Some(other) => Some(other.id.clone()),
            None if compared(register.name(&decision.object)) != name => return Vec::new(),
            None => decision.counts.clone().filter(|counts| counts != subject),
        };
        let others = parties.keys().filter(|id| **id != subject);
        let others = others.filter(|id| named.as_ref().is_none_or(|named| named == **id));
        others.map(|id| (*id).clone()).collect()
    }

    /// What became of each row, once all goods were looked at.
    pub(super) fn into_uses(mut self) -> Vec<CountingUse> {
        let rows = self.inputs.year.counting.iter().zip(&mut self.uses);
        for (row, (decision, used)) in rows.enumerate() {
            if *used != CountingUse::NothingShared {
                continue;
            }
            let (subject, object) = (&decision.subject, Identifier::parse(&decision.object));
            let outside = decision.kind == CountingKind::OutsideBuyer;
            let object = object.filter(|_| !outside);
            let missing = |id: &Identifier| !self.returned.contains(id);
            if missing(subject) || object.as_ref().is_some_and(missing) {
                *used = CountingUse::NotReturned;
            } else if let Some(object) =
                object.filter(|_| decision.kind == CountingKind::ReportsFor)
                && says_it_reports_for(self.inputs, subject, &object)
            {
                let without_lines =
                    decision.counts.as_ref() == Some(subject) && !self.with_lines.contains(&row);
                *used = match without_lines {
                    _ if is_contradicted(&self.inputs.year.counting, row) => CountingUse::Overruled,
                    true => CountingUse::NoLines,
                    false => CountingUse::Settles,
                };
            }
        }
        self.uses
    }
}

/// Which of several rows about the same two returns stands: the highest.
fn rank(rows: &[CountingDecision], row: usize) -> (bool, Option<Date>, usize) {
    (rows[row].product_group.is_some(), rows[row].date, row)
}

/// Whether a row that stands before this one settles the same `reports_for` otherwise. One of the two may settle no goods
/// of its own, and be told all the same.
fn is_contradicted(rows: &[CountingDecision], row: usize) -> bool {
    let own = &rows[row];
    let mut others = rows.iter().enumerate();
    others.any(|(index, other)| {
        let question = (other.kind, &other.subject, &other.object, &other.product_group)
            == (own.kind, &own.subject, &own.object, &own.product_group);
        question && other.counts != own.counts && rank(rows, index) > rank(rows, row)
    })
}

/// Whether there is something to settle between two returns: both speak of the goods, or the owner's figures are to
/// count although it reports none of them, or each reports for the other.
fn is_question(
    decision: &CountingDecision,
    (one, other): &(Identifier, Identifier),
    goods: &Goods<'_>,
    parties: &Parties<'_>,
    all: &BTreeMap<Goods<'_>, Parties<'_>>,
) -> bool {
    let both = parties.contains_key(one) && parties.contains_key(other);
    let Whose::Participant(owner) = &goods.whose else {
        return both;
    };
    let reporter = if *owner == one { other } else { one };
    let crosswise =
        Goods { whose: Whose::Participant(reporter), product_group: goods.product_group };
    let crosswise = || all.get(&crosswise).is_some_and(|parties| parties.contains_key(*owner));
    both || decision.counts.as_ref() == Some(*owner) || crosswise()
}

/// Whether a participant's return says that another's figures are inside it.
pub(super) fn says_it_reports_for(
    inputs: &Inputs<'_>,
    reporter: &Identifier,
    other: &Identifier,
) -> bool {
    let own = inputs.year.returns.get(reporter);
    own.is_some_and(|own| own.organisation.reports_for.contains(other))
}
