//! Returns that people and other programs did things to are read right, or asked about at the cell.
//!
//! `cfit forms` writes a form for each case; a script fills all of them in with the same answers and does to each what
//! its case says, with openpyxl, pandas and LibreOffice. Then all are read in one workspace, and each is held against
//! the one that nothing was done to: every answer is the same but for those the case names, and so is every finding.

mod cases;
mod outcome;
mod typed;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use serde_json::json;
use tempfile::TempDir;

use crate::harness::{cfit, example, python, script, system};
use cases::{CASES, Case, FRENCH};
use outcome::Outcome;
use typed::TYPED;

/// The participant whose form is only filled in.
const AS_SENT: &str = "as-sent";

const YEAR: &str = "2026";

/// A workspace in which every case is a participant, with its forms written.
fn workspace() -> TempDir {
    let folder = example();
    let root = folder.path();
    fs::remove_dir_all(root.join("inputs/2026/returns")).unwrap();
    fs::remove_dir_all(root.join("inputs/2025")).unwrap();
    let register = root.join("inputs/participants.csv");
    let mut text = fs::read_to_string(&register).unwrap();
    for (language, case) in all() {
        let id = case.id;
        text += &format!("{id},Commune of {id},BE,2021-01-01,2021-01-01,,1.0,,,{language}\n");
    }
    fs::write(register, text).unwrap();
    let receipts = root.join("inputs/2026/received.csv");
    let mut text = fs::read_to_string(&receipts).unwrap();
    for (_, case) in all() {
        let rows =
            case.received.iter().map(|(file, day)| format!("{},{file},{day},email,SB,\n", case.id));
        text.extend(rows);
    }
    fs::write(receipts, text).unwrap();
    // They coordinate, and owe the Pact nothing this year.
    let contributions = root.join("inputs/2026/finance/contributions.csv");
    let mut text = fs::read_to_string(&contributions).unwrap();
    assert!(text.starts_with("participant,due,currency,due_on,decision,waived,reason\n"), "{text}");
    text.extend(
        all().map(|(_, case)| format!("{},1.00,EUR,2026-01-31,SC-2025-11,yes,Invented\n", case.id)),
    );
    fs::write(contributions, text).unwrap();
    // And each gave an hour of work, as the office wrote down.
    let in_kind = root.join("inputs/2026/finance/in-kind.csv");
    let mut text = fs::read_to_string(&in_kind).unwrap();
    text.extend(all().map(|(_, case)| format!("{},hours,servers,1,,,Invented\n", case.id)));
    fs::write(in_kind, text).unwrap();
    write_forms(root);
    folder
}

fn write_forms(root: &Path) {
    let own: Vec<&str> = all().flat_map(|(_, case)| ["--participant", case.id]).collect();
    cfit(root, &[&["forms", "--year", YEAR], &own[..]].concat()).says(0, &[]);
    cfit(root, &["forms", "--year", YEAR, "--blank"]).says(0, &[]);
    for (_, case) in all().filter(|(_, case)| case.form == "transcription") {
        let received = format!("inputs/2026/returns/{}/received", case.id);
        fs::create_dir_all(root.join(&received)).unwrap();
        let letter = root.join(received).join("letter.pdf");
        fs::write(&letter, "%PDF-1.7").unwrap();
        cfit(root, &["forms", "--year", YEAR, "--transcribe", letter.to_str().unwrap()])
            .says(0, &[]);
    }
}

/// Every case, with the language its form is in.
fn all() -> impl Iterator<Item = (&'static str, &'static Case)> {
    let english = CASES.iter().chain(TYPED).map(|case| ("en", case));
    english.chain(FRENCH.iter().map(|case| ("fr", case)))
}

/// Fills in and damages the forms; `false` where the tools are not set up.
fn damaged(root: &Path) -> bool {
    if python().is_none() || system("soffice").is_none() {
        return false;
    }
    let cases: Vec<_> = all()
        .map(|(_, case)| json!({"participant": case.id, "form": case.form, "damage": case.damage, "edits": case.edits}))
        .collect();
    let list = root.join("cases.json");
    fs::write(&list, serde_json::to_vec(&cases).unwrap()).unwrap();
    script("damaged_returns.py", &[root, Path::new(YEAR), &list]).is_some()
}

#[test]
fn a_return_is_read_right_or_asked_about_whatever_happened_to_it() {
    let folder = workspace();
    if !damaged(folder.path()) {
        return;
    }
    let outcomes = outcome::of(folder.path());
    let standard = &outcomes[AS_SENT];
    let mut wrong = String::new();
    for (_, case) in all() {
        let own = outcomes.get(case.id).unwrap_or_else(|| panic!("{} is not read", case.id));
        for difference in differences(case, own, standard) {
            wrong += &format!("{}: {difference}\n", case.id);
        }
    }
    if !wrong.is_empty() {
        let kept = folder.keep();
        panic!("the workspace is in {}\n{wrong}", kept.display());
    }
}

/// What a case reads or says that it should not, or does not that it should.
fn differences(case: &Case, own: &Outcome, standard: &Outcome) -> Vec<String> {
    let mut wrong = Vec::new();
    if own.state != case.state {
        wrong.push(format!("the return {}, not {}", own.state, case.state));
    }
    let same = |at: &String| if case.reversed { turned(at, standard) } else { at.clone() };
    let mut expected: BTreeMap<String, &str> =
        standard.answers.iter().map(|(at, value)| (same(at), value.as_str())).collect();
    if own.answers.is_empty() || case.alone {
        expected.clear();
    }
    expected.retain(|at, _| !case.gone.iter().any(|gone| at.starts_with(gone)));
    expected.extend(case.reads.iter().map(|(at, value)| ((*at).to_owned(), *value)));
    for (at, value) in &expected {
        let read = own.answers.get(at).map_or("nothing", String::as_str);
        if read != *value {
            wrong.push(format!("{at} is read as `{read}`, not `{value}`"));
        }
    }
    let more =
        own.answers.iter().filter(|_| !case.alone).filter(|(at, _)| !expected.contains_key(*at));
    wrong
        .extend(more.map(|(at, value)| format!("{at} is read as `{value}`, and nothing is there")));
    let mut unsaid: Vec<_> = case.says.iter().collect();
    for finding in &own.findings {
        let says = |(rule, at, text): &&(&str, &str, &str)| finding.says(rule, at, text, own);
        match unsaid.iter().position(says) {
            Some(index) => drop(unsaid.remove(index)),
            None if standard.findings.iter().any(|other| other.is_like(finding)) => {}
            None => wrong.push(format!("said without need: {finding}")),
        }
    }
    wrong.extend(unsaid.iter().map(|(rule, at, text)| format!("not said: {rule} at {at}: {text}")));
    wrong
}

/// The place of an answer where the lines of its table stand from last to first.
fn turned(at: &str, standard: &Outcome) -> String {
    let parts: Vec<&str> = at.split('.').collect();
    let [repeat, line, column] = parts[..] else {
        return at.to_owned();
    };
    let line: usize = line.parse().unwrap();
    format!("{repeat}.{}.{column}", standard.lines(repeat) - 1 - line)
}
