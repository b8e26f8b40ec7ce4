//! The change of the collective volume.

use demo::pact::Purchase;
use jiff::civil::date;

use super::{Cut, assert_rows, bought, bought_for, cut, participant, sent, two_years};

#[test]
fn the_change_is_the_sum_of_its_components() {
    let since = date(2022, 1, 1);
    let of = |id, euro: i64| sent(id, vec![bought("laptops", 5, euro.into())]);
    let crowns = |id| {
        let currency = Some("SEK".to_owned());
        sent(id, vec![Purchase { currency, ..bought("laptops", 5, 1_000.into()) }])
    };
    let mut aa = of("aa", 1_100);
    // Infrastructure came in this year.
    aa.purchases.push(bought("servers", 1, 90.into()));
    let mut pact = two_years(
        vec![of("aa", 1_000), crowns("bb"), of("cc", 200), of("ee", 300)],
        vec![aa, crowns("bb"), of("dd", 400), of("ff", 70)],
    );
    pact.participants.extend([
        participant("dd", date(2025, 12, 1), None),
        participant("ee", since, Some(date(2026, 3, 1))),
        participant("ff", since, None),
    ]);
    let component = |of| cut([("component", of)]);
    let of_group = |of, group| cut([("component", of), ("product_group", group)]);
    let indicator = "change.component";
    assert_rows(
        &pact,
        &[
            (indicator, component("joiners"), "400.00 B (1)"),
            (indicator, component("leavers"), "-300.00 B (1)"),
            (indicator, component("resumed"), "70.00 B (1)"),
            (indicator, component("silent"), "-200.00 B (1)"),
            (indicator, component("scope"), "90.00 B (1)"),
            // 1,000 crowns are 91.65 at 10.91097216 and 89.27 at 11.20232588 of last year.
            (indicator, component("exchange_rate"), "2.38 A (1)"),
            // aa 1,100 − 1,000; bb bought for as many crowns as last year.
            (indicator, of_group("like_for_like", "laptops"), "100.00 A (2)"),
            (indicator, of_group("like_for_like", "servers"), "0.00 A (0)"),
            (indicator, Cut::new(), "162.38 B (6)"),
        ],
    );
}

#[test]
fn what_another_reports_goes_where_its_owner_went() {
    let aa = |euro| sent("aa", vec![bought_for("dd", "laptops", 5, euro)]);
    let bb = || sent("bb", vec![bought("laptops", 5, 10.into())]);
    // dd joined; last year aa's purchase for it was for somebody outside the Pact, but the register knows it.
    let mut pact = two_years(vec![aa(30), bb()], vec![aa(50), bb()]);
    pact.participants.push(participant("dd", date(2025, 12, 1), None));
    let component = |of| cut([("component", of)]);
    assert_rows(
        &pact,
        &[
            ("volume.on_behalf.amount", Cut::new(), "50.00 B (1)"),
            // It rests on aa last year, and on dd this year.
            ("change.component", component("joiners"), "20.00 B (2)"),
            ("change.component", Cut::new(), "20.00 B (3)"),
        ],
    );
    // What aa reports for a participant while aa itself was silent last year is aa's to have resumed.
    pact.participants[3] = participant("dd", date(2022, 1, 1), None);
    pact.years[0].returns.remove(0);
    assert_rows(
        &pact,
        &[
            ("change.component", component("resumed"), "50.00 B (1)"),
            ("change.component", component("joiners"), "0.00 B (0)"),
        ],
    );
}
