//! The mistakes `cfit demo --faults` plants: each is found where the list says, and nothing else is asked about.

use std::collections::BTreeSet;
use std::path::Path;

use serde_json::Value;
use tempfile::TempDir;

use crate::harness::cfit;

/// A row of `planted-mistakes.csv`.
struct Planted {
    rule: String,
    severity: String,
    year: String,
    participant: String,
    file: String,
    sheet: String,
    cell: String,
    what: String,
}

fn planted(folder: &Path) -> Vec<Planted> {
    let mut rows = csv::Reader::from_path(folder.join("planted-mistakes.csv")).unwrap();
    let header = ["rule", "severity", "year", "participant", "file", "sheet", "cell", "what"];
    assert_eq!(rows.headers().unwrap(), header.as_slice());
    let rows = rows.deserialize().map(|row| {
        let [rule, severity, year, participant, file, sheet, cell, what]: [String; 8] =
            row.unwrap();
        Planted { rule, severity, year, participant, file, sheet, cell, what }
    });
    rows.collect()
}

/// A workspace of some size with mistakes in it.
fn workspace(size: [&str; 3], seed: &str) -> TempDir {
    let folder = TempDir::new().unwrap();
    let [participants, orders, years] = size;
    let path = folder.path().to_str().unwrap();
    let run = cfit(
        folder.path(),
        &[
            "demo",
            path,
            "--participants",
            participants,
            "--orders",
            orders,
            "--years",
            years,
            "--seed",
            seed,
            "--faults",
        ],
    );
    run.says(0, &["planted-mistakes.csv"]);
    folder
}

/// Row and column of a cell such as `D17`, or of a place in a text such as `17:4`.
fn cell(name: &str) -> (u32, u32) {
    if let Some((row, column)) = name.split_once(':') {
        return (row.parse().unwrap(), column.parse().unwrap());
    }
    let digits = name.find(|letter: char| letter.is_ascii_digit()).unwrap_or(name.len());
    let (letters, row) = name.split_at(digits);
    let column = letters.bytes().fold(0, |sum, letter| sum * 26 + u32::from(letter - b'A') + 1);
    (row.parse().unwrap_or_else(|_| panic!("`{name}` is no cell")), column)
}

/// First and last cell of what a finding names.
fn range(name: &str) -> ((u32, u32), (u32, u32)) {
    match name.split_once(':') {
        Some((first, last)) if first.starts_with(|letter: char| letter.is_ascii_alphabetic()) => {
            (cell(first), cell(last))
        }
        _ => (cell(name), cell(name)),
    }
}

/// Whether a finding is that of a row of the list: its rule, participant, file, sheet and cell.
fn is_of(finding: &Value, one: &Planted) -> bool {
    let text = |name: &str| finding[name].as_str().unwrap_or_default();
    let within = || {
        let ((row, column), (first, last)) = (cell(&one.cell), range(text("cell")));
        (first.0..=last.0).contains(&row) && (first.1..=last.1).contains(&column)
    };
    text("rule") == one.rule
        && text("severity") == one.severity
        && text("participant") == one.participant
        && text("file") == one.file
        && (one.sheet.is_empty() || text("sheet") == one.sheet)
        && (one.cell.is_empty() || !text("cell").is_empty() && within())
}

/// Mistakes that leave the accounts of their year incomplete.
const INCOMPLETE: [&str; 3] = ["F102", "F107", "F114"];

/// Whether a finding is that another year's accounts are incomplete, as mistakes planted there make them.
fn follows(finding: &Value, year: &str, planted: &[Planted]) -> bool {
    let found = finding["found"].as_str().unwrap_or_default();
    let names = |other: &str| found.starts_with(&format!("the accounts of {other} are incomplete"));
    let mut others = planted.iter().filter(|one| one.year != year);
    finding["rule"] == "F140"
        && others.any(|one| names(&one.year) && INCOMPLETE.contains(&one.rule.as_str()))
}

fn assert_found(folder: &Path, planted: &[Planted]) {
    let years: BTreeSet<&str> = planted.iter().map(|one| one.year.as_str()).collect();
    let mut wrong = Vec::new();
    for year in years {
        let found = cfit(folder, &["check", "--year", year, "--format", "json"]).json();
        let found = found.as_array().unwrap();
        let own: Vec<&Planted> = planted.iter().filter(|one| one.year == year).collect();
        for one in own.iter().filter(|one| !found.iter().any(|finding| is_of(finding, one))) {
            let Planted { rule, participant, file, sheet, cell, what, .. } = one;
            wrong.push(format!(
                "not found: {year} {rule} {participant} {file} {sheet} {cell}: {what}"
            ));
        }
        let asked = found.iter().filter(|finding| finding["severity"] != "note");
        let unplanned = asked.filter(|finding| {
            !own.iter().any(|one| is_of(finding, one)) && !follows(finding, year, planted)
        });
        for finding in unplanned {
            wrong.push(format!("nobody planted: {year} {finding}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_mistake_is_found_at_its_cell_and_nothing_else_is_asked_about() {
    let mut selections = BTreeSet::new();
    for seed in ["1", "2", "3"] {
        let folder = workspace(["14", "30", "2"], seed);
        let planted = planted(folder.path());
        let rules: BTreeSet<&str> = planted.iter().map(|one| one.rule.as_str()).collect();
        assert!(planted.len() >= 80 && rules.len() >= 60, "{} mistakes, {rules:?}", planted.len());
        for severity in ["error", "warning", "note"] {
            let of_it: BTreeSet<&str> = planted
                .iter()
                .filter(|one| one.severity == severity)
                .map(|one| one.rule.as_str())
                .collect();
            assert!(of_it.len() >= 10, "{severity}: {of_it:?}");
        }
        assert_found(folder.path(), &planted);
        let places = planted.iter().map(|one| format!("{} {} {}", one.rule, one.file, one.cell));
        selections.insert(places.collect::<Vec<_>>());
    }
    assert_eq!(selections.len(), 3, "different seeds choose different places");
}

#[test]
fn a_larger_pact_has_more_mistakes_of_more_kinds() {
    let folder = workspace(["60", "20", "2"], "4");
    let planted = planted(folder.path());
    let rules: BTreeSet<&str> = planted.iter().map(|one| one.rule.as_str()).collect();
    assert!(rules.len() >= 80, "{rules:?}");
    assert_found(folder.path(), &planted);
}

#[test]
fn a_small_pact_has_the_mistakes_that_find_a_place() {
    for size in [["1", "0", "1"], ["3", "5", "2"]] {
        let folder = workspace(size, "5");
        let planted = planted(folder.path());
        assert!(planted.len() >= 10, "{} mistakes", planted.len());
        assert_found(folder.path(), &planted);
    }
}
