//! `change`: the collective volume of both years by what its change comes from.

use std::collections::BTreeSet;

use model::change::{ChangeCell, ChangeComponent};
use model::volume::{CountedAs, VolumeCell};
use model::{Currency, Decimal, Identifier, YearResults};

use super::panel::Panel;
use crate::field::{CURRENCY, IDENTIFIER, number, text};
use crate::output::PackageInputs;
use crate::table::{Table, Value};
use crate::volume::{is_withheld, money};
use crate::withheld::Withheld;

/// The table; empty where the change cannot be told.
pub(super) fn table(inputs: &PackageInputs<'_>, withheld: &Withheld) -> Table {
    let fields = vec![
        text("reporter", "Whose return the lines are in.").required().pattern(IDENTIFIER),
        text(
            "owner",
            "Whose purchase it is: the buyer if it was in force in one of the years, else the reporter.",
        )
        .required()
        .pattern(IDENTIFIER),
        text("currency", "Currency of the lines (ISO 4217).").required().pattern(CURRENCY),
        text("product_group", "Product group.").required(),
        text("counted_as", "How the lines count.").required().one_of(CountedAs::ALL),
        text(
            "component",
            "What the difference comes from. `like_for_like` holds the part of `exchange_rate` too.",
        )
        .required()
        .one_of(ChangeComponent::ALL),
        number("amount_eur", "This year's amounts in euro.").required(),
        number("last_amount_eur", "Last year's amounts in euro.").required(),
        number(
            "amount_at_last_rate",
            "This year's amounts at last year's rate, in euro, each converted sum rounded once: `amount_eur` less \
             this is of `exchange_rate`, this less `last_amount_eur` of `like_for_like`. Blank in every other \
             component, and where the currency has no rate in one of the years.",
        ),
        number("rate", "Units of the currency for one euro in the reporter's period of this year."),
        number("last_rate", "The same in its period of last year."),
    ];
    let hidden = HiddenChange::new(inputs, withheld);
    let shown = inputs.results.change.iter().filter(|cell| !hidden.has(cell));
    let rows = shown.map(row).collect();
    let description = "The collective volume of this year and of the one before, by what the change comes from. \
                       What would give away a volume that is withheld in one of the years is not in it.";
    Table::new("change", "Volume of two years", description, 6, fields, rows).also_parquet()
}

fn row(cell: &ChangeCell) -> Vec<Value> {
    let euro = |cents: i64| money(cents, Some(Currency::EUR));
    let rate = |rate: Option<Decimal>| Value::optional(rate, |rate| Value::number(rate, 8));
    vec![
        Value::text(cell.reporter.as_str()),
        Value::text(cell.owner.as_str()),
        Value::text(cell.currency.code()),
        Value::text(&cell.product_group),
        Value::text(cell.counted_as.code()),
        Value::text(cell.component.code()),
        euro(cell.cents),
        euro(cell.last_cents),
        Value::optional(cell.cents_at_last_rate, euro),
        rate(cell.rate),
        rate(cell.last_rate),
    ]
}

/// What a cell of volume and the row of the change it is in have in common.
type Key<'a> = (&'a Identifier, &'a Identifier, Option<Currency>, &'a str, CountedAs);

/// Rows of the change that are not shown.
pub(super) struct HiddenChange<'a>(BTreeSet<Key<'a>>);

impl<'a> HiddenChange<'a> {
    /// Those in which there is a cell that is not shown in one of the years.
    pub(super) fn new(inputs: &PackageInputs<'a>, withheld: &Withheld) -> Self {
        let Some(last) = inputs.last else {
            return Self(BTreeSet::new());
        };
        let panel = Panel::new(inputs.results, last);
        let of_year = |year: &'a YearResults, is_hidden: &dyn Fn(&VolumeCell) -> bool| {
            let cells = year.cells.iter().filter(|cell| is_hidden(cell));
            let keys = cells.map(|cell| {
                let owner = panel.owner(cell);
                (&cell.reporter, owner, cell.currency, cell.product_group.as_str(), cell.counted_as)
            });
            keys.collect::<BTreeSet<Key<'a>>>()
        };
        let mut hidden = of_year(inputs.results, &|cell| withheld.hides_cell(cell));
        hidden.extend(of_year(last, &|cell| is_withheld(cell, last)));
        Self(hidden)
    }

    /// Whether a row is not shown.
    pub(super) fn has(&self, cell: &ChangeCell) -> bool {
        let currency = Some(cell.currency);
        let group = cell.product_group.as_str();
        self.0.contains(&(&cell.reporter, &cell.owner, currency, group, cell.counted_as))
    }
}
