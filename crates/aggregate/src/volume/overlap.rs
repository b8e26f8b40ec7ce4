//! The ledger of overlap: goods several returns speak of, and which of them counts. Its lines sum to the difference
//! between what was reported and what counts.

use std::collections::BTreeMap;

use model::counting_decisions::OverlapCause;
use model::organisation_name::compared;
use model::volume::{CountedAs, OverlapEntry, VolumeCell};
use model::{Currency, Decimal, Identifier};
use tables::{CountedLines, Counting, LineGroup};

use super::cells::{Measured, keys};
use crate::Inputs;
use crate::counting::{SetAside, euro_cents, outside_name, outside_shown};
use crate::error::Error;
use crate::sums::{add, too_large};

/// What is summed, as an error names it.
const AMOUNTS: &str = "amounts in euro";

/// What tells entries apart: reporter, buyer, product group, and why the lines do not count.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Key<'a> {
    reporter: &'a Identifier,
    buyer: Buyer<'a>,
    product_group: &'a str,
    counted: &'a Identifier,
    cause: OverlapCause,
    row: Option<usize>,
}

/// Whose purchase it is.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Buyer<'a> {
    Participant(&'a Identifier),
    /// A buyer outside the Pact, by its name as names are compared.
    Outside(String),
}

/// What a reporter gave, and the first of its groups of lines.
struct Reported {
    cents: i64,
    units: i64,
    first: usize,
}

/// One entry per reporter, buyer and product group whose lines do not count, and why they do not.
///
/// Every cell of overlap is split among the entries its lines belong to, so that the entries sum to the cells.
///
/// # Errors
/// If a sum is too large to be counted.
pub(crate) fn entries(
    inputs: &Inputs<'_>,
    lines: &CountedLines,
    set_aside: &BTreeMap<usize, SetAside>,
    cells: &[Measured],
) -> Result<Vec<OverlapEntry>, Error> {
    let groups: Vec<(&LineGroup, &Counting)> = lines.groups().collect();
    let keys = keys(lines);
    let mut of_cells: BTreeMap<_, Vec<usize>> = BTreeMap::new();
    for (index, key) in
        keys.iter().enumerate().filter_map(|(index, key)| Some((index, key.as_ref()?)))
    {
        of_cells.entry(key).or_default().push(index);
    }
    let mut reported: BTreeMap<Key<'_>, Reported> = BTreeMap::new();
    // Cells stand in the order of their keys.
    for (cell, indexes) in cells.iter().zip(of_cells.values()) {
        let (mut minor, mut cents) = (0, 0);
        for (index, why) in indexes.iter().filter_map(|index| Some((*index, set_aside.get(index)?)))
        {
            let given = given(lines, groups[index], index);
            minor += given.0;
            let until = cents_of(&cell.cell, minor)?;
            let of_key = reported.entry(key(inputs, groups[index], why));
            let of_key = of_key.or_insert(Reported { cents: 0, units: 0, first: index });
            add(&mut of_key.cents, until - cents, &cell.cell.reporter, AMOUNTS)?;
            add(&mut of_key.units, given.1, &cell.cell.reporter, "units")?;
            cents = until;
        }
    }
    let entries = reported.into_iter().map(|(key, reported)| {
        let counted_amount_cents = match &key.buyer {
            Buyer::Participant(buyer) => counted_for(cells, buyer, &key)?,
            Buyer::Outside(name) => counted_outside(inputs, &groups, name, &key)?,
        };
        let buyer = match &key.buyer {
            Buyer::Participant(buyer) => buyer.to_string(),
            Buyer::Outside(_) => outside_shown(inputs, groups[reported.first].0),
        };
        Ok(entry(inputs, key, buyer, &reported, counted_amount_cents))
    });
    entries.collect()
}

