//! Declared figures beside supporting files.

use jiff::civil::date;
use model::reconciliation::ReconciliationStatus::{Agrees, Differs, FromFiles, NotInFiles};
use model::reconciliation::{Measure, Reconciliation};
use model::supporting::TableKind;
use model::vocabulary::Route;

use super::fixture::{World, currency, line, number, order};

/// Whose, measure, what is declared, in the files, counted, and how they stand.
fn shown(rows: &[Reconciliation]) -> Vec<String> {
    let value = |value: Option<model::Decimal>| {
        value.map_or("-".to_owned(), |value| value.normalize().to_string())
    };
    let rows = rows.iter().map(|row| {
        let route = row.route.map_or("", Route::code);
        let values = [row.declared, row.in_files, row.counted].map(value).join(" ");
        format!("{} {}{}{route} {values} {}", row.participant, row.buyer, row.measure, row.status)
    });
    rows.collect()
}

#[test]
fn each_measure_of_a_declared_group_is_compared_with_the_orders() {
    let mut world = World::new();
    let mut declared = line("aa", 5, 10_000);
    declared.labelled_units = Some(4);
    let mut blank = line("bb", 5, 10_000);
    blank.units = None;
    let mut in_krona = order("bb", 2, 105_000);
    in_krona.currency = Some(currency("SEK"));
    let mut for_other = line("cc", 5, 1_000);
    for_other.buyer = "other".into();
    let mut ordered_for_other = order("cc", 3, 1_100);
    ordered_for_other.buyer = " Other".into();
    world.lines = vec![
        declared,
        order("aa", 2, 4_000),
        order("aa", 3, 6_500),
        blank,
        in_krona,
        for_other,
        ordered_for_other,
        // Not declared: it counts, and nothing stands beside it.
        order("cc", 4, 700),
        line("dd", 5, 300),
    ];
    let rows = world.compute().results.reconciliation;
    assert_eq!(
        shown(&rows),
        [
            // Five per cent is not more than five per cent.
            "aa amount 100 105 100 agrees",
            "aa units 10 20 10 differs",
            "aa labelled_units 4 - 4 not_in_files",
            "bb amount 100 100 100 agrees",
            "bb units - 10 10 from_files",
            "cc otheramount 10 11 10 differs",
            "cc otherunits 10 10 10 agrees",
        ]
    );
    assert_eq!(
        rows[0].place.as_ref().unwrap().to_string(),
        "inputs/2026/returns/aa/return.xlsx!Procurement!E5"
    );
    assert_eq!(rows[0].difference(), Some(number("5")));
    assert_eq!([Agrees, Differs, FromFiles, NotInFiles].map(|status| status.code()).len(), 4);
}

#[test]
fn devices_are_compared_by_number_age_and_route() {
    let mut world = World::new();
    let of_aa = [("product_group", "laptops"), ("devices", "100"), ("mean_age_years", "2")];
    world.declare("aa", "in_use", &of_aa);
    world.list("aa", TableKind::Assets, 96, |group| group.bought_on = Some(date(2023, 9, 30)));
    for (route, units) in [("donated", "30"), ("other", "5")] {
        let row = [("product_group", "laptops"), ("route", route), ("units", units)];
        world.declare("aa", "end_of_use", &row);
    }
    world.list("aa", TableKind::Disposals, 30, |group| group.route = "donated".into());
    world.list("aa", TableKind::Disposals, 2, |group| group.route = "unknown".into());
    // Only declared, only listed: nothing to compare.
    world.declare("bb", "in_use", &[("product_group", "laptops"), ("devices", "1")]);
    world.list("cc", TableKind::Assets, 1, |_| ());
    let rows = world.compute().results.reconciliation;
    assert_eq!(
        shown(&rows),
        [
            "aa devices 100 96 100 agrees",
            "aa mean_age_years 2 3.0007 2 differs",
            "aa disposeddonated 30 30 30 agrees",
            "aa disposedother 5 0 5 differs",
            "aa disposedunknown 0 2 0 differs",
        ]
    );
    assert_eq!(rows[1].measure, Measure::MeanAge);
    assert_eq!(
        rows[1].place.as_ref().unwrap().to_string(),
        "inputs/2026/returns/aa/return.xlsx!in_use!C4"
    );
}
