//! Damaged returns saved again by other programs.

use std::fs;
use std::path::{Path, PathBuf};

use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::TestRunner;
use tempfile::TempDir;

use super::case::{self, Case, Filled};
use super::grid::Stored;
use super::reading::read_back;
use super::{Damaged, asked, config, damaged, differing};
use crate::harness::{outside, python, system};

/// Returns that each program saves; more where more are asked for.
const SAVED: u32 = 14;

/// Damaged returns, each with its file in a folder.
struct Batch {
    folder: TempDir,
    returns: Vec<(Case, Filled, Damaged, PathBuf)>,
}

fn batch(part: u64) -> Batch {
    let count = SAVED.max(asked() / 10);
    let mut runner = TestRunner::new(config(count, part));
    let folder = TempDir::new().expect("a folder for returns");
    let mut returns = Vec::new();
    for index in 0..count {
        let case = case::keeping().new_tree(&mut runner).expect("a case").current();
        let filled = case.filled();
        let damaged = damaged(&case, &filled);
        let path = folder.path().join(format!("return-{index}.xlsx"));
        fs::write(&path, &damaged.bytes).expect("a place for a return");
        returns.push((case, filled, damaged, path));
    }
    Batch { folder, returns }
}

impl Batch {
    /// Reads each return from a folder in another format.
    fn holds(&self, folder: &Path, ending: &str, skipped: impl Fn(&Damaged) -> bool) {
        let mut wrong = String::new();
        for (case, filled, damaged, path) in &self.returns {
            if skipped(damaged) {
                continue;
            }
            let name = path.with_extension(ending);
            let path = folder.join(name.file_name().expect("a name"));
            let bytes =
                fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
            let reading =
                read_back(bytes.clone(), ending, &filled.questionnaire, filled.participant);
            if let Err(what) = differing(filled, damaged, &reading) {
                let kept = std::env::temp_dir().join(format!("cfit-saved-again.{ending}"));
                fs::write(&kept, bytes).expect("a place for it");
                wrong +=
                    &format!("{:?}\n{what}\nthe last one is in {}\n", case.keeping, kept.display());
            }
        }
        assert!(wrong.is_empty(), "{wrong}");
    }

    /// Lets LibreOffice save all of them at once.
    fn saved_by_libreoffice(&self, ending: &str) -> Option<PathBuf> {
        let soffice = system("soffice")?;
        let folder = self.folder.path().join(ending);
        let profile =
            format!("-env:UserInstallation=file://{}/profile", self.folder.path().display());
        let to = folder.to_str().expect("UTF-8");
        let mut arguments = vec![&*profile, "--headless", "--convert-to", ending, "--outdir", to];
        arguments.extend(self.returns.iter().map(|(.., path)| path.to_str().expect("UTF-8")));
        outside(&soffice, &arguments);
        Some(folder)
    }
}

/// Whether a formula stands in the file whose result a program drops that does not compute.
fn has_formula(damaged: &Damaged) -> bool {
    let mut squares =
        damaged.book.tabs.iter().flat_map(|tab| &tab.lines).flat_map(|line| &line.squares);
    squares.any(|square| square.formula && square.answer().is_some())
}

/// Whether there is a text that reads like an escaped letter: openpyxl writes it as if it were one.
fn has_what_openpyxl_changes(damaged: &Damaged) -> bool {
    let squares =
        damaged.book.tabs.iter().flat_map(|tab| &tab.lines).flat_map(|line| &line.squares);
    let mut texts = squares.map(|square| &square.value);
    texts.any(|value| matches!(value, Stored::Text(text) if text.contains("_x0041_")))
}

#[test]
fn a_damaged_return_saved_as_ods_by_libreoffice_reads_back_as_it_was_meant() {
    let batch = batch(3);
    if let Some(folder) = batch.saved_by_libreoffice("ods") {
        batch.holds(&folder, "ods", |_| false);
    }
}

#[test]
fn a_damaged_return_saved_as_xls_by_libreoffice_reads_back_as_it_was_meant() {
    let batch = batch(4);
    if let Some(folder) = batch.saved_by_libreoffice("xls") {
        // It drops the results of formulas it has not calculated itself: they are then asked about.
        batch.holds(&folder, "xls", has_formula);
    }
}

#[test]
fn a_damaged_return_saved_by_openpyxl_reads_back_as_it_was_meant() {
    let Some(python) = python() else { return };
    let batch = batch(5);
    let program = "import sys, openpyxl\n\
                   for path in sys.argv[1:]: openpyxl.load_workbook(path).save(path)";
    let mut arguments = vec!["-c", program];
    arguments.extend(batch.returns.iter().map(|(.., path)| path.to_str().expect("UTF-8")));
    outside(&python, &arguments);
    batch.holds(batch.folder.path(), "xlsx", |damaged| {
        has_formula(damaged) || has_what_openpyxl_changes(damaged)
    });
}
