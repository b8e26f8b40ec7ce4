//! The cuts of volume (methodology: Volume 5).

use model::pact::{Pact, ProductGroup};
use model::{Dimension, Dimensions};

use super::cells::Measured;
use super::{Kind, told_of};

/// The cuts of amounts.
pub(super) const AMOUNT: &[&[Dimension]] = &[
    &[],
    &[Dimension::Scope],
    &[Dimension::ProductGroup],
    &[Dimension::Scope, Dimension::Condition],
    &[Dimension::Scope, Dimension::Acquisition],
    &[Dimension::Participant],
];

/// The cuts of the collective amount: owners and reporters are not mixed in one list.
pub(super) const COLLECTIVE_AMOUNT: &[&[Dimension]] = AMOUNT.split_at(5).0;

/// The cuts of units: within a group, and over the device groups of one scope.
pub(super) const UNITS: &[&[Dimension]] = &[
    &[Dimension::ProductGroup],
    &[Dimension::Scope],
    &[Dimension::Scope, Dimension::Condition],
    &[Dimension::Scope, Dimension::Acquisition],
    &[Dimension::Scope, Dimension::Participant],
];

/// The cuts of collective units.
pub(super) const COLLECTIVE_UNITS: &[&[Dimension]] = UNITS.split_at(4).0;

/// The product group of a cell; every cell that counts has one.
pub(super) fn product_group<'a>(pact: &'a Pact, cell: &Measured) -> Option<&'a ProductGroup> {
    pact.product_group(&cell.cell.product_group)
}

/// The codes of a cell in the dimensions of a cut; `None` where the cut does not apply to the kind.
pub(super) fn dimensions(
    cell: &Measured,
    group: &ProductGroup,
    kind: Kind,
    cut: &[Dimension],
) -> Option<Dimensions> {
    let mut dimensions = Dimensions::none();
    for dimension in cut {
        let code = match dimension {
            Dimension::Scope => group.scope.code(),
            Dimension::ProductGroup => &group.id,
            Dimension::Condition => &cell.cell.condition,
            Dimension::Acquisition => &cell.cell.acquisition,
            Dimension::Participant if kind.by_participant() => told_of(cell).as_str(),
            _ => return None,
        };
        dimensions = dimensions.with(*dimension, code);
    }
    Some(dimensions)
}
