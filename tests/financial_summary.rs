//! The annual financial summary, to the cent: the bank, what cannot be read, a large ledger, the year so far.

use std::fs;
use std::path::Path;

use tempfile::TempDir;

use crate::harness::{cfit, example, replace, script};

const LEDGER: &str = "inputs/2026/finance/ledger.csv";

/// The financial summary alone.
const ONLY: [&str; 5] = ["report", "--year", "2026", "--only", "financial-summary"];

/// The figures of money of 2026 as published: indicator and cut, with the value.
fn figures(workspace: &Path) -> Vec<(String, String)> {
    let path = workspace.join("reports/2026/data/observations.csv");
    let mut reader = csv::Reader::from_path(path).expect("observations");
    let header = reader.headers().expect("a header").clone();
    let position = |name: &str| header.iter().position(|own| own == name).expect("a column");
    let (indicator, value, unit) = (position("indicator"), position("value"), position("unit"));
    let rows = reader.records().map(|row| row.expect("a row"));
    let money = rows.filter(|row| row[indicator].starts_with("finance."));
    money
        .map(|row| {
            let cut: Vec<&str> =
                (0..value.min(unit)).map(|at| &row[at]).filter(|text| !text.is_empty()).collect();
            (cut.join(" "), row[value].to_owned())
        })
        .collect()
}

/// The value of a figure without a cut.
fn total(workspace: &Path, indicator: &str) -> String {
    let wanted = format!("{indicator} 2026");
    let all = figures(workspace);
    let own = all.iter().find(|(key, _)| *key == wanted);
    own.unwrap_or_else(|| panic!("{wanted} is not in {all:?}")).1.clone()
}

/// The findings of 2026.
fn findings(workspace: &Path) -> Vec<serde_json::Value> {
    let run = cfit(workspace, &["check", "--year", "2026", "--format", "json"]);
    run.json().as_array().expect("a list").clone()
}

#[test]
fn one_cent_in_the_bank_is_told_and_moves_no_other_figure() {
    let folder = example();
    let workspace = folder.path();
    let before = cfit(workspace, &["report", "--year", "2026"]);
    assert!(before.code <= 1, "{}", before.text());
    let (same, closing) = (figures(workspace), total(workspace, "finance.closing"));
    let cent_more = format!("{}", closing.parse::<rust_decimal::Decimal>().unwrap() + CENT);
    replace(
        workspace,
        "inputs/2026/year.toml",
        &format!("bank_closing_balance = {closing}"),
        &format!("bank_closing_balance = {cent_more}"),
    );
    let run = cfit(workspace, &["report", "--year", "2026"]);
    assert_eq!(run.code, 1, "{}", run.text());
    assert_eq!(figures(workspace), same, "the ledger says the same");
    let found = findings(workspace);
    let own = found.iter().find(|finding| finding["rule"] == "F104").expect("F104");
    assert_eq!(own["effect"]["value"].as_str().unwrap_or_default(), "0.01", "{own}");
    assert_eq!(own["reach"], "document", "{own}");
    let html = fs::read_to_string(workspace.join("reports/2026/financial-summary.html")).unwrap();
    assert!(html.contains("0.01"), "the difference is on the page");
    assert!(html.contains("to be settled before the summary goes out"), "and that it waits");
    assert!(workspace.join("reports/2026/progress-report.pdf").exists(), "it goes on without it");
}

const CENT: rust_decimal::Decimal = rust_decimal::Decimal::from_parts(1, 0, 0, false, 2);

/// A line of the ledger as it stands, with what somebody made of it, and the cell that is wrong then: the finding
/// stands there, and nothing is said of how the year closed.
#[test]
fn what_cannot_be_read_is_a_finding_at_its_cell_and_never_a_wrong_balance() {
    let cases = [
        ("a text in an amount", "865.00", "see invoice", 5),
        ("an amount with a dot for thousands", "865.00", "\"1.865,00\"", 5),
        ("an amount with a decimal comma", "865.00", "\"865,00\"", 5),
        ("an amount with three decimals", "865.00", "865.005", 5),
        ("no amount", "865.00", "", 5),
        ("the amount in the column of the currency", "865.00,EUR", ",865.00", 6),
        ("the amount in the column of the account", "2300", "865.00", 2),
        ("a date as text", "2026-04-15", "15 April 2026", 1),
        ("a date in another order", "2026-04-15", "15.04.2026", 1),
        ("a day that does not exist", "2026-04-15", "2026-04-31", 1),
        ("a currency nobody knows", "EUR", "EURO", 6),
    ];
    let before: Vec<String> = findings(example().path()).iter().map(key).collect();
    for (what, from, to, column) in cases {
        let folder = example();
        let workspace = folder.path();
        let text = fs::read_to_string(workspace.join(LEDGER)).unwrap();
        let mut rows = (1..).zip(text.lines());
        let (row, line) = rows.find(|(_, line)| line.starts_with("2026-04-15,2300,")).unwrap();
        let cell = format!("{row}:{column}");
        replace(workspace, LEDGER, line, &line.replacen(from, to, 1));
        let new: Vec<_> =
            findings(workspace).into_iter().filter(|found| !before.contains(&key(found))).collect();
        let mut at_cell = new.iter().filter(|found| found["file"] == LEDGER);
        let at_cell = at_cell.find(|found| found["cell"] == cell.as_str());
        let found = at_cell.unwrap_or_else(|| panic!("{what}: no finding at {cell} in {new:#?}"));
        assert_eq!(found["severity"], "error", "{what}: {found}");
        // What the row set aside may make or settle is asked about by nobody.
        let knock_on = new.iter().find(|found| found["rule"] == "F105" || found["rule"] == "F101");
        assert_eq!(knock_on, None, "{what}");
        let run = cfit(workspace, &ONLY);
        assert_eq!(run.code, 1, "{what}: {}", run.text());
        for indicator in ["finance.closing", "finance.income", "finance.expense"] {
            assert_eq!(total(workspace, indicator), "", "{what}: {indicator}");
        }
        let html =
            fs::read_to_string(workspace.join("reports/2026/financial-summary.html")).unwrap();
        assert!(html.contains("incomplete"), "{what}: the summary says so");
        assert!(
            !workspace.join("reports/2026/data/finance.journal").exists(),
            "{what}: no journal of incomplete accounts"
        );
    }
}

