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

pub(crate) mod earlier;
mod equations;
pub(crate) mod single;
mod sums;
pub(crate) mod years;

use std::collections::{BTreeMap, BTreeSet};

use model::{Decimal, Dimension, Identifier, ObservationStatus};

use crate::draft::Draft;
use crate::volume::Quality;
pub(crate) use equations::Factor;
pub(crate) use equations::Term;
use equations::{Equations, Leak, Span, once_each};
use sums::{Hidden, Pair, Participants, Sums};

/// For each participant that protects its volume, how many others are hidden before figures are withheld. In
/// the example, with thirteen returns and one that protects: 0 others hidden withhold 88 figures of 777; 4
/// withhold 28, none of them a volume over participants; all that could help, 9 of 13, withhold 6.
const OTHERS_HIDDEN: usize = 4;

/// The smallest number that is shown or hidden as a whole: a cell of volume, a participant's devices.
#[derive(Clone, Debug)]
pub(crate) struct Atom {
    /// Whom it tells of: hidden if one of them is.
    pub(crate) of: BTreeSet<Identifier>,
    /// Its size, whatever its sign.
    pub(crate) size: Decimal,
}

/// A sum of atoms that a figure tells.
#[derive(Clone, Debug)]
struct Row {
    draft: usize,
    terms: Vec<Term>,
    /// It is withheld before any other figure is, and before anybody is hidden for it.
    gives_way: bool,
}

/// What is measured in a year. Measures are looked at in this order.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) enum MeasureOf {
    /// What was bought, in euro: the only one with figures over two years.
    Amounts,
    /// What was bought, in units.
    Units,
    /// Devices in use.
    InUse,
    /// Devices at the end of their use.
    EndOfUse,
    /// Units bought that have a quality.
    Part(Quality),
    /// Units bought of which it is known whether they have it.
    Known(Quality),
    /// What others bought as a result of outreach, in euro.
    OutreachAmounts,
    /// The same in units.
    OutreachUnits,
}

/// The measures of a year.
pub(crate) type Measures = BTreeMap<MeasureOf, Measure>;

/// Numbers that are added up together, and the figures that are sums of them.
#[derive(Clone, Debug)]
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
        self.rows.push(Row { draft, terms: once_each(&atoms), gives_way: false });
    }

    /// Adds the sums of another measure of the same numbers, whose figures follow `first` others.
    pub(crate) fn append(&mut self, other: Measure, first: usize) {
        self.rows.extend(other.rows.into_iter().map(|row| Row { draft: first + row.draft, ..row }));
    }

    /// The same with the rows alone that are published.
    pub(crate) fn published(mut self, drafts: &[Draft]) -> Self {
        self.rows.retain(|row| drafts[row.draft].value.is_some());
        self
    }

    /// The rows of a measure whose numbers follow `first` others.
    pub(crate) fn rows_after(&self, first: usize) -> impl Iterator<Item = years::Row> {
        self.rows.iter().map(move |row| years::Row {
            draft: row.draft,
            terms: row.terms.iter().map(|(number, factor)| (first + number, *factor)).collect(),
        })
    }

    /// How many numbers it has.
    pub(crate) fn len(&self) -> usize {
        self.atoms.len()
    }

    /// Adds a sum that the figure with this index tells beside other things, such as the units behind a share. It
    /// gives way to all others.
    pub(crate) fn add_beside(&mut self, draft: usize, atoms: &[usize]) {
        self.add_weighted(draft, once_each(atoms));
    }

    /// Adds a sum with factors, such as that of a weighted mean. It gives way to all others.
    pub(crate) fn add_weighted(&mut self, draft: usize, terms: Vec<(usize, Factor)>) {
        let terms = terms.into_iter().filter(|(_, factor)| !factor.is_zero()).collect();
        self.rows.push(Row { draft, terms, gives_way: true });
    }
}

/// Withholds figures that tell of a protected participant, and says of whom nothing else may be published:
/// the protected and those beside them.
pub(crate) fn protect(
    drafts: &mut [Draft],
    measures: &Measures,
    protected: &BTreeSet<Identifier>,
) -> BTreeSet<Identifier> {
    let mut hidden = protected.clone();
    if protected.is_empty() {
        return hidden;
    }
    for draft in measures.values().flat_map(|measure| &measure.rows).map(|row| row.draft) {
        if tells(&drafts[draft], protected) {
            hide(&mut drafts[draft]);
        }
    }
    hidden.extend(without_own_row(drafts));
    let participants = Participants::of(measures.values(), &hidden);
    let numbered = |measure| {
        Sums::new(measure, &participants, drafts, |draft| importance(&drafts[draft], draft))
    };
    let measures: Vec<Sums<'_>> = measures.values().map(numbered).collect();
    let protected = participants.numbers(protected);
    let mut not_shown = Hidden::new(&participants, &hidden);
    for stage in [Stage::ThoseThatStay, Stage::All] {
        let mut settled = BTreeSet::new();
        while settle_next(drafts, (&measures, stage), &protected, &mut not_shown, &mut settled) {}
    }
    not_shown.ids(&participants)
}

/// Which rows are looked at: those that give way come when everybody is hidden who will be.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Stage {
    ThoseThatStay,
    All,
}

