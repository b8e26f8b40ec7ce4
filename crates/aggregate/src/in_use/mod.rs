//! Devices in use on the period's last day (methodology: Use and end of use).

mod count;
mod mean;
mod per_user;

use std::collections::{BTreeMap, BTreeSet};

use model::{Coverage, Dimension, Dimensions, Identifier};

use crate::Inputs;
use crate::devices::Stock;
use crate::draft::Draft;
use crate::protection::{Atom, Measure};

pub(crate) use count::DEVICES;
pub(crate) use mean::{MEAN_AGE, MEAN_AGE_DEVICES, PLANNED_LIFETIME, PLANNED_LIFETIME_DEVICES};
pub(crate) use per_user::{DEVICES_PER_USER, USERS, asks_users};

/// Within a product group.
const BY_GROUP: &[&[Dimension]] = &[&[Dimension::ProductGroup]];

/// Within a group, and over the device groups of one scope; never over both scopes.
const BY_GROUP_AND_SCOPE: &[&[Dimension]] = &[&[Dimension::ProductGroup], &[Dimension::Scope]];

/// A stock of a participant whose return counts, with its place among all stocks.
type Counted<'a> = (usize, &'a Stock);

/// Figures, each with the stocks that are in it, for the protection of volume.
#[derive(Default)]
struct Figures(Vec<(Draft, Vec<usize>)>);

impl Figures {
    fn push(&mut self, draft: Draft, stocks: impl IntoIterator<Item = usize>) {
        self.0.push((draft, stocks.into_iter().collect()));
    }
}

/// The figures of devices in use, added to `drafts`, and what of them adds up.
pub(crate) fn drafts(
    inputs: &Inputs<'_>,
    coverage: &Coverage,
    stocks: &[Stock],
    drafts: &mut Vec<Draft>,
) -> Measure {
    let returned: BTreeSet<&Identifier> = coverage.returned.iter().collect();
    let counted = stocks.iter().enumerate();
    let counted = counted.filter(|(_, stock)| returned.contains(&stock.participant));
    let mut cuts: BTreeMap<Dimensions, Vec<Counted<'_>>> = BTreeMap::new();
    for (index, stock) in counted {
        let Some(group) = inputs.pact.pact.product_group(&stock.product_group) else {
            continue;
        };
        let scope = Dimensions::none().with(Dimension::Scope, group.scope.code());
        let group = Dimensions::none().with(Dimension::ProductGroup, &group.id);
        for cut in [scope, group] {
            cuts.entry(cut).or_default().push((index, stock));
        }
    }
    let mut figures = Figures::default();
    for (cut, stocks) in &cuts {
        count::figures(inputs, cut, stocks, &mut figures);
        per_user::figures(inputs, cut, stocks, &mut figures);
        if cut.get(Dimension::ProductGroup).is_some() {
            mean::figures(inputs, cut, stocks, &mut figures);
        }
    }
    let atom = |stock: &Stock| Atom {
        of: BTreeSet::from([stock.participant.clone()]),
        size: stock.devices.counted().map_or(0, |devices| devices.units).into(),
    };
    let mut measure = Measure::new(stocks.iter().map(atom));
    for (draft, stocks) in figures.0 {
        measure.add(drafts.len(), stocks);
        drafts.push(draft);
    }
    measure
}

/// Whether the return of one of these participants is provisional.
fn any_provisional<'a>(
    inputs: &Inputs<'_>,
    participants: impl IntoIterator<Item = &'a Identifier>,
) -> bool {
    let mut returns = participants.into_iter().filter_map(|id| inputs.year.returns.get(id));
    returns.any(|own| own.provisional)
}
