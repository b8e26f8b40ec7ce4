//! `buy_less.units_per_100_users`: devices bought for every hundred people with a workplace (methodology: Volume,
//! after 7; Details settled).

use std::collections::BTreeMap;
use std::sync::Arc;

use model::indicator::MATCHED_PANEL;
use model::vocabulary::{Acquisition, Scope};
use model::volume::CountedAs;
use model::{
    Decimal, Dimension, Dimensions, Identifier, Indicator, ObservationStatus, Place, TraceEntry,
    Unit,
};

use crate::Inputs;
use crate::draft::Draft;
use crate::in_use::asks_users;
use crate::panel::Panel;
use crate::protection::{Factor, Measure};
use crate::trace::{WITHHELD, entry};
use crate::volume::cells::Measured;

pub(crate) const UNITS_PER_100_USERS: Indicator = Indicator {
    id: "buy_less.units_per_100_users",
    title: "Devices bought per 100 users",
    question: "How many workplace devices do the participants buy for every hundred people with a workplace?",
    unit: "coefficient",
    dimensions: &[&[Dimension::Panel, Dimension::Component]],
    formula: "per participant devices of workplace product groups in its direct volume ÷ users_served × 100; \
              component = q1, median, q3 over the participants of the matched panel that give users, by linear \
              interpolation (type 7); 2 places",
    needs: &[
        "procurement: product_group, acquisition, units, buyer",
        "supporting tables of orders",
        "users_served",
        "participants.csv",
    ],
    paragraph: "§1.2.1b, §3.1.1",
    caveats: "Of those who reported volume in both years and give a number of users this year; contributors says \
              how many. One that bought devices and gives no units of any is not in it. Buying in one year says \
              little of how long devices are used.",
};

/// The quartiles, by how many quarters of the participants are below.
const QUARTILES: [(&str, usize); 3] = [("q1", 1), ("median", 2), ("q3", 3)];

/// A participant's devices and users.
struct Buyer<'a> {
    id: &'a Identifier,
    units: i64,
    /// Above 0.
    users: i64,
    cells: Vec<usize>,
}

/// The quartiles of the matched panel, added to `drafts`; what they tell is added to the measure of units.
pub(crate) fn drafts(
    inputs: &Inputs<'_>,
    panel: &Panel,
    cells: &[Measured],
    (units, drafts): (&mut Measure, &mut Vec<Draft>),
) {
    let buyers = buyers(inputs, panel, cells);
    let trace = Arc::new(trace(inputs, &buyers, cells));
    let provisional = buyers.iter().any(|buyer| {
        let sent = inputs.year.returns.get(buyer.id).is_some_and(|own| own.provisional);
        sent || buyer.cells.iter().any(|cell| cells[*cell].provisional)
    });
    let nothing = nothing(inputs, panel);
    let asked = nothing != ObservationStatus::NotAsked;
    for (component, quarters) in QUARTILES {
        let at = at(buyers.len(), quarters).filter(|_| asked);
        let value = at.as_ref().map(|at| quartile(&buyers, at));
        let draft = Draft {
            indicator: UNITS_PER_100_USERS.id,
            dimensions: Dimensions::none()
                .with(Dimension::Panel, MATCHED_PANEL)
                .with(Dimension::Component, component),
            unit: Unit::PerHundred,
            value,
            status: match value {
                Some(_) => ObservationStatus::Normal,
                None => nothing,
            },
            contributors: buyers.iter().map(|buyer| buyer.id.clone()).collect(),
            trace: trace.clone(),
        };
        let terms = at.map(|at| terms(&buyers, &at)).unwrap_or_default();
        units.add_weighted(drafts.len(), terms);
        drafts.push(draft.provisional_if(provisional));
    }
}

