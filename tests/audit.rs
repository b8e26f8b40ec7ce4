//! The audit that goes with the open data, run in DuckDB as anybody can run it.

use std::fs;
use std::path::Path;

use demo::InventedPact;
use demo::invent::{Size, invent};
use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::TestRunner;
use tempfile::TempDir;

use crate::harness::{RENDERED, YEARS, cfit, copy, example, script};
use crate::random_pacts::{on_disk, strategies};

/// Runs the audit of a year's report.
fn audit(workspace: &Path, year: &str, indicators: &[String]) {
    let data = workspace.join(format!("reports/{year}/data"));
    let mut arguments = vec![data.as_path()];
    arguments.extend(indicators.iter().map(Path::new));
    script("audit.py", &arguments);
}

/// Renders the years of a workspace, and runs the audit of each.
fn rendered_and_audited(workspace: &Path, years: &[&str]) {
    for year in years {
        let run = cfit(workspace, &["report", "--year", year]);
        assert!(run.code <= 1, "{}", run.text());
        audit(workspace, year, &[]);
    }
}

fn without_returns(workspace: &Path, year: &str) {
    let returns = workspace.join(format!("inputs/{year}/returns"));
    fs::remove_dir_all(&returns).unwrap();
    fs::create_dir(returns).unwrap();
}

#[test]
fn every_figure_of_the_example_is_as_recomputed_and_no_indicator_is_left_out() {
    let indicators = cfit(RENDERED.path(), &["indicators", "--format", "json"]).json();
    let indicators = indicators.as_array().unwrap().iter();
    let ids: Vec<String> = indicators.map(|one| one["id"].as_str().unwrap().to_owned()).collect();
    audit(RENDERED.path(), "2026", &ids);
    audit(RENDERED.path(), "2025", &[]);
}

/// People open the CSV; the audit reads the Parquet.
#[test]
fn the_tables_hold_the_same_rows_as_csv_and_as_parquet() {
    for year in YEARS {
        script("csv_and_parquet.py", &[&RENDERED.path().join(format!("reports/{year}/data"))]);
    }
}

#[test]
fn so_are_those_of_a_year_that_stands_alone() {
    let folder = example();
    fs::remove_dir_all(folder.path().join("inputs/2025")).unwrap();
    rendered_and_audited(folder.path(), &["2026"]);
}

#[test]
fn so_are_those_of_years_in_which_nobody_returned() {
    let folder = example();
    without_returns(folder.path(), "2026");
    rendered_and_audited(folder.path(), &["2026"]);
    without_returns(folder.path(), "2025");
    rendered_and_audited(folder.path(), &YEARS);
}

/// In the first year one protects its volume, in the second it and three others.
#[test]
fn so_are_those_of_a_pact_in_which_several_protect_their_volume() {
    let mut pact = invent(&Size { participants: 16, orders: 25, years: 2, seed: 11 });
    for (year, most) in pact.years.iter_mut().zip([1, 4]) {
        year.returns.iter_mut().for_each(|own| own.organisation.protect_volume = Some(false));
        year.returns
            .iter_mut()
            .step_by(3)
            .take(most)
            .for_each(|own| own.organisation.protect_volume = Some(true));
    }
    let folder = on_disk::written(&pact);
    let years: Vec<String> = pact.years.iter().map(|year| year.year.to_string()).collect();
    let years: Vec<&str> = years.iter().map(String::as_str).collect();
    rendered_and_audited(folder.path(), &years);
    let observations = folder.path().join("reports/2026/data/observations.csv");
    assert!(fs::read_to_string(observations).unwrap().contains(",Q,"), "something is withheld");
}

/// `AUDITED_PACTS` asks for more of them.
#[test]
fn so_are_those_of_random_pacts() {
    let asked = std::env::var("AUDITED_PACTS").ok().and_then(|cases| cases.parse().ok());
    let mut runner = TestRunner::deterministic();
    for _ in 0..asked.unwrap_or(3) {
        let pact: InventedPact = strategies::pact().new_tree(&mut runner).unwrap().current();
        let folder = on_disk::written(&pact);
        for year in &pact.years {
            rendered_and_audited(folder.path(), &[&year.year.to_string()]);
        }
    }
}

#[test]
fn a_changed_number_is_found_in_exactly_the_figures_that_rest_on_it() {
    for what in ["amount", "amount_in_another_currency", "level", "share"] {
        let folder = TempDir::new().unwrap();
        copy(&RENDERED.path().join("reports/2026/data"), folder.path());
        script("audit_changed.py", &[folder.path(), Path::new(what)]);
    }
}
