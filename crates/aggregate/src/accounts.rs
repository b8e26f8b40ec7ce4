//! The account of every supporting table: what was read equals the sum of where it went, and the amounts as
//! typed equal what was read, the tax taken out and the rounding (contract: Supporting spreadsheets). The left
//! side is the reader's, taken before anything was decided.

use std::collections::BTreeMap;

use model::devices::{CountedDevices, DeviceTable};
use model::supporting::{AccountTerm, Adjustment, FileAccount, TableKind, Tally};
use model::volume::{CountedAs, LeftOutReason};
use model::{Currency, Decimal, Identifier, LineOrigin, Place, YearReading};
use tables::{CountedLines, Counting};

use crate::error::{Error, currency_name};
use crate::sums::{add_tally, too_large};

/// Whose table, where, of what, in which currency.
type Key = (Identifier, String, String, TableKind, Option<Currency>);

type Accounts = BTreeMap<Key, FileAccount>;

/// The accounts of all tables, by participant, path, sheet, kind and currency. Tables of devices have rows and
/// no amounts.
///
/// # Errors
/// If a sum is too large to be counted, or an account does not close.
pub(crate) fn accounts(
    year: &YearReading,
    counted: &CountedLines,
    devices: &[CountedDevices],
) -> Result<Vec<FileAccount>, Error> {
    let mut accounts = Accounts::new();
    read_side(year, &mut accounts)?;
    for (group, counting) in counted.groups() {
        if group.origin != LineOrigin::Orders {
            continue;
        }
        let (path, sheet) = (group.path.to_string(), group.sheet.to_string());
        let key = (group.participant.clone(), path, sheet, TableKind::Orders, group.currency);
        let term = open(&mut accounts, key).terms.entry(term(counting)).or_default();
        let of_group = Tally { rows: group.lines, amount_minor: group.amount_minor.unwrap_or(0) };
        add_tally(term, of_group, &group.participant)?;
    }
    for rows in devices {
        let Some(kind) = listed_in(rows.table) else { continue };
        let (path, sheet) = table_of(&rows.place);
        let key = (rows.participant.clone(), path, sheet, kind, None);
        let term = open(&mut accounts, key).terms.entry(rows.term).or_default();
        add_tally(term, Tally { rows: rows.rows, amount_minor: 0 }, &rows.participant)?;
    }
    let accounts: Vec<FileAccount> = accounts.into_values().collect();
    accounts.iter().try_for_each(assert_closes)?;
    Ok(accounts)
}

/// What the reader took in.
fn read_side(year: &YearReading, accounts: &mut Accounts) -> Result<(), Error> {
    for table in &year.tables {
        let key = |currency: Option<Currency>| {
            let (path, sheet) = (table.path.clone(), table.sheet.clone());
            (table.participant.clone(), path, sheet, table.kind, currency)
        };
        for (currency, read) in &table.read {
            let account = open(accounts, key(*currency));
            add_tally(&mut account.read, *read, &table.participant)?;
        }
        for (currency, more) in &table.adjustments {
            let account = open(accounts, key(*currency));
            account.adjustment = sum(account.adjustment, *more)
                .ok_or_else(|| too_large(&table.participant, "amounts"))?;
        }
    }
    Ok(())
}

fn sum(one: Adjustment, other: Adjustment) -> Option<Adjustment> {
    Some(Adjustment {
        typed: one.typed.checked_add(other.typed)?,
        tax: one.tax.checked_add(other.tax)?,
        rounding: one.rounding.checked_add(other.rounding)?,
    })
}

/// What a supporting file of devices lists; `None` for tables of the form.
fn listed_in(table: DeviceTable) -> Option<TableKind> {
    match table {
        DeviceTable::InUse | DeviceTable::EndOfUse => None,
        DeviceTable::Assets => Some(TableKind::Assets),
        DeviceTable::Disposals => Some(TableKind::Disposals),
    }
}

/// Path of a file and title of its sheet; of a text file, its name.
fn table_of(place: &Place) -> (String, String) {
    let name = || place.path.rsplit('/').next().unwrap_or_default().to_owned();
    let sheet = place.sheet.as_ref().map_or_else(name, |sheet| sheet.to_string());
    (place.path.to_string(), sheet)
}