/// Why there is no quartile where nobody has devices for users: nobody was asked for users; all that were, and reported
/// in both years, left them blank; or what they gave is nothing to divide by, as it is of nobody.
fn nothing(inputs: &Inputs<'_>, panel: &Panel) -> ObservationStatus {
    let of_panel = inputs.year.returns.iter().filter(|(id, _)| panel.reported_volume_in_both(id));
    let mut users = of_panel.map(|(_, own)| own.organisation.users_served).peekable();
    let any = users.peek().is_some();
    match asks_users(inputs) {
        false => ObservationStatus::NotAsked,
        true if any && users.all(|users| users.is_none()) => ObservationStatus::NotAnswered,
        true => ObservationStatus::NotApplicable,
    }
}

/// The participants of the panel with users, fewest devices for a user first. Who bought no such device has 0; who
/// bought some and gives units of none is left out.
fn buyers<'a>(inputs: &'a Inputs<'_>, panel: &Panel, cells: &[Measured]) -> Vec<Buyer<'a>> {
    let mut bought: BTreeMap<&Identifier, Vec<usize>> = BTreeMap::new();
    for (index, cell) in cells.iter().enumerate().filter(|(_, cell)| is_workplace(inputs, cell)) {
        bought.entry(&cell.cell.owner).or_default().push(index);
    }
    let buyers = inputs.year.returns.iter().filter_map(|(id, own)| {
        let users = own.organisation.users_served.filter(|users| *users > 0)?;
        let own = bought.get(id).map(Vec::as_slice).unwrap_or_default();
        let with_units: Vec<usize> =
            own.iter().copied().filter(|index| cells[*index].has_units).collect();
        let says = own.is_empty() || !with_units.is_empty();
        let units = with_units.iter().map(|index| cells[*index].cell.units);
        let units = units.fold(0_i64, i64::saturating_add);
        let buyer = Buyer { id, units, users, cells: with_units };
        (says && panel.reported_volume_in_both(id)).then_some(buyer)
    });
    let mut buyers: Vec<Buyer<'_>> = buyers.collect();
    buyers.sort_by_key(|buyer| buyer.id);
    let times = |units: i64, users: i64| i128::from(units) * i128::from(users);
    buyers.sort_by(|a, b| times(a.units, b.users).cmp(&times(b.units, a.users)));
    buyers
}

/// Direct devices of workplace groups; a service hands over none.
fn is_workplace(inputs: &Inputs<'_>, cell: &Measured) -> bool {
    let group = inputs.pact.pact.product_group(&cell.cell.product_group);
    group.is_some_and(|group| group.is_device && group.scope == Scope::Workplace)
        && matches!(cell.cell.counted_as, CountedAs::Direct | CountedAs::OnBehalf)
        && cell.cell.acquisition != Acquisition::Service.code()
}

/// Between which two of so many a quartile lies, and how many quarters of the way from the first to the second.
struct At {
    low: usize,
    high: usize,
    quarters: i64,
}

/// Linear interpolation at (n − 1) × quarters ÷ 4, counted from 0 (type 7); `None` of nobody.
fn at(count: usize, quarters: usize) -> Option<At> {
    let last = count.checked_sub(1)?;
    let (low, beyond) = (last * quarters / 4, last * quarters % 4);
    Some(At { low, high: (low + 1).min(last), quarters: i64::try_from(beyond).ok()? })
}

/// The devices per hundred users there. Of numbers that a fraction can hold it is exact, so that it is rounded once.
fn quartile(buyers: &[Buyer<'_>], at: &At) -> Decimal {
    let (low, high) = (&buyers[at.low], &buyers[at.high]);
    exact(low, high, at.quarters).unwrap_or_else(|| {
        let per_user = |buyer: &Buyer<'_>| {
            Decimal::from(buyer.units) / Decimal::from(buyer.users) * Decimal::ONE_HUNDRED
        };
        let (from, to) = (per_user(low), per_user(high));
        from + (to - from) / Decimal::from(4) * Decimal::from(at.quarters)
    })
}

