//! Commands as a person or a program meets them: answers, exit codes, JSON.

use std::collections::BTreeSet;

use crate::harness::{RENDERED, cfit, example};

#[test]
fn alone_it_says_where_the_year_stands_and_what_to_do_next() {
    let run = cfit(RENDERED.path(), &[]);
    run.says(
        0,
        &[
            "invented sample data",
            "Year 2026",
            "Returns",
            "late: due",
            "is up to date",
            "Next: cfit ",
        ],
    );
    let json = cfit(RENDERED.path(), &["--format", "json"]).json();
    assert_eq!(json["year"]["report"], "current");
    let participants = json["year"]["participants"].as_array().unwrap();
    assert_eq!(participants.len(), 19, "{participants:?}");
    assert_eq!(cfit(RENDERED.path(), &["status", "--format", "json"]).json(), json);
    cfit(RENDERED.path(), &["status", "--year", "2025"]).says(0, &["Year 2025", "Next: cfit "]);
}

#[test]
fn an_input_that_changed_makes_the_report_outdated() {
    let folder = example();
    cfit(folder.path(), &["report", "--year", "2025"]);
    let state = || cfit(folder.path(), &["--format", "json"]).json()["year"]["report"].clone();
    assert_eq!(state(), "none", "the newest year is 2026, for which no report was made");
    cfit(folder.path(), &["report"]);
    assert_eq!(state(), "current");
    crate::harness::replace(folder.path(), "inputs/2026/received.csv", "2026-", "2026-");
    assert_eq!(state(), "current", "the same bytes are no change");
    let path = folder.path().join("inputs/2026/received.csv");
    std::fs::write(&path, std::fs::read_to_string(&path).unwrap() + "\n").unwrap();
    assert_eq!(state(), "outdated");
}

#[test]
fn check_exits_with_1_when_it_finds_errors_and_prints_the_senders_own_cells() {
    let run = cfit(RENDERED.path(), &["check"]);
    run.says(
        1,
        &[
            "error[",
            "warning[",
            "note[",
            "  --> inputs/2026/returns/",
            "= why: ",
            "= help: ",
            "= more: cfit rules ",
        ],
    );
    // First how many findings each rule has, then those of one rule together.
    let json = cfit(RENDERED.path(), &["check", "--format", "json"]).json();
    let mut codes: Vec<&str> = Vec::new();
    for finding in json.as_array().unwrap() {
        let code = finding["rule"].as_str().unwrap();
        codes.extend((!codes.contains(&code)).then_some(code));
    }
    let table: Vec<&str> = run.answer.lines().take_while(|line| !line.is_empty()).collect();
    let listed: Vec<&str> =
        table.iter().filter_map(|line| line.split_whitespace().nth(2)).collect();
    assert_eq!(listed, codes);
    for code in codes {
        let more = run.answer.matches(&format!("= more: cfit rules {code}")).count();
        assert_eq!(more, 1, "{code} is explained once");
    }
    let short = cfit(RENDERED.path(), &["check", "--short"]);
    assert!(short.answer.lines().count() < run.answer.lines().count() / 4);
}

#[test]
fn findings_for_programs_have_the_fields_of_the_contract() {
    let json = cfit(RENDERED.path(), &["check", "--format", "json"]).json();
    let findings = json.as_array().unwrap();
    let wanted: BTreeSet<&str> = [
        "rule",
        "name",
        "severity",
        "reach",
        "participant",
        "file",
        "sheet",
        "cell",
        "found",
        "expected",
        "help",
        "effect",
        "state",
        "key",
    ]
    .into();
    for finding in findings {
        let fields: BTreeSet<&str> =
            finding.as_object().unwrap().keys().map(String::as_str).collect();
        assert_eq!(fields, wanted);
    }
    let keys: BTreeSet<&str> =
        findings.iter().map(|finding| finding["key"].as_str().unwrap()).collect();
    assert_eq!(keys.len(), findings.len(), "two findings have the same key");
}

#[test]
fn rules_are_listed_and_explained() {
    let json = cfit(RENDERED.path(), &["rules", "--format", "json"]).json();
    let rules = json.as_array().unwrap();
    for rule in rules {
        for field in ["code", "name", "title", "severity", "since", "beta"] {
            assert!(!rule[field].is_null(), "{rule}");
        }
    }
    let list = cfit(RENDERED.path(), &["rules"]);
    assert!(rules.iter().all(|rule| list.answer.contains(rule["code"].as_str().unwrap())));
    cfit(RENDERED.path(), &["rules", "v101"]).says(
        0,
        &["V101 TextInMoneyCell", "What it checks", "Why it matters", "Example", "How to fix"],
    );
    cfit(RENDERED.path(), &["rules", "V999"]).says(2, &["there is no rule `V999`", "cfit rules"]);
}

#[test]
fn looking_writes_nothing_into_the_workspace() {
    let folder = example();
    let before = crate::harness::files(folder.path());
    for arguments in [&["check"][..], &[], &["status"], &["rules"], &["check", "--year", "2025"]] {
        cfit(folder.path(), arguments);
    }
    assert!(before == crate::harness::files(folder.path()));
}

#[test]
fn forms_are_written_for_those_in_force_or_those_named() {
    let folder = example();
    let json = cfit(folder.path(), &["forms", "--year", "2025", "--format", "json"]).json();
    let all = json.as_array().unwrap();
    assert_eq!(all.len(), 15, "four of the nineteen join in 2026: {all:?}");
    let (written, none): (Vec<_>, Vec<_>) = all.iter().partition(|row| row["written"] == true);
    for form in written {
        assert!(folder.path().join(form["file"].as_str().unwrap()).exists());
    }
    assert_eq!((none.len(), &none[0]["why"]), (1, &"joined_too_late".into()));
    let first = all[0]["participant"].as_str().unwrap();
    cfit(folder.path(), &["forms", "--participant", first, "--language", "fr"])
        .says(0, &["outbox/2026/", "(fr"]);
    cfit(folder.path(), &["forms", "--participant", "nobody"])
        .says(2, &["`nobody` is no participant"]);
    cfit(folder.path(), &["forms", "--language", "xx"]).says(2, &["no language `xx`", "en, fr"]);
}
