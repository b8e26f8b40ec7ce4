//! `withheld_sums`: of each observation that rests on amounts or units the sum of what is in no other table.
//!
//! Cells stay back where they would give away a volume that is withheld, and units where they would give away a
//! unit price. Published figures hold them all the same; less what is shown they give this sum, so that nothing
//! follows from it that does not follow from the figure. Of a figure that is withheld itself no sum is given.

use std::collections::BTreeSet;

use model::change::ChangeComponent;
use model::pact::ProductGroup;
use model::vocabulary::Acquisition;
use model::volume::{CellBasis, CellTax, CountedAs, Estimate, VolumeCell};
use model::{Decimal, Dimension, Figure, ObservationStatus, Role};

use super::OfYear;
use super::change::HiddenChange;
use super::coverage::roles;
use super::estimates;
use super::panel::Panel;
use super::shares;
use crate::field::{integer, number, text};
use crate::observations::{cut, dimension};
use crate::output::PackageInputs;
use crate::table::{Table, Value};
use crate::volume::{CellsOfFewUnits, is_withheld};
use crate::withheld::Withheld;

/// The families of indicators that are audited.
const FAMILIES: &[&str] =
    &["volume.", "amount_basis.", "amount_tax.", "uptake.", "guidance.", "coverage.", "change."];

/// The table.
pub(super) fn table(inputs: &PackageInputs<'_>, withheld: &Withheld) -> Table {
    let mut fields = vec![
        text("indicator", "Name of the indicator.").required(),
        integer("year", "The year the figure is of.").required(),
    ];
    fields.extend(Dimension::ALL.iter().map(|of| dimension(*of, inputs)));
    let key = fields.len();
    fields.extend([
        number(
            "sum",
            "What is withheld in the figure; blank where the figure itself has no value.",
        ),
        text("unit", "What it is counted in, as in `observations`.").required(),
    ]);
    let years = Years::of(inputs, withheld);
    let figures = inputs.results.figures.iter().chain(inputs.results.matched_last_year.iter());
    let rows = figures.filter_map(|figure| Some(row(figure, years.withheld(figure)?))).collect();
    let description = "Of each figure the sum of what is in it and in no other table, so that the rest can be added \
                       up to the figure: cells of participants whose volume is withheld, lines of theirs that are \
                       left out, and units that would give a unit price away. Of `coverage.by_volume` and \
                       `uptake.weighted_rate` what they are moved by: the share less the one that what is shown \
                       gives, which the audit takes as the program says it. A figure of which everything is shown \
                       has no row, nor has a share of amounts that have rows themselves.";
    Table::new("withheld_sums", "What is withheld in figures", description, key, fields, rows)
}

fn row(figure: &Figure, sum: Option<Decimal>) -> Vec<Value> {
    let start = [Value::text(&figure.indicator), Value::Integer(figure.year.into())];
    let end = [
        Value::optional(sum, |sum| Value::number(sum, figure.unit.places())),
        Value::text(figure.unit.code()),
    ];
    start.into_iter().chain(cut(figure)).chain(end).collect()
}

/// Amounts or units.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Measure {
    Amount,
    Units,
}

/// What is not shown of a year's cells.
#[derive(Default)]
struct Hidden<'a> {
    /// Cells of which nothing is shown.
    cells: Vec<&'a VolumeCell>,
    /// Cells of which the amount is shown, but not the units.
    without_units: Vec<&'a VolumeCell>,
}

impl<'a> Hidden<'a> {
    fn of(
        cells: &'a [VolumeCell],
        few: &CellsOfFewUnits<'_>,
        is_withheld: impl Fn(&VolumeCell) -> bool,
    ) -> Self {
        let (cells, shown): (Vec<_>, Vec<_>) = cells.iter().partition(|cell| is_withheld(cell));
        Self { cells, without_units: shown.into_iter().filter(|cell| few.hide(cell)).collect() }
    }

    fn in_measure(&self, measure: Measure) -> impl Iterator<Item = &'a VolumeCell> {
        let without_units = self.without_units.iter().filter(move |_| measure == Measure::Units);
        self.cells.iter().chain(without_units).copied()
    }
}

/// What is not shown of this year and of the one before.
struct Years<'a> {
    inputs: &'a PackageInputs<'a>,
    withheld: &'a Withheld,
    this: Hidden<'a>,
    last: Hidden<'a>,
    /// Who reported volume in both years; `None` in a first year.
    panel: Option<Panel<'a>>,
    /// Rows of the change that are not shown.
    change: HiddenChange<'a>,
    /// Lines left out that are not shown: reason and number.
    left_out: Vec<(String, u64)>,
}

