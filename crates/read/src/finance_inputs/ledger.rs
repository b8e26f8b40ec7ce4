//! `finance/ledger.csv`.

use std::collections::BTreeMap;

use model::finance::LedgerLine;
use model::{Currency, Fault, InputFile, Money, Obstacle};

use super::bookable::Bookable;
use crate::registers::rows;
use crate::supporting::is_printable;
use crate::table::{Columns, RowReader};

pub(super) const COLUMNS: Columns = Columns {
    required: &["date", "account", "amount", "currency"],
    optional: &[
        "description",
        "counterparty",
        "reference",
        "activity",
        "fund",
        "for_year",
        "for_participant",
        "paid_amount",
        "paid_currency",
    ],
    titled: &[],
    private: &[],
};

/// Reads the ledger in the file's order. What does not fit the year in a booking is a fault at that cell, and the
/// booking is kept.
pub(super) fn ledger(
    files: &BTreeMap<String, InputFile>,
    folder: &str,
    year: Option<Bookable>,
    faults: &mut Vec<Fault>,
) -> Result<Vec<LedgerLine>, Vec<Obstacle>> {
    let mut unfit = Vec::new();
    let ledger = rows(files, &format!("{folder}/ledger"), &COLUMNS, faults, |row| {
        let line = ledger_line(row)?;
        if let Some(year) = year.filter(|_| row.is_sound()) {
            let found = year.unfit(&line).into_iter();
            unfit.extend(found.map(|unfit| row.told(unfit.kind, unfit.field, unfit.expected)));
        }
        Some(line)
    })?;
    faults.extend(unfit);
    Ok(ledger)
}

/// One row.
fn ledger_line(row: &mut RowReader<'_>) -> Option<LedgerLine> {
    let date = row.required_day("date");
    let account = row.required_text("account");
    let currency = row.currency("currency");
    let amount = row.required_amount("amount", currency);
    let paid = paid(row, amount.zip(currency));
    let mut text = |column: &str| {
        let text = row.text(column);
        if !is_printable(&text) {
            row.wrong(column, "a text without control characters");
        }
        text
    };
    let [description, counterparty, reference, activity, fund, for_participant] =
        ["description", "counterparty", "reference", "activity", "fund", "for_participant"]
            .map(&mut text);
    Some(LedgerLine {
        description,
        counterparty,
        reference,
        activity,
        fund,
        for_year: row.year("for_year"),
        for_participant,
        paid,
        place: row.place("amount"),
        reference_place: row.place("reference"),
        counterparty_place: row.place("counterparty"),
        date: date?,
        account,
        amount: amount?,
        currency: currency?,
    })
}

/// What was paid in another currency than that which is booked, with the sign of what is booked.
fn paid(row: &mut RowReader<'_>, booked: Option<(i64, Currency)>) -> Option<Money> {
    let [amount, currency] =
        ["paid_amount", "paid_currency"].map(|column| !row.text(column).is_empty());
    if !amount && !currency {
        return None;
    }
    let currency = row.currency("paid_currency");
    let minor = row.required_amount("paid_amount", currency)?;
    let currency = currency?;
    let (booked, own) = booked?;
    if currency == own && minor != booked {
        row.wrong("paid_amount", "the amount that is booked, or another currency");
    } else if booked.signum() != minor.signum() {
        row.wrong("paid_amount", "what was paid, with the sign of `amount`");
    }
    (currency != own).then_some(Money { currency, minor })
}
