//! `finance/commitments.csv`: what was ordered or promised and is not paid yet.

use std::collections::BTreeMap;

use model::finance::Commitment;
use model::{Fault, FaultKind, InputFile, Obstacle};

use super::bookable::Bookable;
use crate::registers::rows;
use crate::table::{Columns, RowReader};

pub(super) const COLUMNS: Columns = Columns {
    required: &["account", "amount", "currency"],
    optional: &["fund", "counterparty", "description", "committed_on", "expected_on"],
    titled: &[],
    private: &[],
};

/// Reads the commitments in the file's order. One on an account that the year's budget does not have, or from a fund
/// that the year does not have, is a fault at that cell, and is kept.
pub(super) fn commitments(
    files: &BTreeMap<String, InputFile>,
    folder: &str,
    bookable: Bookable<'_>,
    faults: &mut Vec<Fault>,
) -> Result<Vec<Commitment>, Vec<Obstacle>> {
    let mut unfit = Vec::new();
    let commitments = rows(files, &format!("{folder}/commitments"), &COLUMNS, faults, |row| {
        let commitment = commitment(row)?;
        if row.is_sound() {
            let account = bookable.wrong_account(&commitment.account).map(|why| ("account", why));
            let fund = bookable.wrong_fund(commitment.fund_code()).map(|why| ("fund", why));
            let kind = FaultKind::CommitmentNotKnown;
            let found = account.into_iter().chain(fund);
            unfit.extend(found.map(|(column, expected)| row.told(kind, column, expected)));
        }
        Some(commitment)
    })?;
    faults.extend(unfit);
    Ok(commitments)
}

/// One row.
fn commitment(row: &mut RowReader<'_>) -> Option<Commitment> {
    let account = row.required_text("account");
    let currency = row.currency("currency");
    let amount = row.required_amount("amount", currency);
    if amount.is_some_and(|amount| amount < 0) {
        row.wrong("amount", "an amount of 0 or more: what is still to be paid");
    }
    Some(Commitment {
        fund: row.text("fund"),
        counterparty: row.text("counterparty"),
        description: row.text("description"),
        committed_on: row.day("committed_on"),
        expected_on: row.day("expected_on"),
        place: row.place("amount"),
        account,
        amount: amount?,
        currency: currency?,
    })
}
