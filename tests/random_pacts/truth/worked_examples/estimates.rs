//! The volume with estimates for those who are silent.

use super::{Cut, assert_rows, bought, bought_for, cut, sent, two_years};

#[test]
fn an_estimate_is_what_is_missing_of_last_years_volume_by_group() {
    let last = vec![
        sent("aa", vec![bought("laptops", 9, 900.into())]),
        sent("bb", vec![bought("laptops", 6, 60.into()), bought("tablets", 4, 40.into())]),
    ];
    // bb is silent; of its laptops aa reports more than it bought last year: 0 are missing, and 40 of its tablets.
    let aa =
        || sent("aa", vec![bought("laptops", 9, 900.into()), bought_for("bb", "laptops", 8, 80)]);
    let indicator = "volume.with_estimates.amount";
    let mut pact = two_years(last, vec![aa()]);
    pact.participants.pop();
    assert_rows(
        &pact,
        &[
            // It is a break too: infrastructure came in.
            (indicator, Cut::new(), "1020.00 B (2)"),
            ("volume.collective.amount", Cut::new(), "980.00 B (2)"),
            ("volume.on_behalf.amount", cut([("product_group", "laptops")]), "80.00 A (1)"),
        ],
    );
    // 980 of 1,088 is more than nine tenths of it, 980 of 1,089 is less.
    pact.years[0].returns[1].purchases[1].amount = Some(108.into());
    assert_rows(&pact, &[(indicator, Cut::new(), "1088.00 B (2)")]);
    pact.years[0].returns[1].purchases[1].amount = Some(109.into());
    assert_rows(&pact, &[(indicator, Cut::new(), "- M (2)")]);
    // A year earlier no scope came in.
    pact.years[0].returns[1].purchases[1].amount = Some(40.into());
    for year in &mut pact.years {
        let one = jiff::ToSpan::years(1);
        year.year -= 1;
        year.period_start = year.period_start.checked_sub(one).expect("a day");
        year.period_end = year.period_end.checked_sub(one).expect("a day");
    }
    assert_rows(&pact, &[(indicator, Cut::new(), "1020.00 I (2)")]);
    // Of whom nothing is known, nothing can be estimated: one of two.
    pact.years[0].returns.pop();
    assert_rows(&pact, &[(indicator, Cut::new(), "- M (2)")]);
}

#[test]
fn a_line_without_an_amount_adds_nothing_and_takes_nothing_away() {
    let aa = || sent("aa", vec![bought("laptops", 9, 900.into())]);
    let without = |group| {
        let mut line = bought(group, 5, 0.into());
        line.amount = None;
        line
    };
    let bb = |lines| sent("bb", lines);
    let last = |lines| two_years(vec![aa(), bb(lines)], vec![aa()]);
    let indicator = "volume.with_estimates.amount";
    let cases = [
        (vec![bought("laptops", 6, 60.into()), without("printers")], "960.00 B (2)"),
        (vec![without("laptops"), without("printers")], "- M (1)"),
    ];
    for (lines, expected) in cases {
        let mut pact = last(lines);
        pact.participants.pop();
        assert_rows(&pact, &[(indicator, Cut::new(), expected)]);
    }
}

#[test]
fn nothing_is_estimated_a_second_year() {
    let aa = || sent("aa", vec![bought("laptops", 9, 900.into())]);
    let bb = sent("bb", vec![bought("tablets", 4, 40.into())]);
    let mut pact = two_years(vec![aa()], vec![aa()]);
    pact.participants.pop();
    let mut first = two_years(vec![aa(), bb], Vec::new()).years.swap_remove(0);
    // In 2024 bb reported, in 2025 and 2026 it is silent.
    first.year -= 1;
    first.period_start = jiff::civil::date(2023, 10, 1);
    first.period_end = jiff::civil::date(2024, 9, 30);
    pact.years.insert(0, first);
    let not_carried = "volume.with_estimates.not_carried.amount";
    assert_rows(
        &pact,
        &[
            ("volume.with_estimates.amount", Cut::new(), "- M (1)"),
            (not_carried, Cut::new(), "40.00 I (1)"),
        ],
    );
    pact.years.pop();
    assert_rows(
        &pact,
        &[
            ("volume.with_estimates.amount", Cut::new(), "940.00 I (2)"),
            // A year earlier there was nothing to estimate from.
            (not_carried, Cut::new(), "0.00 A (0)"),
        ],
    );
}
