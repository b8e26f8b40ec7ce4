//! Why a figure of purchases has no value, or one of low reliability.

use std::collections::BTreeMap;

use findings::grouped;
use model::vocabulary::{Acquisition, Scope};
use model::volume::{CountedAs, VolumeCell};
use model::{Coverage, Decimal, Dimension, Identifier, ObservationStatus, round_half_even};

use super::super::node::Reason;
use super::answers::{ASK, cut, of_panel};
use super::{Case, has_last, names};

/// Participants named that leave most open.
const NAMED: usize = 3;

/// Nobody said what it bought.
pub(super) fn nobody_reported(year: i16) -> Reason {
    Reason::with(
        format!(
            "No return of {year} that counts reports procurement, nor says that nothing was bought."
        ),
        "`cfit status` says who has not returned; `cfit check` what of the returns could not be taken.",
    )
}

/// Asked and not answered, or not to be given.
pub(super) fn without_value(case: &Case<'_, '_>) -> Reason {
    let (id, year) = (case.figure.indicator.as_str(), case.year());
    let results = &case.of_year.results;
    match id {
        "volume.with_estimates.amount" => with_estimates(case),
        "volume.with_estimates.not_carried.amount" => not_carried(case),
        _ if id.starts_with("buy_less.") => buy_less(case),
        _ if results.coverage.reported_volume.is_empty() => nobody_reported(year),
        _ if id.starts_with("concentration.") => Reason::only(
            "All direct volume together comes to nothing or less: there is nothing to divide by.",
        ),
        _ if id.starts_with("share.") => share(case),
        _ => nothing_given(case),
    }
}

/// There are lines, and none gives the measure.
fn nothing_given(case: &Case<'_, '_>) -> Reason {
    let (year, cut, panel) = (case.year(), cut(case), of_panel(case));
    let measure = if case.figure.indicator.ends_with(".units") { "units" } else { "an amount" };
    let of_cut = if cut == "this" { String::new() } else { format!(" of {cut}") };
    Reason::with(
        format!("Lines{of_cut} were reported{panel} in {year}, and none of them gives {measure}."),
        ASK,
    )
}

/// The total with estimates is not given: which part of its gate is not met, and by how much.
fn with_estimates(case: &Case<'_, '_>) -> Reason {
    let year = case.year();
    if case.of_year.results.coverage.reported_volume.is_empty() {
        return nobody_reported(year);
    }
    let gate = &case.of_year.basis.estimate_gate;
    let mut not_met = Vec::new();
    if !gate.enough_volume() {
        let all = gate.direct + gate.estimates;
        let share = gate.direct.checked_div(all).unwrap_or_default();
        not_met.push(format!(
            "what was reported directly (EUR {}) is {} of it plus the estimates (EUR {}), and \
             estimate_min_share in pact.toml asks for {} at least",
            grouped(gate.direct, 2),
            percent(share),
            grouped(gate.estimates, 2),
            percent(gate.least_share)
        ));
    }
    if !gate.enough_reported() {
        not_met.push(format!(
            "{} of the {} of whom volume is expected reported it, and half are needed ({})",
            gate.reported,
            gate.expected,
            gate.expected.div_ceil(2)
        ));
    }
    if !gate.enough_known() {
        let ids: Vec<&str> = gate.unknown.iter().map(Identifier::as_str).collect();
        not_met.push(format!(
            "of {} of the {} no volume is known, neither of {year} nor of {} ({}), and at most {} may be unknown",
            gate.unknown.len(),
            gate.expected,
            year - 1,
            names(case.context, &ids),
            gate.expected / 10
        ));
    }
    match not_met.is_empty() {
        true => Reason::only("The volume it would be added to has no value."),
        false => Reason::with(
            format!("Too little is reported to estimate the rest: {}.", not_met.join("; ")),
            "It is given as soon as enough of the missing returns are in: `cfit remind` writes to those that are silent.",
        ),
    }
}

fn not_carried(case: &Case<'_, '_>) -> Reason {
    let (year, last) = (case.year(), case.year() - 1);
    match has_last(case.context, year) {
        false => Case::no_last(year),
        true => Reason::only(format!(
            "{last} has no total with estimates, so there is nothing in it that could no longer be in that of {year}."
        )),
    }
}

fn buy_less(case: &Case<'_, '_>) -> Reason {
    let year = case.year();
    match has_last(case.context, year) {
        false => Case::no_last(year),
        true => Reason::with(
            format!(
                "No participant that reported volume in {} and {year} gives both its users and units of what it \
                 bought for the workplace.",
                year - 1
            ),
            ASK,
        ),
    }
}

/// Nobody says of the units whether they have the quality; or there are none.
fn share(case: &Case<'_, '_>) -> Reason {
    let (year, cut, panel) = (case.year(), cut(case), of_panel(case));
    let units = case.units();
    let (known, all) = sum(&units);
    let what = quality(&case.figure.indicator);
    let by_panel = if case.is_panel() { " by those who reported in both years" } else { "" };
    if units.is_empty() {
        return Reason::with(
            format!("No line of direct volume of {cut}{panel} in {year} gives units."),
            ASK,
        );
    }
    match known {
        0 if all == 0 => Reason::only(format!(
            "The units of {cut}{panel} in {year} come to 0: there is nothing to divide by."
        )),
        0 => Reason::with(
            format!(
                "No return says of the units of {cut} bought in {year}{by_panel} {what}.{}",
                most_open(case, &units)
            ),
            ASK,
        ),
        _ => Reason::only(format!(
            "The units of {cut}{panel} in {year} of which it is known {what} come to 0 or less: there is \
             nothing to divide by."
        )),
    }
}

