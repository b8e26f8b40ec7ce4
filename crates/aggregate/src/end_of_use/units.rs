//! `end_of_use.units`.

use model::vocabulary::Route;
use model::{Dimension, Indicator, ObservationStatus, Unit};

use super::{Figure, Group, NEEDS};
use crate::draft::Draft;

pub(crate) const UNITS: Indicator = Indicator {
    id: "end_of_use.units",
    title: "Devices at the end of use, by route",
    question: "What became of the devices that the participants stopped using?",
    unit: "devices",
    dimensions: &[&[Dimension::ProductGroup, Dimension::Route]],
    formula: "sum of the devices disposed of in the period by the route; those of a file of disposals \
              where the return does not declare the product group or leaves the number blank",
    needs: NEEDS,
    paragraph: "§3.1.1",
    caveats: "A blank route is unknown. Product groups that are no devices are left out.",
};

/// A row for every route, zero included; unanswered where nobody gives a number for the group.
pub(super) fn figures(group: &Group<'_>) -> Vec<Figure> {
    let answered = group.disposals.iter().any(|(_, own)| !own.counted.is_empty());
    let rows = Route::ALL.iter().map(|route| {
        let part = group.part(|other| other == *route);
        let draft = Draft {
            indicator: UNITS.id,
            dimensions: group.dimensions.clone().with(Dimension::Route, route.code()),
            unit: Unit::Devices,
            value: Some(part.units),
            status: ObservationStatus::Normal,
            contributors: part.contributors,
            trace: part.trace,
        };
        let draft = match answered {
            true => draft.provisional_if(part.provisional),
            false => draft.without_value(ObservationStatus::NotAnswered),
        };
        (draft, vec![part.atoms])
    });
    rows.collect()
}
