//! What the other side of a booking paid, where that was in another currency than the accounts have it in.

use model::currency::Money;
use model::{Currency, Fault};

use super::entry::{Reader, blank, minor_units};
use crate::supporting::columns::Columns;

const AMOUNT: &str = "paid_amount";
const CURRENCY: &str = "paid_currency";

impl Reader<'_> {
    /// What was paid for a booking of `booked` minor units of a currency; `None` where the row says nothing of it, or
    /// the same. Exports differ in whether such an amount has a sign, so that it is given that of the booking.
    pub(super) fn paid(
        &self,
        columns: &Columns,
        row: u32,
        booked: (i64, Currency),
        faults: &mut Vec<Fault>,
    ) -> Option<Money> {
        let before = faults.len();
        let amount = self.number(columns, row, AMOUNT).take(faults);
        let amount = amount.filter(|amount| !amount.is_zero())?;
        let said = columns.said(row, CURRENCY).value;
        let Some(currency) = Currency::parse(said.trim()) else {
            let expected = "the currency of `paid_amount`, such as CHF, or a value for it in [table.values.paid_currency]";
            faults.push(blank(columns, row, CURRENCY, expected));
            return None;
        };
        let minor = minor_units(columns, row, AMOUNT, (amount.abs(), currency), faults)?;
        let (own, own_currency) = booked;
        if currency == own_currency && minor != own.abs() {
            let expected = "the amount that is booked, or another currency";
            faults.push(blank(columns, row, AMOUNT, expected));
        }
        let differs = currency != own_currency && faults.len() == before;
        differs.then(|| Money { currency, minor: minor * own.signum() })
    }
}
