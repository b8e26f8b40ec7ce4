//! The books of a year as other years need them.

use model::finance::Books;

use super::*;
use crate::finance_inputs::books_of;
use crate::testing::{XlsxSheet, xlsx};

const SETTINGS: &str = "[finance]\ncurrency = \"SEK\"\nopening_balance = 10.5\nsoon = true\n";

fn books(texts: &[(&str, &str)]) -> Books {
    books_of(&files(texts), "inputs/2026").unwrap()
}

#[test]
fn books_hold_what_they_opened_with_and_whether_they_are_whole() {
    let budget = "account,title,kind,class,amount\n1,A,income,other_income,5\n";
    let [year, budgets, ledger, mapping, export] = [
        "year.toml",
        "finance/budget.csv",
        "finance/ledger.csv",
        "finance/mapping.toml",
        "finance/supporting/j.csv",
    ]
    .map(|name| format!("inputs/2026/{name}"));
    let map = "confirmed_on = 2026-10-31\nconfirmed_by = \"AB\"\n[[table]]\nfile = \"supporting/j.csv\"\nkind = \"ledger\"\n\
               [table.columns]\ndate = \"Day\"\naccount = \"No\"\namount = \"Sum\"\n";
    let sound = [
        (year.as_str(), SETTINGS),
        (&budgets, budget),
        (&ledger, "date,account,amount,currency\n2026-02-01,1,5,EUR\n"),
    ];
    let own = books(&sound);
    assert_eq!(own.opening, Some((model::Currency::parse("SEK").unwrap(), 10_50)));
    assert_eq!((own.ledger.len(), own.classes.len(), own.incomplete), (1, 1, false));
    assert_eq!((books(&sound[1..]).opening, books(&sound[1..]).incomplete), (None, false));
    assert!(books(&sound[..2]).incomplete && books(&sound[2..]).incomplete);
    let damaged = [
        sound[0],
        sound[1],
        (ledger.as_str(), "date,account,amount,currency\n2026-02-01,1,5.5,JPY\n"),
    ];
    assert!(books(&damaged).incomplete);
    // An export of another year is read for this one too, in the currency of its accounts.
    let journal = "Day,No,Sum\n2026-02-01,1,5.25\n";
    let mapped = [sound[0], sound[1], (mapping.as_str(), map), (export.as_str(), journal)];
    let own = books(&mapped);
    assert_eq!(
        (own.ledger[0].amount, own.ledger[0].currency.code(), own.incomplete),
        (5_25, "SEK", false)
    );
    assert!(books(&mapped[..3]).incomplete, "the export is not there");
    assert!(books(&[(year.as_str(), "[finance"), sound[1], sound[2]]).opening.is_none());
}

#[test]
fn a_sheet_that_nobody_maps_leaves_the_books_whole() {
    let map = "confirmed_on = 2026-10-31\nconfirmed_by = \"AB\"\n[[table]]\nfile = \"supporting/j.xlsx\"\n\
               sheet = \"Journal\"\nkind = \"ledger\"\n[table.columns]\ndate = \"Day\"\naccount = \"No\"\namount = \"Sum\"\n";
    let mut files = files(&[
        ("inputs/2026/year.toml", SETTINGS),
        (
            "inputs/2026/finance/budget.csv",
            "account,title,kind,class,amount\n1,A,income,other_income,5\n",
        ),
        ("inputs/2026/finance/mapping.toml", map),
    ]);
    let rows: &[&[&str]] = &[&["Day", "No", "Sum"], &["2026-02-01", "1", "=5.25"]];
    let journal = XlsxSheet { title: "Journal", rows, ..XlsxSheet::default() };
    let rooms: &[&[&str]] = &[&["Town", "Hall"], &["Altmoos", "North"]];
    let rooms = XlsxSheet { title: "Rooms", rows: rooms, ..XlsxSheet::default() };
    let path = "inputs/2026/finance/supporting/j.xlsx";
    let bytes = xlsx(&[journal, rooms]).into();
    files.insert(path.into(), InputFile { path: path.into(), bytes, sha256: String::new() });
    let own = books_of(&files, "inputs/2026").unwrap();
    assert_eq!((own.ledger.len(), own.incomplete), (1, false));
}
