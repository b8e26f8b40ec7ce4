//! The account of every supporting table: what was read equals the sum of where it went (contract:
//! Supporting spreadsheets). The left side is the reader's, taken before anything was decided.

use std::collections::BTreeMap;

use model::supporting::{AccountTerm, FileAccount, TableKind, Tally};
use model::volume::{CountedAs, LeftOutReason};
use model::{Currency, Identifier, LineOrigin, YearReading};
use tables::{CountedLines, Counting};

use crate::error::{Error, currency_name};
use crate::sums::add_tally;

/// Whose table, where, in which currency.
type Key = (Identifier, String, String, Option<Currency>);

/// The accounts of all tables of orders, by participant, path, sheet and currency.
pub(crate) fn accounts(
    year: &YearReading,
    counted: &CountedLines,
) -> Result<Vec<FileAccount>, Error> {
    let mut accounts: BTreeMap<Key, FileAccount> = BTreeMap::new();
    for table in year.tables.iter().filter(|table| table.kind == TableKind::Orders) {
        for (currency, read) in &table.read {
            let key =
                (table.participant.clone(), table.path.clone(), table.sheet.clone(), *currency);
            let account = open(&mut accounts, key);
            add_tally(&mut account.read, *read, &table.participant)?;
        }
    }
    for (group, counting) in counted.groups() {
        if group.origin != LineOrigin::Orders {
            continue;
        }
        let key = (
            group.participant.clone(),
            group.path.to_string(),
            group.sheet.to_string(),
            group.currency,
        );
        let term = open(&mut accounts, key).terms.entry(term(counting)).or_default();
        let of_group = Tally { rows: group.lines, amount_minor: group.amount_minor.unwrap_or(0) };
        add_tally(term, of_group, &group.participant)?;
    }
    let accounts: Vec<FileAccount> = accounts.into_values().collect();
    accounts.iter().try_for_each(assert_closes)?;
    Ok(accounts)
}

fn open(accounts: &mut BTreeMap<Key, FileAccount>, key: Key) -> &mut FileAccount {
    accounts.entry(key.clone()).or_insert_with(|| FileAccount {
        participant: key.0,
        path: key.1,
        sheet: key.2,
        currency: key.3,
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
        (CountedAs::LeftOut, _) => AccountTerm::LeftOut,
        _ => AccountTerm::Counted,
    }
}

fn assert_closes(account: &FileAccount) -> Result<(), Error> {
    let (rows, minor) = account.difference();
    if account.closes() {
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
