//! What a participant answers.

use demo::pact::{Level, Organisation};
use model::vocabulary::{Acquisition, AmountBasis, Condition, Route, Tax};
use proptest::prelude::*;
use proptest::sample::{Index, select};
use rust_decimal::Decimal;

use super::files::{RawFile, file};
use super::money::RawInKind;
use super::questions::{OUTPUTS, PRACTICES};

/// A return before its form is known.
#[derive(Clone, Debug)]
pub(super) struct RawReturn {
    /// Days after the deadline.
    pub(super) received: Option<i32>,
    pub(super) form: bool,
    pub(super) french: bool,
    /// Days by which the first and the last day of its period differ from the year's.
    pub(super) period: (Option<i32>, Option<i32>),
    pub(super) organisation: Organisation,
    pub(super) reports_for: Vec<Index>,
    pub(super) uptake: Vec<Option<Level>>,
    pub(super) carried: bool,
    pub(super) adoption: Vec<Option<u8>>,
    pub(super) words: bool,
    /// The strategies of which it says where it can be seen.
    pub(super) evidence: Vec<bool>,
    pub(super) outreach: Vec<RawOutreach>,
    pub(super) in_kind: Vec<RawInKind>,
    pub(super) purchases: Vec<RawPurchase>,
    pub(super) in_use: Vec<RawStock>,
    pub(super) end_of_use: Vec<(usize, Option<Route>, Option<i64>)>,
    pub(super) files: Vec<RawFile>,
}

/// A line of purchases before its buyer is known.
#[derive(Clone, Debug)]
pub(super) struct RawPurchase {
    pub(super) group: Option<usize>,
    pub(super) condition: Option<Condition>,
    pub(super) acquisition: Option<Acquisition>,
    pub(super) units: Option<i64>,
    pub(super) amount: Option<Decimal>,
    pub(super) currency: Option<&'static str>,
    pub(super) buyer: RawBuyer,
    /// Of a hundred units so many with a label, and under the Pact's criteria; above 100 they are too many.
    pub(super) labelled: Option<i64>,
    pub(super) criteria: Option<i64>,
}

/// A row of outreach.
#[derive(Clone, Debug)]
pub(super) struct RawOutreach {
    pub(super) reached: (Option<i64>, Option<i64>),
    pub(super) units: Option<i64>,
    pub(super) amount: Option<Decimal>,
    pub(super) currency: Option<&'static str>,
    pub(super) measured: Option<bool>,
}

/// For whom.
#[derive(Clone, Debug)]
pub(super) enum RawBuyer {
    Blank,
    Itself,
    Participant(Index),
    Nobody,
    Other(Option<u8>),
}

/// Devices of a group in use: number, age, lifetime.
pub(super) type RawStock = (usize, Option<i64>, Option<Decimal>, Option<Decimal>);

/// Currencies: quoted, joined the euro, no longer quoted, never quoted, without a minor unit.
const CURRENCIES: [&str; 14] = [
    "EUR", "SEK", "GBP", "CHF", "NOK", "PLN", "JPY", "ISK", "BGN", "HRK", "RUB", "USD", "PYG",
    "KWD",
];

pub(super) fn currency() -> impl Strategy<Value = &'static str> {
    prop_oneof![5 => Just("EUR"), 4 => select(&CURRENCIES[1..6]), 2 => select(&CURRENCIES[6..])]
}

/// A product group by its number: mostly few, so that lines meet.
pub(super) fn group() -> impl Strategy<Value = usize> {
    prop_oneof![5 => 0..3_usize, 2 => 3..11_usize]
}

fn amount() -> impl Strategy<Value = Decimal> {
    prop_oneof![
        8 => (1..5_000_000_i64).prop_map(|cents| Decimal::new(cents, 2)),
        // Beside which what somebody silent bought is little.
        2 => (90_000_000..900_000_000_i64).prop_map(|cents| Decimal::new(cents, 2)),
        3 => (1..90_000_i64).prop_map(Decimal::from),
        1 => (-900_000..0_i64).prop_map(|cents| Decimal::new(cents, 2)),
        1 => (1..9_000_000_i64).prop_map(|mills| Decimal::new(mills, 3)),
        1 => Just(Decimal::ZERO),
    ]
}

fn purchase() -> impl Strategy<Value = RawPurchase> {
    let buyer = prop_oneof![
        10 => Just(RawBuyer::Blank),
        2 => Just(RawBuyer::Itself),
        5 => any::<Index>().prop_map(RawBuyer::Participant),
        1 => Just(RawBuyer::Nobody),
        3 => prop::option::of(0..4_u8).prop_map(RawBuyer::Other),
    ];
    (
        prop::option::weighted(0.95, group()),
        prop::option::weighted(0.8, select(Condition::ALL)),
        prop::option::weighted(0.85, select(&Acquisition::ALL[..3])),
        prop::option::weighted(0.8, prop_oneof![9 => 0..400_i64, 1 => -20..0_i64]),
        prop::option::weighted(0.85, amount()),
        prop::option::weighted(0.2, currency()),
        buyer,
        (of_a_hundred(), of_a_hundred()),
    )
        .prop_map(
            |(group, condition, acquisition, units, amount, currency, buyer, of_units)| {
                // A row with nothing in it is no row.
                let group =
                    if units.is_none() && amount.is_none() { group.or(Some(0)) } else { group };
                let (labelled, criteria) = of_units;
                RawPurchase {
                    group,
                    condition,
                    acquisition,
                    units,
                    amount,
                    currency,
                    buyer,
                    labelled,
                    criteria,
                }
            },
        )
}

