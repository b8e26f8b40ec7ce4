//! The matched panel.

use demo::pact::Level;

use super::{assert_rows, bought, cut, sent, two_years};

#[test]
fn the_panel_is_of_those_who_reported_in_both_years() {
    let of = |id, euro: i64, level| {
        let mut of = sent(id, vec![bought("laptops", 5, euro.into())]);
        of.uptake = [("repairs".to_owned(), Level::Of(level))].into();
        of
    };
    let pact =
        two_years(vec![of("aa", 100, 1), of("bb", 20, 4)], vec![of("aa", 130, 3), of("cc", 70, 1)]);
    let matched = || cut([("panel", "matched")]);
    let last_year = || cut([("panel", "matched"), ("year", "2025")]);
    let repairs = |mut cut: super::Cut| {
        cut.insert("practice", "repairs".to_owned());
        cut
    };
    assert_rows(
        &pact,
        &[
            ("volume.direct.amount", matched(), "130.00 B (1)"),
            ("volume.direct.amount", last_year(), "100.00 A (1)"),
            ("uptake.rate", repairs(matched()), "1.000000 A (1)"),
            ("uptake.rate", repairs(last_year()), "0.000000 A (1)"),
        ],
    );
}
