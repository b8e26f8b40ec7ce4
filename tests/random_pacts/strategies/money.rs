//! The Pact's money.

use proptest::prelude::*;
use proptest::sample::{Index, select};
use rust_decimal::Decimal;

/// A year's money before the participants are known.
#[derive(Clone, Debug)]
pub(super) struct RawMoney {
    pub(super) opening: Decimal,
    /// Which accounts the budget has beyond those that are booked on, and what was decided.
    pub(super) budget: Vec<(bool, Decimal, Option<Decimal>)>,
    pub(super) ledger: Vec<RawBooking>,
    pub(super) contributions: Vec<RawContribution>,
}

/// A booking.
#[derive(Clone, Debug)]
pub(super) struct RawBooking {
    /// Thousandths of the period.
    pub(super) at: i64,
    pub(super) account: usize,
    /// `None`: somebody outside the Pact.
    pub(super) counterparty: Option<Index>,
    pub(super) amount: Decimal,
    pub(super) currency: &'static str,
    /// Years the contribution is for, from this one.
    pub(super) for_year: Option<i16>,
}

/// What a participant is to pay.
#[derive(Clone, Debug)]
pub(super) struct RawContribution {
    pub(super) participant: Index,
    pub(super) due: Decimal,
    pub(super) currency: &'static str,
    /// Thousandths of the period.
    pub(super) at: i64,
    pub(super) waived: bool,
}

/// Accounts: number, whether of income, class.
pub(super) const ACCOUNTS: [(&str, bool, &str); 8] = [
    ("1000", true, "contribution"),
    ("1010", true, "contribution"),
    ("1100", true, "voluntary"),
    ("1900", true, "other_income"),
    ("2000", false, "staff"),
    ("2100", false, "services"),
    ("2150", false, "services"),
    ("2900", false, "other_expense"),
];

fn cents(most: i64) -> impl Strategy<Value = Decimal> {
    (0..most).prop_map(|cents| Decimal::new(cents, 2))
}

fn currency() -> impl Strategy<Value = &'static str> {
    prop_oneof![3 => Just("EUR"), 2 => Just("SEK"), 1 => select(vec!["NOK", "CHF", "GBP", "BGN"])]
}

/// A year's money.
pub(super) fn money() -> impl Strategy<Value = RawMoney> {
    let booking =
        (
            0..=1_000_i64,
            prop_oneof![2 => Just(0_usize), 1 => 0..ACCOUNTS.len()],
            prop::option::weighted(0.85, any::<Index>()),
            prop_oneof![9 => cents(2_000_000), 1 => cents(90_000).prop_map(|amount| -amount)],
            currency(),
            prop::option::weighted(0.3, -1..=1_i16),
        )
            .prop_map(|(at, account, counterparty, amount, currency, for_year)| {
                RawBooking { at, account, counterparty, amount, currency, for_year }
            });
    let contribution =
        (any::<Index>(), cents(2_000_000), currency(), 0..=1_000_i64, prop::bool::weighted(0.15))
            .prop_map(|(participant, due, currency, at, waived)| RawContribution {
                participant,
                due,
                currency,
                at,
                waived,
            });
    (
        cents(9_000_000),
        prop::collection::vec(
            (any::<bool>(), cents(9_000_000), prop::option::weighted(0.3, cents(9_000_000))),
            ACCOUNTS.len(),
        ),
        prop::collection::vec(booking, 0..8),
        prop::collection::vec(contribution, 0..5),
    )
        .prop_map(|(opening, budget, ledger, contributions)| RawMoney {
            opening,
            budget,
            ledger,
            contributions,
        })
}
