//! What each part gives to the numerator and to the denominator of a share, a mean or a concentration, and how the
//! figure comes about from them.

use std::collections::{BTreeMap, BTreeSet};

use model::period::days_between;
use model::{CellAddress, Decimal, Figure, Place, TraceEntry, round_half_even};

use super::Context;
use super::node::{Division, Largest, OfParticipant, Quotient, SourceCell};
use super::part::{self, Named, Part};
use super::parts::number;
use super::source::year_of;

/// Most places of a number that is shown.
const PLACES: u32 = 6;

/// What is divided and what it is divided by.
#[derive(Clone, Copy)]
enum Kind {
    /// Numbers that stand in cells: units, devices, people.
    Numbers,
    /// Every cell is one: answers, participants.
    Ones,
    /// Converted sums in euro.
    Money,
    /// A value times its weight, by the weights.
    Mean,
}

impl Kind {
    fn of(indicator: &str) -> Option<Self> {
        Some(match indicator {
            "share.refurbished"
            | "share.refurbished.answered"
            | "share.labelled"
            | "share.labelled.answered"
            | "share.criteria"
            | "share.criteria.answered"
            | "end_of_use.reuse_rate"
            | "end_of_use.unknown_share"
            | "in_use.devices_per_user" => Self::Numbers,
            "coverage.response_rate"
            | "uptake.rate"
            | "uptake.carried_share"
            | "guidance.rate"
            | "evidence.share" => Self::Ones,
            "concentration.largest"
            | "concentration.three_largest"
            | "coverage.by_volume"
            | "amount_basis.share"
            | "amount_tax.share" => Self::Money,
            "in_use.mean_age" | "in_use.planned_lifetime" => Self::Mean,
            _ => return None,
        })
    }
}

/// Whether a figure is one number divided by another, of which every part can say what it gives.
fn is_one(figure: &Figure) -> bool {
    figure.value.is_some() && Kind::of(&figure.indicator).is_some()
}

/// The part that a cell plays in a figure that is one number divided by another; `None` in any other.
pub(super) fn role(context: &Context<'_>, figure: &Figure, place: &Place) -> Option<Part> {
    if !is_one(figure) {
        return None;
    }
    let at = place.cell.unwrap_or(CellAddress::new(0, 0));
    let is_named = |entry: &&TraceEntry| match place.cell {
        Some(at) => entry.names(&place.path, place.sheet.as_deref(), at),
        None => entry.source == *place,
    };
    let entries: Vec<&TraceEntry> = figure.trace.iter().filter(is_named).collect();
    Some(part::part(context, figure, &Named { place, at, entries: &entries }))
}

/// A numerator and a denominator; `None` of a side the part does not belong to.
#[derive(Clone, Copy, Default)]
struct Sides {
    numerator: Option<Decimal>,
    denominator: Option<Decimal>,
}

impl Sides {
    /// A number on the sides that the part belongs to.
    fn of(part: Part, number: Decimal) -> Option<Self> {
        let (numerator, denominator) = match part {
            Part::Both => (Some(number), Some(number)),
            Part::Numerator => (Some(number), None),
            Part::Denominator | Part::Total => (None, Some(number)),
            _ => return None,
        };
        Some(Self { numerator, denominator })
    }

    /// `None` where a sum is too large to be exact.
    fn plus(self, other: Self) -> Option<Self> {
        let add = |a: Option<Decimal>, b: Option<Decimal>| match (a, b) {
            (Some(a), Some(b)) => a.checked_add(b).map(Some),
            (a, b) => Some(a.or(b)),
        };
        Some(Self {
            numerator: add(self.numerator, other.numerator)?,
            denominator: add(self.denominator, other.denominator)?,
        })
    }

    fn told(self) -> Quotient {
        Quotient { numerator: self.numerator.map(text), denominator: self.denominator.map(text) }
    }
}

