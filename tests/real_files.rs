//! Real tables of others, read by the program through mappings: every row, and every amount to the cent.
//!
//! The files lie in the folder `CFIT_REAL_FILES` names and are known by their hashes, not by their names.
//! What they hold was counted by `tests/real_files/expected.py`, without any part of this program.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};
use tempfile::TempDir;

use crate::harness::{cfit, example, files, source};

/// The participant invented for these files.
const PARTICIPANT: &str = "example-river";

/// What one file holds in one currency.
#[derive(Clone, PartialEq, Eq, Debug)]
struct Content {
    rows: u64,
    sum: String,
}

type Contents = BTreeMap<(String, String), Content>;

#[test]
fn every_row_of_the_real_tables_is_read_and_the_amounts_add_up() {
    let Some(folder) = real_files() else { return };
    let (expected, hashes) = expected();
    let workspace = workspace(&folder, &hashes);
    let run = cfit(workspace.path(), &["report", "--year", "2026"]);
    assert!(run.code <= 1, "{}", run.text());
    let accounts = table(&workspace.path().join("reports/2026/data/accounts.csv"));
    let mut read = Contents::new();
    let mut refused: BTreeMap<String, u64> = BTreeMap::new();
    for account in accounts.iter().filter(|account| account["participant"] == PARTICIPANT) {
        let file = account["file"].rsplit('/').next().unwrap().to_owned();
        *refused.entry(file.clone()).or_default() +=
            account["rows_refused"].parse::<u64>().unwrap();
        let content = Content {
            rows: account["rows_read"].parse().unwrap(),
            sum: plain(&account["amount_read"]),
        };
        read.insert((file, account["currency"].clone()), content);
    }
    assert_eq!(read, expected);
    // Rows that cannot count for one of their cells are the ones the list of exceptions names.
    let mut named: BTreeMap<String, u64> = refused.keys().map(|file| (file.clone(), 0)).collect();
    for exception in exceptions().iter().filter(|exception| exception["refused"] == "yes") {
        *named.entry(exception["file"].clone()).or_default() += 1;
    }
    assert_eq!(refused, named);
    assert_eq!(cells_found(workspace.path()), cells_named());
}

/// The folder of real files; `None`, said in one line, where none is named. A folder without files is a
/// failure: it would test nothing.
#[expect(clippy::print_stderr, reason = "a test that did not run has to be seen")]
pub(crate) fn real_files() -> Option<PathBuf> {
    let Some(folder) = std::env::var_os("CFIT_REAL_FILES") else {
        eprintln!("not run: CFIT_REAL_FILES names no folder of real files");
        return None;
    };
    let folder = PathBuf::from(folder);
    let filled =
        folder.is_dir() && fs::read_dir(&folder).expect("a folder to read").next().is_some();
    assert!(filled, "CFIT_REAL_FILES names no folder with files: {}", folder.display());
    Some(folder)
}

/// What the independent count found, and the name of each file by its hash.
fn expected() -> (Contents, BTreeMap<String, String>) {
    let mut contents = Contents::new();
    let mut hashes = BTreeMap::new();
    for row in table(&source().join("tests/real_files/expected.csv")) {
        let content = Content { rows: row["rows"].parse().unwrap(), sum: plain(&row["sum"]) };
        contents.insert((row["file"].clone(), row["currency"].clone()), content);
        hashes.insert(row["sha256"].clone(), row["file"].clone());
    }
    (contents, hashes)
}

/// A copy of the example in which one more participant sent the real files and nothing else.
fn workspace(folder: &Path, hashes: &BTreeMap<String, String>) -> TempDir {
    let workspace = example();
    let register = workspace.path().join("inputs/participants.csv");
    let mut participants = fs::read_to_string(&register).unwrap();
    let columns = participants.lines().next().unwrap().split(',').map(|column| match column {
        "id" => PARTICIPANT,
        "name" => "Example River Authority (invented)",
        "country" => "NL",
        "procuring_since" => "2021-01-01",
        "signed_version" => "1.0",
        "language" => "en",
        _ => "",
    });
    let row: Vec<&str> = columns.collect();
    participants.push_str(&format!("{}\n", row.join(",")));
    fs::write(register, participants).unwrap();

    let own = workspace.path().join("inputs/2026/returns").join(PARTICIPANT);
    fs::create_dir_all(own.join("supporting")).unwrap();
    let mut missing: BTreeSet<&String> = hashes.values().collect();
    for (_, bytes) in files(folder) {
        if let Some(name) = hashes.get(&sha256(&bytes)) {
            fs::write(own.join("supporting").join(name), &bytes).unwrap();
            missing.remove(name);
        }
    }
    assert!(missing.is_empty(), "{} lacks {missing:?}", folder.display());
    let mut mapping = "confirmed_on = 2026-11-02\nconfirmed_by = \"EX\"\n".to_owned();
    for (name, text) in files(&source().join("tests/real_files")) {
        if name.ends_with(".toml") {
            mapping.push('\n');
            mapping.push_str(std::str::from_utf8(&text).unwrap());
        }
    }
    fs::write(own.join("mapping.toml"), mapping).unwrap();
    workspace
}

pub(crate) fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The single cells of the real files in which something is found, with the rule. What is found in many rows
/// at once, such as days outside the period, is about no single cell.
fn cells_found(workspace: &Path) -> BTreeSet<(String, String, String)> {
    let path = workspace.join("reports/2026/findings.json");
    let findings: Vec<serde_json::Value> =
        serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap();
    let by_groups = ["S101", "S102", "S104", "S105", "S108", "S129"];
    let mut found = BTreeSet::new();
    for finding in findings {
        let rule = finding["rule"].as_str().unwrap().to_owned();
        let text = |field: &str| finding[field].as_str().unwrap_or("").to_owned();
        let (path, cell) = (text("file"), text("cell"));
        if path.contains(&format!("/{PARTICIPANT}/supporting/"))
            && !cell.is_empty()
            && !by_groups.contains(&rule.as_str())
        {
            let file = path.rsplit('/').next().unwrap().to_owned();
            found.insert((file, cell, rule));
        }
    }
    found
}

fn exceptions() -> Vec<BTreeMap<String, String>> {
    table(&source().join("tests/real_files/exceptions.csv"))
}

fn cells_named() -> BTreeSet<(String, String, String)> {
    let exceptions = exceptions().into_iter();
    exceptions.map(|row| (row["file"].clone(), row["cell"].clone(), row["rule"].clone())).collect()
}

/// A table of ours; none of these has a quoted field but in its last column.
pub(crate) fn table(path: &Path) -> Vec<BTreeMap<String, String>> {
    let text =
        fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let mut lines = text.lines();
    let header: Vec<&str> = lines.next().expect("a header").split(',').collect();
    let rows = lines.map(|line| {
        let fields = line.splitn(header.len(), ',').map(|field| field.trim_matches('"').to_owned());
        header.iter().map(|name| (*name).to_owned()).zip(fields).collect()
    });
    rows.collect()
}

/// A number without zeros behind its decimals.
fn plain(number: &str) -> String {
    match number.contains('.') {
        true => number.trim_end_matches('0').trim_end_matches('.').to_owned(),
        false => number.to_owned(),
    }
}
