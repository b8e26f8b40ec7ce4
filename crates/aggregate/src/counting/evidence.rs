//! Orders beside a declared figure (contract: Supporting spreadsheets): the declared figure counts, and
//! where it leaves a measure blank, the orders give it. An amount that they cannot lend, since a declared
//! line has one currency and one condition, they keep: they then count beside it, for that measure alone.

use std::collections::{BTreeMap, BTreeSet};

use model::{Currency, Decimal, Identifier, LineOrigin};
use tables::{Lent, LineGroup};

use super::Known;
use super::buyer::Buyer;
use crate::error::Error;
use crate::sums::add;

/// What a declared figure covers: a participant's product group and buyer.
type Covered<'a> = (&'a Identifier, &'a str, &'a Buyer);

fn covered<'a>(known: &'a Known<'_>) -> Covered<'a> {
    (&known.group.participant, &known.group.product_group, &known.buyer)
}

/// Indexes of the groups of orders that stand beside a declared figure that counts.
pub(super) fn beside_declared(known: &[Known<'_>]) -> BTreeSet<usize> {
    let counts = |known: &&Known<'_>| known.left_out.is_none();
    let declared: BTreeSet<Covered<'_>> = known
        .iter()
        .filter(counts)
        .filter(|known| known.group.origin == LineOrigin::Declared)
        .map(covered)
        .collect();
    let orders = known.iter().enumerate().filter(|(_, known)| {
        let order = known.group.origin == LineOrigin::Orders && known.left_out.is_none();
        order && declared.contains(&covered(known))
    });
    orders.map(|(index, _)| index).collect()
}

/// Measures the orders give where the declared lines leave them blank.
///
/// Declared lines of one condition and way of acquisition are one class. A class takes from all orders
/// beside it if it is the only one of its product group and buyer, else from those of its own condition
/// and acquisition: anything more would be a guess.
pub(super) fn lent(known: &[Known<'_>], evidence: &BTreeSet<usize>) -> Result<Vec<Lent>, Error> {
    let mut classes: BTreeMap<Covered<'_>, BTreeMap<(&str, &str), Vec<usize>>> = BTreeMap::new();
    for (index, declared) in known.iter().enumerate() {
        if declared.group.origin == LineOrigin::Declared && declared.left_out.is_none() {
            let group = declared.group;
            let class = (&*group.condition, &*group.acquisition);
            let of_figure = classes.entry(covered(declared)).or_default();
            of_figure.entry(class).or_default().push(index);
        }
    }
    let mut orders: BTreeMap<Covered<'_>, Vec<usize>> = BTreeMap::new();
    for index in evidence {
        orders.entry(covered(&known[*index])).or_default().push(*index);
    }
    let mut lent = Vec::new();
    for (figure, beside) in &orders {
        let Some(of_figure) = classes.get(figure) else {
            continue;
        };
        for ((condition, acquisition), to) in of_figure {
            let same_class = |index: &usize| {
                let group = known[*index].group;
                &*group.condition == *condition && &*group.acquisition == *acquisition
            };
            let only = of_figure.len() == 1;
            let from = beside.iter().copied().filter(|index| only || same_class(index));
            lent.extend(lend(known, to, from.collect())?);
        }
    }
    Ok(lent)
}

/// Indexes of the groups of orders that alone have the amount of a figure: no declared line of it gives one,
/// and none could take theirs. They count, so that no money is lost.
pub(super) fn alone_with_amount(
    known: &[Known<'_>],
    evidence: &BTreeSet<usize>,
    lent: &[Lent],
) -> BTreeSet<usize> {
    let declared = declared_with(known, |group| group.amount_minor);
    let of_amount = lent.iter().filter(|lent| lent.amount.is_some());
    let lending: BTreeSet<usize> = of_amount.flat_map(|lent| lent.from.iter().copied()).collect();
    let alone = evidence.iter().copied().filter(|index| {
        let has_amount = known[*index].group.amount_minor.is_some();
        has_amount && !declared.contains(&covered(&known[*index])) && !lending.contains(index)
    });
    alone.collect()
}

/// Indexes of those of `orders` whose units count in a declared line: it gives units itself, or took theirs.
pub(super) fn with_units_elsewhere(
    known: &[Known<'_>],
    orders: &BTreeSet<usize>,
    lent: &[Lent],
) -> BTreeSet<usize> {
    let declared = declared_with(known, |group| group.units);
    let of_units = lent.iter().filter(|lent| lent.units.is_some());
    let lending: BTreeSet<usize> = of_units.flat_map(|lent| lent.from.iter().copied()).collect();
    let elsewhere = orders
        .iter()
        .copied()
        .filter(|index| declared.contains(&covered(&known[*index])) || lending.contains(index));
    elsewhere.collect()
}

/// Figures of which a declared line that counts gives a measure.
fn declared_with<'a>(
    known: &'a [Known<'_>],
    measure: fn(&LineGroup) -> Option<i64>,
) -> BTreeSet<Covered<'a>> {
    let counts = known
        .iter()
        .filter(|known| known.group.origin == LineOrigin::Declared && known.left_out.is_none());
    counts.filter(|known| measure(known.group).is_some()).map(covered).collect()
}

/// What the orders `from` give to the declared lines `to`; `None` where that is nothing.
fn lend(known: &[Known<'_>], to: &[usize], from: Vec<usize>) -> Result<Option<Lent>, Error> {
    let blank = |measure: fn(&LineGroup) -> Option<i64>| {
        to.iter().all(|index| measure(known[*index].group).is_none())
    };
    let units = match blank(|group| group.units) {
        true => sum(known, &from, |group| group.units, false)?,
        false => None,
    };
    // Labelled units are a part of units: they are lent only with them, and only where every order that
    // gives units says how many of them are labelled.
    let part_of_units = |measure: fn(&LineGroup) -> Option<i64>| match units {
        Some(_) if blank(measure) => sum(known, &from, measure, true),
        _ => Ok(None),
    };
    let labelled_units = part_of_units(|group| group.labelled_units)?;
    let criteria_units = part_of_units(|group| group.criteria_units)?;
    let amount = match blank(|group| group.amount_minor) {
        true => amount(known, &from)?,
        false => None,
    };
    let lends = units.is_some() || amount.is_some();
    Ok(lends.then(|| Lent { to: to.to_vec(), from, units, labelled_units, criteria_units, amount }))
}

/// The sum of a measure; `None` where no group gives it, or `complete` is wanted and a group with units
/// does not.
fn sum(
    known: &[Known<'_>],
    from: &[usize],
    measure: fn(&LineGroup) -> Option<i64>,
    complete: bool,
) -> Result<Option<i64>, Error> {
    let mut total: Option<i64> = None;
    for group in from.iter().map(|index| known[*index].group) {
        let Some(value) = measure(group) else {
            if complete && group.units.is_some() {
                return Ok(None);
            }
            continue;
        };
        add(total.get_or_insert(0), value, &group.participant, "units or amounts")?;
    }
    Ok(total)
}

/// The amount of orders that all have one currency; of several currencies none is lent.
fn amount(known: &[Known<'_>], from: &[usize]) -> Result<Option<(i64, Currency, Decimal)>, Error> {
    let with_amount = from.iter().map(|index| &known[*index]);
    let with_amount = with_amount.filter(|known| known.group.amount_minor.is_some());
    let rates: BTreeSet<(Currency, Decimal)> =
        with_amount.filter_map(|known| Some((known.group.currency?, known.rate?.rate))).collect();
    let (1, Some((currency, rate))) = (rates.len(), rates.first().copied()) else {
        return Ok(None);
    };
    let minor = sum(known, from, |group| group.amount_minor, false)?;
    Ok(minor.map(|minor| (minor, currency, rate)))
}
