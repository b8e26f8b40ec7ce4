//! `in_use.mean_age` and `in_use.planned_lifetime`: means weighted by devices, with the number of devices
//! they rest on.

use std::collections::BTreeSet;

use model::{Decimal, Dimensions, Identifier, Indicator, ObservationStatus, Unit};

use super::{BY_GROUP, Counted, Figures, any_provisional};
use crate::Inputs;
use crate::devices::{Mean, Stock};
use crate::draft::Draft;
use crate::trace::joined;

pub(crate) const MEAN_AGE: Indicator = Indicator {
    id: "in_use.mean_age",
    title: "Mean age of devices in use",
    question: "How old are the devices in use?",
    unit: "years",
    dimensions: BY_GROUP,
    formula: "Σ devices × mean age ÷ Σ devices, over those whose age is given; in a file of devices the \
              age of each is (last day of the period − bought_on) ÷ 365.25 days",
    needs: &[
        "in_use: product_group, devices, mean_age_years",
        "supporting tables of assets: bought_on",
    ],
    paragraph: "§3.1.1",
    caveats: "The devices are still in use: this is no service life. in_use.mean_age.devices says on how \
              many devices it rests.",
};

pub(crate) const MEAN_AGE_DEVICES: Indicator = Indicator {
    id: "in_use.mean_age.devices",
    title: "Devices behind the mean age",
    question: "On how many devices does the mean age rest?",
    unit: "devices",
    dimensions: BY_GROUP,
    formula: "sum of the devices in use whose age is given",
    needs: MEAN_AGE.needs,
    paragraph: "§3.1.1",
    caveats: "A mean age given without a number of devices cannot be weighed and is left out.",
};

pub(crate) const PLANNED_LIFETIME: Indicator = Indicator {
    id: "in_use.planned_lifetime",
    title: "Planned lifetime of devices in use",
    question: "For how long are the devices in use planned to be used?",
    unit: "years",
    dimensions: BY_GROUP,
    formula: "Σ devices × planned lifetime ÷ Σ devices, over those whose planned lifetime is given",
    needs: &[
        "in_use: product_group, devices, planned_lifetime_years",
        "supporting tables of assets: planned_lifetime_years",
    ],
    paragraph: "§3.1.1",
    caveats: "A plan, not a measured lifetime. in_use.planned_lifetime.devices says on how many devices \
              it rests.",
};

pub(crate) const PLANNED_LIFETIME_DEVICES: Indicator = Indicator {
    id: "in_use.planned_lifetime.devices",
    title: "Devices behind the planned lifetime",
    question: "On how many devices does the mean planned lifetime rest?",
    unit: "devices",
    dimensions: BY_GROUP,
    formula: "sum of the devices in use whose planned lifetime is given",
    needs: PLANNED_LIFETIME.needs,
    paragraph: "§3.1.1",
    caveats: "A planned lifetime given without a number of devices cannot be weighed and is left out.",
};

/// A mean, the devices it rests on, and how a stock gives it.
type Kind = (Indicator, Indicator, fn(&Stock) -> Option<&Mean>);

const KINDS: [Kind; 2] = [
    (MEAN_AGE, MEAN_AGE_DEVICES, |stock| stock.age.counted()),
    (PLANNED_LIFETIME, PLANNED_LIFETIME_DEVICES, |stock| stock.lifetime.counted()),
];

/// Both means of a product group, each with its number of devices.
pub(super) fn figures(
    inputs: &Inputs<'_>,
    cut: &Dimensions,
    stocks: &[Counted<'_>],
    figures: &mut Figures,
) {
    for (mean, devices, of) in KINDS {
        let given = stocks.iter().filter_map(|(index, stock)| Some((*index, *stock, of(stock)?)));
        let given: Vec<(usize, &Stock, &Mean)> = given.collect();
        let drafts = drafts(inputs, cut, &given, [mean.id, devices.id]);
        for draft in drafts {
            figures.push(draft, given.iter().map(|(index, ..)| *index));
        }
    }
}

/// The mean, unanswered where nobody gives a part of it and not applicable over no device; and how many
/// devices it rests on.
fn drafts(
    inputs: &Inputs<'_>,
    cut: &Dimensions,
    given: &[(usize, &Stock, &Mean)],
    [mean, devices]: [&'static str; 2],
) -> [Draft; 2] {
    let who: BTreeSet<Identifier> =
        given.iter().map(|(_, stock, _)| stock.participant.clone()).collect();
    let count: Decimal = given.iter().map(|(.., mean)| Decimal::from(mean.devices)).sum();
    let years = given.iter().try_fold(Decimal::ZERO, |sum, (.., mean)| sum.checked_add(mean.years));
    let value = years.and_then(|years| years.checked_div(count));
    let draft = |indicator, unit, value: Option<Decimal>| Draft {
        indicator,
        dimensions: cut.clone(),
        unit,
        value,
        status: match (value, given.is_empty()) {
            (Some(_), _) => ObservationStatus::Normal,
            (None, true) => ObservationStatus::NotAnswered,
            (None, false) => ObservationStatus::NotApplicable,
        },
        contributors: who.clone(),
        trace: joined(given.iter().map(|(.., mean)| &mean.trace)),
    };
    let provisional = any_provisional(inputs, &who);
    [draft(mean, Unit::Years, value), draft(devices, Unit::Devices, Some(count))]
        .map(|draft| draft.provisional_if(provisional))
}
