//! Rows that hold both accounts of a booking: which of them is debited, on which the money lies, and what is booked.

use std::collections::BTreeMap;

use model::{Currency, Date, Decimal, Fault};

use super::entry::{Entry, Is, blank, is_money};
use crate::supporting::columns::Columns;
use crate::text::folded;

/// The fields that name accounts.
pub(super) const ACCOUNTS: [&str; 4] =
    ["account", "contra_account", "debit_account", "credit_account"];

/// One account of a row.
pub(super) struct Side {
    /// The field it stands in.
    pub(super) field: &'static str,
    /// The account.
    pub(super) account: String,
    /// The money lies on it.
    is_money: bool,
}

/// Both accounts of a row. A positive amount debits the first and credits the second.
pub(super) struct Posting {
    debit: Side,
    credit: Side,
}

/// What a posting does.
pub(super) enum Does<'p> {
    /// It brings so much in, or takes it out, which the account that is none of the money is booked with.
    Moves(&'p Side, Decimal),
    /// It moves money from one account where it lies to another.
    Transfers,
}

/// The fields of the two accounts, that which a positive amount debits first; `None` where rows have one account.
pub(super) fn fields(columns: &Columns) -> Option<[&'static str; 2]> {
    if columns.is_mapped("debit_account") {
        return Some(["debit_account", "credit_account"]);
    }
    columns.is_mapped("contra_account").then_some(["account", "contra_account"])
}

/// Whether a row names an account in a cell.
pub(super) fn names_account(columns: &Columns, row: u32) -> bool {
    ACCOUNTS.iter().any(|field| columns.cell(row, field).is_some())
}

impl Posting {
    /// The accounts of a row; `None`, with faults, where one is not there or both are the same.
    pub(super) fn read(
        columns: &Columns,
        row: u32,
        fields: [&'static str; 2],
        faults: &mut Vec<Fault>,
    ) -> Option<Self> {
        let [debit, credit] = fields.map(|field| {
            let account = columns.said(row, field).value.trim().to_owned();
            Side { field, is_money: is_money(columns, &account), account }
        });
        let before = faults.len();
        for side in [&debit, &credit] {
            if side.account.is_empty() {
                let expected = "the number or code of an account: a row has one that is debited and one that is credited";
                faults.push(blank(columns, row, side.field, expected));
            }
        }
        if faults.len() == before && debit.account == credit.account {
            let expected =
                "another account than on the other side; this row debits and credits the same";
            faults.push(blank(columns, row, credit.field, expected));
        }
        (faults.len() == before).then_some(Self { debit, credit })
    }

    /// What it does; the fault of one that moves no money.
    pub(super) fn does(
        &self,
        columns: &Columns,
        row: u32,
        debited: Decimal,
        is_known: impl Fn(&str) -> bool,
    ) -> Result<Does<'_>, Box<Fault>> {
        match (self.debit.is_money, self.credit.is_money) {
            (true, true) => Ok(Does::Transfers),
            (true, false) => Ok(Does::Moves(&self.credit, debited)),
            (false, true) => Ok(Does::Moves(&self.debit, -debited)),
            (false, false) => {
                let sides = [&self.debit, &self.credit];
                let unknown = sides.into_iter().find(|side| !is_known(&side.account));
                let field = unknown.unwrap_or(&self.debit).field;
                let expected = format!(
                    "an account where the money lies (`money_accounts` in mapping.toml) on one of the two sides; this row has `{}` and `{}` and moves no money. If nothing was paid yet, {}; a correction from one account to another is booked in two rows, by way of a clearing account that `money_accounts` names",
                    self.debit.account,
                    self.credit.account,
                    columns.how_to_pass_over(row)
                );
                Err(Box::new(blank(columns, row, field, &expected)))
            }
        }
    }

    /// The accounts, that which a positive amount debits first.
    pub(super) fn accounts(&self) -> [String; 2] {
        [&self.debit, &self.credit].map(|side| side.account.clone())
    }

    /// Whether the money lies on the first account.
    pub(super) fn is_of_money(&self) -> bool {
        self.debit.is_money
    }
}

/// A posting as it is told from others: day, voucher, both accounts, currency, and what the first is debited with.
type Told = (Date, String, [String; 2], Currency, Decimal);

/// The postings of a table, to find one that stands there again as its other account sees it.
#[derive(Default)]
pub(super) struct Postings(BTreeMap<Told, u32>);

impl Postings {
    /// Takes in a row; the fault of one that another row has, seen from its other account.
    pub(super) fn add(&mut self, columns: &Columns, row: u32, entry: &Entry) -> Option<Fault> {
        let is_taken = matches!(entry.is, Is::Booked(_) | Is::Transfer);
        let accounts = entry.accounts.clone().filter(|_| is_taken)?;
        let (date, currency, debited) = (entry.date?, entry.currency?, entry.typed?);
        let reference = folded(&entry.reference);
        let [first, second] = accounts.clone();
        let mirrored = (date, reference.clone(), [second, first], currency, -debited);
        if let Some(other) = self.0.get(&mirrored) {
            let expected = format!(
                "each posting in one row; this one is that of row {}, as its other account sees it, and would count twice. If the export has every posting twice, take `contra_account` out of mapping.toml; if these are two payments, give each its own voucher",
                other + 1
            );
            return Some(blank(columns, row, "contra_account", &expected));
        }
        self.0.insert((date, reference, accounts, currency, debited), row);
        None
    }
}