impl<'a> Years<'a> {
    fn of(inputs: &'a PackageInputs<'a>, withheld: &'a Withheld) -> Self {
        let few = CellsOfFewUnits::new(inputs.lines);
        let this = Hidden::of(&inputs.results.cells, &few, |cell| withheld.hides_cell(cell));
        let few = CellsOfFewUnits::new(inputs.last_lines);
        let last =
            inputs.last.map(|last| Hidden::of(&last.cells, &few, |cell| is_withheld(cell, last)));
        let panel = inputs.last.map(|last| Panel::new(inputs.results, last));
        let left_out = lines_left_out(inputs, withheld);
        let (last, change) = (last.unwrap_or_default(), HiddenChange::new(inputs, withheld));
        Self { inputs, withheld, this, last, panel, change, left_out }
    }

    /// The sum of what is not shown of a figure: the outer `None` where everything is, the inner one where the
    /// figure has no value.
    fn withheld(&self, figure: &Figure) -> Option<Option<Decimal>> {
        let of_family = FAMILIES.iter().any(|family| figure.indicator.starts_with(family));
        if figure.status == ObservationStatus::Withheld {
            return of_family.then_some(None);
        }
        if figure.indicator == "volume.left_out.lines" {
            return self.lines(figure).map(Some);
        }
        if figure.indicator == "change.component" {
            return self.change(figure).map(|sum| figure.value.map(|_| sum));
        }
        if let Some(sum) = self.estimated(figure) {
            return sum.map(|sum| figure.value.map(|_| sum));
        }
        let Some((measure, kinds)) = measured(&figure.indicator) else {
            let moved = shares::moved_by(figure, self.inputs, self.withheld);
            return moved.map(|moved| figure.value.map(|_| moved));
        };
        let hidden = if figure.year == self.inputs.year.year() { &self.this } else { &self.last };
        let in_figure = hidden.in_measure(measure).filter(|cell| kinds.contains(&cell.counted_as));
        let in_figure: Vec<&VolumeCell> =
            in_figure.filter(|cell| self.is_in(cell, figure, measure)).collect();
        let sums = in_figure.iter().filter_map(|cell| value(cell, measure));
        match sums.reduce(|sum, value| sum + value) {
            Some(sum) => Some(figure.value.map(|_| sum)),
            // The cells that are not shown say nothing; that is told where no other says anything either.
            None => (!in_figure.is_empty() && figure.value.is_none()).then_some(None),
        }
    }

    /// Whether a cell is in the cut of a figure.
    fn is_in(&self, cell: &VolumeCell, figure: &Figure, measure: Measure) -> bool {
        let Some(group) = self.inputs.pact.pact.product_group(&cell.product_group) else {
            return false;
        };
        let cut = &figure.dimensions;
        let is =
            |dimension: Dimension, code: &str| cut.get(dimension).is_none_or(|own| own == code);
        let in_panel = || self.panel.as_ref().is_some_and(|panel| panel.holds(cell));
        let goods = is(Dimension::Scope, group.scope.code())
            && is(Dimension::ProductGroup, &group.id)
            && is(Dimension::Condition, &cell.condition)
            && is(Dimension::Acquisition, &cell.acquisition)
            && is(Dimension::Participant, told_of(cell))
            && part(&figure.indicator).is_none_or(|code| is(Dimension::Component, code(cell)));
        goods
            && (cut.get(Dimension::Panel).is_none() || in_panel())
            && (measure == Measure::Amount || has_devices(cell, group, figure))
    }

    /// What a change holds of rows that are not shown.
    fn change(&self, figure: &Figure) -> Option<Decimal> {
        let group = figure.dimensions.get(Dimension::ProductGroup);
        let component = figure.dimensions.get(Dimension::Component);
        let all = self.inputs.results.change.iter();
        let of_group = all.filter(|cell| group.is_none_or(|group| group == cell.product_group));
        let hidden: Vec<_> = of_group.filter(|cell| self.change.has(cell)).collect();
        let parts = ChangeComponent::ALL
            .iter()
            .filter(|own| component.is_none_or(|code| code == own.code()));
        let cents =
            parts.flat_map(|own| hidden.iter().map(|cell| i128::from(cell.part(*own)))).sum();
        let sum = Decimal::try_from_i128_with_scale(cents, 2).ok();
        sum.filter(|_| !hidden.is_empty())
    }

    /// What a figure with estimates holds of cells and estimates that are not shown: the outer `None` where it is
    /// no such figure.
    fn estimated(&self, figure: &Figure) -> Option<Option<Decimal>> {
        match figure.indicator.as_str() {
            "volume.with_estimates.amount" => {
                let kinds =
                    measured("volume.collective.amount").map_or(&[][..], |(_, kinds)| kinds);
                let cells = self.this.cells.iter().filter(|cell| kinds.contains(&cell.counted_as));
                let cells = cells.filter_map(|cell| value(cell, Measure::Amount));
                let estimates = estimates::not_shown(self.inputs, self.withheld);
                Some(cells.chain(estimates).reduce(|sum, value| sum + value))
            }
            "volume.with_estimates.not_carried.amount" => {
                let last = self.inputs.last?;
                let hidden = estimates::Hidden::of_last_year(last);
                let again =
                    last.estimates.iter().filter(|one| self.is_silent(one) && hidden.has(one));
                let cents = again.map(|one| Decimal::new(one.estimate_cents, 2));
                Some(cents.reduce(|sum, value| sum + value))
            }
            _ => None,
        }
    }

