//! Coverage: how many are in the Pact, how many reported, and how much of the volume they stand for.

mod by_volume;
mod on_time;
mod returned;
mod share;
pub(crate) mod who;

use std::collections::BTreeSet;

use model::participant::Role;
use model::{Coverage, Dimension, Dimensions, Identifier};

use crate::Inputs;
use crate::draft::Draft;

pub(crate) use by_volume::{BY_VOLUME, rows as by_volume_rows};
pub(crate) use on_time::ON_TIME;
pub(crate) use returned::{COVERED, EXPECTED, IN_FORCE, RETURNED};
pub(crate) use share::RESPONSE_RATE;

/// The cuts of coverage: all, and by role.
const BY_ROLE: &[&[Dimension]] = &[&[], &[Dimension::Role]];

/// The figures of coverage.
pub(crate) fn drafts(inputs: &Inputs<'_>, coverage: &Coverage) -> Vec<Draft> {
    let mut drafts = vec![by_volume::draft(inputs, coverage)];
    for (dimensions, members) in cuts(inputs, coverage) {
        drafts.extend(returned::drafts(inputs, coverage, &dimensions, &members));
        drafts.push(share::draft(inputs, coverage, &dimensions, &members));
        drafts.push(on_time::draft(inputs, coverage, &dimensions, &members));
    }
    drafts
}

/// All in force, and those of each role on the period's last day; an organisation can have both.
fn cuts(inputs: &Inputs<'_>, coverage: &Coverage) -> Vec<(Dimensions, BTreeSet<Identifier>)> {
    let all: BTreeSet<Identifier> = coverage.in_force.iter().cloned().collect();
    let mut cuts = vec![(Dimensions::none(), all.clone())];
    for role in Role::ALL {
        let members = all.iter().filter(|id| who::roles(inputs, id).contains(role));
        let dimensions = Dimensions::none().with(Dimension::Role, role.code());
        cuts.push((dimensions, members.cloned().collect()));
    }
    cuts
}

/// The ids of a list that are members of a cut.
fn among(list: &[Identifier], members: &BTreeSet<Identifier>) -> BTreeSet<Identifier> {
    list.iter().filter(|id| members.contains(*id)).cloned().collect()
}