fn exact(low: &Buyer<'_>, high: &Buyer<'_>, quarters: i64) -> Option<Decimal> {
    let [users_low, users_high] = [low.users, high.users].map(i128::from);
    let part = |units: i64, quarters: i64, users: i128| {
        i128::from(units).checked_mul(i128::from(quarters))?.checked_mul(users)
    };
    let sum = part(low.units, 4 - quarters, users_high)?
        .checked_add(part(high.units, quarters, users_low)?)?;
    let number = |number: i128| Decimal::try_from_i128_with_scale(number, 0).ok();
    let over = users_low.checked_mul(users_high)?.checked_mul(4)?;
    number(sum.checked_mul(100)?)?.checked_div(number(over)?)
}

/// What a quartile tells of the units: a weighted sum of those of the participants it lies between.
fn terms(buyers: &[Buyer<'_>], at: &At) -> Vec<(usize, Factor)> {
    let weights = [(at.low, 4 - at.quarters), (at.high, at.quarters)];
    let terms =
        weights.into_iter().filter(|(_, quarters)| *quarters != 0).flat_map(|(of, quarters)| {
            let buyer = &buyers[of];
            let factor = Factor::fraction(quarters.into(), buyer.users.into());
            buyer.cells.iter().map(move |cell| (*cell, factor))
        });
    terms.collect()
}

/// Of each participant its units, then its users; in the order of ids, which says nothing of who buys much.
fn trace(inputs: &Inputs<'_>, buyers: &[Buyer<'_>], cells: &[Measured]) -> Vec<TraceEntry> {
    let mut of: Vec<&Buyer<'_>> = buyers.iter().collect();
    of.sort_by_key(|buyer| buyer.id);
    let mut trace = Vec::new();
    for buyer in of {
        let units = buyer.cells.iter().flat_map(|index| &cells[*index].units);
        trace.extend(units.cloned());
        let Some(own) = inputs.year.returns.get(buyer.id) else {
            continue;
        };
        let protects = own.organisation.protect_volume;
        let value = if protects { WITHHELD.to_owned() } else { format!("{} users", buyer.users) };
        let cell = own.answer("users_served").place.clone();
        let place = cell.unwrap_or_else(|| Place::file(own.path.as_str()));
        trace.push(entry(buyer.id, value, place));
    }
    trace
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tests::fixture::{World, assert_figures, cut, id, line};

    const ID: &str = UNITS_PER_100_USERS.id;

    fn buyers(of: &'static [(i64, i64)], id: &'static Identifier) -> Vec<Buyer<'static>> {
        let buyers = of.iter().map(|(units, users)| Buyer {
            id,
            units: *units,
            users: *users,
            cells: Vec::new(),
        });
        buyers.collect()
    }

    #[test]
    fn quartiles_are_interpolated_as_type_7_and_exact() {
        let id: &'static Identifier = Box::leak(Box::new(id("aa")));
        // As R's quantile(c(10, 20, 30, 40), type = 7).
        let four = buyers(&[(10, 100), (20, 100), (30, 100), (40, 100)], id);
        let one = buyers(&[(7, 200)], id);
        // A third and two thirds of a hundred, half way.
        let thirds = buyers(&[(1, 3), (2, 3)], id);
        let cases = [
            (&four, ["17.5", "25", "32.5"]),
            (&one, ["3.5", "3.5", "3.5"]),
            (&thirds, ["41.666666666666666666666666667", "50", "58.333333333333333333333333333"]),
        ];
        for (buyers, expected) in cases {
            let found = [1, 2, 3].map(|quarters| {
                let at = at(buyers.len(), quarters).unwrap();
                quartile(buyers, &at).normalize().to_string()
            });
            assert_eq!(found, expected);
        }
        assert!(at(0, 2).is_none());
    }

    /// All reported in 2025. aa buys 10 laptops for 40 users (25 per 100), bb 10 for 100 (10), cc none of its own and 10
    /// through bb for 200 (5), dd peripherals and a service for 50 (0).
    fn worlds() -> (World, World) {
        let mut before = World::of_year(2025);
        let mut world = World::new();
        for (of, users) in [("aa", 40), ("bb", 100), ("cc", 200), ("dd", 50)] {
            before.lines.push(line(of, 5, 100));
            world.lines.push(line(of, 5, 100));
            world.of(of).organisation.users_served = Some(users);
        }
        let [_, _, cc, dd] = world.lines.as_mut_slice() else { unreachable!() };
        (cc.participant, cc.buyer) = (id("bb"), "cc".into());
        cc.path = "inputs/2026/returns/bb/return.xlsx".into();
        dd.product_group = "peripherals".into();
        world.of("cc").organisation.procurement_none = true;
        let mut service = line("dd", 6, 100);
        service.acquisition = "service".into();
        world.lines.push(service);
        (before, world)
    }

    fn compute((before, world): &mut (World, World)) -> model::YearResults {
        let last = before.compute();
        world.try_compute(Some(before.as_last(&last))).unwrap().results
    }

    #[test]
    fn devices_are_divided_by_the_users_of_those_who_reported_in_both_years() {
        let mut worlds = worlds();
        let results = compute(&mut worlds);
        let rows = [
            (ID, "panel=matched component=q1", "3.75 A"),
            (ID, "panel=matched component=median", "7.50 A"),
            (ID, "panel=matched component=q3", "13.75 A"),
        ];
        assert_figures(&results, &rows);
        let median = results.figures.get(ID, &cut("panel=matched component=median")).unwrap();
        assert_eq!((median.contributors, median.unit.code()), (Some(4), "coefficient"));
        let values: Vec<&str> = median.trace.iter().map(|entry| entry.value.as_str()).collect();
        let all = ["10", "40 users", "10", "100 users", "10", "200 users", "50 users"];
        assert_eq!(values, all);
        // bb gives no units of what it bought, cc no users, dd was silent the year before: aa alone is left.
        worlds.1.lines[1].units = None;
        worlds.1.of("cc").organisation.users_served = None;
        worlds.0.lines.retain(|line| line.participant.as_str() != "dd");
        let results = compute(&mut worlds);
        assert_figures(&results, &[(ID, "panel=matched component=q3", "25.00 A")]);
    }

    #[test]
    fn a_first_year_has_no_matched_panel_and_of_nobody_there_is_no_median() {
        let (_, mut world) = worlds();
        let median = "panel=matched component=median";
        assert_figures(&world.compute().results, &[(ID, median, "no row")]);
        let mut worlds = worlds();
        worlds.0.lines.clear();
        assert_figures(&compute(&mut worlds), &[(ID, median, "- M")]);
        // Nobody says how many people there are; one says that there are none; the form does not ask.
        let mut worlds = self::worlds();
        worlds.1.year.returns.values_mut().for_each(|own| own.organisation.users_served = None);
        assert_figures(&compute(&mut worlds), &[(ID, median, "- O")]);
        worlds.1.of("aa").organisation.users_served = Some(0);
        assert_figures(&compute(&mut worlds), &[(ID, median, "- M")]);
        worlds.1.year.questionnaire.sections[0].questions.retain(|own| own.name != "users_served");
        worlds.1.year.returns.values_mut().for_each(|own| own.organisation.users_served = None);
        assert_figures(&compute(&mut worlds), &[(ID, median, "- L")]);
    }

    #[test]
    fn a_quartile_that_is_what_one_participant_withholds_is_withheld() {
        let mut worlds = worlds();
        worlds.1.of("dd").organisation.users_served = None;
        worlds.1.of("bb").organisation.protect_volume = true;
        let results = compute(&mut worlds);
        assert_figures(&results, &[(ID, "panel=matched component=median", "- Q")]);
    }
}
