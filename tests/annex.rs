//! The annex as its readers meet it: accessible, and with totals that agree with the open data.

use std::path::Path;

use crate::harness::{RENDERED, YEARS, outside, script, system};

fn annex(year: &str) -> std::path::PathBuf {
    RENDERED.path().join(format!("reports/{year}/annex.xlsx"))
}

#[test]
fn the_workbook_passes_the_checklist_for_accessible_spreadsheets() {
    for year in YEARS {
        script("accessible_workbook.py", &[&annex(year)]);
    }
}

#[test]
fn libreoffice_recalculates_it_to_the_published_figures() {
    let Some(soffice) = system("soffice") else {
        return;
    };
    for year in YEARS {
        let folder = tempfile::TempDir::new().unwrap();
        let bare = folder.path().join("annex.xlsx");
        if script("without_results.py", &[&annex(year), &bare]).is_none() {
            return;
        }
        recalculate(&soffice, &bare, folder.path());
        let again = folder.path().join("annex.ods");
        script("recalculated.py", &[&annex(year), &again]);
        let data = RENDERED.path().join(format!("reports/{year}/data"));
        script("annex_figures.py", &[&annex(year), &data, &again]);
    }
}

/// Has LibreOffice compute the formulas of a workbook that has no results of its own.
fn recalculate(soffice: &Path, book: &Path, folder: &Path) {
    let profile = format!("-env:UserInstallation=file://{}/profile", folder.display());
    let to = folder.to_str().unwrap();
    let book = book.to_str().unwrap();
    outside(soffice, &[&profile, "--headless", "--convert-to", "ods", "--outdir", to, book]);
}
