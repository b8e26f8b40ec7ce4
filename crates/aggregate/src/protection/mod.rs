//! What participants that protect their volume leave to be published (methodology: Details settled,
//! `protect_volume`), and of whom else lines and cells must stay back so that nothing follows.
//!
//! An outsider is taken to know every published figure, every cell of the participants that are shown, and
//! of whom each hidden cell is. Whatever it adds and subtracts, it must come to no number that tells of a
//! protected participant alone, or of it and one other: that other would know the rest. Each pair is looked
//! at: where figures and cells tell of it, another whose numbers are among what they add up to is hidden too;
//! where there is no such other, or enough are hidden already, the least important of the figures is
//! withheld. Hiding participants keeps the figures and costs the open data; withholding figures is the other
//! way round, and [`OTHERS_HIDDEN`] is where one gives way to the other.

mod equations;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use model::{Decimal, Dimension, Identifier, ObservationStatus};

use crate::draft::Draft;
use equations::{Equations, Leak};

/// For each participant that protects its volume, how many others are hidden before figures are withheld. In
/// the example, with thirteen returns and one that protects: 0 others hidden withhold 88 figures of 777; 4
/// withhold 28, none of them a volume over participants; all that could help, 9 of 13, withhold 6.
const OTHERS_HIDDEN: usize = 4;

/// The smallest number that is shown or hidden as a whole: a cell of volume, a participant's devices.
pub(crate) struct Atom {
    /// Whom it tells of: hidden if one of them is.
    pub(crate) of: BTreeSet<Identifier>,
    /// Its size, whatever its sign.
    pub(crate) size: Decimal,
}

/// A sum of atoms that a figure tells.
struct Row {
    draft: usize,
    atoms: Vec<usize>,
}

/// Numbers that are added up together, and the figures that are sums of them.
pub(crate) struct Measure {
    atoms: Vec<Atom>,
    rows: Vec<Row>,
}

impl Measure {
    /// Numbers that no figure tells yet.
    pub(crate) fn new(atoms: impl IntoIterator<Item = Atom>) -> Self {
        Self { atoms: atoms.into_iter().collect(), rows: Vec::new() }
    }

    /// Adds a sum that the figure with this index tells.
    pub(crate) fn add(&mut self, draft: usize, atoms: Vec<usize>) {
        self.rows.push(Row { draft, atoms });
    }

    fn is_hidden(&self, atom: usize, hidden: &BTreeSet<Identifier>) -> bool {
        !self.atoms[atom].of.is_disjoint(hidden)
    }

    /// What two participants have together in each cut: in every sum, and in what no sum parts but those of
    /// single participants.
    fn cuts_of(&self, pair: &Pair, drafts: &[Draft]) -> Vec<Vec<usize>> {
        let mut in_sums: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        let mut cuts: BTreeSet<Vec<usize>> = BTreeSet::new();
        for (index, row) in self.rows.iter().enumerate() {
            let of_two = row.atoms.iter().copied().filter(|atom| pair.is_of(&self.atoms[*atom]));
            let of_two: Vec<usize> = of_two.collect();
            if drafts[row.draft].dimensions.get(Dimension::Participant).is_none() {
                for atom in &of_two {
                    in_sums.entry(*atom).or_default().push(index);
                }
            }
            cuts.insert(of_two);
        }
        let mut unparted: BTreeMap<Vec<usize>, Vec<usize>> = BTreeMap::new();
        for (atom, sums) in in_sums {
            unparted.entry(sums).or_default().push(atom);
        }
        cuts.extend(unparted.into_values());
        let tells = |cut: &Vec<usize>| {
            let mut atoms = cut.iter().map(|atom| &self.atoms[*atom]);
            atoms.any(|atom| pair.is_own(atom))
        };
        cuts.into_iter().filter(tells).collect()
    }

    /// Whom the hidden atoms tell of.
    fn hidden_of<'a>(
        &'a self,
        hidden: &'a BTreeSet<Identifier>,
    ) -> impl Iterator<Item = &'a Identifier> {
        let atoms = self.atoms.iter().filter(|atom| !atom.of.is_disjoint(hidden));
        atoms.flat_map(|atom| &atom.of)
    }
}

/// A protected participant, and the one other of whom a number could tell together with it.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
struct Pair {
    protected: Identifier,
    other: Option<Identifier>,
}

impl Pair {
    fn is_of(&self, atom: &Atom) -> bool {
        let other = self.other.as_ref();
        self.is_own(atom) || other.is_some_and(|other| atom.of.contains(other))
    }

    fn is_own(&self, atom: &Atom) -> bool {
        atom.of.contains(&self.protected)
    }
}

/// Withholds figures that tell of a protected participant, and says of whom nothing else may be published:
/// the protected and those beside them.
pub(crate) fn protect(
    drafts: &mut [Draft],
    measures: &[Measure],
    protected: &BTreeSet<Identifier>,
) -> BTreeSet<Identifier> {
    let mut hidden = protected.clone();
    if protected.is_empty() {
        return hidden;
    }
    for draft in measures.iter().flat_map(|measure| &measure.rows).map(|row| row.draft) {
        if tells(&drafts[draft], protected) {
            hide(&mut drafts[draft]);
        }
    }
    hidden.extend(without_own_row(drafts));
    // Whoever is hidden later leaves less to be known: a pair is settled once.
    let mut settled: BTreeSet<(usize, Pair)> = BTreeSet::new();
    while let Some((measure, pair)) = next_pair(measures, protected, &hidden, &settled) {
        let most = protected.len() * (1 + OTHERS_HIDDEN);
        settle(drafts, &measures[measure], &pair, &mut hidden, most);
        settled.insert((measure, pair));
    }
    hidden
}

