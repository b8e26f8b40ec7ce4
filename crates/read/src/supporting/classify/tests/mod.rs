//! The shipped lists, judged on rows as buyers write them and on real files.

mod boavizta;
mod cpv;
mod lists;
mod order_tables;
mod traps;

use std::collections::BTreeMap;
use std::path::PathBuf;

use model::{InputFile, Pact};

use super::*;
use crate::registers;

/// A Pact with the product groups that are shipped, and the shipped codes and words.
fn shipped() -> (Pact, Vec<ProductCode>) {
    let text = "title = \"An invented Pact\"\nends_on = 2030-12-31\n";
    let file = InputFile {
        path: "inputs/pact.toml".into(),
        bytes: text.as_bytes().into(),
        sha256: String::new(),
    };
    let pact = crate::settings::pact(&file).unwrap();
    let mut faults = Vec::new();
    let codes = registers::product_codes(&BTreeMap::new(), &pact, &mut faults).unwrap();
    assert_eq!(faults, []);
    (pact, codes)
}

/// What a description alone tells.
fn by_description<'a>(classifier: &Classifier<'a>, description: &str) -> Result<&'a str, Untold> {
    classifier.told(&Said { description, ..Said::default() })
}

/// The folder of real files, where it is at hand (`CFIT_REAL_FILES`).
fn real_files() -> Option<PathBuf> {
    std::env::var_os("CFIT_REAL_FILES").map(PathBuf::from)
}

/// The records of a CSV file by the names of its columns.
fn records(path: PathBuf) -> Vec<BTreeMap<String, String>> {
    let bytes = std::fs::read(path).unwrap();
    let text = String::from_utf8_lossy(&bytes);
    let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(text.as_bytes());
    let header = reader.headers().unwrap().clone();
    let record = |record: csv::StringRecord| {
        header.iter().map(str::to_owned).zip(record.iter().map(str::to_owned)).collect()
    };
    reader.records().map(|found| record(found.unwrap())).collect()
}