/// Settles pairs, each of a measure, up to the first for which somebody is hidden: then there may be more pairs,
/// also in the measures before. Gives whether that was so.
///
/// Whoever is hidden later leaves less to be known: a pair is settled once.
fn settle_next(
    drafts: &mut [Draft],
    (measures, stage): (&[Sums<'_>], Stage),
    protected: &[usize],
    hidden: &mut Hidden,
    settled: &mut BTreeSet<(usize, Pair)>,
) -> bool {
    let most = protected.len() * (1 + OTHERS_HIDDEN);
    for (index, sums) in measures.iter().enumerate() {
        let pairs = sums.pairs(protected, hidden);
        let mut published = None;
        for pair in pairs {
            if !settled.insert((index, pair)) {
                continue;
            }
            let published =
                published.get_or_insert_with(|| Published::new((sums, stage), drafts, hidden));
            let before = hidden.count();
            settle(drafts, published, pair, hidden, most);
            if hidden.count() > before {
                return true;
            }
        }
    }
    false
}

/// Whether a figure rests on a protected participant alone, or on it and one other.
pub(crate) fn tells(draft: &Draft, protected: &BTreeSet<Identifier>) -> bool {
    let few = draft.contributors.len() <= 2;
    draft.value.is_some() && few && draft.contributors.iter().any(|id| protected.contains(id))
}

/// Takes the value out of a figure. What it was made from stays for the office; of a figure without a value it is in nothing
/// that is published.
pub(crate) fn hide(draft: &mut Draft) {
    draft.value = None;
    draft.status = ObservationStatus::Withheld;
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

/// What is published of a measure.
struct Published<'a> {
    sums: &'a Sums<'a>,
    stage: Stage,
    /// The atoms that are not shown.
    hidden: Vec<usize>,
    /// Rows with those of their atoms that are not shown, the most important first.
    rows: Vec<(usize, Vec<Term>)>,
    /// What follows from all rows.
    span: Span,
}

impl<'a> Published<'a> {
    fn new((sums, stage): (&'a Sums<'a>, Stage), drafts: &[Draft], hidden: &Hidden) -> Self {
        let rows = sums.published(drafts, hidden, stage == Stage::All);
        let hidden = sums.hidden_atoms(hidden);
        let span = Span::new(&hidden, rows.iter().map(|(_, terms)| terms.as_slice()));
        Self { sums, stage, hidden, rows, span }
    }

    /// The rows that tell of a pair with more important ones, and by which sums each does.
    fn leaks(&self, pair: Pair) -> Vec<(usize, Leak)> {
        // Of the protected participant alone nothing may follow; of two, no number of a cut.
        let alone = pair.other.is_none();
        let mut cuts = if alone { Vec::new() } else { self.sums.cuts_of(pair) };
        cuts.retain(|cut| {
            let of_hidden = cut.iter().copied();
            let of_hidden = of_hidden.filter(|atom| self.hidden.binary_search(atom).is_ok());
            self.span.holds(of_hidden)
        });
        if !alone && cuts.is_empty() {
            return Vec::new();
        }
        let unknown = self.hidden.iter();
        let unknown = unknown.map(|atom| (*atom, alone && self.sums.is_own(*atom, pair)));
        let sums = self.rows.iter().map(|(_, terms)| terms.as_slice());
        let mut equations = Equations::new(unknown, sums, &cuts);
        let rows = self.rows.iter();
        let leaks = rows.filter_map(|(row, terms)| Some((*row, equations.add(*row, terms)?)));
        leaks.collect()
    }
}

/// Hides participants, up to a number of them, and withholds figures until what a measure tells, tells
/// nothing of a pair.
fn settle(
    drafts: &mut [Draft],
    published: &mut Published<'_>,
    pair: Pair,
    hidden: &mut Hidden,
    most: usize,
) {
    let sums = published.sums;
    loop {
        let leaks = published.leaks(pair);
        if leaks.is_empty() {
            return;
        }
        let mut mended: BTreeMap<usize, (usize, Decimal)> = BTreeMap::new();
        for (row, leak) in leaks {
            // What tells with the own row of one that is hidden does so however many more are.
            let others = match sums.is_of_one(row) {
                false if hidden.count() < most => others_in(sums, &leak, pair, hidden),
                _ => BTreeMap::new(),
            };
            if others.is_empty() {
                hide(&mut drafts[sums.draft(row)]);
            }
            for (participant, size) in others {
                let of_one = mended.entry(participant).or_default();
                *of_one = (of_one.0 + 1, of_one.1 + size);
            }
        }
        // Whoever mends most keeps the number of the hidden small; among them, the smallest.
        let order = |(participant, (leaks, size)): &(usize, (usize, Decimal))| {
            (std::cmp::Reverse(*leaks), *size, *participant)
        };
        if let Some((participant, _)) = mended.into_iter().min_by_key(order) {
            hidden.add(participant);
        }
        *published = Published::new((sums, published.stage), drafts, hidden);
    }
}

/// Participants outside a pair that are shown in what a leak adds up to, with the size of what they have in
/// it: with one of them hidden, the leak tells of more than the pair.
fn others_in(
    sums: &Sums<'_>,
    leak: &Leak,
    pair: Pair,
    hidden: &Hidden,
) -> BTreeMap<usize, Decimal> {
    let mut sizes: BTreeMap<usize, Decimal> = BTreeMap::new();
    for atom in leak.adds_up_to(|row| sums.terms(row)) {
        if !sums.is_hidden(atom, hidden) && !sums.is_of(atom, pair) {
            for participant in sums.of(atom) {
                *sizes.entry(*participant).or_default() += sums.size(atom);
            }
        }
    }
    sizes
}
