//! Lines, rates, cells and what they sum to.

use demo::pact::{Buyer, Purchase};
use jiff::civil::date;
use model::vocabulary::Tax;
use rust_decimal::Decimal;

use super::{Cut, RATES, assert_rows, bought, bought_for, cut, pact, sent};

#[test]
fn a_rate_is_the_mean_of_the_days_with_a_quote() {
    let mean = |currency, start, end| {
        RATES.mean(currency, (start, end)).map(|of| (of.rate.to_string(), of.status))
    };
    // Irrevocable since 2023: the same on every day, however long the period.
    assert_eq!(
        mean("HRK", date(2023, 1, 1), date(2023, 12, 31)),
        Some(("7.53450".to_owned(), "A"))
    );
    // The Bank's last quote is of 1 March 2022.
    assert_eq!(mean("RUB", date(2022, 3, 1), date(2022, 3, 31)), Some(("117.201".to_owned(), "E")));
    assert_eq!(mean("RUB", date(2023, 1, 1), date(2023, 12, 31)), None);
    // The Bank never quoted it. Its file ends on 30 October 2026.
    assert_eq!(mean("PYG", date(2025, 1, 1), date(2025, 12, 31)), None);
    assert_eq!(
        mean("USD", date(2026, 10, 30), date(2026, 10, 31)),
        Some(("1.1172".to_owned(), "A"))
    );
    assert_eq!(
        mean("USD", date(2026, 10, 29), date(2026, 11, 6)),
        Some(("1.1151".to_owned(), "A"))
    );
    assert_eq!(
        mean("USD", date(2026, 10, 29), date(2026, 11, 7)),
        Some(("1.1151".to_owned(), "P"))
    );
}

#[test]
fn a_line_counts_for_its_buyer_once() {
    // bb reports laptops itself: aa's laptops for it are overlap. It reports no tablets: on its behalf.
    let aa = sent(
        "aa",
        vec![
            bought("laptops", 10, 1_000.into()),
            bought_for("bb", "laptops", 4, 400),
            bought_for("bb", "tablets", 2, 300),
            bought_for("cc", "tablets", 1, 50),
            Purchase { buyer: Some(Buyer::Other(None)), ..bought("tablets", 7, 70.into()) },
            bought_for("nobody", "tablets", 9, 90),
        ],
    );
    // For cc both report tablets: bb's are the larger and count, aa's are overlap.
    let bb = sent("bb", vec![bought("laptops", 5, 500.into()), bought_for("cc", "tablets", 3, 60)]);
    let of = |id: &str| cut([("participant", id)]);
    let pact = pact(aa, bb);
    assert_rows(
        &pact,
        &[
            ("volume.direct.amount", of("aa"), "1000.00 A (1)"),
            ("volume.direct.amount", of("bb"), "800.00 A (1)"),
            ("volume.direct.amount", of("cc"), "60.00 A (1)"),
            ("volume.on_behalf.amount", Cut::new(), "360.00 A (2)"),
            ("volume.overlap.amount", Cut::new(), "450.00 A (1)"),
            ("volume.indirect.amount", of("aa"), "70.00 A (1)"),
            ("volume.collective.amount", Cut::new(), "1930.00 A (3)"),
            ("volume.collective.units", cut([("scope", "workplace")]), "27 A (3)"),
            ("volume.left_out.lines", cut([("component", "unknown_buyer")]), "1 A (1)"),
        ],
    );
    // Where aa's return reports for cc, aa's lines for it count.
    let mut appointed = pact.clone();
    appointed.years[0].returns[0].organisation.reports_for = vec!["cc".to_owned()];
    assert_rows(
        &appointed,
        &[
            ("volume.direct.amount", of("cc"), "50.00 A (1)"),
            ("coverage.covered", Cut::new(), "1 A (1)"),
            ("coverage.response_rate", Cut::new(), "1.000000 A (3)"),
        ],
    );
    assert_rows(&pact, &[("coverage.response_rate", Cut::new(), "0.666667 A (3)")]);
}

#[test]
fn tax_is_taken_out_line_by_line() {
    let mut aa = sent(
        "aa",
        vec![
            bought("laptops", 1, Decimal::new(10_000, 2)),
            bought("laptops", 1, Decimal::new(10_000, 2)),
        ],
    );
    aa.organisation.tax = Some(Tax::Included);
    aa.organisation.tax_rate = Some(21.into());
    // 100 ÷ 1.21 = 82.644…, each line 82.64; of both 165.28, not 165.29. All of it is estimated.
    let pact = pact(aa, sent("bb", vec![bought("laptops", 1, 1_000.into())]));
    assert_rows(
        &pact,
        &[
            ("volume.direct.amount", cut([("participant", "aa")]), "165.28 E (1)"),
            // 165.28 is more than a tenth of 1,165.28.
            ("volume.direct.amount", Cut::new(), "1165.28 E (2)"),
        ],
    );
}

#[test]
fn amounts_are_rounded_once_a_cell() {
    let half = |amount: i64| Purchase {
        currency: Some("HRK".to_owned()),
        ..bought("laptops", 1, Decimal::new(amount, 2))
    };
    let pact = pact(sent("aa", vec![half(1_000), half(1_000)]), sent("bb", Vec::new()));
    // 20 ÷ 7.5345 = 2.6544…; line by line it would be 1.33 + 1.33 = 2.66.
    assert_rows(&pact, &[("volume.direct.amount", Cut::new(), "2.65 A (1)")]);
}