/// Often blank, mostly a part, sometimes more than there are.
fn of_a_hundred() -> impl Strategy<Value = Option<i64>> {
    prop::option::weighted(0.6, prop_oneof![1 => Just(0), 8 => 0..=100_i64, 1 => 101..150_i64])
}

fn outreach() -> impl Strategy<Value = RawOutreach> {
    let number = |most: i64| prop::option::weighted(0.7, 0..most);
    (
        (number(400), number(900)),
        number(5_000),
        prop::option::weighted(0.5, amount().prop_map(|amount| amount.abs())),
        prop::option::weighted(0.2, currency()),
        prop::option::of(any::<bool>()),
    )
        .prop_map(|(reached, units, amount, currency, measured)| RawOutreach {
            reached,
            units,
            amount,
            currency,
            measured,
        })
}

fn organisation() -> impl Strategy<Value = Organisation> {
    let tax = prop_oneof![
        6 => Just((Some(Tax::Excluded), None)),
        1 => Just((None, None)),
        1 => Just((Some(Tax::Unknown), None)),
        1 => Just((Some(Tax::Included), None)),
        2 => (10..=300_i64).prop_map(|rate| (Some(Tax::Included), Some(Decimal::new(rate, 1)))),
    ];
    let basis = prop::option::weighted(0.9, select(AmountBasis::ALL));
    let users = prop::option::weighted(0.7, prop_oneof![1 => Just(0_u32), 6 => 1..3_000_u32]);
    let yes_no = |yes: f64| prop::option::weighted(0.5, prop::bool::weighted(yes));
    (prop::option::weighted(0.92, currency()), basis, tax, users, yes_no(0.12), yes_no(0.15))
        .prop_map(
            |(
                currency,
                amount_basis,
                (tax, tax_rate),
                users_served,
                protect_volume,
                procurement_none,
            )| {
                let currency = currency.map(str::to_owned);
                Organisation {
                    currency,
                    amount_basis,
                    tax,
                    tax_rate,
                    users_served,
                    protect_volume,
                    procurement_none,
                    ..Organisation::default()
                }
            },
        )
}

/// Whole years of other rhythms, odd days, short and long periods, and some that lie in another year.
fn period() -> impl Strategy<Value = (Option<i32>, Option<i32>)> {
    prop_oneof![
        10 => Just((None, None)),
        2 => select(vec![(92, 92), (-92, -92), (61, 61), (-273, -273), (-180, -180), (184, 184), (200, 0), (-60, 0), (0, 30), (0, 37), (0, 38)])
            .prop_map(|(start, end)| (Some(start), Some(end))),
        1 => (-220..220_i32, -220..220_i32).prop_map(|(start, end)| (Some(start), Some(end.max(start - 360)))),
        1 => (-60..60_i32).prop_map(|start| (Some(start), None)),
        1 => (-60..60_i32).prop_map(|end| (None, Some(end))),
    ]
}

/// A return with so many lines of each kind at most.
pub(super) fn sent(lines: usize) -> impl Strategy<Value = RawReturn> {
    let level = prop_oneof![4 => (0..=4_u8).prop_map(Level::Of), 1 => Just(Level::NotApplicable)];
    let years = |most: i64| {
        prop::option::weighted(0.6, (1..most).prop_map(|tenths| Decimal::new(tenths, 1)))
    };
    let stock = (group(), prop::option::weighted(0.8, 0..3_000_i64), years(200), years(150));
    let end = (
        group(),
        prop::option::weighted(0.7, select(Route::ALL)),
        prop::option::weighted(0.8, 0..500_i64),
    );
    let about = (
        prop::option::weighted(0.85, -40..25_i32),
        prop::bool::weighted(0.9),
        any::<bool>(),
        period(),
        organisation(),
        prop::collection::vec(any::<Index>(), 0..3),
    );
    let told = (
        prop::collection::vec(prop::option::weighted(0.7, level), PRACTICES),
        prop::bool::weighted(0.2),
        prop::collection::vec(prop::option::weighted(0.7, 0..=4_u8), OUTPUTS),
        any::<bool>(),
        prop::collection::vec(prop::bool::weighted(0.3), 4),
    );
    let rows = (
        prop::collection::vec(purchase(), 0..=lines + 1),
        prop::collection::vec(stock, 0..=lines / 2 + 1),
        prop::collection::vec(end, 0..=lines / 2 + 1),
        prop_oneof![3 => Just(0..1_usize), 2 => Just(1..3)]
            .prop_flat_map(move |files| prop::collection::vec(file(lines), files)),
        prop::collection::vec(outreach(), 0..3),
        prop::collection::vec(super::money::in_kind(), 0..3),
    );
    let blank = prop::bool::weighted(0.06);
    (about, told, rows, blank).prop_map(|(about, told, rows, blank)| {
        let (received, form, french, period, organisation, reports_for) = about;
        let (uptake, carried, adoption, words, evidence) = told;
        let (purchases, in_use, end_of_use, files, outreach, in_kind) = rows;
        let sent = RawReturn {
            received,
            form,
            french,
            period,
            organisation,
            reports_for,
            uptake,
            carried,
            adoption,
            words,
            evidence,
            outreach,
            in_kind,
            purchases,
            in_use,
            end_of_use,
            files,
        };
        if blank { sent.emptied() } else { sent }
    })
}

impl RawReturn {
    /// The same with nothing outside the group on the organisation.
    fn emptied(self) -> Self {
        Self {
            uptake: vec![None; PRACTICES],
            adoption: vec![None; OUTPUTS],
            words: false,
            evidence: Vec::new(),
            outreach: Vec::new(),
            in_kind: Vec::new(),
            purchases: Vec::new(),
            in_use: Vec::new(),
            end_of_use: Vec::new(),
            files: Vec::new(),
            ..self
        }
    }
}
