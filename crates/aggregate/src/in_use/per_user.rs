//! `in_use.devices_per_user`.

use std::collections::{BTreeMap, BTreeSet};

use model::vocabulary::Scope;
use model::{
    Decimal, Dimension, Dimensions, Identifier, Indicator, ObservationStatus, TraceEntry, Unit,
};

use super::{BY_GROUP_AND_SCOPE, Counted, Figures, any_provisional};
use crate::Inputs;
use crate::draft::Draft;
use crate::trace::{WITHHELD, entry, joined};

pub(crate) const DEVICES_PER_USER: Indicator = Indicator {
    id: "in_use.devices_per_user",
    title: "Devices per user",
    question: "How many devices are in use for each person with a workplace?",
    unit: "coefficient",
    dimensions: BY_GROUP_AND_SCOPE,
    formula: "Σ devices in use ÷ Σ users_served, over the participants that give both",
    needs: &["in_use: product_group, devices", "supporting tables of assets", "users_served"],
    paragraph: "§1.2.1b, §3.1.1",
    caveats: "Workplace product groups only. in_use.devices_per_user.users says on how many people it \
              rests.",
};

pub(crate) const USERS: Indicator = Indicator {
    id: "in_use.devices_per_user.users",
    title: "People behind the devices per user",
    question: "On how many people with a workplace does the number of devices per user rest?",
    unit: "count",
    dimensions: BY_GROUP_AND_SCOPE,
    formula: "Σ users_served, over the participants that give their devices in use as well",
    needs: DEVICES_PER_USER.needs,
    paragraph: "§1.2.1b, §3.1.1",
    caveats: "People with a workplace at the period's end.",
};

/// What the participants that give both have together.
#[derive(Default)]
struct Sums {
    devices: Decimal,
    users: BTreeMap<Identifier, i64>,
    stocks: Vec<usize>,
    trace: Vec<TraceEntry>,
}

/// Whether the year's form asks for the people with a workplace.
pub(crate) fn asks_users(inputs: &Inputs<'_>) -> bool {
    inputs.year.questionnaire.question("users_served").is_some()
}

/// Devices per user of a workplace cut; unanswered where nobody gives both, not asked where the form asks for no users.
pub(super) fn figures(
    inputs: &Inputs<'_>,
    cut: &Dimensions,
    stocks: &[Counted<'_>],
    figures: &mut Figures,
) {
    if !is_workplace(inputs, cut) {
        return;
    }
    let sums = sums(inputs, stocks);
    let users: Decimal = sums.users.values().map(|users| Decimal::from(*users)).sum();
    let who: BTreeSet<Identifier> = sums.users.keys().cloned().collect();
    let answered = !who.is_empty();
    let provisional = any_provisional(inputs, &who);
    let cells = users_trace(inputs, &sums.users);
    let trace = joined([&sums.trace, &cells]);
    let mut ratio =
        Draft::share(DEVICES_PER_USER.id, cut.clone(), (sums.devices, users), who.clone(), trace);
    ratio.unit = Unit::Coefficient;
    let mut number = Draft::count(USERS.id, cut.clone(), 0, who, joined([&cells]));
    number.value = Some(users);
    for draft in [ratio, number] {
        let draft = match (asks_users(inputs), answered) {
            (false, _) => draft.without_value(ObservationStatus::NotAsked),
            (true, false) => draft.without_value(ObservationStatus::NotAnswered),
            (true, true) => draft.provisional_if(provisional),
        };
        figures.push(draft, sums.stocks.iter().copied());
    }
}

fn is_workplace(inputs: &Inputs<'_>, cut: &Dimensions) -> bool {
    let group = cut.get(Dimension::ProductGroup);
    let group = group.and_then(|id| inputs.pact.pact.product_group(id));
    let scope = cut.get(Dimension::Scope).and_then(Scope::parse);
    scope.or(group.map(|group| group.scope)) == Some(Scope::Workplace)
}

fn sums(inputs: &Inputs<'_>, stocks: &[Counted<'_>]) -> Sums {
    let mut sums = Sums::default();
    for (index, stock) in stocks {
        let own = inputs.year.returns.get(&stock.participant);
        let users = own.and_then(|own| own.organisation.users_served).filter(|users| *users >= 0);
        if let Some((users, devices)) = users.zip(stock.devices.counted()) {
            sums.devices += Decimal::from(devices.units);
            sums.users.insert(stock.participant.clone(), users);
            sums.stocks.push(*index);
            sums.trace.extend(devices.trace.iter().cloned());
        }
    }
    sums
}

fn users_trace(inputs: &Inputs<'_>, users: &BTreeMap<Identifier, i64>) -> Vec<TraceEntry> {
    let entries = users.iter().filter_map(|(id, users)| {
        let own = inputs.year.returns.get(id)?;
        let cell = own.answer("users_served").place.clone();
        let protected = own.organisation.protect_volume;
        let value = if protected { WITHHELD.to_owned() } else { users.to_string() };
        let file = || model::Place::file(own.path.as_str());
        Some(entry(id, value, cell.unwrap_or_else(file)))
    });
    entries.collect()
}
