//! `end_of_use.reuse_rate` and the devices it is a share of.

use model::vocabulary::Route;
use model::{Indicator, ObservationStatus, Unit};

use super::{BY_GROUP, Figure, Group, NEEDS};
use crate::draft::Draft;

pub(crate) const REUSE_RATE: Indicator = Indicator {
    id: "end_of_use.reuse_rate",
    title: "Devices used again",
    question: "What share of the devices at the end of use is used again?",
    unit: "share",
    dimensions: BY_GROUP,
    formula: "(reused_inside + donated + sold_for_reuse + remanufactured) ÷ devices with a known route",
    needs: NEEDS,
    paragraph: "§3.1.1",
    caveats: "Devices of unknown route are outside; end_of_use.unknown_share says how many.",
};

pub(crate) const DENOMINATOR: Indicator = Indicator {
    id: "end_of_use.reuse_rate.denominator",
    title: "Devices with a known route",
    question: "On how many devices does the share used again rest?",
    unit: "devices",
    dimensions: BY_GROUP,
    formula: "devices at the end of use whose route is known",
    needs: NEEDS,
    paragraph: "§3.1.1",
    caveats: "A blank route is unknown.",
};

/// The rate, unanswered where nobody gives a number and not applicable where no route is known; and the
/// devices it is a share of.
pub(super) fn figures(group: &Group<'_>) -> Vec<Figure> {
    let reused = group.part(Route::is_reuse);
    let known = group.part(|route| route != Route::Unknown);
    let answered = group.disposals.iter().any(|(_, own)| !own.counted.is_empty());
    let who = known.contributors;
    let parts = (reused.units, known.units);
    let dimensions = || group.dimensions.clone();
    let rate = Draft::share(REUSE_RATE.id, dimensions(), parts, who.clone(), known.trace.clone());
    let mut denominator = Draft::count(DENOMINATOR.id, dimensions(), 0, who, known.trace);
    (denominator.value, denominator.unit) = (Some(known.units), Unit::Devices);
    let told = [vec![reused.atoms, known.atoms.clone()], vec![known.atoms]];
    let drafts = [rate, denominator].map(|draft| match answered {
        true => draft.provisional_if(known.provisional),
        false => draft.without_value(ObservationStatus::NotAnswered),
    });
    drafts.into_iter().zip(told).collect()
}