fn key(finding: &serde_json::Value) -> String {
    finding["key"].as_str().expect("a key").to_owned()
}

#[test]
fn a_hundred_thousand_lines_in_three_currencies_add_up_in_whole_cents() {
    let folder = example();
    let workspace = folder.path();
    let write = [Path::new("write"), workspace, Path::new("100000")];
    if script("large_ledger.py", &write).is_none() {
        return;
    }
    let run = cfit(workspace, &ONLY);
    assert_eq!(run.code, 1, "the bank does not agree: {}", run.text());
    let said = script("large_ledger.py", &[Path::new("compare"), workspace]);
    assert!(said.is_some_and(|said| said.contains(", 0 differ")));
    let html = fs::read_to_string(workspace.join("reports/2026/financial-summary.html")).unwrap();
    assert!(html.len() < 500_000, "a page for a committee, not {} bytes", html.len());
}

/// Files of a report that are there.
fn written(workspace: &Path) -> Vec<String> {
    let entries = fs::read_dir(workspace.join("reports/2026")).expect("a report");
    let mut names: Vec<String> =
        entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn the_year_so_far_is_marked_and_holds_what_came_and_went_by_then() {
    let folder = example();
    let workspace = folder.path();
    let interim = ["--only", "financial-summary", "--as-of", "2026-03-31"];
    let run = cfit(workspace, &[&["report", "--year", "2026"][..], &interim].concat());
    assert!(run.code <= 1, "{}", run.text());
    let names = written(workspace);
    assert!(names.iter().any(|name| name == "financial-summary.pdf"), "{names:?}");
    assert!(!names.iter().any(|name| name.starts_with("progress-report")), "{names:?}");
    let html = fs::read_to_string(workspace.join("reports/2026/financial-summary.html")).unwrap();
    assert!(html.contains("Interim") && html.contains("31\u{a0}March\u{a0}2026"), "it is marked");
    // By hand from the ledger: every line up to that day.
    let text = fs::read_to_string(workspace.join(LEDGER)).unwrap();
    let lines = text.lines().skip(1).filter(|line| &line[..10] <= "2026-03-31").count();
    let table = fs::read_to_string(workspace.join("reports/2026/data/finance_ledger.csv")).unwrap();
    assert_eq!(table.lines().count() - 1, lines);
    let whole = cfit(workspace, &["report", "--year", "2026"]);
    assert!(whole.code <= 1, "{}", whole.text());
    assert!(written(workspace).iter().any(|name| name == "progress-report.pdf"));
    for wrong in ["2024-01-31", "2027-01-31"] {
        let outside = ["report", "--year", "2026", "--only", "financial-summary", "--as-of", wrong];
        cfit(workspace, &outside).says(2, &[wrong, "help: "]);
    }
    cfit(workspace, &["report", "--year", "2026", "--as-of", "2026-03-31"]).says(2, &["--only"]);
}

/// Before the year is over nobody knows what the bank will say.
#[test]
fn the_year_so_far_needs_no_balance_of_the_bank_and_the_whole_year_misses_it() {
    let folder = example();
    let workspace = folder.path();
    let settings = "inputs/2026/year.toml";
    let text = fs::read_to_string(workspace.join(settings)).unwrap();
    let line = text.lines().find(|line| line.starts_with("bank_closing_balance")).unwrap();
    replace(workspace, settings, &format!("{line}\n"), "");
    let page = |more: &[&str]| {
        let run = cfit(workspace, &[&ONLY[..], more].concat());
        assert!(run.code <= 1, "{}", run.text());
        let read = |name: &str| fs::read_to_string(workspace.join("reports/2026").join(name));
        (read("financial-summary.md").unwrap(), read("findings.json").unwrap())
    };
    let not_on_file = "balance is not on file yet";
    let (interim, found) = page(&["--as-of", "2026-03-31"]);
    assert!(!interim.contains(not_on_file) && !found.contains("\"F135\""), "{found}");
    let (whole, found) = page(&[]);
    assert!(whole.contains(not_on_file) && found.contains("\"F135\""), "{found}");
    assert!(!whole.contains("This is what the bank states"));
    let journal = workspace.join("reports/2026/data/finance.journal");
    let journal = fs::read_to_string(journal).unwrap();
    assert!(journal.contains("; The bank's balance is not on file yet."), "{journal}");
}

/// A year up to its last day is the year, but for the help in kind, of which no day is said.
#[test]
fn the_year_so_far_on_its_last_day_has_the_years_totals() {
    let folder: TempDir = example();
    let workspace = folder.path();
    cfit(workspace, &ONLY);
    let year = figures(workspace);
    cfit(workspace, &[&ONLY[..], &["--as-of", "2026-09-30"]].concat());
    let in_kind = |(cut, _): &(String, String)| cut.starts_with("finance.in_kind");
    let (in_kind, money): (Vec<_>, Vec<_>) = year.into_iter().partition(in_kind);
    assert!(!in_kind.is_empty());
    assert_eq!(figures(workspace), money);
}
