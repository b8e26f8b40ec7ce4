//! Devices at the end of use, by product group (methodology: Use and end of use).

mod reuse_rate;
mod units;
mod unknown_share;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use model::vocabulary::Route;
use model::{Coverage, Decimal, Dimension, Dimensions, Identifier, TraceEntry};

use crate::Inputs;
use crate::devices::{Disposals, Units};
use crate::draft::Draft;
use crate::protection::{Atom, Measure};
use crate::trace::joined;

pub(crate) use reuse_rate::{DENOMINATOR, REUSE_RATE};
pub(crate) use units::UNITS;
pub(crate) use unknown_share::UNKNOWN_SHARE;

/// What was asked for, and where it is looked up.
const NEEDS: &[&str] =
    &["end_of_use: product_group, route, units", "supporting tables of disposals"];

/// Within a product group.
const BY_GROUP: &[&[Dimension]] = &[&[Dimension::ProductGroup]];

/// What participants whose return counts say of one product group.
struct Group<'a> {
    dimensions: Dimensions,
    /// Their disposals, with the place of each among all.
    disposals: Vec<(usize, &'a Disposals)>,
    /// Participants whose return is provisional.
    provisional: BTreeSet<&'a Identifier>,
}

/// The part of a group that took some of the routes.
struct Part {
    units: Decimal,
    contributors: BTreeSet<Identifier>,
    trace: Arc<Vec<TraceEntry>>,
    atoms: Vec<usize>,
    /// A return in it is provisional.
    provisional: bool,
}

impl Group<'_> {
    /// What took the routes for which `wanted` holds.
    fn part(&self, wanted: impl Fn(Route) -> bool) -> Part {
        let found: Vec<(usize, &Identifier, &Units)> = self
            .disposals
            .iter()
            .flat_map(|(index, own)| {
                let counted = own.counted.iter().filter(|(route, _)| wanted(**route));
                counted.map(move |(route, units)| (atom(*index, *route), &own.participant, units))
            })
            .collect();
        Part {
            units: found.iter().map(|(.., units)| Decimal::from(units.units)).sum(),
            contributors: found.iter().map(|(_, id, _)| (*id).clone()).collect(),
            trace: joined(found.iter().map(|(.., units)| &units.trace)),
            atoms: found.iter().map(|(atom, ..)| *atom).collect(),
            provisional: found.iter().any(|(_, id, _)| self.provisional.contains(id)),
        }
    }
}

/// The number of what a participant disposed of by a route, among all that protection looks at.
fn atom(disposals: usize, route: Route) -> usize {
    disposals * Route::ALL.len() + route as usize
}

/// A figure with the parts that it tells, for the protection of volume.
type Figure = (Draft, Vec<Vec<usize>>);

/// The figures of the end of use, added to `drafts`, and what of them adds up.
pub(crate) fn drafts(
    inputs: &Inputs<'_>,
    coverage: &Coverage,
    disposals: &[Disposals],
    drafts: &mut Vec<Draft>,
) -> Measure {
    let returned: BTreeSet<&Identifier> = coverage.returned.iter().collect();
    let mut groups: BTreeMap<&str, Group<'_>> = BTreeMap::new();
    for (index, own) in disposals.iter().enumerate() {
        if !returned.contains(&own.participant) {
            continue;
        }
        let group = groups.entry(&own.product_group).or_insert_with(|| Group {
            dimensions: Dimensions::none().with(Dimension::ProductGroup, &own.product_group),
            disposals: Vec::new(),
            provisional: BTreeSet::new(),
        });
        let of = inputs.year.returns.get(&own.participant);
        group.provisional.extend(of.filter(|own| own.provisional).map(|own| &own.participant));
        group.disposals.push((index, own));
    }
    let atoms = disposals.iter().flat_map(|own| {
        Route::ALL.iter().map(|route| Atom {
            of: BTreeSet::from([own.participant.clone()]),
            size: own.counted.get(route).map_or(0, |units| units.units).into(),
        })
    });
    let mut measure = Measure::new(atoms);
    for group in groups.values() {
        let mut figures = units::figures(group);
        figures.extend(reuse_rate::figures(group));
        figures.push(unknown_share::figure(group));
        for (draft, told) in figures {
            told.into_iter().for_each(|atoms| measure.add(drafts.len(), atoms));
            drafts.push(draft);
        }
    }
    measure
}