/// Units of which the quality is known, and all.
fn sum(units: &BTreeMap<&str, Units>) -> (i64, i64) {
    units.values().fold((0, 0), |sum, own| (sum.0 + own.known, sum.1 + own.all))
}

/// Of fewer than half of the units the quality is known; `None` where that is not so.
pub(super) fn low(case: &Case<'_, '_>) -> Option<Reason> {
    let indicator = case.figure.indicator.as_str();
    let is_share = ["share.refurbished", "share.labelled", "share.criteria"].contains(&indicator);
    let units = if is_share { case.units() } else { BTreeMap::new() };
    let (known, all) = sum(&units);
    let share = Decimal::from(known).checked_div(Decimal::from(all));
    let is_low = case.figure.status == ObservationStatus::LowReliability;
    if !is_low && share.is_none_or(|share| share * Decimal::TWO >= Decimal::ONE) {
        return None;
    }
    let answered = case.companion(&format!("{indicator}.answered"));
    let part = share.filter(|_| answered).map(|share| format!(" ({})", percent(share)));
    Some(Reason::with(
        format!(
            "Of fewer than half of the units of {}{} it is known {}: the share stands in no headline, target or \
             comparison.{}",
            cut(case),
            part.unwrap_or_default(),
            quality(indicator),
            most_open(case, &units)
        ),
        ASK,
    ))
}

fn quality(indicator: &str) -> &'static str {
    match indicator {
        own if own.starts_with("share.labelled") => "whether they have an ecolabel of type I",
        own if own.starts_with("share.criteria") => {
            "whether they were bought under the Pact's criteria"
        }
        _ => "whether they were bought new or used",
    }
}

/// Who leaves most open; how much is said only of those whose volume is not withheld.
fn most_open(case: &Case<'_, '_>, units: &BTreeMap<&str, Units>) -> String {
    let mut open: Vec<(&str, i64)> =
        units.iter().map(|(id, own)| (*id, own.all - own.known)).collect();
    open.retain(|(_, units)| *units > 0);
    open.sort_by_key(|(id, units)| (std::cmp::Reverse(*units), *id));
    let is_hidden = |id: &str| {
        let mut years = case.context.computed.values();
        years.any(|year| {
            year.reading.protects_volume(id)
                || year.results.withheld.iter().any(|own| own.as_str() == id)
        })
    };
    let named: Vec<String> = open
        .iter()
        .take(NAMED)
        .map(|(id, units)| match is_hidden(id) {
            true => case.context.name(id),
            false => format!("{} ({})", case.context.name(id), grouped((*units).into(), 0)),
        })
        .collect();
    match named.is_empty() {
        true => String::new(),
        false => format!(" Most of what is open was bought by {}.", named.join(", ")),
    }
}

fn percent(share: Decimal) -> String {
    format!("{} %", round_half_even(share * Decimal::ONE_HUNDRED, 1))
}

/// Units of one owner: those of which the quality is known, and all.
#[derive(Default)]
struct Units {
    known: i64,
    all: i64,
}

impl Case<'_, '_> {
    /// Whether a figure of the same cut has a value.
    fn companion(&self, indicator: &str) -> bool {
        let current = &self.context.current().results;
        let figures = match self.year() == self.context.year {
            true => &current.figures,
            false => &current.matched_last_year,
        };
        figures.value(indicator, &self.figure.dimensions).is_some()
    }

    /// The units of the figure's cut, by owner.
    fn units(&self) -> BTreeMap<&str, Units> {
        let mut units: BTreeMap<&str, Units> = BTreeMap::new();
        let id = self.figure.indicator.as_str();
        for cell in self.of_year.results.cells.iter().filter(|cell| self.holds(cell)) {
            let own = units.entry(cell.owner.as_str()).or_default();
            own.all += cell.units;
            own.known += match id {
                _ if id.starts_with("share.labelled") => cell.labelled_answered_units,
                _ if id.starts_with("share.criteria") => cell.criteria_answered_units,
                _ if cell.condition == "unknown" => 0,
                _ => cell.units,
            };
        }
        units
    }

    /// Whether a row of the table `cells` is of goods bought directly in the figure's cut, with units.
    fn holds(&self, cell: &VolumeCell) -> bool {
        let group = self.context.workspace.pact.pact.product_group(&cell.product_group);
        let of_cut = match (self.code(Dimension::ProductGroup), self.code(Dimension::Scope)) {
            (Some(code), _) => cell.product_group == code,
            (None, Some(code)) => group.is_some_and(|own| {
                own.is_device && Scope::parse(code).is_some_and(|scope| own.scope == scope)
            }),
            (None, None) => true,
        };
        of_cut
            && cell.has_units
            && matches!(cell.counted_as, CountedAs::Direct | CountedAs::OnBehalf)
            && cell.acquisition != Acquisition::Service.code()
            && (!self.is_panel() || self.is_in_panel(cell))
    }

    /// Whether owner and reporter reported volume in both years that the panel is of.
    fn is_in_panel(&self, cell: &VolumeCell) -> bool {
        let year = self.context.year;
        let reported = |of: i16, id: &Identifier| {
            let coverage: Option<&Coverage> =
                self.context.computed.get(&of).map(|own| &own.results.coverage);
            coverage.is_some_and(|own| own.reported_volume.contains(id))
        };
        [&cell.owner, &cell.reporter].iter().all(|id| reported(year, id) && reported(year - 1, id))
    }
}
