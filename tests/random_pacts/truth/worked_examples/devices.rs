//! Devices in use and at the end of their use.

use demo::pact::{DevicesAtEndOfUse, DevicesInUse};
use model::vocabulary::Route;
use rust_decimal::Decimal;

use super::{assert_rows, cut, pact, sent};

#[test]
fn means_are_weighed_by_devices() {
    let stock = |devices, tenths| DevicesInUse {
        product_group: "laptops".to_owned(),
        devices: Some(devices),
        mean_age_years: Some(Decimal::new(tenths, 1)),
        planned_lifetime_years: None,
    };
    let end = |route, units| DevicesAtEndOfUse {
        product_group: "laptops".to_owned(),
        route,
        units: Some(units),
    };
    let (mut aa, mut bb) = (sent("aa", Vec::new()), sent("bb", Vec::new()));
    aa.in_use = vec![stock(100, 30)];
    aa.organisation.users_served = Some(50);
    bb.in_use = vec![stock(300, 50)];
    aa.end_of_use =
        vec![end(Some(Route::Donated), 30), end(Some(Route::RecycledCertified), 10), end(None, 10)];
    let of = || cut([("product_group", "laptops")]);
    assert_rows(
        &pact(aa, bb),
        &[
            // (100 × 3 + 300 × 5) ÷ 400.
            ("in_use.mean_age", of(), "4.5000 A (2)"),
            ("in_use.planned_lifetime", of(), "- O (0)"),
            // bb does not say how many people it serves.
            ("in_use.devices_per_user", of(), "2.000000 A (1)"),
            ("end_of_use.reuse_rate", of(), "0.750000 A (1)"),
            ("end_of_use.unknown_share", of(), "0.200000 A (1)"),
        ],
    );
}
