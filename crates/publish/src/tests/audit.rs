//! What the audit needs beside the tables that are published for their own sake.

use model::{Currency, Dimension, Dimensions, Unit};

use super::figures::rows;
use super::{figure, id, package, package_of, text};

/// The sum that is withheld in a figure; `None` where the table has no row for it.
fn withheld(
    table: &[std::collections::BTreeMap<String, String>],
    of: &str,
    cut: &str,
) -> Option<String> {
    let is = |row: &&std::collections::BTreeMap<String, String>| {
        row["indicator"] == of && row["participant"] == cut
    };
    table.iter().find(is).map(|row| row["sum"].clone())
}

#[test]
fn what_is_withheld_adds_up_to_the_figure_and_of_a_withheld_figure_nothing_is_told() {
    let sums = rows(&package(), "withheld_sums");
    // The cells of quiet, and those north bought for it.
    assert_eq!(withheld(&sums, "volume.direct.amount", "").as_deref(), Some("20.00"));
    assert_eq!(withheld(&sums, "volume.direct.amount", "quiet").as_deref(), Some(""));
    assert_eq!(sums.len(), 2, "{sums:?}");
}

#[test]
fn units_that_would_give_a_unit_price_away_are_in_the_sums_too() {
    let files = package_of(&|results, lines| {
        let laptops = Dimensions::none().with(Dimension::ProductGroup, "laptops");
        results.figures.insert(figure("volume.direct.units", laptops, Some("32"), Unit::Devices));
        // North's own: 12 units, of which one line's are withheld.
        results.cells[0].units = 12;
        lines[2].units_withheld = true;
    });
    let sums = rows(&files, "withheld_sums");
    assert_eq!(withheld(&sums, "volume.direct.units", "").as_deref(), Some("32"));
}

#[test]
fn a_figure_of_which_everything_is_shown_has_no_row() {
    let files = package_of(&|results, _| {
        let of_north = Dimensions::none().with(Dimension::Participant, "north");
        let eur = Unit::Currency(Currency::EUR);
        results.figures.insert(figure("volume.direct.amount", of_north, Some("10"), eur));
    });
    assert_eq!(withheld(&rows(&files, "withheld_sums"), "volume.direct.amount", "north"), None);
}

#[test]
fn where_a_withheld_return_counts_instead_the_ledger_still_adds_up() {
    let files = package_of(&|results, _| results.overlap[0].buyer = "an office outside".into());
    let ledger = rows(&files, "overlap");
    let shown = ["reporter", "buyer", "counted", "reporter_amount_eur", "counted_amount_eur"]
        .map(|column| ledger[0][column].as_str());
    assert_eq!(shown, ["north", "other", "", "0.01", ""]);
}

#[test]
fn who_counts_is_told_of_everybody_in_force() {
    let files = package_of(&|results, _| {
        results.coverage.in_force = vec![id("north"), id("quiet")];
        results.coverage.on_time = Some(vec![id("quiet")]);
    });
    let coverage = text(&files, "data/coverage.csv");
    let expected = "\
participant,roles,days_in_force,exempt,returned,reported_by,on_time,reported_volume,volume_unknown
north,procuring,365,false,true,,false,false,false
quiet,procuring,365,false,true,,true,false,false
";
    assert_eq!(coverage, expected);
}

#[test]
fn the_audit_is_in_the_package_and_described() {
    let files = package();
    let audit = text(&files, "data/audit.sql");
    assert!(audit.lines().all(|line| line.chars().count() <= 120), "it is read by people");
    for floating in ["DOUBLE", "FLOAT", " / ", "round(", "avg("] {
        assert!(!audit.contains(floating), "{floating} in the audit");
    }
    let described = text(&files, "data/datapackage.json");
    assert!(described.contains("\"path\": \"audit.sql\""), "{described}");
}
