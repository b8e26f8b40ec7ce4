//! Tables of figures, targets, accounts.

use std::collections::BTreeMap;

use model::change::Revision;
use model::earlier::{EarlierFigure, Edition, PublishedFigure};
use model::finance::{AccountClass, AccountKind, AccountLine};
use model::governance::Correction;
use model::year::Target;
use model::{CellAddress, Currency, Dimension, Dimensions, Figure, ObservationStatus, Place, Unit};

use super::{cell, id, package_of, package_with, text};

/// The rows of a table as maps from column to text.
pub(super) fn rows(
    files: &BTreeMap<String, Vec<u8>>,
    table: &str,
) -> Vec<BTreeMap<String, String>> {
    let csv = text(files, &format!("data/{table}.csv"));
    let mut reader = csv::Reader::from_reader(csv.as_bytes());
    let rows = reader.deserialize::<BTreeMap<String, String>>();
    rows.map(|row| row.unwrap()).collect()
}

#[test]
fn of_an_account_outside_the_budget_only_what_was_booked_is_published() {
    let files = package_of(&|results, _| {
        let statement = results.statement.as_mut().unwrap();
        statement.accounts.push(AccountLine {
            account: "9999".into(),
            title: String::new(),
            kind: AccountKind::Expense,
            class: AccountClass::OtherExpense,
            budget: 0,
            revised_budget: 0,
            actual: 1250,
            last_year: None,
            next_year_budget: None,
            explanation: String::new(),
        });
    });
    let rows = rows(&files, "finance_accounts");
    let shown = |account: &str| {
        let row = rows.iter().find(|row| row["account"] == account).unwrap();
        ["kind", "class", "budget", "revised_budget", "actual", "difference"]
            .map(|column| row[column].clone())
    };
    assert_eq!(shown("4000"), ["expense", "events", "1.00", "1.00", "0.90", "-0.10"]);
    assert_eq!(shown("9999"), ["", "", "", "", "12.50", ""]);
}

#[test]
fn targets_are_judged_on_the_published_value() {
    let target = |name: &str, indicator: &str, goal: &str| Target {
        id: id(name),
        indicator: indicator.into(),
        dimensions: Dimensions::none(),
        baseline_year: 2025,
        baseline: "0.4".parse().unwrap(),
        target_year: 2028,
        target: goal.parse().unwrap(),
        decision: "SC-2026-03".into(),
    };
    let files = package_with(&|year, _, _| {
        year.settings.targets =
            vec![target("half-way", "uptake.rate", "0.7"), target("missing", "uptake.median", "1")];
    });
    let shown: Vec<_> = rows(&files, "targets")
        .iter()
        .map(|row| ["id", "value", "path", "pace", "status"].map(|column| row[column].clone()))
        .collect();
    assert_eq!(
        shown,
        [["half-way", "0.500000", "0.5", "0.1", "on_path"], ["missing", "", "0.6", "", "unknown"]]
    );
}

#[test]
fn trends_withhold_what_observations_withhold() {
    let files = package_of(&|_, _| ());
    let trends = rows(&files, "trends");
    let observations = rows(&files, "observations");
    let short = |rows: &[BTreeMap<String, String>]| -> Vec<[String; 5]> {
        let columns = ["indicator", "participant", "year", "value", "status"];
        rows.iter().map(|row| columns.map(|column| row[column].clone())).collect()
    };
    assert_eq!(short(&trends), short(&observations));
    assert!(trends.iter().all(|row| row["origin"] == "computed"));
    let own = Dimension::Participant.code();
    assert!(trends.iter().any(|row| row[own] == "quiet" && row["value"].is_empty()));
}

fn figure_of(year: i16, cut: Dimensions, value: &str) -> Figure {
    Figure {
        indicator: "volume.direct.amount".into(),
        year,
        dimensions: cut,
        value: Some(value.parse().unwrap()),
        unit: Unit::Currency(Currency::EUR),
        status: ObservationStatus::Normal,
        contributors: Some(3),
        trace: Default::default(),
    }
}

#[test]
fn a_target_of_volume_has_the_matched_panel_beside_it() {
    let matched = || Dimensions::none().with(Dimension::Panel, "matched");
    let files = package_with(&|year, results, _| {
        results.figures.insert(figure_of(2026, matched(), "70"));
        results.matched_last_year.insert(figure_of(2025, matched(), "60.5"));
        year.settings.targets = vec![Target {
            id: id("more-of-it"),
            indicator: "volume.direct.amount".into(),
            dimensions: Dimensions::none(),
            baseline_year: 2025,
            baseline: "100".parse().unwrap(),
            target_year: 2026,
            target: "987665.30".parse().unwrap(),
            decision: String::new(),
        }];
    });
    let row = &rows(&files, "targets")[0];
    let shown = ["value", "status", "matched", "matched_last_year"].map(|of| row[of].as_str());
    assert_eq!(shown, ["987665.30", "met", "70.00", "60.50"]);
    let observations = rows(&files, "observations");
    let of_2025: Vec<_> = observations.iter().filter(|row| row["year"] == "2025").collect();
    assert_eq!((of_2025.len(), of_2025[0]["panel"].as_str()), (1, "matched"));
}

