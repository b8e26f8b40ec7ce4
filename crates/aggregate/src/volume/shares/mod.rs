//! Shares of the units bought (methodology: Volume, after 7): by product group, and over the device groups of a
//! scope; direct volume with what others reported on a participant's behalf.
//!
//! A line of which nobody says whether its units have the quality is in no numerator and in no denominator.
//! How much of all units the denominator is goes with every share: below one half the share is of low
//! reliability. Lines of services are left out, as they are of all units.

mod criteria;
mod labelled;
mod refurbished;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use model::vocabulary::Acquisition;
use model::{Decimal, Dimension, Dimensions, Identifier, ObservationStatus, TraceEntry, Unit};

use super::answers::Quality;
use super::cells::Measured;
use super::cuts;
use crate::Inputs;
use crate::draft::Draft;
use crate::protection::{Atom, Measure, MeasureOf};
use crate::trace::{WITHHELD, joined};

pub(crate) use criteria::{CRITERIA, CRITERIA_ANSWERED, CRITERIA_DENOMINATOR};
pub(crate) use labelled::{LABELLED, LABELLED_ANSWERED, LABELLED_DENOMINATOR};
pub(crate) use refurbished::{
    REFURBISHED, REFURBISHED_ANSWERED, REFURBISHED_DENOMINATOR, REFURBISHED_UNKNOWN,
};

/// Within a group, and over the device groups of one scope; never over both scopes.
pub(super) const BY_GROUP_AND_SCOPE: &[&[Dimension]] =
    &[&[Dimension::ProductGroup], &[Dimension::Scope]];

/// A cell of goods that counts as direct volume, with its place among all cells.
type Goods<'a> = (usize, &'a Measured);

/// The cells of a cut, and how it is counted.
struct Cut<'a> {
    dimensions: Dimensions,
    unit: Unit,
    cells: Vec<Goods<'a>>,
}

/// What protection looks at: of each quality the units that have it and those it is asked of, cell by cell. Units
/// themselves are in the measure of volume.
pub(crate) struct Measures {
    part: [Measure; 2],
    of: [Measure; 2],
}

impl Measures {
    /// Those of the cells, without a figure yet.
    pub(crate) fn new(cells: &[Measured]) -> Self {
        let measure = |quality: Quality, size: fn(&Measured, Quality) -> i64| {
            Measure::new(cells.iter().map(|cell| atom(cell, size(cell, quality))))
        };
        let part = |quality| measure(quality, |cell, quality| cell.answered[quality as usize].part);
        let of = |quality| measure(quality, |cell, quality| cell.answered[quality as usize].of);
        Self { part: Quality::ALL.map(part), of: Quality::ALL.map(of) }
    }

    /// All of them, each with what it measures.
    pub(crate) fn into_all(self) -> impl Iterator<Item = (MeasureOf, Measure)> {
        let part = Quality::ALL.map(MeasureOf::Part).into_iter().zip(self.part);
        part.chain(Quality::ALL.map(MeasureOf::Known).into_iter().zip(self.of))
    }
}

fn atom(cell: &Measured, size: i64) -> Atom {
    super::atom(cell, Decimal::from(size))
}

/// The shares, added to `drafts`, and what they tell added to the units of volume and to `measures`; of the
/// cells those for which `holds` does.
pub(crate) fn drafts(
    inputs: &Inputs<'_>,
    cells: &[Measured],
    holds: &dyn Fn(&Measured) -> bool,
    (units, measures): (&mut Measure, &mut Measures),
    drafts: &mut Vec<Draft>,
) {
    let asked = ["condition", "labelled_units", "criteria_units"].map(|column| {
        let section = inputs.year.questionnaire.section("procurement");
        section.is_some_and(|section| section.questions.iter().any(|own| own.name == column))
    });
    for cut in cuts_of(inputs, cells, holds) {
        refurbished::drafts(&cut, asked[0], units, drafts);
        for (quality, asked) in Quality::ALL.into_iter().zip([asked[1], asked[2]]) {
            let names = match quality {
                Quality::Labelled => labelled::NAMES,
                Quality::Criteria => criteria::NAMES,
            };
            of_quality(&cut, (quality, names), asked, (units, measures), drafts);
        }
    }
}

/// The cells of every cut that occurs.
fn cuts_of<'a>(
    inputs: &Inputs<'_>,
    cells: &'a [Measured],
    holds: &dyn Fn(&Measured) -> bool,
) -> Vec<Cut<'a>> {
    let mut cuts: BTreeMap<Dimensions, (Unit, Vec<Goods<'a>>)> = BTreeMap::new();
    let goods = cells.iter().enumerate().filter(|(_, cell)| {
        super::Kind::Direct.holds(cell.cell.counted_as)
            && cell.cell.acquisition != Acquisition::Service.code()
            && holds(cell)
    });
    for (index, cell) in goods {
        let Some(group) = cuts::product_group(&inputs.pact.pact, cell) else {
            continue;
        };
        let unit = if group.is_device { Unit::Devices } else { Unit::Units };
        let of_group = Dimensions::none().with(Dimension::ProductGroup, &group.id);
        let of_scope = Dimensions::none().with(Dimension::Scope, group.scope.code());
        let rows = [Some(of_group), group.is_device.then_some(of_scope)];
        for row in rows.into_iter().flatten() {
            cuts.entry(row).or_insert((unit, Vec::new())).1.push((index, cell));
        }
    }
    let cuts = cuts.into_iter();
    cuts.map(|(dimensions, (unit, cells))| Cut { dimensions, unit, cells }).collect()
}

