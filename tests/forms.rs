//! Forms go out, are damaged in ways that keep their meaning, and read back the same.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use tempfile::TempDir;

use crate::harness::{cfit, example, outside, script, system};

/// The observations of a year as published, by their keys.
fn observations(folder: &Path, year: &str) -> BTreeMap<String, String> {
    let run = cfit(folder, &["report", "--year", year]);
    assert!(run.code <= 1, "{}", run.text());
    let text =
        fs::read_to_string(folder.join(format!("reports/{year}/data/observations.csv"))).unwrap();
    let rows = text.lines().skip(1).map(|row| (row.to_owned(), String::new()));
    rows.collect()
}

/// Returns of 2026 that are xlsx workbooks.
fn returns(folder: &TempDir) -> Vec<PathBuf> {
    let root = folder.path().join("inputs/2026/returns");
    let mut all: Vec<PathBuf> = fs::read_dir(root)
        .unwrap()
        .map(|entry| entry.unwrap().path().join("return.xlsx"))
        .collect();
    all.retain(|path| path.exists());
    all.sort();
    assert!(all.len() >= 3);
    all
}

#[track_caller]
fn same_figures(before: &BTreeMap<String, String>, after: &BTreeMap<String, String>) {
    let changed: Vec<_> = after.keys().filter(|row| !before.contains_key(*row)).take(5).collect();
    assert!(before == after, "figures changed: {changed:#?}");
}

#[test]
fn sheets_reordered_and_renamed_and_rows_inserted_change_no_figure() {
    let folder = example();
    // A correction names the row of its sheet; of a row that says something else now it is a finding (G111).
    fs::remove_file(folder.path().join("inputs/2026/corrections.csv")).unwrap();
    let before = observations(folder.path(), "2026");
    for path in returns(&folder) {
        if script("rearrange.py", &[&path]).is_none() {
            return;
        }
    }
    same_figures(&before, &observations(folder.path(), "2026"));
}

/// Saves every return in another format with LibreOffice.
fn resaved(ending: &str, filter: &str) {
    let Some(soffice) = system("soffice") else {
        return;
    };
    let folder = example();
    let before = observations(folder.path(), "2026");
    let profile = format!("-env:UserInstallation=file://{}/profile", folder.path().display());
    for path in returns(&folder) {
        let home = path.parent().unwrap().to_str().unwrap().to_owned();
        outside(
            &soffice,
            &[
                &profile,
                "--headless",
                "--convert-to",
                filter,
                "--outdir",
                &home,
                path.to_str().unwrap(),
            ],
        );
        if ending != "xlsx" {
            fs::remove_file(&path).unwrap();
            assert!(path.with_extension(ending).exists());
        }
    }
    same_figures(&before, &observations(folder.path(), "2026"));
}

#[test]
fn a_return_saved_by_libreoffice_as_ods_reads_the_same() {
    resaved("ods", "ods");
}

#[test]
fn a_return_saved_by_libreoffice_as_xls_reads_the_same() {
    resaved("xls", "xls");
}

#[test]
fn a_return_saved_by_libreoffice_as_xlsx_reads_the_same() {
    resaved("xlsx", "xlsx");
}

#[test]
fn a_return_with_the_ending_of_a_macro_workbook_reads_the_same() {
    let folder = example();
    let before = observations(folder.path(), "2026");
    for path in returns(&folder) {
        fs::rename(&path, path.with_extension("xlsm")).unwrap();
    }
    same_figures(&before, &observations(folder.path(), "2026"));
}
