//! `finance/funds.csv` (§5.3.3).

use std::collections::{BTreeMap, BTreeSet};

use model::finance::{Fund, GENERAL_FUND};
use model::{Currency, Fault, InputFile, Obstacle};

use crate::registers::{duplicate, rows};
use crate::table::{Columns, RowReader};

pub(super) const COLUMNS: Columns = Columns {
    required: &["id", "title", "opening"],
    optional: &["purpose"],
    titled: &["title"],
    private: &[],
};

/// Reads the earmarked funds in the file's order; openings are in the accounts' currency. A fund that came before is a
/// fault, and its row is left aside.
pub(super) fn funds(
    files: &BTreeMap<String, InputFile>,
    folder: &str,
    currency: Currency,
    faults: &mut Vec<Fault>,
) -> Result<Vec<Fund>, Vec<Obstacle>> {
    let (mut seen, mut twice) = (BTreeSet::new(), Vec::new());
    let funds = rows(files, &format!("{folder}/funds"), &COLUMNS, faults, |row| {
        let fund = fund(row, currency)?;
        if row.is_sound() && !seen.insert(fund.id.clone()) {
            twice.push(duplicate(row, "id", &fund.id));
            return None;
        }
        Some(fund)
    })?;
    faults.extend(twice);
    Ok(funds)
}

/// One row.
fn fund(row: &mut RowReader<'_>, currency: Currency) -> Option<Fund> {
    let id = row.required_id("id");
    if id.as_ref().is_some_and(|id| id.as_str() == GENERAL_FUND) {
        row.wrong("id", "another id: what is booked on no fund is the general one");
    }
    let title = row.required_text("title");
    let opening = row.required_amount("opening", Some(currency));
    Some(Fund {
        title,
        purpose: row.text("purpose"),
        place: row.place("opening"),
        id: id?.to_string(),
        opening: opening?,
    })
}
