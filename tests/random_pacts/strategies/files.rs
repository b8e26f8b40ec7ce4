//! What a participant attaches.

use demo::pact::{Layout, SpreadsheetLanguage};
use model::vocabulary::{Acquisition, Condition, Route};
use proptest::prelude::*;
use proptest::sample::select;
use rust_decimal::Decimal;

use super::submission::{currency, group};

/// A file before its return's period is known.
#[derive(Clone, Debug)]
pub(super) struct RawFile {
    pub(super) layout: Layout,
    pub(super) language: SpreadsheetLanguage,
    pub(super) currency: &'static str,
    pub(super) rows: RawRows,
}

/// Its rows.
#[derive(Clone, Debug)]
pub(super) enum RawRows {
    Orders(Vec<RawOrder>),
    Assets(Vec<RawAsset>),
    Disposals(Vec<RawDisposal>),
}

/// An order.
#[derive(Clone, Debug)]
pub(super) struct RawOrder {
    /// Where in the period it lies, in thousandths of it; below 0 and above 1,000 outside of it.
    pub(super) at: i64,
    pub(super) group: usize,
    pub(super) units: Option<i64>,
    /// In minor units of the currency.
    pub(super) minor: i64,
    pub(super) condition: Option<Condition>,
    pub(super) acquisition: Option<Acquisition>,
    pub(super) credit: bool,
}

/// Group, devices, days before the period's end, lifetime.
pub(super) type RawAsset = (usize, i64, Option<i32>, Option<Decimal>);

/// Group, devices, thousandths of the period, route.
pub(super) type RawDisposal = (usize, i64, i64, Option<Route>);

fn at() -> impl Strategy<Value = i64> {
    prop_oneof![12 => 0..=1_000_i64, 1 => -300..0_i64, 1 => 1_001..1_300_i64]
}

fn order() -> impl Strategy<Value = RawOrder> {
    (
        at(),
        group(),
        prop::option::weighted(0.8, 1..60_i64),
        1..3_000_000_i64,
        prop::option::weighted(0.5, select(Condition::ALL)),
        prop::option::weighted(0.5, select(&Acquisition::ALL[..3])),
        prop::bool::weighted(0.05),
    )
        .prop_map(|(at, group, units, minor, condition, acquisition, credit)| RawOrder {
            at,
            group,
            units,
            minor,
            condition,
            acquisition,
            credit,
        })
}

/// A file of orders or of devices.
pub(super) fn file(rows: usize) -> impl Strategy<Value = RawFile> {
    let bought = prop_oneof![10 => 0..4_000_i32, 1 => -60..0_i32, 1 => 14_000..16_000_i32];
    let lifetime = prop::option::of((10..120_i64).prop_map(|tenths| Decimal::new(tenths, 1)));
    let asset = (group(), 1..900_i64, prop::option::weighted(0.8, bought), lifetime);
    let disposal = (group(), 1..300_i64, at(), prop::option::weighted(0.8, select(Route::ALL)));
    let rows = prop_oneof![
        4 => prop::collection::vec(order(), 1..=2 * rows).prop_map(RawRows::Orders),
        1 => prop::collection::vec(asset, 1..=rows).prop_map(RawRows::Assets),
        1 => prop::collection::vec(disposal, 1..=rows).prop_map(RawRows::Disposals),
    ];
    (select(&Layout::ALL[..]), select(&SpreadsheetLanguage::ALL[..]), currency(), rows)
        .prop_map(|(layout, language, currency, rows)| RawFile { layout, language, currency, rows })
}
