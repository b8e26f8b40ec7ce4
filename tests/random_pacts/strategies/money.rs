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
    /// Openings of the funds that there are, as many as [`FUNDS`] at most.
    pub(super) funds: Vec<Decimal>,
    pub(super) commitments: Vec<RawCommitment>,
    pub(super) in_kind: Vec<RawNoted>,
}

/// What is ordered and not paid yet.
#[derive(Clone, Debug)]
pub(super) struct RawCommitment {
    pub(super) account: usize,
    pub(super) amount: Decimal,
    pub(super) currency: &'static str,
    pub(super) fund: Option<Index>,
}

/// Ids of funds, and of activities.
pub(super) const FUNDS: [&str; 2] = ["repair", "guide"];
pub(super) const ACTIVITIES: [&str; 2] = ["course", "criteria"];

/// What the office wrote down in kind.
#[derive(Clone, Debug)]
pub(super) struct RawNoted {
    pub(super) participant: Index,
    pub(super) given: RawInKind,
    pub(super) currency: Option<&'static str>,
    /// It is a line that a return has too.
    pub(super) copied: Option<Index>,
}

/// A line in kind: hours, amount.
pub(super) type RawInKind = (Option<Decimal>, Option<Decimal>, bool);

/// A line in kind, at times without a word on what it was worth.
pub(super) fn in_kind() -> impl Strategy<Value = RawInKind> {
    let hours = (0..400_i64).prop_map(|quarters| Decimal::new(quarters * 25, 2));
    // Few of them, so that two lines may be the same.
    let few = select(vec![2_i64, 8, 24]).prop_map(Decimal::from);
    (
        prop::option::weighted(0.7, prop_oneof![1 => hours, 1 => few]),
        prop::option::weighted(0.4, cents(900_000)),
        prop::bool::weighted(0.4),
    )
}

/// A booking.
#[derive(Clone, Debug)]
pub(super) struct RawBooking {
    /// Thousandths of the period.
    pub(super) at: i64,
    pub(super) account: usize,
    /// `None`: somebody outside the Pact.
    pub(super) counterparty: Option<Index>,
    /// Whose contribution it is, where another body paid it.
    pub(super) for_participant: Option<Index>,
    pub(super) amount: Decimal,
    pub(super) currency: &'static str,
    /// Years the contribution is for, from this one.
    pub(super) for_year: Option<i16>,
    pub(super) activity: Option<usize>,
    pub(super) fund: Option<Index>,
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
    let booking = (
        0..=1_000_i64,
        prop_oneof![2 => Just(0_usize), 1 => 0..ACCOUNTS.len()],
        (
            prop::option::weighted(0.85, any::<Index>()),
            prop::option::weighted(0.15, any::<Index>()),
        ),
        prop_oneof![9 => cents(2_000_000), 1 => cents(90_000).prop_map(|amount| -amount)],
        currency(),
        prop::option::weighted(0.3, -1..=1_i16),
        prop::option::weighted(0.3, 0..ACTIVITIES.len()),
        prop::option::weighted(0.5, any::<Index>()),
    )
        .prop_map(|(at, account, who, amount, currency, for_year, activity, fund)| {
            let (counterparty, for_participant) = who;
            RawBooking {
                at,
                account,
                counterparty,
                for_participant,
                amount,
                currency,
                for_year,
                activity,
                fund,
            }
        });
    let expenses = 4..ACCOUNTS.len();
    let open = prop::option::weighted(0.4, any::<Index>());
    let commitment = (expenses, cents(700_000), currency(), open).prop_map(
        |(account, amount, currency, fund)| RawCommitment { account, amount, currency, fund },
    );
    let contribution =
        (any::<Index>(), cents(2_000_000), currency(), 0..=1_000_i64, prop::bool::weighted(0.15))
            .prop_map(|(participant, due, currency, at, waived)| RawContribution {
                participant,
                due,
                currency,
                at,
                waived,
            });
    let noted = (
        any::<Index>(),
        in_kind(),
        prop::option::weighted(0.9, super::submission::currency()),
        prop::option::weighted(0.5, any::<Index>()),
    )
        .prop_map(|(participant, given, currency, copied)| RawNoted {
            participant,
            given,
            currency,
            copied,
        });
    (
        cents(9_000_000),
        prop::collection::vec(
            (any::<bool>(), cents(9_000_000), prop::option::weighted(0.3, cents(9_000_000))),
            ACCOUNTS.len(),
        ),
        prop::collection::vec(booking, 0..8),
        prop::collection::vec(contribution, 0..5),
        prop::collection::vec(cents(900_000), 0..=FUNDS.len()),
        prop::collection::vec(commitment, 0..4),
        prop::collection::vec(noted, 0..4),
    )
        .prop_map(|(opening, budget, ledger, contributions, funds, commitments, in_kind)| {
            RawMoney { opening, budget, ledger, contributions, funds, commitments, in_kind }
        })
}
