//! What each part adds to a figure that is a sum, and what the parts add up to.

use std::collections::{BTreeMap, BTreeSet};

use model::change::ChangeComponent;
use model::{Currency, Decimal, Dimension, Figure, Unit, round_half_even};

use super::node::{
    AtLastRate, ChangeOfParticipant, ConvertedSum, ForOthers, OfParticipant, RatesOfYears,
};
use super::{Context, money};

/// Says of every participant and every part what it adds to the figure. Gives what they add up to; `None` where the
/// figure is no sum of them.
pub(super) fn add(
    context: &Context<'_>,
    figure: &Figure,
    participants: &mut [OfParticipant],
) -> Option<String> {
    let kind = Kind::of(figure)?;
    for own in participants.iter_mut() {
        let part = match kind {
            Kind::Volume => volume(figure, own),
            Kind::Change => Some(change(context, figure, own)),
            Kind::Estimates => Some(with_estimates(context, figure, own)),
            Kind::Money => money::sum(figure, own),
        };
        own.part = Some(part?.to_string());
        own.for_others = for_others(context, own);
    }
    let parts = || participants.iter().filter_map(|own| number(own.part.as_deref()));
    (parts().next().is_some()).then(|| parts().sum::<Decimal>().to_string())
}

/// What of a participant's sums is the volume of others, where it is not all its own.
fn for_others(context: &Context<'_>, own: &OfParticipant) -> Option<ForOthers> {
    let others = own.sums.iter().filter(|sum| sum.owner != own.participant && sum.part.is_some());
    let (mut owners, mut total) = (BTreeSet::new(), Decimal::ZERO);
    for sum in others {
        owners.insert(sum.owner.as_str());
        total += number(sum.part.as_deref()).unwrap_or_default();
    }
    let owners: Vec<String> = owners.into_iter().map(|id| context.name(id)).collect();
    (!owners.is_empty()).then(|| ForOthers { part: total.to_string(), owners })
}

#[derive(Clone, Copy)]
enum Kind {
    Volume,
    Change,
    Estimates,
    Money,
}

impl Kind {
    fn of(figure: &Figure) -> Option<Self> {
        let id = figure.indicator.as_str();
        let ends = [".amount", ".units"].iter().any(|end| id.ends_with(end));
        let of_lines = id.starts_with("volume.") && ends && !id.contains(".not_carried.");
        match id {
            "change.component" => Some(Self::Change),
            "volume.with_estimates.amount" => Some(Self::Estimates),
            _ if of_lines || matches!(id, "amount_basis.amount" | "amount_tax.amount") => {
                Some(Self::Volume)
            }
            _ if id.starts_with("finance.") => Some(Self::Money),
            _ => None,
        }
    }
}

/// An amount in plain notation.
pub(super) fn number(text: Option<&str>) -> Option<Decimal> {
    text?.parse().ok()
}

/// An amount in euro with its cents.
fn cents(mut amount: Decimal) -> String {
    amount.rescale(2);
    amount.to_string()
}

fn euro(sum: &ConvertedSum) -> Option<Decimal> {
    number(sum.amount_eur.as_deref())
}

/// `None` where something of it is in no converted sum.
fn volume(figure: &Figure, own: &mut OfParticipant) -> Option<Decimal> {
    if own.sums.is_empty() {
        return None;
    }
    let mut total = Decimal::ZERO;
    for sum in &mut own.sums {
        let part = match figure.unit {
            Unit::Currency(_) => euro(sum).unwrap_or_default(),
            _ => Decimal::from(sum.units),
        };
        sum.part = Some(part.to_string());
        total += part;
    }
    Some(total)
}

/// This year's sums, and the estimate made from last year's.
fn with_estimates(context: &Context<'_>, figure: &Figure, own: &mut OfParticipant) -> Decimal {
    let mut total = Decimal::ZERO;
    for sum in own.sums.iter_mut().filter(|sum| sum.year == figure.year) {
        let part = euro(sum).unwrap_or_default();
        sum.part = Some(part.to_string());
        total += part;
    }
    let estimates = context.current().results.estimates.iter();
    let estimates = estimates.filter(|one| one.participant.as_str() == own.participant);
    total + estimates.map(|one| Decimal::new(one.estimate_cents, 2)).sum::<Decimal>()
}

/// This year's sums are added, last year's taken off; the change of rates takes this year's at both years' rates, like for
/// like at last year's.
fn change(context: &Context<'_>, figure: &Figure, own: &mut OfParticipant) -> Decimal {
    let component = figure.dimensions.get(Dimension::Component).and_then(ChangeComponent::parse);
    let of_rates = component == Some(ChangeComponent::ExchangeRate);
    let at_last = of_rates || component == Some(ChangeComponent::LikeForLike);
    let (mut this, mut this_at_last, mut last, mut total) =
        (Decimal::ZERO, Decimal::ZERO, Decimal::ZERO, Decimal::ZERO);
    let mut rates: BTreeMap<String, RatesOfYears> = BTreeMap::new();
    for sum in &mut own.sums {
        let Some(amount) = euro(sum) else {
            continue;
        };
        let pair = sum.currency.as_deref().map(|code| rates_of(context, &own.participant, code));
        if sum.year != figure.year {
            last += amount;
            sum.part = Some((-amount).to_string());
        } else {
            let rate = pair.as_ref().filter(|_| at_last).and_then(|pair| pair.last_year.clone());
            let worth = rate.as_deref().and_then(|rate| at_rate(sum, rate));
            let worth_at_last = worth.unwrap_or(amount);
            sum.at_last_rate = rate
                .zip(worth)
                .map(|(rate, worth)| AtLastRate { rate, amount_eur: worth.to_string() });
            this += amount;
            this_at_last += worth_at_last;
            let part = match (of_rates, at_last) {
                (true, _) => amount - worth_at_last,
                (false, true) => worth_at_last,
                (false, false) => amount,
            };
            sum.part = Some(part.to_string());
        }
        total += number(sum.part.as_deref()).unwrap_or_default();
        let foreign = pair.filter(|pair| pair.currency != Currency::EUR.to_string());
        rates.extend(foreign.map(|pair| (pair.currency.clone(), pair)));
    }
    own.change = Some(ChangeOfParticipant {
        this_year: cents(this),
        this_year_at_last_rates: at_last.then(|| cents(this_at_last)),
        last_year: (!of_rates).then(|| cents(last)),
        rates: rates.into_values().collect(),
    });
    total
}

/// The rates of a currency in a reporter's periods of both years, as the change was computed with.
fn rates_of(context: &Context<'_>, reporter: &str, currency: &str) -> RatesOfYears {
    let cells = context.current().results.change.iter();
    let mut own = cells
        .filter(|cell| cell.reporter.as_str() == reporter && cell.currency.to_string() == currency);
    let cell = own.next();
    let text = |rate: Option<Decimal>| rate.map(|rate| rate.to_string());
    RatesOfYears {
        currency: currency.to_owned(),
        this_year: text(cell.and_then(|cell| cell.rate)),
        last_year: text(cell.and_then(|cell| cell.last_rate)),
    }
}

/// A sum in its own currency at another rate, rounded to the cent once.
fn at_rate(sum: &ConvertedSum, rate: &str) -> Option<Decimal> {
    let amount = number(sum.amount.as_deref())?;
    let mut euro = round_half_even(amount.checked_div(rate.parse().ok()?)?, 2);
    euro.rescale(2);
    Some(euro)
}