/// Whether a figure rests on a protected participant alone, or on it and one other.
pub(crate) fn tells(draft: &Draft, protected: &BTreeSet<Identifier>) -> bool {
    let few = draft.contributors.len() <= 2;
    draft.value.is_some() && few && draft.contributors.iter().any(|id| protected.contains(id))
}

/// Takes the value and what it was made from out of a figure. The values are kept nowhere else in it.
pub(crate) fn hide(draft: &mut Draft) {
    draft.value = None;
    draft.status = ObservationStatus::Withheld;
    draft.trace = Arc::default();
}

/// What orders rows: totals first, rows by participant last, large values before small ones.
fn importance(draft: &Draft, index: usize) -> (bool, usize, std::cmp::Reverse<Decimal>, usize) {
    let cut = &draft.dimensions;
    let size = draft.value.unwrap_or_default().abs();
    let of_one = cut.get(Dimension::Participant).is_some();
    (of_one, cut.len(), std::cmp::Reverse(size), index)
}

/// Participants whose own row is withheld: their cells would tell it.
fn without_own_row(drafts: &[Draft]) -> impl Iterator<Item = Identifier> {
    let withheld = drafts.iter().filter(|draft| draft.status == ObservationStatus::Withheld);
    withheld.filter_map(|draft| Identifier::parse(draft.dimensions.get(Dimension::Participant)?))
}

/// The next pair to look at, with the place of the measure: every protected participant alone and with
/// whomever else a hidden number tells of.
fn next_pair(
    measures: &[Measure],
    protected: &BTreeSet<Identifier>,
    hidden: &BTreeSet<Identifier>,
    settled: &BTreeSet<(usize, Pair)>,
) -> Option<(usize, Pair)> {
    measures.iter().enumerate().find_map(|(index, measure)| {
        let others: BTreeSet<&Identifier> = measure.hidden_of(hidden).collect();
        protected.iter().find_map(|id| {
            let others = others.iter().filter(|other| **other != id).map(|other| Some(*other));
            let mut pairs = [None]
                .into_iter()
                .chain(others)
                .map(|other| (index, Pair { protected: id.clone(), other: other.cloned() }));
            pairs.find(|pair| !settled.contains(pair))
        })
    })
}

/// Hides participants, up to a number of them, and withholds figures until what a measure tells, tells
/// nothing of a pair.
fn settle(
    drafts: &mut [Draft],
    measure: &Measure,
    pair: &Pair,
    hidden: &mut BTreeSet<Identifier>,
    most: usize,
) {
    loop {
        let leaks = leaks(drafts, measure, pair, hidden);
        if leaks.is_empty() {
            return;
        }
        let mut mended: BTreeMap<&Identifier, (usize, Decimal)> = BTreeMap::new();
        for (row, leak) in leaks {
            let draft = measure.rows[row].draft;
            // What tells with the own row of one that is hidden does so however many more are.
            let others = match drafts[draft].dimensions.get(Dimension::Participant) {
                None if hidden.len() < most => others_in(measure, &leak, pair, hidden),
                _ => BTreeMap::new(),
            };
            if others.is_empty() {
                hide(&mut drafts[draft]);
            }
            for (id, size) in others {
                let of_id = mended.entry(id).or_default();
                *of_id = (of_id.0 + 1, of_id.1 + size);
            }
        }
        // Whoever mends most keeps the number of the hidden small; among them, the smallest.
        let order = |(id, (leaks, size)): &(&Identifier, (usize, Decimal))| {
            (std::cmp::Reverse(*leaks), *size, (*id).clone())
        };
        hidden.extend(mended.into_iter().min_by_key(order).map(|(id, _)| id.clone()));
    }
}

/// The rows that tell of a pair with more important ones, where the atoms of the hidden are not shown, and
/// by which sums each does.
fn leaks(
    drafts: &[Draft],
    measure: &Measure,
    pair: &Pair,
    hidden: &BTreeSet<Identifier>,
) -> Vec<(usize, Leak)> {
    let published = measure.rows.iter().enumerate();
    let mut rows: Vec<(usize, &Row)> =
        published.filter(|(_, row)| drafts[row.draft].value.is_some()).collect();
    rows.sort_by_key(|(_, row)| importance(&drafts[row.draft], row.draft));
    let atoms = (0..measure.atoms.len()).filter(|atom| measure.is_hidden(*atom, hidden));
    // Of the protected participant alone nothing may follow; of two, no number of a cut.
    let alone = pair.other.is_none();
    let unknown = atoms.map(|atom| (atom, alone && pair.is_own(&measure.atoms[atom])));
    let cuts = if alone { Vec::new() } else { measure.cuts_of(pair, drafts) };
    let sums = rows.iter().map(|(_, row)| row.atoms.as_slice());
    let mut equations = Equations::new(unknown, sums, &cuts);
    let leaks = rows
        .iter()
        .filter_map(|(index, row)| equations.add(*index, &row.atoms).map(|leak| (*index, leak)));
    leaks.collect()
}

/// Participants outside a pair that are shown in what a leak adds up to, with the size of what they have in
/// it: with one of them hidden, the leak tells of more than the pair.
fn others_in<'a>(
    measure: &'a Measure,
    leak: &Leak,
    pair: &Pair,
    hidden: &BTreeSet<Identifier>,
) -> BTreeMap<&'a Identifier, Decimal> {
    let mut sizes: BTreeMap<&Identifier, Decimal> = BTreeMap::new();
    for atom in leak.adds_up_to(|row| &measure.rows[row].atoms) {
        let shown = !measure.is_hidden(atom, hidden);
        let atom = &measure.atoms[atom];
        if shown && !pair.is_of(atom) {
            for id in &atom.of {
                *sizes.entry(id).or_default() += atom.size;
            }
        }
    }
    sizes
}
