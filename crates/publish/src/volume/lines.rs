//! `lines`.

use model::volume::LeftOutReason;
use model::{Decimal, YearReading};
use tables::PublishedLine;

use super::{PROTECTED, counted_as, currency, goods, participant};
use crate::field::{CURRENCY, integer, number, text};
use crate::output::PackageInputs;
use crate::table::{Table, Value};
use crate::withheld::{Withheld, without_contact_details};

/// `lines`: what was reported, declared lines one by one and orders summed.
pub(crate) fn lines(inputs: &PackageInputs<'_>, withheld: &Withheld) -> Table {
    let mut fields =
        vec![participant("participant", "Whose return or supporting file it stands in.")];
    fields.extend(goods());
    fields.extend([
        integer(
            "units",
            "Units; blank where not given, where they would give a unit price away, their own or that of another \
             line by subtraction, or where a declared line beside the orders has them.",
        ),
        number("amount", "Amount in `currency`, without recoverable taxes."),
        text("currency", "Currency of the amount (ISO 4217).").pattern(CURRENCY),
        number("rate", "Units of the currency for one euro, as in `rates`."),
        number(
            "amount_eur",
            "The amount in euro: information only, published sums are sums of `cells`.",
        ),
        integer("labelled_units", "Units with a type I ecolabel; blank where not answered."),
        integer(
            "criteria_units",
            "Units bought under the Pact's criteria; blank where not answered.",
        ),
        text("framework", "Framework it was called off from."),
        text("buyer", "Blank: the participant itself; else a participant's id, or `other`."),
        counted_as(),
        text("reason", "Why it is left out.").one_of(LeftOutReason::ALL),
        integer("lines", "Number of lines in the row.").required(),
        text(
            "source",
            "Where it stands: `file!sheet!cells`, such as `E5` or, of several rows, `E5:E9`; in a text file `file!lines:field`, \
             such as `5:3` or `5-9:3` for lines 5 to 9. Several runs of rows are parted by `; `; of more than 20, one range holds them all and others between \
             them. Corrections of the row stand behind it, parted by `; ` too.",
        )
        .required(),
        text("units_from", "Where the units come from, if orders give them to a declared line."),
        text("amount_from", "Where the amount comes from, if orders give it to a declared line."),
    ]);
    let shown = inputs.lines.iter().filter(|line| !withheld.hides_line(line));
    let rows = shown.map(|line| line_row(line, inputs)).collect();
    let description = format!(
        "Declared lines one by one; orders summed per participant, goods, currency, buyer and way of \
         counting. A sum of fewer than three orders and a line of fewer than three units have no units; \
         nor has the next smallest line, or all lines of the next smallest cell, where published units less what is \
         shown would leave such a line alone. {PROTECTED}"
    );
    Table::new("lines", "Lines of purchases", description, 4, fields, rows).also_parquet()
}

fn line_row(line: &PublishedLine, inputs: &PackageInputs<'_>) -> Vec<Value> {
    let integer = |value: Option<i64>| Value::optional(value, Value::Integer);
    let number = |value: Option<Decimal>| Value::optional(value, Value::Number);
    vec![
        Value::text(line.participant.as_str()),
        Value::text(&line.product_group),
        Value::text(&line.condition),
        Value::text(&line.acquisition),
        integer(line.units),
        number(line.amount),
        currency(line.currency),
        Value::optional(line.rate, |rate| Value::number(rate, 8)),
        number(line.amount_eur),
        integer(line.labelled_units),
        integer(line.criteria_units),
        Value::text(without_contact_details(&line.framework)),
        Value::text(&line.buyer),
        Value::text(line.counted_as.code()),
        Value::optional(line.reason, |reason| Value::text(reason.code())),
        Value::count(line.lines),
        Value::text(with_corrections(&line.source, inputs.year)),
        Value::text(&line.units_from),
        Value::text(&line.amount_from),
    ]
}

/// Where a line stands, and the corrections laid over cells of its row.
fn with_corrections(source: &str, year: &YearReading) -> String {
    let row = || {
        let (table, cell) = source.rsplit_once('!')?;
        let (path, sheet) = table.split_once('!')?;
        let row = cell.trim_start_matches(|letter: char| letter.is_ascii_uppercase());
        Some(year.corrections_of_row(path, sheet, row.parse().ok()?))
    };
    let laid = row().unwrap_or_default().into_iter().map(|one| one.place.to_string());
    std::iter::once(source.to_owned()).chain(laid).collect::<Vec<_>>().join("; ")
}
