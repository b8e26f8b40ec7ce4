//! Collective procurement volume (methodology: Volume): converted cells, and the figures that are sums
//! of them.

mod amount;
mod answers;
pub(crate) mod basis;
pub(crate) mod cells;
pub(crate) mod concentration;
mod cuts;
pub(crate) mod estimates;
pub(crate) mod left_out;
pub(crate) mod overlap;
pub(crate) mod shares;
mod sources;
pub(crate) mod unit_prices;
mod units;
mod withhold;

use std::collections::BTreeSet;

use model::volume::CountedAs;
use model::{Coverage, Decimal, Dimension, Dimensions, Identifier, ObservationStatus};

use crate::Inputs;
use crate::draft::Draft;
use crate::protection::{Atom, Measure};
use cells::Measured;

pub(crate) use amount::{
    COLLECTIVE_AMOUNT, DIRECT_AMOUNT, INDIRECT_AMOUNT, ON_BEHALF_AMOUNT, OVERLAP_AMOUNT,
};
pub(crate) use answers::Quality;
pub(crate) use left_out::LEFT_OUT_LINES;
pub(crate) use units::{
    COLLECTIVE_UNITS, DIRECT_UNITS, INDIRECT_UNITS, ON_BEHALF_UNITS, OVERLAP_UNITS,
};

/// Amounts and units of every kind of volume, added to `drafts` with what tells a protected participant in
/// a single sum withheld; and what of them adds up: amounts, units.
pub(crate) fn drafts(
    inputs: &Inputs<'_>,
    coverage: &Coverage,
    cells: &[Measured],
    protected: &BTreeSet<Identifier>,
    drafts: &mut Vec<Draft>,
) -> [Measure; 2] {
    let start = drafts.len();
    let mut put = |atoms: Vec<Atom>, rows: Vec<(Draft, Vec<usize>)>| {
        let mut measure = Measure::new(atoms);
        for (draft, cells) in rows {
            measure.add(drafts.len(), cells);
            drafts.push(draft);
        }
        measure
    };
    let amounts = cells.iter().map(|cell| match cell.has_amount {
        true => atom(cell, Decimal::new(cell.cell.amount_eur_cents, 2)),
        // Nothing to be hidden: a sum with it tells as much as one without it.
        false => Atom { of: BTreeSet::new(), size: Decimal::ZERO },
    });
    let amounts = put(amounts.collect(), amount::drafts(inputs, coverage, cells, |_| true));
    let units = cells.iter().map(|cell| atom(cell, cell.cell.units.into()));
    let units = put(units.collect(), units::drafts(inputs, cells, |_| true));
    withhold::withhold(&mut drafts[start..], protected, &inputs.pact.pact);
    [amounts, units]
}

/// Direct and collective amounts and units of the cells that are `within`, added to `drafts`; and what of them
/// adds up, of the same numbers as in [`drafts`]: amounts, units.
pub(crate) fn drafts_within(
    inputs: &Inputs<'_>,
    coverage: &Coverage,
    cells: &[Measured],
    within: impl Fn(&Measured) -> bool,
    drafts: &mut Vec<Draft>,
) -> [Measure; 2] {
    let kinds = [DIRECT_AMOUNT.id, COLLECTIVE_AMOUNT.id, DIRECT_UNITS.id, COLLECTIVE_UNITS.id];
    let amounts = amount::drafts(inputs, coverage, cells, &within);
    let units = units::drafts(inputs, cells, &within);
    [amounts, units].map(|rows| {
        let mut measure = Measure::new([]);
        for (draft, cells) in rows.into_iter().filter(|(draft, _)| kinds.contains(&draft.indicator))
        {
            measure.add(drafts.len(), cells);
            drafts.push(draft);
        }
        measure
    })
}

/// A cell as protection looks at it: it stays back where its reporter or its owner does.
fn atom(cell: &Measured, size: Decimal) -> Atom {
    let of = [&cell.cell.reporter, &cell.cell.owner];
    Atom { of: of.into_iter().cloned().collect(), size: size.abs() }
}

/// A kind of volume (methodology: Volume 5).
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Kind {
    Direct,
    Indirect,
    Overlap,
    Collective,
    OnBehalf,
}

impl Kind {
    /// Whether cells counted so are in it.
    pub(crate) fn holds(self, counted_as: CountedAs) -> bool {
        let direct = matches!(counted_as, CountedAs::Direct | CountedAs::OnBehalf);
        match self {
            Kind::Direct => direct,
            Kind::Indirect => counted_as == CountedAs::Indirect,
            Kind::Overlap => counted_as == CountedAs::Overlap,
            Kind::Collective => direct || counted_as == CountedAs::Indirect,
            Kind::OnBehalf => counted_as == CountedAs::OnBehalf,
        }
    }

    /// Whether it is cut by participant: the collective volume has owners and reporters mixed.
    fn by_participant(self) -> bool {
        self != Kind::Collective
    }
}

/// The participant a cell is told of: the owner of direct volume, the reporter of the rest.
pub(crate) fn told_of(cell: &Measured) -> &Identifier {
    match cell.cell.counted_as {
        CountedAs::Direct | CountedAs::OnBehalf => &cell.cell.owner,
        _ => &cell.cell.reporter,
    }
}

/// What of a status the cells of a figure give: provisional, estimated, or neither.
pub(crate) struct Marks {
    pub(crate) provisional: bool,
    pub(crate) estimated: bool,
}

/// The status of a figure with a value (methodology: Details settled, Status).
pub(crate) fn status(
    inputs: &Inputs<'_>,
    dimensions: &Dimensions,
    marks: &Marks,
) -> ObservationStatus {
    match status_within_scope(marks) {
        ObservationStatus::Provisional => ObservationStatus::Provisional,
        _ if is_break(inputs, dimensions) => ObservationStatus::Break,
        other => other,
    }
}

/// The status of a figure that by what it is adds up no group of a scope that is new this year.
pub(crate) fn status_within_scope(marks: &Marks) -> ObservationStatus {
    if marks.provisional {
        ObservationStatus::Provisional
    } else if marks.estimated {
        ObservationStatus::Estimated
    } else {
        ObservationStatus::Normal
    }
}

/// Whether a figure adds up groups over a scope that is new this year.
fn is_break(inputs: &Inputs<'_>, dimensions: &Dimensions) -> bool {
    let over_scopes = dimensions.get(Dimension::Scope).is_none()
        && dimensions.get(Dimension::ProductGroup).is_none();
    let year = inputs.year.year();
    let groups = &inputs.pact.pact.product_groups;
    let first_years = model::vocabulary::Scope::ALL.iter().filter_map(|scope| {
        let of_scope = groups.iter().filter(|group| group.scope == *scope);
        of_scope.map(|group| group.first_year).min()
    });
    over_scopes && inputs.last.is_some() && first_years.into_iter().any(|first| first == year)
}
