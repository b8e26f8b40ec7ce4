//! The sums of a measure, with its numbers and its participants found from each other: which pairs of
//! participants there are to look at, and what of them figures tell, without going over everything each time.

use std::collections::{BTreeMap, BTreeSet};

use model::{Decimal, Dimension, Identifier};

use super::equations::Term;
use super::{Measure, Row};
use crate::draft::Draft;

/// Participants by number, in the order of their ids.
pub(super) struct Participants<'a>(Vec<&'a Identifier>);

impl<'a> Participants<'a> {
    /// Everybody of whom a number tells, and those who are hidden from the start.
    pub(super) fn of(
        measures: impl Iterator<Item = &'a Measure>,
        hidden: &'a BTreeSet<Identifier>,
    ) -> Self {
        let atoms = measures.flat_map(|measure| &measure.atoms);
        let all: BTreeSet<&Identifier> = atoms.flat_map(|atom| &atom.of).chain(hidden).collect();
        Self(all.into_iter().collect())
    }

    /// The numbers of participants, ascending; whoever has none is left out.
    pub(super) fn numbers(&self, ids: &BTreeSet<Identifier>) -> Vec<usize> {
        ids.iter().filter_map(|id| self.0.binary_search(&id).ok()).collect()
    }
}

/// Of whom nothing but figures over several is published.
pub(super) struct Hidden {
    is_hidden: Vec<bool>,
    count: usize,
}

impl Hidden {
    /// Those with these ids.
    pub(super) fn new(participants: &Participants<'_>, ids: &BTreeSet<Identifier>) -> Self {
        let mut hidden = Self { is_hidden: vec![false; participants.0.len()], count: 0 };
        participants.numbers(ids).into_iter().for_each(|number| hidden.add(number));
        hidden
    }

    /// Hides one more.
    pub(super) fn add(&mut self, participant: usize) {
        self.count += usize::from(!self.is_hidden[participant]);
        self.is_hidden[participant] = true;
    }

    /// How many are hidden.
    pub(super) fn count(&self) -> usize {
        self.count
    }

    /// The ids of the hidden.
    pub(super) fn ids(&self, participants: &Participants<'_>) -> BTreeSet<Identifier> {
        let all = participants.0.iter().zip(&self.is_hidden);
        all.filter(|(_, is_hidden)| **is_hidden).map(|(id, _)| (*id).clone()).collect()
    }
}

/// A protected participant, and the one other of whom a number could tell together with it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) struct Pair {
    pub(super) protected: usize,
    pub(super) other: Option<usize>,
}

/// A measure with what stands in what.
pub(super) struct Sums<'a> {
    measure: &'a Measure,
    /// Of each atom, whom it tells of.
    of: Vec<Vec<usize>>,
    /// Of each participant, the atoms that tell of it, ascending.
    atoms_of: Vec<Vec<usize>>,
    /// Of each atom, the rows it stands in, ascending.
    rows_of: Vec<Vec<usize>>,
    /// Of each row, whether it is of one participant or gives way as such rows do.
    of_one: Vec<bool>,
    /// The rows that are published, the most important first.
    by_importance: Vec<usize>,
}

impl<'a> Sums<'a> {
    /// Those of a measure; `importance` orders its rows, by the index of the figure.
    pub(super) fn new<O: Ord>(
        measure: &'a Measure,
        participants: &Participants<'_>,
        drafts: &[Draft],
        importance: impl Fn(usize) -> O,
    ) -> Self {
        let of = measure.atoms.iter().map(|atom| participants.numbers(&atom.of));
        let of: Vec<Vec<usize>> = of.collect();
        let mut atoms_of = vec![Vec::new(); participants.0.len()];
        for (atom, of) in of.iter().enumerate() {
            of.iter().for_each(|participant| atoms_of[*participant].push(atom));
        }
        let mut rows_of = vec![Vec::new(); of.len()];
        for (index, row) in measure.rows.iter().enumerate() {
            row.terms.iter().for_each(|(atom, _)| rows_of[*atom].push(index));
        }
        let of_one = |row: &Row| {
            row.gives_way || drafts[row.draft].dimensions.get(Dimension::Participant).is_some()
        };
        let rows = measure.rows.iter().enumerate();
        let published = rows.filter(|(_, row)| drafts[row.draft].value.is_some());
        let mut by_importance: Vec<usize> = published.map(|(index, _)| index).collect();
        by_importance.sort_by_cached_key(|row| {
            let row = &measure.rows[*row];
            (row.gives_way, importance(row.draft))
        });
        let of_one = measure.rows.iter().map(of_one).collect();
        Self { measure, of, atoms_of, rows_of, of_one, by_importance }
    }

