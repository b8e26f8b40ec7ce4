//! The ledger of overlap: goods two returns speak of, and which of them counts.

use std::collections::BTreeMap;

use model::Identifier;
use model::volume::{CountedAs, OverlapEntry};

use super::cells::Measured;
use crate::Inputs;
use crate::counting::claims::reports_for;
use crate::error::Error;
use crate::sums::add;

/// What is summed, as an error names it.
const AMOUNTS: &str = "amounts in euro";

/// One entry per reporter, buyer and product group whose lines do not count.
///
/// # Errors
/// If a sum is too large to be counted.
pub(crate) fn entries(inputs: &Inputs<'_>, cells: &[Measured]) -> Result<Vec<OverlapEntry>, Error> {
    let mut reported: BTreeMap<(&Identifier, &Identifier, &str), i64> = BTreeMap::new();
    for cell in cells.iter().filter(|cell| cell.cell.counted_as == CountedAs::Overlap) {
        let cell = &cell.cell;
        let key = (&cell.reporter, &cell.owner, cell.product_group.as_str());
        let sum = reported.entry(key).or_default();
        add(sum, cell.amount_eur_cents, &cell.reporter, AMOUNTS)?;
    }
    let entries = reported.into_iter().map(|((reporter, buyer, group), cents)| {
        let (counted, counted_amount_cents) = counting(cells, buyer, group)?;
        Ok(OverlapEntry {
            reporter: reporter.clone(),
            buyer: buyer.to_string(),
            product_group: group.to_owned(),
            reporter_amount_cents: cents,
            counted_amount_cents,
            reason: reason(inputs, buyer, counted).to_owned(),
            counted: counted.clone(),
        })
    });
    entries.collect()
}

/// Whose lines for a buyer and group count, and their amount: the buyer's own, else the one return's
/// that reports on its behalf.
fn counting<'a>(
    cells: &'a [Measured],
    buyer: &'a Identifier,
    group: &str,
) -> Result<(&'a Identifier, i64), Error> {
    let of_purchase = |counted_as: CountedAs| {
        cells.iter().map(|cell| &cell.cell).filter(move |cell| {
            cell.counted_as == counted_as && cell.owner == *buyer && cell.product_group == group
        })
    };
    let (counted, counted_as) = match of_purchase(CountedAs::OnBehalf).next() {
        Some(on_behalf) => (&on_behalf.reporter, CountedAs::OnBehalf),
        None => (buyer, CountedAs::Direct),
    };
    let mut sum = 0;
    for cell in of_purchase(counted_as) {
        add(&mut sum, cell.amount_eur_cents, &cell.reporter, AMOUNTS)?;
    }
    Ok((counted, sum))
}

fn reason(inputs: &Inputs<'_>, buyer: &Identifier, counted: &Identifier) -> &'static str {
    if counted == buyer {
        "the buyer reports this product group itself"
    } else if reports_for(inputs, counted, buyer) {
        "the return that counts says that it reports for the buyer"
    } else {
        "of several returns that report for the buyer the largest counts"
    }
}