/// Says of every participant, every converted sum and every cell what it gives to the numerator and to the
/// denominator. Gives the division; `None`, and says nothing, where the figure is none or would not come out as it is
/// published.
pub(super) fn divide(
    context: &Context<'_>,
    figure: &Figure,
    participants: &mut [OfParticipant],
) -> Option<Division> {
    let kind = Kind::of(&figure.indicator)?;
    let value = figure.value?;
    let mut of_largest: BTreeMap<String, Decimal> = BTreeMap::new();
    let mut told = participants.to_vec();
    let mut all = Sides::default();
    for own in &mut told {
        let sides = match kind {
            Kind::Money => money(own, &mut of_largest)?,
            Kind::Mean => mean(context, figure, own)?,
            Kind::Numbers | Kind::Ones => numbers(figure, kind, own)?,
        };
        own.gives = (sides.numerator.or(sides.denominator)).map(|_| sides.told());
        all = all.plus(sides)?;
    }
    let (numerator, denominator) = (all.numerator.unwrap_or_default(), all.denominator?);
    let quotient = round_half_even(numerator.checked_div(denominator)?, figure.unit.places());
    if quotient != value {
        return None;
    }
    participants.clone_from_slice(&told);
    let is_concentration = figure.indicator.starts_with("concentration.");
    let unit = if matches!(kind, Kind::Money) { "EUR" } else { "count" };
    Some(Division {
        numerator: text(numerator),
        denominator: text(denominator),
        quotient: value.to_string(),
        unit,
        largest: if is_concentration { largest(context, of_largest) } else { Vec::new() },
    })
}

/// The owners in the numerator, the largest first.
fn largest(context: &Context<'_>, owners: BTreeMap<String, Decimal>) -> Vec<Largest> {
    let mut owners: Vec<(String, Decimal)> = owners.into_iter().collect();
    owners.sort_by_key(|(_, amount)| std::cmp::Reverse(*amount));
    let told = owners.into_iter().map(|(id, amount)| Largest {
        name: context.name(&id),
        participant: id,
        amount_eur: amount.to_string(),
    });
    told.collect()
}

/// Every converted sum as a whole, in the numerator where its cells are; the numerator by owner beside it.
fn money(own: &mut OfParticipant, owners: &mut BTreeMap<String, Decimal>) -> Option<Sides> {
    let mut all = Sides::default();
    for sum in &mut own.sums {
        let Some(euro) = number(sum.amount_eur.as_deref()) else {
            continue;
        };
        let is_above = sum.cells.iter().any(|cell| cell.role == Some(Part::Both));
        let part = if is_above { Part::Both } else { Part::Denominator };
        let sides = Sides::of(part, euro)?;
        if is_above {
            *owners.entry(sum.owner.clone()).or_default() += euro;
        }
        sum.gives = Some(sides.told());
        all = all.plus(sides)?;
    }
    Some(all)
}

/// The number of every cell on the sides it belongs to.
fn numbers(figure: &Figure, kind: Kind, own: &mut OfParticipant) -> Option<Sides> {
    let mut marks = BTreeSet::new();
    let mut all = Sides::default();
    let mut add = |cells: &mut [SourceCell]| {
        let mut of_cells = Sides::default();
        for cell in cells.iter_mut().filter(|cell| cell.role.is_some()) {
            let sides = match (kind, cell.role?) {
                (Kind::Numbers, Part::Condition) => mark(cell, &mut marks),
                (Kind::Numbers, part) => Some(Sides::of(part, leading(&cell.value)?)?),
                (_, part) if part == Part::Condition || is_of_another_year(figure, cell) => None,
                (_, part) => Some(Sides::of(part, Decimal::ONE)?),
            };
            if let Some(sides) = sides {
                cell.gives = Some(sides.told());
                of_cells = of_cells.plus(sides)?;
            }
        }
        all = all.plus(of_cells)?;
        Some(of_cells)
    };
    for sum in &mut own.sums {
        sum.gives = Some(add(&mut sum.cells)?.told());
    }
    add(&mut own.cells)?;
    Some(all)
}

