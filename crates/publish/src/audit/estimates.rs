//! `estimates` and `estimates_last_year`: what is taken for the volume of participants that did not report.

use std::collections::BTreeSet;

use model::volume::{CountedAs, Estimate, VolumeCell};
use model::{Currency, Decimal, YearResults};

use super::OfYear;
use crate::field::{Field, IDENTIFIER, number, text};
use crate::output::PackageInputs;
use crate::table::{Table, Value};
use crate::volume::{is_withheld, money};
use crate::withheld::Withheld;

/// `estimates`: those of this year.
pub(super) fn this_year(inputs: &PackageInputs<'_>, withheld: &Withheld) -> Table {
    let hidden = Hidden::new(inputs.results, &|cell| withheld.hides_cell(cell));
    let shown = inputs.results.estimates.iter().filter(|one| !hidden.has(one));
    let rows = shown.map(row).collect();
    let description = "What stands in `volume.with_estimates.amount` for participants that did not report, by product \
                       group; without those of a volume that is withheld. Empty where that figure is not given.";
    Table::new("estimates", "Estimates of volume", description, 2, fields(), rows)
}

/// `estimates_last_year`: those of the year before; empty in a first year.
pub(super) fn last_year(inputs: &PackageInputs<'_>) -> Table {
    let rows = OfYear::last(inputs).map(|last| {
        let hidden = Hidden::of_last_year(last.results);
        last.results.estimates.iter().filter(|one| !hidden.has(one)).map(row).collect()
    });
    let description = "The table `estimates` of the year before: none of them is carried on.";
    let (name, title) = ("estimates_last_year", "Estimates of volume of last year");
    Table::new(name, title, description, 2, fields(), rows.unwrap_or_default())
}

fn fields() -> Vec<Field> {
    vec![
        text("participant", "Who is silent.").required().pattern(IDENTIFIER),
        text("product_group", "Product group.").required(),
        number("last_year_eur", "Its own purchases as it reported them the year before, in euro.")
            .required(),
        number("on_behalf_eur", "What others reported on its behalf in the year.").required(),
        number("estimate_eur", "The estimate: the larger of 0 and the first less the second.")
            .required(),
    ]
}

fn row(one: &Estimate) -> Vec<Value> {
    let euro = |cents: i64| money(cents, Some(Currency::EUR));
    vec![
        Value::text(one.participant.as_str()),
        Value::text(&one.product_group),
        euro(one.last_year_cents),
        euro(one.on_behalf_cents),
        euro(one.estimate_cents),
    ]
}

/// Estimates of a year that are not shown.
pub(super) struct Hidden<'a>(BTreeSet<(&'a str, &'a str)>);

impl<'a> Hidden<'a> {
    /// Those from which a cell would follow that is not shown.
    fn new(year: &'a YearResults, is_hidden: &dyn Fn(&VolumeCell) -> bool) -> Self {
        let on_behalf = year.cells.iter().filter(|cell| cell.counted_as == CountedAs::OnBehalf);
        let cells = on_behalf.filter(|cell| is_hidden(cell));
        Self(cells.map(|cell| (cell.owner.as_str(), cell.product_group.as_str())).collect())
    }

    /// Those of the year before.
    pub(super) fn of_last_year(year: &'a YearResults) -> Self {
        Self::new(year, &|cell| is_withheld(cell, year))
    }

    /// Whether one is not shown.
    pub(super) fn has(&self, one: &Estimate) -> bool {
        one.withheld || self.0.contains(&(one.participant.as_str(), one.product_group.as_str()))
    }
}

/// What the estimates of this year that are not as the shown cells give them add to the shown ones: the true
/// estimates less those that follow from shown cells alone. `None` where there is no difference.
pub(super) fn not_shown(inputs: &PackageInputs<'_>, withheld: &Withheld) -> Option<Decimal> {
    let last = inputs.last?;
    let mut cents: i128 = 0;
    for one in &inputs.results.estimates {
        let sum =
            |cells: &[VolumeCell], counted_as: CountedAs, shown: &dyn Fn(&VolumeCell) -> bool| {
                let own = cells.iter().filter(|cell| {
                    cell.owner == one.participant
                        && cell.product_group == one.product_group
                        && cell.counted_as == counted_as
                });
                own.filter(|cell| shown(cell))
                    .map(|cell| i128::from(cell.amount_eur_cents))
                    .sum::<i128>()
            };
        let before = sum(&last.cells, CountedAs::Direct, &|cell| !is_withheld(cell, last));
        let on_behalf =
            sum(&inputs.results.cells, CountedAs::OnBehalf, &|cell| !withheld.hides_cell(cell));
        cents += i128::from(one.estimate_cents) - (before - on_behalf).max(0);
    }
    let sum = Decimal::try_from_i128_with_scale(cents, 2).ok();
    sum.filter(|sum| !sum.is_zero())
}
