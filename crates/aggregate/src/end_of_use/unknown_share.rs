//! `end_of_use.unknown_share`.

use model::vocabulary::Route;
use model::{Indicator, ObservationStatus};

use super::{BY_GROUP, Figure, Group, NEEDS};
use crate::draft::Draft;

pub(crate) const UNKNOWN_SHARE: Indicator = Indicator {
    id: "end_of_use.unknown_share",
    title: "Devices of unknown route",
    question: "Of what share of the devices at the end of use is the route not known?",
    unit: "share",
    dimensions: BY_GROUP,
    formula: "devices of unknown route ÷ all devices at the end of use",
    needs: NEEDS,
    paragraph: "§3.1.1",
    caveats: "A blank route is unknown.",
};

/// The share; unanswered where nobody gives a number, not applicable where there was no device.
pub(super) fn figure(group: &Group<'_>) -> Figure {
    let unknown = group.part(|route| route == Route::Unknown);
    let all = group.part(|_| true);
    let answered = !all.contributors.is_empty();
    let parts = (unknown.units, all.units);
    let dimensions = group.dimensions.clone();
    let draft = Draft::share(UNKNOWN_SHARE.id, dimensions, parts, all.contributors, all.trace);
    let draft = match answered {
        true => draft.provisional_if(all.provisional),
        false => draft.without_value(ObservationStatus::NotAnswered),
    };
    (draft, vec![unknown.atoms, all.atoms])
}
