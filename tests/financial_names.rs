//! Names of persons, addresses and numbers in the books, and that they are in no public file.

use std::fs;
use std::path::Path;

use tempfile::TempDir;

use crate::harness::{cfit, copy, example, replace, script};

/// A part of each name that stands in the books, and each address and number: of whom the books know, those behind a title,
/// and what is no name at all.
const KNOWN: [&str; 12] = [
    "Zoebel",
    "Quittenbaum",
    "QUITTENBAUM",
    "Mirabell",
    "Pankraz",
    "Ottokar",
    "Ludovica",
    "Zenzi",
    "Jane-Doe",
    "planted",
    "555 01 00",
    "NL91 ABNA",
];

/// What no program can tell from other words; it stays in the office with all descriptions.
const UNKNOWN: [&str; 2] = ["Huberius", "Annasson"];

/// Adds rows to a file of the accounts; the fields left out are blank.
fn add(workspace: &Path, file: &str, rows: &[&str]) {
    let path = workspace.join("inputs/2026/finance").join(file);
    let mut text = fs::read_to_string(&path).expect("a file of the accounts");
    let fields = text.lines().next().expect("a header").split(',').count();
    for row in rows {
        let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(row.as_bytes());
        let given = reader.records().next().expect("a row").expect("a row").len();
        text.push_str(&format!("{row}{}\n", ",".repeat(fields - given)));
    }
    fs::write(path, text).expect("a file of the accounts");
}

/// The example with names in every column of the accounts in which anything can be typed.
fn planted(with_descriptions: bool) -> TempDir {
    let folder = example();
    let workspace = folder.path();
    if !with_descriptions {
        let settings = "inputs/2026/year.toml";
        let text = fs::read_to_string(workspace.join(settings)).expect("settings");
        let line = text.lines().find(|line| line.starts_with("publish_descriptions"));
        replace(workspace, settings, line.expect("the setting"), "");
    }
    let file = |name: &str| format!("inputs/2026/finance/{name}.csv");
    let change = |name: &str, from: &str, to: &str| replace(workspace, &file(name), from, to);
    change("budget", "Interest and refunds", "Interest and Xaver Quittenbaum");
    change(
        "budget",
        "2800.00,,3000.00,",
        "2800.00,,3000.00,\"Dr. Mirabell Roe went, roe@planted.example\"",
    );
    change("budget", "6600.00,,6900.00,", "6600.00,,6900.00,Ask +31 20 555 01 00");
    change("budget", "380.00,,400.00,", "380.00,,400.00,Paid by X. Quittenbaum");
    change(
        "contributions",
        "Hollinmoor does its coordinating",
        "Agreed with Frau Pankraz Roe who does it",
    );
    change(
        "contributions",
        "kruisland,6000.00,EUR,2026-01-31,SC-2025-11",
        "kruisland,6000.00,EUR,2026-01-31,Mr. Pankraz Roe",
    );
    change(
        "funds",
        "translations,Translations,\"",
        "translations,Translations of Xaver Quittenbaum,\"For Mr. Ottokar Roe, ",
    );
    change("activities", "Cloud services,cloud", "Cloud with Ms. Ludovica Roe,Herr Zenzi Roe");
    add(
        workspace,
        "ledger.csv",
        &[
            "2026-09-30,2200,Journey of Dr. Jane Zoebel,\"Zoebel, Jane\",1.00,EUR,26-035",
            "2026-09-30,2200,\"Quittenbaum, train\",Xaver Quittenbaum,1.00,EUR,Jane-Doe-26,Quittenbaum",
            "2026-09-30,2200,Train of X. Quittenbaum,,1.00,EUR,26-037,Frau Zenzi Roe",
            "2026-09-30,2200,TRAIN OF QUITTENBAUM,jane@planted.example,1.00,EUR,26-038",
            "2026-09-30,2200,Ask roe@planted.example,,1.00,EUR,26-039",
            "2026-09-30,2200,Paid to NL91 ABNA 0417 1643 00,,1.00,EUR,26-040",
        ],
    );
    add(
        workspace,
        "commitments.csv",
        &[
            "2200,Herr Zenzi Roe,Mirabell Roe,Journey of Mirabell Roe,10.00,EUR,2026-09-01",
            "2200,,\"Zoebel, Jane\",Jane Zoebel goes on,10.00,EUR,2026-09-01",
        ],
    );
    // Of Lindhafen, which lets its words be shown, and of Kruisland.
    for giver in ["lindhafen", "kruisland"] {
        for row in [
            "hours,servers,3,,,Xaver Quittenbaum took the minutes",
            "hours,Frau Zenzi Roe,4,,,Dr. Ottokar Roe was there",
            "hours,Quittenbaum,5,,,Call +31 20 555 01 00",
        ] {
            add(workspace, "in-kind.csv", &[&format!("{giver},{row}")]);
        }
    }
    if !with_descriptions {
        add(
            workspace,
            "ledger.csv",
            &["2026-09-30,2200,Editing by Hans Huberius,,1.00,EUR,26-041"],
        );
        let minutes = "kruisland,hours,refurbished,3,,,Albania Annasson took the minutes";
        add(workspace, "in-kind.csv", &[minutes]);
    }
    folder
}

