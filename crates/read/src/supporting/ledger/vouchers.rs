//! Vouchers of a double-entry export: what is booked and what came into the accounts where the money lies are the same
//! amount.

use std::collections::BTreeMap;

use model::{Currency, Date, Decimal, Fault, FaultKind, Place};

use super::entry::{Entry, Is};
use super::posting;
use crate::supporting::columns::Columns;
use crate::supporting::orders::measure;
use crate::text::folded;

/// What a voucher is told by: its reference, else its day.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Told {
    Reference(String),
    Day(Date),
}

/// The rows of one voucher.
struct Voucher {
    /// What is booked less what came into the money, by currency.
    apart: BTreeMap<Currency, Decimal>,
    /// A row of it is on an account where the money lies.
    has_money: bool,
    /// A row of it could not be read, or says nothing of the money.
    unknown: bool,
    /// Where its first reference stands, or would stand.
    place: Place,
    /// That reference.
    reference: String,
    label: String,
}

/// The vouchers of all tables.
#[derive(Default)]
pub(super) struct Vouchers(BTreeMap<Told, Voucher>);

impl Vouchers {
    /// Takes in a row.
    pub(super) fn add(&mut self, columns: &Columns, row: u32, entry: &Entry) {
        let has_money_accounts =
            columns.mapping.ledger.as_ref().is_some_and(|keys| !keys.money_accounts.is_empty());
        // A row with both accounts of a booking balances by itself.
        let balances = posting::fields(columns).is_some();
        if !has_money_accounts || balances || matches!(entry.is, Is::Sum | Is::Skipped) {
            return;
        }
        let reference = folded(&entry.reference);
        let told = match (reference.is_empty(), entry.date) {
            (false, _) => Told::Reference(reference),
            (true, Some(day)) => Told::Day(day),
            (true, None) => return,
        };
        let voucher = self.0.entry(told).or_insert_with(|| Voucher {
            apart: BTreeMap::new(),
            has_money: false,
            unknown: false,
            place: columns.place(row, "reference"),
            reference: entry.reference.clone(),
            label: columns.mapping.columns.get("reference").cloned().unwrap_or_default(),
        });
        let is_money = matches!(entry.is, Is::Money);
        voucher.has_money |= is_money;
        match (&entry.is, entry.moves, entry.currency) {
            (Is::Booked(_) | Is::Money, Some(moves), Some(currency)) => {
                let apart = voucher.apart.entry(currency).or_default();
                let moves = if is_money { -moves } else { moves };
                match apart.checked_add(moves) {
                    Some(sum) => *apart = sum,
                    None => voucher.unknown = true,
                }
            }
            _ => voucher.unknown = true,
        }
    }

    /// The faults of vouchers that do not balance. One with money and amounts in two currencies cannot be judged. Where
    /// no voucher has a row on an account where the money lies, the export has the other side alone.
    pub(super) fn unbalanced(self) -> Vec<Fault> {
        if !self.0.values().any(|voucher| voucher.has_money) {
            return Vec::new();
        }
        let judged = self.0.into_iter().filter(|(_, voucher)| {
            !voucher.unknown && (voucher.apart.len() == 1 || !voucher.has_money)
        });
        let faults = judged.filter_map(|(told, voucher)| {
            let mut apart = voucher.apart.iter().filter(|(_, apart)| !apart.is_zero());
            let (currency, apart) = apart.next().map(|(currency, apart)| (*currency, *apart))?;
            Some(unbalanced(&told, voucher, currency, apart))
        });
        faults.collect()
    }
}

fn unbalanced(told: &Told, voucher: Voucher, currency: Currency, apart: Decimal) -> Fault {
    let raw = measure(Some(currency), apart.abs(), "amount");
    let which = match told {
        Told::Reference(_) => format!("the voucher {}", voucher.reference),
        Told::Day(day) => format!("the rows of {day} without a voucher"),
    };
    let (kind, expected) = match voucher.has_money {
        true => (
            FaultKind::VoucherNotBalanced,
            format!(
                "rows that sum up to nothing; what {which} books and what it moves on the accounts where the money lies are {raw} apart"
            ),
        ),
        false => (
            FaultKind::VoucherWithoutMoney,
            format!(
                "a row on an account where the money lies, as the other vouchers have; {which} moves no money by its rows"
            ),
        ),
    };
    Fault {
        kind,
        participant: None,
        place: voucher.place,
        raw,
        field: "reference".to_owned(),
        label: voucher.label,
        expected,
        context: Vec::new(),
    }
}
