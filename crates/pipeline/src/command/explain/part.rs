//! The part that a spreadsheet cell plays in a figure: of the sum, of what is divided, of what it is divided by.

use std::collections::BTreeMap;

use model::volume::CountedAs;
use model::{CellAddress, Decimal, Dimension, Figure, Identifier, Place, TraceEntry};
use serde::Serialize;

use super::Context;
use super::source::{YearSources, year_of};
use super::tree::WITHHELD;

/// The part that a spreadsheet cell plays in a figure.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Part {
    /// It is one of what is counted, or of the sum.
    Counted,
    /// It is taken off.
    TakenOff,
    /// It is in what is divided, and in what that is divided by.
    Both,
    /// It is in what is divided alone.
    Numerator,
    /// It is in what the figure is divided by, and not in what is divided.
    Denominator,
    /// It is in the total that the largest are compared with, and of none of the largest.
    Total,
    /// It says how much another value weighs in a mean.
    Weight,
    /// It decides whether others are counted.
    Condition,
    /// It is in one of the values laid in order, of which the figure is the one in the middle or at a quarter.
    Ranked,
}

impl Part {
    /// The part in words, as they follow `with 12`; empty for what is simply counted.
    pub fn words(self) -> &'static str {
        match self {
            Self::Counted => "",
            Self::TakenOff => "taken off",
            Self::Both => "in the numerator and in the denominator",
            Self::Numerator => "in the numerator",
            Self::Denominator => "in the denominator alone",
            Self::Total => "only in the total that the largest are compared with",
            Self::Weight => "as a weight",
            Self::Condition => "it decides whether others count in the numerator",
            Self::Ranked => "in one of the values laid in order",
        }
    }
}

/// One cell as a figure names it.
pub(super) struct Named<'n> {
    pub(super) place: &'n Place,
    pub(super) at: CellAddress,
    /// The entries of the figure's trace that name it.
    pub(super) entries: &'n [&'n TraceEntry],
}

/// The part a cell plays in a figure.
pub(super) fn part(context: &Context<'_>, figure: &Figure, named: &Named<'_>) -> Part {
    let Some(of_year) = context.sources.of_path(&named.place.path) else {
        return Part::Counted;
    };
    let case = Case { context, figure, named, of_year };
    let id = figure.indicator.as_str();
    match id {
        "share.refurbished" => case.by_condition(&["refurbished", "remanufactured"]),
        "share.refurbished.answered" => {
            case.by_condition(&["new", "refurbished", "remanufactured"])
        }
        "share.labelled" | "share.criteria" => case.quality(),
        "share.labelled.answered" | "share.criteria.answered" => case.answered(),
        "concentration.largest" => case.among_largest(1),
        "concentration.three_largest" => case.among_largest(3),
        "coverage.response_rate" => case.response(),
        "coverage.by_volume" => case.by_volume(),
        "uptake.rate" => case.level_from(3),
        "guidance.rate" => case.level_from(2),
        "uptake.weighted_rate" if case.is_amount() => Part::Weight,
        "uptake.weighted_rate" => case.level_from(3),
        "uptake.carried_share" => case.carried(),
        "uptake.median" | "uptake.participant_level" | "buy_less.units_per_100_users" => {
            Part::Ranked
        }
        "evidence.share" => case.evidence(),
        "end_of_use.reuse_rate" => {
            case.route(&["reused_inside", "donated", "sold_for_reuse", "remanufactured"])
        }
        "end_of_use.unknown_share" => case.route(&["unknown"]),
        "in_use.devices_per_user" => {
            case.field_is(&["users_served"], Part::Denominator, Part::Numerator)
        }
        "in_use.mean_age" | "in_use.planned_lifetime" => {
            case.field_is(&["devices", "units"], Part::Weight, Part::Numerator)
        }
        "amount_basis.share" => case.also_in("amount_basis.amount"),
        "amount_tax.share" => case.also_in("amount_tax.amount"),
        "change.component" if year_of(&named.place.path).is_some_and(|of| of < figure.year) => {
            Part::TakenOff
        }
        _ => Part::Counted,
    }
}

struct Case<'c, 'a> {
    context: &'c Context<'a>,
    figure: &'c Figure,
    named: &'c Named<'c>,
    of_year: &'c YearSources<'a>,
}

fn either(is_in: bool) -> Part {
    if is_in { Part::Both } else { Part::Denominator }
}

impl Case<'_, '_> {
    fn first(&self) -> &str {
        self.named.entries.first().map_or("", |entry| entry.value.as_str())
    }

    /// The question or the mapped field that the cell is.
    fn field(&self) -> &str {
        let place = self.named.place;
        let answer = self.of_year.answer(&place.path, place.sheet.as_deref(), self.named.at);
        let mapped = || self.of_year.field(place).map(|(_, field)| field);
        answer.map(|answer| answer.name).or_else(mapped).unwrap_or_default()
    }

    fn field_is(&self, fields: &[&str], then: Part, otherwise: Part) -> Part {
        if fields.contains(&self.field()) { then } else { otherwise }
    }