#[test]
fn trends_take_earlier_years_from_where_they_were_published() {
    let before = |year: i16, value: &str| EarlierFigure {
        indicator: "volume.direct.amount".into(),
        year,
        dimensions: Dimensions::none(),
        value: Some(value.parse().unwrap()),
        unit: Unit::Currency(Currency::EUR),
        status: ObservationStatus::Normal,
    };
    let files = package_with(&|year, results, _| {
        year.earlier.editions.push(Edition {
            year: 2024,
            number: 3,
            decision: "SC-2025-07".into(),
            decided_on: None,
            figures: vec![before(2024, "12")],
        });
        let published = |line: u32, figure: EarlierFigure| PublishedFigure {
            figure,
            source: "Report of 2022, ask a.b@example.org".into(),
            place: Place::line("inputs/2022/published.csv", line, 1),
        };
        // What T101 does not accept is left out: more places than its unit has, and a figure in two rows.
        year.earlier.published = vec![
            published(2, before(2022, "7.5")),
            published(3, before(2021, "7.555")),
            published(4, before(2020, "1")),
            published(5, before(2020, "1")),
        ];
        results.revisions.push(Revision {
            indicator: "volume.direct.amount".into(),
            year: 2025,
            dimensions: Dimensions::none(),
            edition: 2,
            published: Some("100".parse().unwrap()),
            published_status: Some(ObservationStatus::Normal),
            revised: Some("97".parse().unwrap()),
            revised_status: Some(ObservationStatus::Provisional),
            unit: Unit::Currency(Currency::EUR),
            reason: "since 2026-05-12: 1 return received".into(),
            reissue: true,
        });
    });
    let trends = rows(&files, "trends");
    let earlier: Vec<_> = trends.iter().filter(|row| row["origin"] != "computed").collect();
    let shown: Vec<_> = earlier
        .iter()
        .map(|row| ["year", "value", "origin", "source"].map(|of| row[of].as_str()))
        .collect();
    assert_eq!(shown.len(), 2);
    assert_eq!(shown[0][..3], ["2022", "7.50", "published"]);
    assert!(!shown[0][3].contains("example.org"));
    assert_eq!(shown[1], ["2024", "12.00", "edition", "edition 3, SC-2025-07"]);
    let revisions = rows(&files, "revisions");
    let shown =
        ["year", "edition", "published", "revised", "revised_status", "relative", "reissue"];
    let shown = shown.map(|of| revisions[0][of].as_str());
    assert_eq!(shown, ["2025", "2", "100.00", "97.00", "P", "-0.03", "true"]);
}

#[test]
fn the_account_of_a_file_has_its_identity() {
    let files = package_of(&|results, _| {
        let adjustment = &mut results.accounts[0].adjustment;
        adjustment.typed = "12.10".parse().unwrap();
        adjustment.tax = "2.1".parse().unwrap();
        results.accounts[0].read.amount_minor = 1000;
        results.accounts[0].terms.values_mut().for_each(|term| term.amount_minor = 1000);
    });
    let accounts = rows(&files, "accounts");
    let columns = ["kind", "amount_typed", "amount_read", "tax", "rounding"];
    let shown = columns.map(|column| accounts[0][column].clone());
    assert_eq!(shown, ["orders", "12.1", "10.00", "2.1", "0"]);
}

/// A correction of what stands in a cell, in row `line` of the register.
fn correction(participant: &str, row: u32, line: u32) -> Correction {
    Correction {
        participant: id(participant),
        question: "procurement.amount".into(),
        row: Some(row + 1),
        was: "1".into(),
        now: "10".into(),
        reason: "typo".into(),
        authority: "its own e-mail".into(),
        date: None,
        by: "who-entered-it".into(),
        place: Place::line("inputs/2026/corrections.csv", line, 5),
        was_place: Place::line("inputs/2026/corrections.csv", line, 4),
        applied_to: Some(cell(participant, row)),
    }
}

#[test]
fn a_corrected_value_names_its_cell_and_the_correction() {
    let files = package_with(&|year, _, _| {
        let units = Place { cell: Some(CellAddress::new(4, 2)), ..cell("north", 4) };
        let units = Correction { applied_to: Some(units), ..correction("north", 4, 3) };
        let aside = Correction { applied_to: None, ..correction("north", 4, 5) };
        year.corrections = vec![correction("north", 4, 2), units, correction("quiet", 5, 4), aside];
    });
    let own = "inputs/2026/returns/north/return.xlsx!Procurement!E5";
    let lineage = rows(&files, "lineage");
    let of_north = lineage.iter().filter(|row| row["participant"] == "north");
    let sources: Vec<&str> = of_north.map(|row| &*row["source"]).collect();
    let both = format!("{own}; inputs/2026/corrections.csv!2:5");
    assert_eq!(sources, [&*both, &*both]);
    // Of a protected volume not even the correction is named.
    assert!(lineage.iter().all(|row| !row["source"].contains("corrections.csv!4")));
    let lines = rows(&files, "lines");
    let expected =
        format!("{own}; inputs/2026/corrections.csv!2:5; inputs/2026/corrections.csv!3:5");
    assert_eq!(lines.iter().map(|row| &*row["source"]).collect::<Vec<_>>(), [expected]);
    assert!(files.values().all(|bytes| !String::from_utf8_lossy(bytes).contains("who-entered")));
}
