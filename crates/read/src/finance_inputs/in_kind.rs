//! `finance/in-kind.csv`: work and other help given to the Pact itself that the office wrote down (§5.3.1).

use std::collections::BTreeMap;

use model::finance::InKindLine;
use model::{Fault, InputFile, Obstacle, Register};

use crate::registers::rows;
use crate::table::{Columns, RowReader};

pub(super) const COLUMNS: Columns = Columns {
    required: &["participant", "hours", "amount", "currency"],
    optional: &["kind", "working_group", "description"],
    titled: &[],
    private: &[],
};

/// What the Pact tells apart.
const KINDS: [&str; 2] = ["hours", "other"];

/// Reads the file in its order. A row without hours and without an amount is kept: a rule asks about it.
pub(super) fn in_kind(
    files: &BTreeMap<String, InputFile>,
    folder: &str,
    register: &Register,
    faults: &mut Vec<Fault>,
) -> Result<Vec<InKindLine>, Vec<Obstacle>> {
    let name = format!("{folder}/in-kind");
    rows(files, &name, &COLUMNS, faults, |row| line(row, register))
}

/// One row.
fn line(row: &mut RowReader<'_>, register: &Register) -> Option<InKindLine> {
    let participant = row.participant("participant", register);
    let kind = row
        .value("kind", "`hours` or `other`", |text| KINDS.into_iter().find(|kind| *kind == text));
    let [hours, amount] = ["hours", "amount"].map(|column| {
        let number = row.number(column);
        if number.is_some_and(|number| number.is_sign_negative() && !number.is_zero()) {
            row.wrong(column, "a number of 0 or more");
        }
        number
    });
    let stands = !row.shown("currency").trim().is_empty();
    let currency = if amount.is_some() || stands { row.currency("currency") } else { None };
    let amount = match (amount, currency) {
        (Some(amount), Some(currency)) => row.with_its_decimals("amount", amount, currency),
        (amount, _) => amount,
    };
    Some(InKindLine {
        kind: kind.unwrap_or_default().to_owned(),
        working_group: row.text("working_group"),
        hours,
        amount,
        currency,
        description: row.text("description"),
        unreadable: false,
        place: row.place("participant"),
        hours_place: row.place("hours"),
        amount_place: row.place("amount"),
        participant: participant?,
    })
}