    /// The condition and the owner of the line of purchases in the cell's row.
    fn line(&self) -> Option<(&str, &Identifier)> {
        let place = self.named.place;
        let lines =
            self.of_year.lines.of_row(&place.path, place.sheet.as_deref(), self.named.at.row + 1);
        let line = lines
            .iter()
            .find(|line| line.column == self.named.at.column)
            .or(lines.iter().find(|line| self.of_year.lines.sum(line.group).is_some()))?;
        let cell = self.of_year.lines.cell(self.of_year.lines.sum(line.group)?);
        Some((&cell.condition, &cell.owner))
    }

    fn by_condition(&self, wanted: &[&str]) -> Part {
        either(self.line().is_some_and(|(condition, _)| wanted.contains(&condition)))
    }

    /// Of labels and criteria: units that have it stand in cells of their own, or in orders a mark beside the units.
    fn quality(&self) -> Part {
        match self.field() {
            "labelled_units" | "criteria_units" => Part::Numerator,
            "labels" | "criteria" => Part::Condition,
            _ => either(self.named.entries.len() > 1),
        }
    }

    /// Of the units that a share rests on every value of the trace has a word behind.
    fn answered(&self) -> Part {
        let marked = |entry: &&&TraceEntry| entry.value.ends_with(" answered");
        let any = self.named.entries.iter().any(|entry| marked(&entry));
        either(any || (self.first() == WITHHELD && self.named.entries.len() > 1))
    }

    /// Whether the line's owner is among the so many with the largest direct volume.
    fn among_largest(&self, number: usize) -> Part {
        let owner = self.line().map(|(_, owner)| owner);
        match owner.is_some_and(|own| largest(self.context, self.figure, own, number)) {
            true => Part::Both,
            false => Part::Total,
        }
    }

    fn response(&self) -> Part {
        if self.first() == "expected" { Part::Denominator } else { Part::Numerator }
    }

    fn by_volume(&self) -> Part {
        if !self.is_amount() {
            return Part::Condition;
        }
        let coverage = &self.context.current().results.coverage;
        either(self.line().is_some_and(|(_, owner)| {
            coverage.returned.contains(owner) || coverage.covered.contains(owner)
        }))
    }

    /// Whether the cell is of a line of purchases.
    fn is_amount(&self) -> bool {
        self.line().is_some()
    }

    /// Answers at a level or above are in the numerator too.
    fn level_from(&self, lowest: u8) -> Part {
        either(self.first().parse::<u8>().is_ok_and(|level| level >= lowest))
    }

    fn carried(&self) -> Part {
        let place = self.named.place;
        let answer = self.of_year.answer(&place.path, place.sheet.as_deref(), self.named.at);
        let is_of_year = year_of(&place.path) == Some(self.figure.year);
        either(is_of_year && answer.is_some_and(|own| own.answer.carried))
    }

    fn evidence(&self) -> Part {
        if self.field().ends_with("_evidence") {
            return Part::Condition;
        }
        let whose = self.named.entries.first().map_or("", |entry| entry.participant.as_str());
        let mut own = self.figure.trace.iter().filter(|entry| entry.participant == whose);
        either(own.any(|entry| entry.value == "evidence named"))
    }

    /// Devices at the end of use by the route they took: the figure of each route tells which.
    fn route(&self, wanted: &[&str]) -> Part {
        let place = self.named.place;
        let results = &self.context.current().results;
        let figures = results.figures.of("end_of_use.units");
        let last = results.matched_last_year.of("end_of_use.units");
        let mut of_route = figures.chain(last).filter(|figure| figure.year == self.figure.year);
        either(of_route.any(|figure| {
            let code = figure.dimensions.get(Dimension::Route);
            code.is_some_and(|code| wanted.contains(&code)) && names(figure, place, self.named.at)
        }))
    }

    /// Whether the amount that the share is a part of names the cell too.
    fn also_in(&self, indicator: &str) -> Part {
        let figures = &self.context.current().results.figures;
        let amount = figures.get(indicator, &self.figure.dimensions);
        either(amount.is_some_and(|own| names(own, self.named.place, self.named.at)))
    }
}

fn names(figure: &Figure, place: &Place, at: CellAddress) -> bool {
    figure.trace.iter().any(|entry| entry.names(&place.path, place.sheet.as_deref(), at))
}

/// Whether an owner is among the so many with the largest direct volume.
fn largest(context: &Context<'_>, figure: &Figure, owner: &Identifier, number: usize) -> bool {
    let Some(year) = context.computed.get(&figure.year) else {
        return false;
    };
    let mut owners: BTreeMap<&Identifier, Decimal> = BTreeMap::new();
    for cell in &year.results.cells {
        if matches!(cell.counted_as, CountedAs::Direct | CountedAs::OnBehalf)
            && cell.currency.is_some()
        {
            *owners.entry(&cell.owner).or_default() += Decimal::new(cell.amount_eur_cents, 2);
        }
    }
    let mut owners: Vec<(&Identifier, Decimal)> = owners.into_iter().collect();
    owners.sort_by_key(|(_, amount)| std::cmp::Reverse(*amount));
    owners.iter().take(number).any(|(id, _)| *id == owner)
}
