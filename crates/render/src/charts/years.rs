//! Bars: income and expense of the years beside each other.

use minijinja::Value;
use model::document::{Alignment, Column, Row, RowKind, Table, TableCell};
use model::finance::YearOfAccounts;
use model::{Decimal, Money};

use super::{Picture, Wanted, entry, position};
use crate::context::Material;
use crate::format::{amount_in_full, fixed};
use crate::trouble::Trouble;

/// Income and expense of each year of the row, the oldest first.
pub(super) fn years(material: &Material, _: &Wanted) -> Result<Picture, Trouble> {
    let help = "Put the chart between `{% if finance %}` and `{% endif %}`.";
    let statement = material.this.results.statement.as_ref();
    let statement =
        statement.ok_or_else(|| Trouble::new("there is no financial statement to draw", help))?;
    let words = &material.words;
    let currency = statement.currency;
    let decimal = |minor: i64| Money { currency, minor }.to_decimal();
    let amounts = |year: &YearOfAccounts| [decimal(year.income()), decimal(year.expense())];
    let bar = |value: Decimal| {
        entry([("value", Value::from(position(value))), ("label", Value::from(fixed(value, 0)))])
    };
    let (mut drawn, mut said, mut rows) = (Vec::new(), Vec::new(), Vec::new());
    for year in &statement.years {
        let label = year.year.to_string();
        let values = amounts(year);
        let bars: Vec<Value> = values.into_iter().map(bar).collect();
        drawn.push(entry([("label", Value::from(label.as_str())), ("bars", Value::from(bars))]));
        let [income, expense] = values.map(|value| amount_in_full(value, currency, true));
        let filled = [("year", &*label), ("income", &*income), ("expense", &*expense)];
        said.push(words.fill("alternative.year", &filled));
        let cells = values.map(|value| TableCell::text(amount_in_full(value, currency, false)));
        let cells = std::iter::once(TableCell::text(label)).chain(cells).collect();
        rows.push(Row { kind: RowKind::Body, cells });
    }
    let all = || statement.years.iter().flat_map(amounts);
    let least = all().fold(Decimal::ZERO, Decimal::min);
    let most = all().fold(Decimal::ZERO, Decimal::max);
    let names = ["income", "expense"].map(|name| words.get(&format!("series.{name}")));
    let code = currency.code();
    Ok(Picture {
        template: "bars",
        values: vec![
            ("rows", Value::from(drawn)),
            ("series", Value::from(names.to_vec())),
            ("least", Value::from(position(least))),
            ("most", Value::from(position(most))),
            ("unit", Value::from(words.fill("chart.rounded", &[("currency", code)]))),
        ],
        alternative: format!("{} {}", words.get("alternative.years"), said.join(" ")),
        data: Table {
            anchor: String::new(),
            title: String::new(),
            columns: columns(words.get("column.year"), &names, code),
            rows,
            notes: Vec::new(),
        },
        notes: Vec::new(),
    })
}

fn columns(first: String, names: &[String], currency: &str) -> Vec<Column> {
    let column = |title: String, alignment: Alignment| Column { title, alignment, width: 30 };
    let others = names.iter().map(|name| column(format!("{name} ({currency})"), Alignment::Right));
    std::iter::once(column(first, Alignment::Left)).chain(others).collect()
}
