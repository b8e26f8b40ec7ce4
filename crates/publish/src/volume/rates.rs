//! `rates`.

use model::volume::PeriodRate;

use crate::field::{CURRENCY, date, integer, number, text};
use crate::output::PackageInputs;
use crate::table::{Table, Value};

/// `rates`: the mean rates used.
pub(crate) fn rates(inputs: &PackageInputs<'_>) -> Table {
    let fields = vec![
        text("currency", "The currency (ISO 4217).").required().pattern(CURRENCY),
        date("period_start", "First day of the period.").required(),
        date("period_end", "Last day of the period.").required(),
        integer("days", "Days with a rate.").required(),
        number("rate", "Units of the currency for one euro: the mean over those days, 8 places.")
            .required(),
    ];
    let row = |rate: &PeriodRate| {
        vec![
            Value::text(rate.currency.code()),
            Value::Date(rate.period.start),
            Value::Date(rate.period.end),
            Value::Integer(rate.days.into()),
            Value::number(rate.rate, 8),
        ]
    };
    let rows = inputs.results.rates.iter().map(row).collect();
    let description = "Arithmetic means of the European Central Bank's daily reference rates.";
    Table::new("rates", "Exchange rates used", description, 3, fields, rows)
}