/// The units that marks in a column of orders make count, such as `458 labelled`: those of all rows together, told at
/// the first.
fn mark(cell: &mut SourceCell, marks: &mut BTreeSet<usize>) -> Option<Sides> {
    let units = leading(&cell.value)?;
    if !marks.insert(cell.entry) {
        return None;
    }
    cell.notes.push("of all rows with this mark together".to_owned());
    Some(Sides { numerator: Some(units), denominator: None })
}

/// Whether a cell is last year's answer to what is counted once, by this year's.
fn is_of_another_year(figure: &Figure, cell: &SourceCell) -> bool {
    let own = cell.place.as_ref().and_then(|place| year_of(&place.path));
    figure.indicator == "uptake.carried_share" && own != Some(figure.year)
}

/// The value of every row times its weight, and the weight.
fn mean(context: &Context<'_>, figure: &Figure, own: &mut OfParticipant) -> Option<Sides> {
    let mut all = Sides::default();
    let mut weights: BTreeMap<(Place, u32), Decimal> = BTreeMap::new();
    for cell in own.cells.iter_mut().filter(|cell| cell.role == Some(Part::Weight)) {
        let weight = number(Some(&cell.value))?;
        let sides = Sides { numerator: None, denominator: Some(weight) };
        cell.gives = Some(sides.told());
        all = all.plus(sides)?;
        // Two weights of one row could not be told apart.
        if weights.insert(row(cell)?, weight).is_some() {
            return None;
        }
    }
    for cell in own.cells.iter_mut().filter(|cell| cell.role == Some(Part::Numerator)) {
        let weight = weights.get(&row(cell)?)?;
        let (years, words) = match cell.value.strip_prefix("bought on ") {
            Some(day) => age(context, figure, &own.participant, day)?,
            None => {
                let planned = cell.value.strip_prefix("for ");
                let years = planned.and_then(|rest| rest.strip_suffix(" years"));
                let years = years.unwrap_or(&cell.value);
                (number(Some(years))?, years.to_owned())
            }
        };
        let product = weight.checked_mul(years)?;
        let sides = Sides { numerator: Some(product), denominator: None };
        cell.notes.push(format!("{weight} × {words} = {}", text(product)));
        cell.gives = Some(sides.told());
        all = all.plus(sides)?;
    }
    Some(all)
}

/// The row that a cell stands in: its sheet and the row's number.
fn row(cell: &SourceCell) -> Option<(Place, u32)> {
    let place = cell.place.as_ref()?;
    let at = place.cell?;
    Some((Place { cell: None, last_cell: None, ..place.clone() }, at.row))
}

/// The age of devices bought on a day, in years on the last day of the participant's period; and how it is counted.
fn age(
    context: &Context<'_>,
    figure: &Figure,
    participant: &str,
    day: &str,
) -> Option<(Decimal, String)> {
    let reading = &context.computed.get(&figure.year)?.reading;
    let own = reading.returns.values().find(|own| own.participant.as_str() == participant);
    let period = own.map_or(reading.settings.period, |own| own.organisation.period);
    let days = days_between(day.parse().ok()?, period.end);
    let years = Decimal::from(days).checked_div(Decimal::new(36525, 2))?;
    Some((years, format!("{days} days to {} ÷ 365.25", period.end)))
}

/// The number a value begins with: `12` of `12 labelled`.
fn leading(value: &str) -> Option<Decimal> {
    number(value.split(' ').next())
}

/// A number in plain notation; one with very many places rounded, as in the mean of ages counted in days.
fn text(number: Decimal) -> String {
    match number.scale() > PLACES {
        true => round_half_even(number, PLACES).normalize().to_string(),
        false => number.to_string(),
    }
}