/// The amount in minor units and the units of a group of lines, with what orders lend to it.
fn given(lines: &CountedLines, of: (&LineGroup, &Counting), index: usize) -> (i64, i64) {
    let (group, counting) = of;
    let units = group.units.filter(|_| !counting.units_elsewhere);
    let lent = lines.lent().iter().filter(|lent| lent.to.first() == Some(&index));
    lent.fold((group.amount_minor.unwrap_or(0), units.unwrap_or(0)), |(minor, units), lent| {
        (minor + lent.amount.map_or(0, |lent| lent.0), units + lent.units.unwrap_or(0))
    })
}

/// A part of a cell's amount in cents, as the whole is converted.
fn cents_of(cell: &VolumeCell, minor: i64) -> Result<i64, Error> {
    let places = cell.currency.map_or(2, |currency| currency.minor_unit());
    let cents = euro_cents(minor, places, cell.rate.unwrap_or(Decimal::ONE));
    cents.ok_or_else(|| too_large(&cell.reporter, AMOUNTS))
}

fn key<'a>(inputs: &Inputs<'_>, of: (&'a LineGroup, &'a Counting), why: &'a SetAside) -> Key<'a> {
    let (group, counting) = of;
    Key {
        reporter: &group.participant,
        buyer: match why.outside {
            true => Buyer::Outside(compared(outside_name(inputs, group))),
            false => Buyer::Participant(&counting.owner),
        },
        product_group: &group.product_group,
        counted: &why.counted,
        cause: why.cause,
        row: why.row,
    }
}

/// What counts for a participant in the return that counts, in cents.
fn counted_for(cells: &[Measured], buyer: &Identifier, key: &Key<'_>) -> Result<i64, Error> {
    let cells = cells.iter().map(|cell| &cell.cell).filter(|cell| {
        matches!(cell.counted_as, CountedAs::Direct | CountedAs::OnBehalf)
            && (&cell.reporter, &cell.owner) == (key.counted, buyer)
            && cell.product_group == key.product_group
    });
    let mut sum = 0;
    for cell in cells {
        add(&mut sum, cell.amount_eur_cents, &cell.reporter, AMOUNTS)?;
    }
    Ok(sum)
}

/// The same for a buyer outside the Pact: per currency the sum divided by the rate and rounded to the cent.
fn counted_outside(
    inputs: &Inputs<'_>,
    groups: &[(&LineGroup, &Counting)],
    name: &str,
    key: &Key<'_>,
) -> Result<i64, Error> {
    let mut sums: BTreeMap<(Currency, Decimal), i64> = BTreeMap::new();
    for (group, counting) in groups {
        let counts = counting.counted_as == CountedAs::Indirect
            && (&group.participant, &*group.product_group) == (key.counted, key.product_group)
            && compared(outside_name(inputs, group)) == name;
        let money = group.amount_minor.zip(group.currency).zip(counting.rate);
        if let Some(((minor, currency), rate)) = money.filter(|_| counts) {
            add(sums.entry((currency, rate)).or_default(), minor, key.counted, AMOUNTS)?;
        }
    }
    let mut sum = 0;
    for ((currency, rate), minor) in sums {
        let cents = euro_cents(minor, currency.minor_unit(), rate);
        add(&mut sum, cents.ok_or_else(|| too_large(key.counted, AMOUNTS))?, key.counted, AMOUNTS)?;
    }
    Ok(sum)
}

fn entry(
    inputs: &Inputs<'_>,
    key: Key<'_>,
    buyer: String,
    reported: &Reported,
    counted_amount_cents: i64,
) -> OverlapEntry {
    let row = key.row.and_then(|row| inputs.year.counting.get(row));
    let said = row.map(|row| row.reason.as_str()).filter(|reason| !reason.is_empty());
    let reason = match said {
        Some(said) => format!("{}: {said}", key.cause.in_words()),
        None => key.cause.in_words().to_owned(),
    };
    OverlapEntry {
        reporter: key.reporter.clone(),
        buyer,
        product_group: key.product_group.to_owned(),
        reporter_amount_cents: reported.cents,
        counted_amount_cents,
        counted: key.counted.clone(),
        reporter_units: reported.units,
        cause: key.cause,
        reason,
        settled_at: row.map(|row| row.place.clone()),
    }
}
