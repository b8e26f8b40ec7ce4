//! `overlap`.

use std::collections::BTreeMap;

use model::Decimal;
use model::volume::OverlapEntry;

use super::{PROTECTED, participant};
use crate::field::{IDENTIFIER, number, text};
use crate::output::PackageInputs;
use crate::table::{Table, Value};
use crate::withheld::{Withheld, without_contact_details};

/// `overlap`: goods two returns speak of. Buyers outside the Pact are not named: entries that then are alike are summed.
pub(crate) fn overlap(inputs: &PackageInputs<'_>, withheld: &Withheld) -> Table {
    let fields = vec![
        participant("reporter", "Whose lines do not count."),
        text("buyer", "Whose purchase it is: a participant's id, or `other`.").required(),
        text("product_group", "Product group.").required(),
        text("counted", "Whose return counts; blank where its volume is withheld.")
            .pattern(IDENTIFIER),
        text("reason", "Why; with the office's own words where it settled it.").required(),
        number("reporter_amount_eur", "What the reporter gave, in euro.").required(),
        number("counted_amount_eur", "What counts instead, in euro; blank likewise."),
    ];
    let shown = inputs.results.overlap.iter().filter(|entry| !withheld.hides_overlap(entry));
    let mut sums: BTreeMap<[String; 5], [i128; 2]> = BTreeMap::new();
    for entry in shown {
        let sum = sums.entry(overlap_key(inputs, withheld, entry)).or_default();
        sum[0] += i128::from(entry.reporter_amount_cents);
        sum[1] += i128::from(entry.counted_amount_cents);
    }
    let rows = sums.into_iter().map(|(key, [given, counted])| {
        let euro = |cents| Value::Number(Decimal::from_i128_with_scale(cents, 2));
        let is_shown = !key[3].is_empty();
        let amounts = [euro(given), if is_shown { euro(counted) } else { Value::Blank }];
        key.iter().map(Value::text).chain(amounts).collect()
    });
    let rows = rows.collect();
    let description = format!(
        "What was reported and does not count, since another return speaks of the same goods. \
         `reporter_amount_eur` sums to the amounts of all cells less those that count: to the cells with \
         `counted_as` `overlap`. {PROTECTED}"
    );
    Table::new("overlap", "Goods two returns speak of", description, 5, fields, rows)
}

/// What tells the rows of `overlap` apart.
fn overlap_key(
    inputs: &PackageInputs<'_>,
    withheld: &Withheld,
    entry: &OverlapEntry,
) -> [String; 5] {
    let known = inputs.pact.register.knows(&entry.buyer);
    let is_shown = !withheld.has(entry.counted.as_str());
    [
        entry.reporter.to_string(),
        if known { entry.buyer.clone() } else { "other".to_owned() },
        entry.product_group.clone(),
        if is_shown { entry.counted.to_string() } else { String::new() },
        // The office's own words may say more.
        without_contact_details(if is_shown { &entry.reason } else { entry.cause.in_words() }),
    ]
}
