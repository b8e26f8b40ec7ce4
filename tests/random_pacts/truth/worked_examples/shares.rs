//! Shares of units, concentration, and devices bought for every hundred people.

use demo::pact::{Purchase, Return};
use model::vocabulary::{Acquisition, Condition};

use super::{Cut, assert_rows, bought, cut, pact, sent, two_years};

#[test]
fn a_share_is_of_the_units_of_which_it_is_known() {
    let line = |units: i64, condition, labelled_units| Purchase {
        condition,
        labelled_units,
        ..bought("laptops", units, 100.into())
    };
    let aa = sent(
        "aa",
        vec![
            line(10, Some(Condition::New), Some(4)),
            line(6, Some(Condition::Refurbished), None),
            // More labelled than bought is unanswered.
            line(4, None, Some(5)),
            // A service is no device.
            Purchase {
                acquisition: Some(Acquisition::Service),
                ..line(50, Some(Condition::New), Some(50))
            },
        ],
    );
    let pact = pact(aa, sent("bb", Vec::new()));
    let of = || cut([("product_group", "laptops")]);
    assert_rows(
        &pact,
        &[
            // 6 of 16; of 20 the condition of 4 is not known.
            ("share.refurbished", of(), "0.375000 A (1)"),
            ("share.refurbished.answered", of(), "0.800000 A (1)"),
            ("share.refurbished.denominator", of(), "16 A (1)"),
            ("share.refurbished.unknown", of(), "4 A (1)"),
            // 4 of 10; 10 of 20 is just not below one half.
            ("share.labelled", of(), "0.400000 A (1)"),
            ("share.labelled.answered", cut([("scope", "workplace")]), "0.500000 A (1)"),
            ("share.labelled.denominator", of(), "10 A (1)"),
            ("share.criteria", of(), "- O (0)"),
            ("share.criteria.answered", of(), "0.000000 A (1)"),
        ],
    );
    let mut fewer = pact;
    fewer.years[0].returns[0].purchases[0].units = Some(9);
    // 9 of 19 answered.
    assert_rows(&fewer, &[("share.labelled", of(), "0.444444 U (1)")]);
}

#[test]
fn the_largest_owners_are_named_by_nobody() {
    let of = |id, euro: i64| sent(id, vec![bought("laptops", 5, euro.into())]);
    let pact = pact(of("aa", 300), of("bb", 100));
    assert_rows(
        &pact,
        &[
            ("concentration.largest", Cut::new(), "0.750000 A (2)"),
            ("concentration.three_largest", Cut::new(), "1.000000 A (2)"),
        ],
    );
}

#[test]
fn quartiles_are_between_the_values_beside_them() {
    let of = |id, units: i64, users| {
        let mut of: Return = sent(id, vec![bought("laptops", units, 1_000.into())]);
        of.organisation.users_served = users;
        of
    };
    let last = vec![of("aa", 1, None), of("bb", 1, None), of("cc", 1, None)];
    // 20, 40 and 10 for every hundred people.
    let mut now = vec![of("aa", 10, Some(50)), of("bb", 4, Some(10)), of("cc", 20, Some(200))];
    // A peripheral is no device.
    now[0].purchases.push(bought("peripherals", 99, 10.into()));
    let pact = two_years(last.clone(), now);
    let at = |component| cut([("component", component), ("panel", "matched")]);
    let indicator = "buy_less.units_per_100_users";
    assert_rows(
        &pact,
        &[
            // Half way from 10 to 20, and from 20 to 40.
            (indicator, at("q1"), "15.00 A (3)"),
            (indicator, at("median"), "20.00 A (3)"),
            (indicator, at("q3"), "30.00 A (3)"),
        ],
    );
    // Who did not report a year ago is not of the panel: 20 and 10 are left, a quarter of the way between.
    let mut fewer = pact;
    fewer.years[0].returns.remove(1);
    assert_rows(&fewer, &[(indicator, at("q1"), "12.50 A (2)")]);
}
