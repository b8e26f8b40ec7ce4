//! Help in kind: what it is worth, and by what.

use model::finance::{GivenInKind, Valuation};
use model::{Currency, Figure, Place};

use super::super::Context;
use super::super::node::SourceCell;

/// The help in kind that stands at a place, with what it is worth.
pub(super) fn given_in_kind(
    context: &Context<'_>,
    figure: &Figure,
    place: &Place,
) -> Option<GivenInKind> {
    let is_of_it = ["finance.in_kind", "finance.in_kind_hours"];
    if !is_of_it.contains(&figure.indicator.as_str()) {
        return None;
    }
    let given = &context.computed.get(&figure.year)?.results.in_kind;
    let stands_there = |own: &&GivenInKind| {
        [&own.line.amount_place, &own.line.hours_place].into_iter().any(|own| own == place)
    };
    given.iter().find(stands_there).cloned()
}

/// Says of a cell of help in kind what it is worth, and by what.
pub(super) fn complete_in_kind(given: &GivenInKind, figure: &Figure, cell: &mut SourceCell) {
    let (Some(currency), true) =
        (Currency::parse(figure.unit.code()), figure.indicator == "finance.in_kind")
    else {
        cell.part = given.line.hours.map(|hours| hours.to_string());
        return;
    };
    let Some(minor) = given.value else { return };
    let worth = model::Money { currency, minor }.to_decimal();
    cell.part = Some(worth.to_string());
    cell.value = format!("{worth} {currency}");
    cell.is_amount = true;
    let (amount, stated_in) = (given.line.amount, given.line.currency);
    cell.notes.extend(match given.valuation {
        Some(Valuation::Stated) => Some("the value stated; added".to_owned()),
        Some(Valuation::Converted(rate)) => amount.zip(stated_in).map(|(amount, stated_in)| {
            format!("{amount} {stated_in} ÷ {rate}, the mean of the Bank's rates over the year's period; added")
        }),
        Some(Valuation::HourRate(rate)) => given.line.hours.map(|hours| {
            format!("{hours} hours × {rate} {currency}, `hour_rate` of year.toml; added")
        }),
        None => None,
    });
}
