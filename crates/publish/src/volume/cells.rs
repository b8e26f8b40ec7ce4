//! `cells` and last year's.

use std::collections::BTreeSet;

use model::YearResults;
use model::volume::{CellBasis, CellTax, CountedAs, VolumeCell};
use tables::{FEWEST, PublishedLine};

use super::{PROTECTED, counted_as, currency, euro, goods, money, participant};
use crate::field::{CURRENCY, Field, integer, number, text};
use crate::output::PackageInputs;
use crate::table::{Table, Value};
use crate::withheld::Withheld;

/// `cells`: the converted sums every published amount is a sum of.
pub(crate) fn cells(inputs: &PackageInputs<'_>, withheld: &Withheld) -> Table {
    let shown = inputs.results.cells.iter().filter(|cell| !withheld.hides_cell(cell));
    let few = CellsOfFewUnits::new(inputs.lines);
    let rows = shown.map(|cell| cell_row(cell, few.hide(cell))).collect();
    let description = format!(
        "All lines of one reporter, owner, currency, group, condition, acquisition and way of counting, \
         summed and converted. Every published amount is a sum of these and of what `withheld_sums` has for it; \
         so are published units. {PROTECTED}"
    );
    let fields = cell_fields();
    Table::new("cells", "Converted sums", description, 7, fields, rows).also_parquet()
}

/// `cells_last_year`: those of the year before, as they are computed from its inputs today; empty in a first year.
pub(crate) fn cells_last_year(inputs: &PackageInputs<'_>) -> Table {
    let few = CellsOfFewUnits::new(inputs.last_lines);
    let last = inputs.last.into_iter();
    let shown = last.flat_map(|last| last.cells.iter().filter(|cell| !is_withheld(cell, last)));
    let rows = shown.map(|cell| cell_row(cell, few.hide(cell))).collect();
    let description = format!(
        "The table `cells` of the year before, computed from its inputs as they are now: what this year is held \
         against. {PROTECTED}"
    );
    let (name, title) = ("cells_last_year", "Converted sums of last year");
    Table::new(name, title, description, 7, cell_fields(), rows).also_parquet()
}

/// Whether a cell of a year is withheld in that year.
pub(crate) fn is_withheld(cell: &VolumeCell, of: &YearResults) -> bool {
    [&cell.reporter, &cell.owner].into_iter().any(|id| of.withheld.contains(id))
}

fn cell_fields() -> Vec<Field> {
    let mut fields = vec![
        participant("reporter", "Whose return the lines are in."),
        participant(
            "owner",
            "Whose purchase it is: the buyer if a participant, else the reporter.",
        ),
        text("currency", "Currency of the lines; blank where none of them has an amount.")
            .pattern(CURRENCY),
    ];
    fields.extend(goods());
    let units = |name: &str, what: &str| {
        let words = format!(
            "{what}; blank where no line gives units, and where a line of the cell does not show its own: they would \
             give a unit price away, directly or by subtraction."
        );
        integer(name, &words)
    };
    fields.extend([
        counted_as(),
        number("amount", "Sum of the amounts in `currency`."),
        number("rate", "Units of the currency for one euro, as in `rates`."),
        number("amount_eur", "The sum in euro, converted and rounded to the cent once."),
        text("amount_basis", "At what event its amounts were taken; blank where it has none.")
            .one_of(CellBasis::ALL),
        text("tax", "Whether its amounts were given with taxes; blank where it has none.")
            .one_of(CellTax::ALL),
        units("units", "Units, as far as given"),
        units(
            "labelled_units",
            "Units with a type I ecolabel, of the lines that say it of their units",
        ),
        units("labelled_answered_units", "Units of the lines that say how many of them carry one"),
        units(
            "criteria_units",
            "Units under the Pact's criteria, of the lines that say it of their units",
        ),
        units("criteria_answered_units", "Units of the lines that say how many of them were"),
        integer("lines", "Number of lines.").required(),
    ]);
    fields
}

/// What a line and its cell have in common: reporter, owner, goods, how they count.
type CellOfLine<'a> = (&'a str, &'a str, [&'a str; 3], CountedAs);

/// The cells whose units would give a unit price away.
pub(crate) struct CellsOfFewUnits<'a>(BTreeSet<CellOfLine<'a>>);

impl<'a> CellsOfFewUnits<'a> {
    /// The cells in which a line withholds its units, so that the sum may not tell them.
    pub(crate) fn new(lines: &'a [PublishedLine]) -> Self {
        let few = lines.iter().filter(|line| line.units_withheld);
        let cells = few.map(|line| {
            let goods = [&*line.product_group, &*line.condition, &*line.acquisition];
            (line.participant.as_str(), line.owner.as_str(), goods, line.counted_as)
        });
        Self(cells.collect())
    }

    /// Whether the units of a cell are not shown: they are few, or a line of it withholds its own.
    pub(crate) fn hide(&self, cell: &VolumeCell) -> bool {
        let goods = [&*cell.product_group, &*cell.condition, &*cell.acquisition];
        let of_line = (cell.reporter.as_str(), cell.owner.as_str(), goods, cell.counted_as);
        self.0.contains(&of_line) || (1..FEWEST).contains(&cell.units.unsigned_abs())
    }
}

fn cell_row(cell: &VolumeCell, without_units: bool) -> Vec<Value> {
    let not_shown = without_units || !cell.has_units;
    let units = |units: i64| if not_shown { Value::Blank } else { Value::Integer(units) };
    let amount = cell.currency.map(|own| money(cell.amount_minor, Some(own)));
    let converted = cell.currency.and(cell.rate).map(|_| euro(cell.amount_eur_cents));
    vec![
        Value::text(cell.reporter.as_str()),
        Value::text(cell.owner.as_str()),
        currency(cell.currency),
        Value::text(&cell.product_group),
        Value::text(&cell.condition),
        Value::text(&cell.acquisition),
        Value::text(cell.counted_as.code()),
        amount.unwrap_or(Value::Blank),
        Value::optional(cell.rate, |rate| Value::number(rate, 8)),
        converted.unwrap_or(Value::Blank),
        Value::optional(cell.amount_basis, |basis| Value::text(basis.code())),
        Value::optional(cell.tax, |tax| Value::text(tax.code())),
        units(cell.units),
        units(cell.labelled_units),
        units(cell.labelled_answered_units),
        units(cell.criteria_units),
        units(cell.criteria_answered_units),
        Value::count(cell.lines),
    ]
}