    /// Whether the participant of an estimate was expected to report volume this year, and did not.
    fn is_silent(&self, one: &Estimate) -> bool {
        let (coverage, id) = (&self.inputs.results.coverage, &one.participant);
        let procuring = roles(id, OfYear::this(self.inputs)).contains(&Role::Procuring);
        procuring
            && coverage.expected.contains(id)
            && !coverage.covered.contains(id)
            && !coverage.reported_volume.contains(id)
    }

    fn lines(&self, figure: &Figure) -> Option<Decimal> {
        let reason = figure.dimensions.get(Dimension::Component);
        let of_reason =
            self.left_out.iter().filter(|(own, _)| reason.is_none_or(|reason| reason == own));
        let count: u64 = of_reason.map(|(_, lines)| lines).sum();
        (count > 0).then(|| count.into())
    }
}

/// Whether the units of a cell are in a figure of units: a service hands over no goods, and over groups only
/// devices are added up.
fn has_devices(cell: &VolumeCell, group: &ProductGroup, figure: &Figure) -> bool {
    let of_group = figure.dimensions.get(Dimension::ProductGroup).is_some();
    cell.acquisition != Acquisition::Service.code() && (of_group || group.is_device)
}

/// The participant a cell is told of: the owner of direct volume, the reporter of the rest.
fn told_of(cell: &VolumeCell) -> &str {
    match cell.counted_as {
        CountedAs::Direct | CountedAs::OnBehalf => cell.owner.as_str(),
        _ => cell.reporter.as_str(),
    }
}

fn value(cell: &VolumeCell, measure: Measure) -> Option<Decimal> {
    match measure {
        Measure::Amount => cell.currency.map(|_| Decimal::new(cell.amount_eur_cents, 2)),
        Measure::Units => cell.has_units.then(|| cell.units.into()),
    }
}

/// What parts the direct volume in the figures of a family; `None` where nothing does.
fn part(indicator: &str) -> Option<fn(&VolumeCell) -> &'static str> {
    match indicator.split_once('.')?.0 {
        "amount_basis" => Some(|cell| cell.amount_basis.unwrap_or(CellBasis::Unknown).code()),
        "amount_tax" => Some(|cell| cell.tax.unwrap_or(CellTax::Unknown).code()),
        _ => None,
    }
}

/// What an indicator of volume adds up, and of which cells.
fn measured(indicator: &str) -> Option<(Measure, &'static [CountedAs])> {
    use CountedAs::{Direct, Indirect, OnBehalf, Overlap};
    if matches!(indicator, "amount_basis.amount" | "amount_tax.amount") {
        return Some((Measure::Amount, &[Direct, OnBehalf]));
    }
    let (kind, measure) = indicator.strip_prefix("volume.")?.split_once('.')?;
    let kinds: &[CountedAs] = match kind {
        "direct" => &[Direct, OnBehalf],
        "on_behalf" => &[OnBehalf],
        "indirect" => &[Indirect],
        "overlap" => &[Overlap],
        "collective" => &[Direct, OnBehalf, Indirect],
        _ => return None,
    };
    match measure {
        "amount" => Some((Measure::Amount, kinds)),
        "units" => Some((Measure::Units, kinds)),
        _ => None,
    }
}

/// The lines left out that are in no other table. Those of a participant that protects its volume are known from
/// where the figure came from; of others, the lines that would give away what is withheld.
fn lines_left_out(inputs: &PackageInputs<'_>, withheld: &Withheld) -> Vec<(String, u64)> {
    let of_lines = inputs.lines.iter().filter(|line| line.counted_as == CountedAs::LeftOut);
    let in_lines: BTreeSet<&str> = of_lines.clone().map(|line| line.participant.as_str()).collect();
    let hidden = of_lines.filter(|line| withheld.hides_line(line));
    let mut left_out: Vec<(String, u64)> =
        hidden.filter_map(|line| Some((line.reason?.code().to_owned(), line.lines))).collect();
    for figure in inputs.results.figures.of("volume.left_out.lines") {
        let Some(reason) = figure.dimensions.get(Dimension::Component) else {
            continue;
        };
        let entries = figure.trace.iter();
        let protected = entries.filter(|entry| {
            withheld.has(&entry.participant) && !in_lines.contains(entry.participant.as_str())
        });
        left_out.extend(
            protected.filter_map(|entry| Some((reason.to_owned(), entry.value.parse().ok()?))),
        );
    }
    left_out
}
