//! How many people the kinds of organisations have a workplace for.
//!
//! Medians and spreads are our own guess, as prices are ([`super::goods`]). The largest are capped, so that none
//! holds most of a pact of forty.

use super::draw::Draw;
use crate::pact::OrganisationKind;

/// People with a workplace: the median, the standard deviation of the logarithm, the fewest and the most.
struct Staff {
    median: f64,
    spread: f64,
    bounds: (f64, f64),
}

/// How many a kind of organisation has.
fn staff(kind: OrganisationKind) -> Staff {
    use OrganisationKind::{
        Agency, City, Hospitals, International, Ministry, Municipality, PurchasingBody, Region,
        University, WaterAuthority,
    };
    let (median, spread, bounds) = match kind {
        Ministry => (3_200.0, 0.55, (900.0, 14_000.0)),
        Region => (2_800.0, 0.65, (500.0, 14_000.0)),
        City => (3_600.0, 0.70, (800.0, 16_000.0)),
        Municipality => (320.0, 0.70, (40.0, 2_400.0)),
        University => (3_300.0, 0.60, (700.0, 13_000.0)),
        Hospitals => (4_200.0, 0.60, (1_200.0, 16_000.0)),
        WaterAuthority => (480.0, 0.50, (120.0, 1_800.0)),
        Agency => (800.0, 0.75, (90.0, 6_000.0)),
        PurchasingBody => (85.0, 0.55, (20.0, 400.0)),
        International => (1_100.0, 0.60, (150.0, 5_000.0)),
    };
    Staff { median, spread, bounds }
}

/// People with a workplace in an organisation of a kind.
pub(super) fn people(kind: OrganisationKind, draw: &mut Draw) -> f64 {
    let Staff { median, spread, bounds: (fewest, most) } = staff(kind);
    draw.log_normal(median, spread).clamp(fewest, most)
}