/// What of the report may leave the office, put into a folder: all but the findings, the pages of the participants, and the
/// letters.
fn public(workspace: &Path) -> TempDir {
    let folder = TempDir::new().expect("a folder");
    let report = workspace.join("reports/2026");
    for entry in fs::read_dir(&report).expect("a report") {
        let path = entry.expect("an entry").path();
        let name = path.file_name().and_then(|name| name.to_str()).expect("a name").to_owned();
        if ["findings", "participants", "outbox"].iter().any(|own| name.starts_with(own)) {
            continue;
        }
        match path.is_dir() {
            true => copy(&path, &folder.path().join(&name)),
            false => {
                fs::copy(&path, folder.path().join(&name)).expect("a copy");
            }
        }
    }
    folder
}

/// No program can tell a name from other words, so that what is typed freely in bookings stays in the office unless it says
/// that it names nobody. What is a name beyond doubt is shown in no case: of whom the books or a title name, and addresses
/// and numbers.
#[test]
fn names_of_persons_are_in_no_public_file() {
    for with_descriptions in [false, true] {
        let folder = planted(with_descriptions);
        let workspace = folder.path();
        let run = cfit(workspace, &["report", "--year", "2026"]);
        assert_eq!(run.code, 1, "{}", run.text());
        let hidden = KNOWN.iter().chain(UNKNOWN.iter().filter(|_| !with_descriptions));
        let hidden: Vec<String> = hidden.map(|name| format!("\"{name}\": \"private\"")).collect();
        let tokens = workspace.join("tokens.json");
        fs::write(&tokens, format!("{{{}}}", hidden.join(", "))).expect("tokens");
        let public = public(workspace);
        for name in ["financial-summary.html", "financial-summary.xlsx", "data/finance.journal"] {
            assert!(public.path().join(name).exists(), "{name}: {}", run.text());
        }
        let said = script("find_tokens.py", &[&tokens, public.path()]);
        assert!(said.is_none_or(|said| said.contains(" 0 found")), "{with_descriptions}");
        let read = |name: &str| fs::read_to_string(public.path().join(name)).expect("a file");
        let ledger = read("data/finance_ledger.csv");
        assert_eq!(ledger.contains("Webinar day"), with_descriptions, "{ledger}");
        let in_kind = read("data/finance_in_kind.csv");
        let minutes = in_kind.contains("[withheld: a name] took the minutes");
        assert_eq!(minutes, with_descriptions, "{in_kind}");
        assert!(in_kind.contains("(not on file)"), "{in_kind}");
        assert!(read("data/finance_activities.csv").contains("(not on file)"));
    }
}
