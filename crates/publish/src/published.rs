//! The tables of the open data as plain values, for stages that show them elsewhere.

use model::published::{PublishedTable, PublishedValue};

use crate::output::PackageInputs;
use crate::package::tables_without_lineage;
use crate::table::{Table, Value};
use crate::withheld::Withheld;

/// Every table of the open data but `lineage`, with the same rows in the same order as in its file: what a
/// participant protects is left out here too.
pub fn published_tables(inputs: &PackageInputs<'_>) -> Vec<PublishedTable> {
    let withheld = Withheld::new(inputs);
    tables_without_lineage(inputs, &withheld).into_iter().map(plain).collect()
}

fn plain(table: Table) -> PublishedTable {
    PublishedTable {
        name: table.name.to_owned(),
        description: table.description,
        columns: table.fields.into_iter().map(|field| field.name).collect(),
        rows: table.rows.into_iter().map(|row| row.into_iter().map(value).collect()).collect(),
    }
}

fn value(value: Value) -> PublishedValue {
    match value {
        Value::Blank => PublishedValue::Blank,
        Value::Text(text) => PublishedValue::Text(text),
        Value::Integer(number) => PublishedValue::Integer(number),
        Value::Number(number) => PublishedValue::Number(number),
        Value::Date(day) => PublishedValue::Date(day),
        Value::Boolean(yes) => PublishedValue::Boolean(yes),
    }
}