/// The names of a share and of what goes with it.
#[derive(Clone, Copy)]
struct Names {
    share: &'static str,
    answered: &'static str,
    denominator: &'static str,
}

/// One side of a share: units, whose they are, where they stand.
#[derive(Default)]
struct Side {
    units: Decimal,
    owners: BTreeSet<Identifier>,
    trace: Vec<TraceEntry>,
    atoms: Vec<usize>,
    /// A line gives something.
    given: bool,
    /// A return in it is provisional.
    provisional: bool,
}

impl Side {
    fn add(&mut self, (index, cell): Goods<'_>, units: i64, trace: &[TraceEntry]) {
        self.units += Decimal::from(units);
        self.owners.insert(cell.cell.owner.clone());
        self.trace.extend(trace.iter().cloned());
        self.atoms.push(index);
        self.given = true;
        self.provisional |= cell.provisional;
    }

    /// The units, counted.
    fn count(&self, cut: &Cut<'_>, indicator: &'static str) -> Draft {
        Draft {
            indicator,
            dimensions: cut.dimensions.clone(),
            unit: cut.unit,
            value: Some(self.units),
            status: ObservationStatus::Normal,
            contributors: self.owners.clone(),
            trace: Arc::new(self.trace.clone()),
        }
        .provisional_if(self.provisional)
    }

    /// These units as a share of others; not applicable where those are none.
    fn share(&self, of: &Side, cut: &Cut<'_>, indicator: &'static str) -> Draft {
        let parts = (self.units, of.units.max(Decimal::ZERO));
        let trace = joined([&of.trace, &self.trace]);
        let owners = of.owners.clone();
        let share = Draft::share(indicator, cut.dimensions.clone(), parts, owners, trace);
        share.provisional_if(of.provisional)
    }

    /// The same with a word after every number of the trace, so that what is a part can be told from what it is a
    /// part of.
    #[must_use]
    fn marked(mut self, word: &str) -> Self {
        for entry in self.trace.iter_mut().filter(|entry| entry.value != WITHHELD) {
            entry.value = format!("{} {word}", entry.value);
        }
        self
    }
}

impl Cut<'_> {
    /// The units of the cells for which `wanted` holds.
    fn units(&self, wanted: impl Fn(&Measured) -> bool) -> Side {
        let mut side = Side::default();
        for (index, cell) in self.cells.iter().filter(|(_, cell)| cell.has_units && wanted(cell)) {
            side.add((*index, cell), cell.cell.units, &cell.units);
        }
        side
    }
}

/// What a share is made of: the units that have the quality, those of which it is known, and all.
struct Parts {
    part: Side,
    of: Side,
    all: Side,
}

/// The share, how much of all units its denominator is, and the denominator.
///
/// Without units, or with units of which nobody says anything, the share was asked and not answered; over no
/// units it is not applicable.
fn rows(cut: &Cut<'_>, names: Names, asked: bool, parts: &Parts) -> [Draft; 3] {
    let Parts { part, of, all } = parts;
    let known = Side { units: of.units, trace: of.trace.clone(), ..Side::default() };
    let mut rows = [
        part.share(of, cut, names.share),
        known.marked("answered").share(all, cut, names.answered),
        of.count(cut, names.denominator),
    ];
    if let Some(status) = nothing_said(asked, parts) {
        return rows.map(|row| row.without_value(status));
    }
    let low = of.units * Decimal::TWO < all.units;
    let [share, ..] = &mut rows;
    if !of.given {
        (share.value, share.status) = (None, ObservationStatus::NotAnswered);
    } else if low && share.status == ObservationStatus::Normal {
        share.status = ObservationStatus::LowReliability;
    }
    rows
}

/// Why there is no row with a value: nobody gives units, or the year's form does not ask and nobody says it.
fn nothing_said(asked: bool, parts: &Parts) -> Option<ObservationStatus> {
    match (asked || parts.of.given, parts.all.given) {
        (false, _) => Some(ObservationStatus::NotAsked),
        (true, false) => Some(ObservationStatus::NotAnswered),
        (true, true) => None,
    }
}

/// The rows of what is asked of the units themselves.
fn of_quality(
    cut: &Cut<'_>,
    (quality, names): (Quality, Names),
    asked: bool,
    (units, measures): (&mut Measure, &mut Measures),
    drafts: &mut Vec<Draft>,
) {
    let (part, of) = (Side::default(), Side::default());
    let mut parts = Parts { part, of, all: cut.units(|_| true) };
    for (index, cell) in &cut.cells {
        let answered = &cell.answered[quality as usize];
        if answered.given {
            parts.part.add((*index, cell), answered.part, &answered.part_trace);
            parts.of.add((*index, cell), answered.of, &answered.of_trace);
        }
    }
    let [part, of] = [&mut measures.part[quality as usize], &mut measures.of[quality as usize]];
    let start = drafts.len();
    drafts.extend(rows(cut, names, asked, &parts));
    part.add_beside(start, &parts.part.atoms);
    (start..start + 3).for_each(|row| of.add_beside(row, &parts.of.atoms));
    units.add_beside(start + 1, &parts.all.atoms);
}
