//! Every observation of the example is added up again from the cells its lineage names, read with programs of others.

use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;

use serde_json::Value;
use tempfile::TempDir;

use crate::harness::{RENDERED, YEARS, cfit, copy, python, script, source};

/// What the script says of a year: its last line, and everything it wrote.
fn readded(workspace: &Path, year: &str, explained: &Path) -> Option<(Value, String)> {
    let output = Command::new(python()?)
        .arg(source().join("tests/scripts/lineage_readds.py"))
        .args([workspace, Path::new(year), explained])
        .output()
        .expect("python starts");
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    let last = text.lines().last().unwrap_or_default();
    let summary = serde_json::from_str(last).unwrap_or_else(|error| {
        panic!("{error}: {text}{}", String::from_utf8_lossy(&output.stderr))
    });
    Some((summary, text))
}

/// Every figure of a year as the office sees it, in a file.
fn explained(folder: &TempDir, year: &str) -> std::path::PathBuf {
    let run = cfit(RENDERED.path(), &["explain", "--year", year, "--format", "json"]);
    assert_eq!(run.code, 0, "{}", run.talk);
    let path = folder.path().join(format!("explained-{year}.json"));
    std::fs::write(&path, run.answer).unwrap();
    path
}

/// How many observations of a year have a value.
fn with_value(year: &str) -> usize {
    let path = RENDERED.path().join(format!("reports/{year}/data/observations.csv"));
    let mut rows = csv::Reader::from_path(path).unwrap();
    let value = rows.headers().unwrap().iter().position(|name| name == "value").unwrap();
    rows.records().filter(|row| !row.as_ref().unwrap()[value].is_empty()).count()
}

#[test]
fn every_observation_is_what_the_cells_of_its_lineage_give() {
    let folder = TempDir::new().unwrap();
    for year in YEARS {
        let explained = explained(&folder, year);
        let Some((summary, text)) = readded(RENDERED.path(), year, &explained) else {
            return;
        };
        assert_eq!((&summary["wrong"], &summary["impossible"]), (&0.into(), &0.into()), "{text}");
        assert_eq!(summary["added"], with_value(year), "{year}");
        let by_the_office = summary["by_the_office"].as_u64().unwrap();
        assert!(
            2 * by_the_office < with_value(year) as u64,
            "most from what is published: {summary}"
        );
    }
}

#[test]
fn an_amount_that_is_one_higher_is_seen_in_just_the_figures_its_cell_is_in() {
    let folder = TempDir::new().unwrap();
    let explained = explained(&folder, "2026");
    let workspace = folder.path().join("workspace");
    copy(RENDERED.path(), &workspace);
    let path = "inputs/2026/returns/brume-aire/return.xlsx";
    let cell = format!("{path}!Achats!F14");
    let of_cell =
        cfit(&workspace, &["explain", "--year", "2026", "--format", "json", "--cell", &cell]);
    let changed = [&workspace.join(path), Path::new("Achats"), Path::new("F14")];
    if script("plus_one.py", &changed).is_none() {
        return;
    }
    let Some((summary, text)) = readded(&workspace, "2026", &explained) else {
        return;
    };
    let wrong = summary["wrong_ones"].as_array().unwrap().iter();
    let wrong: BTreeSet<String> = wrong.map(|name| name.as_str().unwrap().to_owned()).collect();
    let named = figures_of(&of_cell.json());
    assert!(wrong.is_subset(&named), "of other cells: {:?}\n{text}", wrong.difference(&named));
    // A share can stay the same to its last digit; a sum cannot.
    let sums = named.iter().filter(|name| name.starts_with("volume."));
    let sums: BTreeSet<String> = sums.cloned().collect();
    assert!(sums.len() > 15, "{named:?}");
    assert!(sums.is_subset(&wrong), "not seen: {:?}\n{text}", sums.difference(&wrong));
}

/// The figures with a value that `cfit explain --cell` names, as the script names them.
fn figures_of(explanations: &Value) -> BTreeSet<String> {
    let figures = explanations[0]["cells"][0]["figures"].as_array().unwrap().iter();
    let name = |figure: &Value| {
        let text = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
        let mut parts = vec![text(&figure["indicator"]), text(&figure["year"])];
        let keys = figure["cut"].as_array().unwrap().iter();
        parts.extend(keys.map(|key| format!("{}={}", text(&key["dimension"]), text(&key["code"]))));
        parts.join(" ")
    };
    figures.filter(|figure| !figure["value"].is_null()).map(name).collect()
}