fn open(accounts: &mut Accounts, key: Key) -> &mut FileAccount {
    accounts.entry(key.clone()).or_insert_with(|| FileAccount {
        participant: key.0,
        path: key.1,
        sheet: key.2,
        kind: key.3,
        adjustment: Adjustment::default(),
        currency: key.4,
        read: Tally::default(),
        terms: BTreeMap::new(),
    })
}

/// The term of the account that lines counted so belong to.
fn term(counting: &Counting) -> AccountTerm {
    match (counting.counted_as, counting.reason) {
        (CountedAs::Evidence, _) => AccountTerm::Evidence,
        (CountedAs::LeftOut, Some(LeftOutReason::OutsidePeriod)) => AccountTerm::OutsidePeriod,
        (CountedAs::LeftOut, Some(LeftOutReason::NotInScope)) => AccountTerm::OutOfScope,
        (CountedAs::LeftOut, Some(LeftOutReason::Unclassified)) => AccountTerm::Unclassified,
        (CountedAs::LeftOut, Some(LeftOutReason::Duplicate)) => AccountTerm::Duplicate,
        (CountedAs::LeftOut, Some(LeftOutReason::Subtotal)) => AccountTerm::Subtotal,
        (CountedAs::LeftOut, Some(LeftOutReason::Refused)) => AccountTerm::Refused,
        (CountedAs::LeftOut, Some(LeftOutReason::Skipped)) => AccountTerm::Skipped,
        (CountedAs::LeftOut, _) => AccountTerm::LeftOut,
        _ => AccountTerm::Counted,
    }
}

fn assert_closes(account: &FileAccount) -> Result<(), Error> {
    let (rows, minor) = account.difference();
    if account.closes() && is_adjusted(account) {
        return Ok(());
    }
    Err(Error::AccountOpen {
        path: account.path.clone(),
        sheet: account.sheet.clone(),
        currency: currency_name(account.currency),
        rows,
        minor,
    })
}

/// Whether the amounts as typed are what was read, the tax and the rounding. A table read without adjustments,
/// such as one of devices, has none to compare.
fn is_adjusted(account: &FileAccount) -> bool {
    let Adjustment { typed, tax, rounding } = account.adjustment;
    let places = account.currency.unwrap_or(Currency::EUR).minor_unit();
    let read = Decimal::new(account.read.amount_minor, places);
    account.adjustment == Adjustment::default()
        || read.checked_add(tax).and_then(|sum| sum.checked_add(rounding)) == Some(typed)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn account(read: i64, typed: i64, tax: i64, rounding: i64) -> FileAccount {
        let key = (
            Identifier::parse("north").unwrap(),
            "inputs/2026/returns/north/supporting/o.csv".to_owned(),
            "o.csv".to_owned(),
            TableKind::Orders,
            Some(Currency::EUR),
        );
        let mut accounts = Accounts::new();
        let account = open(&mut accounts, key);
        account.read = Tally { rows: 1, amount_minor: read };
        account.terms.insert(AccountTerm::Counted, account.read);
        account.adjustment = Adjustment {
            typed: Decimal::new(typed, 4),
            tax: Decimal::new(tax, 4),
            rounding: Decimal::new(rounding, 4),
        };
        account.clone()
    }

    #[test]
    fn rows_that_the_mapping_takes_out_have_their_own_term() {
        let counting = |reason| Counting {
            counted_as: CountedAs::LeftOut,
            reason: Some(reason),
            owner: Identifier::parse("north").unwrap(),
            rate: None,
            buyer_known: true,
            units_elsewhere: false,
        };
        assert_eq!(term(&counting(LeftOutReason::Skipped)), AccountTerm::Skipped);
        assert_eq!(term(&counting(LeftOutReason::NoRate)), AccountTerm::LeftOut);
    }

    #[test]
    fn typed_amounts_are_what_was_read_with_tax_and_rounding() {
        assert!(assert_closes(&account(10_000, 1_210_010, 210_002, 8)).is_ok());
        assert!(assert_closes(&account(10_000, 1_210_010, 210_002, 7)).is_err());
        assert!(assert_closes(&account(10_000, 0, 0, 0)).is_ok(), "read without adjustments");
    }
}
