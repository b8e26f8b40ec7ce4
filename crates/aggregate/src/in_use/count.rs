//! `in_use.devices`.

use std::collections::BTreeSet;

use model::{Decimal, Dimensions, Identifier, Indicator, ObservationStatus, Unit};

use super::{BY_GROUP_AND_SCOPE, Counted, Figures, any_provisional};
use crate::Inputs;
use crate::draft::Draft;
use crate::trace::joined;

pub(crate) const DEVICES: Indicator = Indicator {
    id: "in_use.devices",
    title: "Devices in use",
    question: "How many devices do the participants have in use?",
    unit: "devices",
    dimensions: BY_GROUP_AND_SCOPE,
    formula: "sum of the devices in use on the last day of each return's period; those of a file of \
              devices where the return does not declare the product group or leaves the number blank",
    needs: &["in_use: product_group, devices", "supporting tables of assets"],
    paragraph: "§3.1.1",
    caveats: "Product groups that are no devices are left out; only of participants that answered.",
};

/// The devices of a cut; unanswered where nobody gives a number.
pub(super) fn figures(
    inputs: &Inputs<'_>,
    cut: &Dimensions,
    stocks: &[Counted<'_>],
    figures: &mut Figures,
) {
    let with_devices = || {
        let counted = stocks.iter();
        counted.filter_map(|(index, stock)| Some((*index, stock, stock.devices.counted()?)))
    };
    let who: BTreeSet<Identifier> =
        with_devices().map(|(_, stock, _)| stock.participant.clone()).collect();
    let provisional = any_provisional(inputs, &who);
    let sum: Decimal = with_devices().map(|(.., devices)| Decimal::from(devices.units)).sum();
    let draft = Draft {
        indicator: DEVICES.id,
        dimensions: cut.clone(),
        unit: Unit::Devices,
        value: Some(sum),
        status: ObservationStatus::Normal,
        contributors: who,
        trace: joined(with_devices().map(|(.., devices)| &devices.trace)),
    };
    let draft = match with_devices().next() {
        Some(_) => draft.provisional_if(provisional),
        None => draft.without_value(ObservationStatus::NotAnswered),
    };
    figures.push(draft, with_devices().map(|(index, ..)| index));
}
