//! The open data: valid for the tools of others, complete, and the same bytes twice.

use std::collections::BTreeMap;
use std::path::Path;

use sha2::{Digest, Sha256};

use crate::harness::{RENDERED, WITHOUT_PROTECTED, YEARS, cfit, example, files, script};

#[test]
fn the_data_package_is_valid() {
    for year in YEARS {
        script(
            "data_package.py",
            &[&RENDERED.path().join(format!("reports/{year}/data/datapackage.json"))],
        );
    }
}

#[test]
fn the_tables_of_the_contract_are_there() {
    for year in YEARS {
        let data = RENDERED.path().join(format!("reports/{year}/data"));
        let tables = "observations trends targets lines cells overlap rates accounts uptake answers \
                      good_practices tenders outreach participants supporters left_out \
                      finance_accounts finance_ledger finance_contributions finance_funds finance_in_kind \
                      finance_activities finance_commitments finance_years lineage";
        for table in tables.split_whitespace() {
            assert!(data.join(format!("{table}.csv")).exists(), "{table} of {year}");
        }
        assert!(data.join("finance.journal").exists(), "the books of {year}");
        for table in ["observations", "lines", "cells", "uptake", "left_out", "lineage"] {
            assert!(data.join(format!("{table}.parquet")).exists(), "{table} of {year}");
        }
    }
}

#[test]
fn every_number_that_came_in_is_in_a_figure_or_left_out_with_a_reason() {
    for year in YEARS {
        script("every_number.py", &[RENDERED.path(), Path::new(year)]);
    }
}

#[test]
fn the_manifest_names_every_file_read_and_written_with_its_hash() {
    for year in YEARS {
        let folder = RENDERED.path().join("reports").join(year);
        let text = std::fs::read_to_string(folder.join("manifest.json")).unwrap();
        assert!(
            !text.contains(RENDERED.path().to_str().unwrap()),
            "an absolute path in the manifest"
        );
        let manifest: serde_json::Value = serde_json::from_str(&text).unwrap();
        let entries = |part: &str| -> BTreeMap<String, (String, u64)> {
            let list = manifest[part].as_array().unwrap().iter();
            let entry = |e: &serde_json::Value| {
                let (hash, size) = (e["sha256"].as_str().unwrap(), e["size"].as_u64().unwrap());
                (e["path"].as_str().unwrap().to_owned(), (hash.to_owned(), size))
            };
            list.map(entry).collect()
        };
        let written: BTreeMap<String, (String, u64)> = files(&folder)
            .into_iter()
            .filter(|(name, _)| name != "manifest.json")
            .map(|(name, bytes)| (name, fingerprint(&bytes)))
            .collect();
        assert_eq!(entries("outputs"), written);
        let inputs = entries("inputs");
        assert!(inputs.contains_key("inputs/participants.csv"));
        assert!(inputs.keys().any(|path| path.contains(&format!("inputs/{year}/returns/"))));
        for (path, expected) in inputs {
            let bytes = std::fs::read(RENDERED.path().join(&path)).unwrap();
            assert_eq!(fingerprint(&bytes), expected, "{path}");
        }
    }
}

fn fingerprint(bytes: &[u8]) -> (String, u64) {
    let hash: String = Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect();
    (hash, bytes.len() as u64)
}

#[test]
fn the_same_inputs_give_the_same_bytes_elsewhere() {
    let other = example();
    for year in YEARS {
        cfit(other.path(), &["report", "--year", year]);
    }
    let first = files(&RENDERED.path().join("reports"));
    let second = files(&other.path().join("reports"));
    let names =
        |all: &[(String, Vec<u8>)]| all.iter().map(|(name, _)| name.clone()).collect::<Vec<_>>();
    assert_eq!(names(&first), names(&second));
    for ((name, one), (_, two)) in first.iter().zip(&second) {
        assert!(one == two, "{name} differs");
    }
}

#[test]
fn published_amounts_are_sums_of_the_published_cells() {
    for year in YEARS {
        let data = WITHOUT_PROTECTED.path().join(format!("reports/{year}/data"));
        script("cells_add_up.py", &[&data]);
    }
}

#[test]
fn contacts_are_in_no_output() {
    let contacts = std::fs::read_to_string(RENDERED.path().join("inputs/contacts.csv")).unwrap();
    let tokens: Vec<String> = contacts
        .lines()
        .skip(1)
        .flat_map(|row| {
            row.split([',', ';']).skip(1).take(2).map(str::to_owned).collect::<Vec<_>>()
        })
        .filter(|token| token.len() > 4)
        .collect();
    assert!(tokens.len() >= 6, "{tokens:?}");
    for (name, bytes) in unpacked(&RENDERED.path().join("reports")) {
        let text = String::from_utf8_lossy(&bytes);
        for token in &tokens {
            assert!(!text.contains(token.as_str()), "{token} is in {name}");
        }
    }
}

/// Every file below a folder, workbooks unzipped.
fn unpacked(folder: &std::path::Path) -> Vec<(String, Vec<u8>)> {
    let mut all = Vec::new();
    for (name, bytes) in files(folder) {
        if name.ends_with(".xlsx") {
            let mut archive = zip::ZipArchive::new(std::io::Cursor::new(&bytes)).unwrap();
            for index in 0..archive.len() {
                let mut part = archive.by_index(index).unwrap();
                let mut content = Vec::new();
                std::io::Read::read_to_end(&mut part, &mut content).unwrap();
                all.push((format!("{name}!{}", part.name().unwrap()), content));
            }
        }
        all.push((name, bytes));
    }
    all
}
