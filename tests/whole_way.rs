//! A participant's whole way: the form goes out, is filled in with LibreOffice's own format, comes in, is corrected, and
//! is read into the figures.

use std::fs;
use std::path::Path;

use tempfile::TempDir;

use crate::harness::{cfit, example, outside, script, system};

/// What the participant enters, as `form_fill.py` takes it.
const ENTERED: [&str; 11] = [
    "organisation.currency=EUR",
    "organisation.amount_basis=Ordered",
    "organisation.tax=Without recoverable taxes",
    "organisation.users_served=850",
    "procurement.1.product_group=Laptops",
    "procurement.1.condition=Refurbished",
    "procurement.1.acquisition=Purchase",
    "procurement.1.units=5210",
    "procurement.1.amount=4500123.5",
    "procurement.2.product_group=Displays",
    "procurement.2.units=120",
];

#[test]
fn a_form_goes_out_is_filled_in_comes_in_is_corrected_and_counts() {
    let Some(office) = system("soffice") else { return };
    let folder = example();
    let mail = TempDir::new().unwrap();
    fs::remove_dir_all(folder.path().join("inputs/2026/returns/lindhafen")).unwrap();
    cfit(folder.path(), &["forms", "--year", "2026", "--participant", "lindhafen"])
        .says(0, &["outbox/2026/lindhafen.xlsx (en, with last year's answers)", "cfit receive"]);
    let form = folder.path().join("outbox/2026/lindhafen.xlsx");
    let filled = mail.path().join("lindhafen.xlsx");
    let mut arguments: Vec<&Path> = vec![&form, &filled];
    arguments.extend(ENTERED.map(Path::new));
    if script("form_fill.py", &arguments).is_none() {
        return;
    }
    let mail_folder = mail.path().to_str().unwrap();
    let home = format!("-env:UserInstallation=file://{mail_folder}/home");
    let to_ods = ["--headless", &home, "--convert-to", "ods", "--outdir", mail_folder];
    outside(&office, &[&to_ods[..], &[filled.to_str().unwrap()]].concat());
    let sent = mail.path().join("lindhafen.ods");
    cfit(folder.path(), &["receive", sent.to_str().unwrap(), "--received-on", "2026-11-10"])
        .says(0, &["stored as inputs/2026/returns/lindhafen/return-2026-11-10.ods"]);
    assert_eq!(laptops(&folder), ("4500123.50".to_owned(), "5210".to_owned()));

    let corrections = folder.path().join("inputs/2026/corrections.csv");
    let before = fs::read_to_string(&corrections).unwrap();
    let correction = |was: &str| {
        let row = format!(
            "lindhafen,procurement.units,5,{was},5120,Two digits changed places,by telephone,2026-11-12,SB\n"
        );
        fs::write(&corrections, before.clone() + &row).unwrap();
    };
    correction("5211");
    let stale = cfit(folder.path(), &["check", "--year", "2026"]);
    stale.says(1, &["lindhafen", "`5211`"]);
    assert_eq!(laptops(&folder).1, "5210", "a correction of something else is not applied");
    correction("5210");
    assert_eq!(laptops(&folder), ("4500123.50".to_owned(), "5120".to_owned()));
    let own = folder.path().join("inputs/2026/returns/lindhafen/return-2026-11-10.ods");
    assert_eq!(
        fs::read(own).unwrap(),
        fs::read(&sent).unwrap(),
        "the sender's file is not touched"
    );
}

/// Amount and units of the laptops of the line that counts, as the report publishes them.
fn laptops(folder: &TempDir) -> (String, String) {
    let run = cfit(folder.path(), &["report", "--year", "2026"]);
    assert!(run.code <= 1, "{}", run.text());
    let lines = fs::read_to_string(folder.path().join("reports/2026/data/lines.csv")).unwrap();
    let mut reader = csv::Reader::from_reader(lines.as_bytes());
    let header = reader.headers().unwrap().clone();
    let column = |name: &str| header.iter().position(|own| own == name).unwrap();
    let is_own = |row: &csv::StringRecord| {
        &row[column("participant")] == "lindhafen" && &row[column("product_group")] == "laptops"
    };
    let rows: Vec<_> = reader.records().map(Result::unwrap).filter(is_own).collect();
    assert_eq!(rows.len(), 1, "{rows:?}");
    assert_eq!(&rows[0][column("counted_as")], "direct");
    (rows[0][column("amount")].to_owned(), rows[0][column("units")].to_owned())
}