    /// The index of the figure that tells a row.
    pub(super) fn draft(&self, row: usize) -> usize {
        self.measure.rows[row].draft
    }

    /// The atoms that a row is the sum of, with their factors.
    pub(super) fn terms(&self, row: usize) -> &'a [Term] {
        &self.measure.rows[row].terms
    }

    /// Whether a row is of one participant, or one that gives way as such rows do.
    pub(super) fn is_of_one(&self, row: usize) -> bool {
        self.of_one[row]
    }

    /// The size of an atom.
    pub(super) fn size(&self, atom: usize) -> Decimal {
        self.measure.atoms[atom].size
    }

    /// Whom an atom tells of.
    pub(super) fn of(&self, atom: usize) -> &[usize] {
        &self.of[atom]
    }

    /// Whether an atom tells of a pair.
    pub(super) fn is_of(&self, atom: usize, pair: Pair) -> bool {
        self.is_own(atom, pair) || pair.other.is_some_and(|other| self.of[atom].contains(&other))
    }

    /// Whether an atom tells of the protected one of a pair.
    pub(super) fn is_own(&self, atom: usize, pair: Pair) -> bool {
        self.of[atom].contains(&pair.protected)
    }

    /// Whether an atom is not shown.
    pub(super) fn is_hidden(&self, atom: usize, hidden: &Hidden) -> bool {
        self.of[atom].iter().any(|participant| hidden.is_hidden[*participant])
    }

    /// The atoms that are not shown.
    pub(super) fn hidden_atoms(&self, hidden: &Hidden) -> Vec<usize> {
        (0..self.of.len()).filter(|atom| self.is_hidden(*atom, hidden)).collect()
    }

    /// The rows that are published, with those of their atoms that are not shown, the most important first;
    /// without rows of which everything is shown and, but for `all`, without those that give way.
    pub(super) fn published(
        &self,
        drafts: &[Draft],
        hidden: &Hidden,
        all: bool,
    ) -> Vec<(usize, Vec<Term>)> {
        let rows = self.by_importance.iter().copied();
        let rows = rows.filter(|row| all || !self.measure.rows[*row].gives_way);
        let rows = rows.filter(|row| drafts[self.draft(*row)].value.is_some());
        let rows = rows.map(|row| {
            let terms = self.terms(row).iter().copied();
            (row, terms.filter(|(atom, _)| self.is_hidden(*atom, hidden)).collect())
        });
        rows.filter(|(_, terms): &(usize, Vec<Term>)| !terms.is_empty()).collect()
    }

    /// The pairs to look at: every protected participant alone and with whomever else a hidden atom tells of.
    pub(super) fn pairs(&self, protected: &[usize], hidden: &Hidden) -> Vec<Pair> {
        let atoms = self.of.iter().enumerate();
        let not_shown = atoms.filter(|(atom, _)| self.is_hidden(*atom, hidden));
        let others: BTreeSet<usize> = not_shown.flat_map(|(_, of)| of.iter().copied()).collect();
        let pairs = protected.iter().flat_map(|own| {
            let others = others.iter().filter(move |other| *other != own).map(|other| Some(*other));
            [None].into_iter().chain(others).map(|other| Pair { protected: *own, other })
        });
        pairs.collect()
    }

    /// What two participants have together in each cut: in every sum, and in what no sum parts but those of
    /// single participants.
    pub(super) fn cuts_of(&self, pair: Pair) -> Vec<Vec<usize>> {
        let others = pair.other.map_or(&[][..], |other| &self.atoms_of[other]);
        let atoms: BTreeSet<usize> =
            self.atoms_of[pair.protected].iter().chain(others).copied().collect();
        let mut in_rows: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        let mut unparted: BTreeMap<Vec<usize>, Vec<usize>> = BTreeMap::new();
        for atom in atoms {
            let rows = &self.rows_of[atom];
            rows.iter().for_each(|row| in_rows.entry(*row).or_default().push(atom));
            let over_all: Vec<usize> =
                rows.iter().copied().filter(|row| !self.of_one[*row]).collect();
            if !over_all.is_empty() {
                unparted.entry(over_all).or_default().push(atom);
            }
        }
        let cuts: BTreeSet<Vec<usize>> =
            in_rows.into_values().chain(unparted.into_values()).collect();
        let tells = |cut: &Vec<usize>| cut.iter().any(|atom| self.is_own(*atom, pair));
        cuts.into_iter().filter(tells).collect()
    }
}
