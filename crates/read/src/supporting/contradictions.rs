//! Where the header of a table, or a text near it, says something else than its mapping: another currency,
//! thousands, or taxes.
//!
//! Either of them may be wrong, and every amount of the table with it. So none of its rows is read until the
//! mapping says the same, or says that the header is wrong (`despite_header`).

use std::collections::BTreeSet;

use model::vocabulary::Tax;
use model::{Currency, Fault, Place};

use super::columns::Columns;
use super::mapping::Despite;
use super::nearby::{self, Text};
use super::owner::Owner;
use super::parts::Part;
use super::stated::Stated;
use crate::number::Beside;
use crate::text::is_blank;

/// Fields that are amounts.
const AMOUNTS: [&str; 3] = ["amount", "debit", "credit"];

/// What the texts in and around a part of a table say against the mapping.
pub(super) fn faults(owner: &Owner, part: &Part) -> Vec<Fault> {
    let mut found = Vec::new();
    let mut told: BTreeSet<(Place, Despite)> = BTreeSet::new();
    for columns in part.columns() {
        let mut tell = |text: &Text, key: Despite, expected: String| {
            if told.insert((text.place.clone(), key)) {
                found.push(columns.stated_fault(
                    text.place.clone(),
                    key.code(),
                    &text.raw,
                    expected,
                ));
            }
        };
        if let Some(column) = columns.column("units") {
            for text in nearby::of_column(columns, part, column) {
                of_units(columns, &text, &mut tell);
            }
        }
        for column in AMOUNTS.iter().filter_map(|field| columns.column(field)) {
            let own = nearby::of_column(columns, part, column);
            for text in own.iter().chain(&nearby::of_table(columns, part, column)) {
                of_amounts(owner, columns, part, text, &mut tell);
            }
        }
    }
    found
}

/// Every number of units must be one device.
fn of_units(columns: &Columns, text: &Text, tell: &mut impl FnMut(&Text, Despite, String)) {
    if text.stated.units.is_empty() || columns.mapping.despite_header.contains(&Despite::Unit) {
        return;
    }
    let expected = "numbers of single units; ask for a table with them, or take `units` out of [table.columns]; if it is wrong, say `despite_header = [\"unit\"]` in the [[table]]";
    tell(text, Despite::Unit, expected.to_owned());
}

fn of_amounts(
    owner: &Owner,
    columns: &Columns,
    part: &Part,
    text: &Text,
    tell: &mut impl FnMut(&Text, Despite, String),
) {
    let expected = [
        (Despite::Currency, currency(owner, columns, part, &text.stated)),
        (Despite::Unit, unit(columns, &text.stated)),
        (Despite::Tax, tax(owner, columns, &text.stated)),
    ];
    for (key, expected) in expected {
        let Some(expected) = expected else { continue };
        if columns.mapping.despite_header.contains(&key) {
            continue;
        }
        let code = key.code();
        let but = format!("if it is wrong, say `despite_header = [\"{code}\"]` in the [[table]]");
        tell(text, key, format!("{expected}; {but}"));
    }
}

fn currency(owner: &Owner, columns: &Columns, part: &Part, stated: &Stated) -> Option<String> {
    if stated.currencies.is_empty() {
        return None;
    }
    let fits = |currency: Currency| {
        stated.currencies.iter().any(|named| match named {
            Beside::Currency(named) => *named == currency,
            Beside::Sign(sign) => sign.fits(currency),
            Beside::Nothing | Beside::Other => false,
        })
    };
    let default = columns.mapping.currency.or(owner.currency);
    let of_row = |row: &u32| {
        let said = columns.said(*row, "currency").value;
        if is_blank(&said) { default } else { Currency::parse(said.trim()) }
    };
    let other = part.rows.iter().filter_map(of_row).find(|currency| !fits(*currency))?;
    Some(match columns.is_mapped("currency") {
        true => format!(
            "amounts in the currency of their rows, of which one is {other}: name the column with those, or give `currency` in the [[table]] instead of a column"
        ),
        false => format!(
            "amounts in {other}, as {} says: put the currency that is named into `currency` of the [[table]]",
            match (columns.mapping.currency, owner.participant) {
                (Some(_), _) => "the mapping",
                (None, Some(_)) => "the return",
                (None, None) => "year.toml",
            }
        ),
    })
}

fn unit(columns: &Columns, stated: &Stated) -> Option<String> {
    let unit = columns.mapping.unit.unwrap_or(1);
    let named = stated.units.first()?;
    (!stated.units.contains(&unit)).then(|| match columns.mapping.unit {
        Some(unit) => format!("amounts in units of {unit}, as the mapping says: put `unit = {named}` into the [[table]]"),
        None => format!("single amounts, since the mapping names no `unit`: put `unit = {named}` into the [[table]]"),
    })
}

fn tax(owner: &Owner, columns: &Columns, stated: &Stated) -> Option<String> {
    // What was paid was paid, taxes included.
    if columns.mapping.ledger.is_some() {
        return None;
    }
    let of_mapping = columns.mapping.tax;
    let included = match of_mapping {
        Some(tax) => tax == Tax::Included,
        None => owner.included_tax.is_some(),
    };
    let (ours, other) = match included {
        true => (Tax::Included, "tax = \"excluded\""),
        false => (Tax::Excluded, "tax = \"included\"` with its `tax_rate"),
    };
    if stated.taxes.is_empty() || stated.taxes.contains(&ours) {
        return None;
    }
    let whose = match of_mapping {
        Some(tax) => format!("the mapping says `tax = \"{}\"`", tax.code()),
        None if included => "the return says so and the mapping nothing else".to_owned(),
        None => "neither the mapping nor the return says that taxes are in them".to_owned(),
    };
    let amounts = if included { "with" } else { "without" };
    Some(format!("amounts {amounts} taxes, since {whose}: put `{other}` into the [[table]]"))
}
