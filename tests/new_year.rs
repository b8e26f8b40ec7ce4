//! `cfit new-year`: a year that can be worked with at once, and nothing of what is there written over.

use std::fs;

use crate::harness::{cfit, example, files, outside, python, replace};

#[test]
fn a_year_begins_with_what_last_year_typed() {
    let office = example();
    let settings = "inputs/2026/year.toml";
    replace(office.path(), settings, "hour_rate = 64", "hour_rate = 64 # as decided in June");
    replace(office.path(), "inputs/pact.toml", "id = \"cloud\"", "id = \"cameras\"");
    replace(
        office.path(),
        "inputs/pact.toml",
        "first_year = 2026\nis_device = false",
        "first_year = 2027\nis_device = false",
    );
    let groups = "inputs/2026/working-groups.csv";
    replace(office.path(), groups, "2023-02-09,\n", "2023-02-09,2026-06-30\n");
    let before = files(office.path());
    let run = cfit(office.path(), &["new-year", "2027"]);
    run.says(
        0,
        &[
            "2027 is opened from 2026",
            "inputs/2027/received.csv               empty: the header alone",
            "until: refurbished: left out, since 2026-06-30 lies before the year",
            "brume-aire, Office of the Pact (invented): 2027-06-13 lies within the year",
            "exempt: kolmjarvi was exempt and is asked now",
            "product_group cameras: in scope for the first time",
            "period_end: 2027-09-30: as in 2026, moved by a year",
            "finance.bank_closing_balance: left out: add it at the end of 2027",
            "Next: look through these, then cfit forms --year 2027",
        ],
    );
    let after = files(office.path());
    let old: Vec<_> = after.iter().filter(|(path, _)| !path.starts_with("inputs/2027/")).collect();
    assert_eq!(old, before.iter().collect::<Vec<_>>(), "nothing else changed");
    assert!(!after.iter().any(|(path, _)| path.starts_with("inputs/2027/returns/")));
    let text =
        |path: &str| fs::read_to_string(office.path().join("inputs/2027").join(path)).unwrap();
    let settings = text("year.toml");
    for said in [
        "\nyear = 2027\n",
        "period_start = 2026-10-01",
        "deadline = 2027-11-13",
        "opening_balance = 31336.36",
        "hour_rate = 64 # as decided in June",
        "id = \"use-longer-2030\"",
    ] {
        assert!(settings.contains(said), "{said}: {settings}");
    }
    assert!(!settings.contains("bank_closing_balance"), "nobody knows it yet: {settings}");
    assert!(!settings.contains("morvalais") && !settings.contains("kolmjarvi"), "{settings}");
    let budget = text("finance/budget.csv");
    assert!(budget.contains("income,contribution,59000.00,,,\n"), "{budget}");
    let due = text("finance/contributions.csv");
    assert!(due.contains("\nlindhafen,,EUR,,,,\n"), "{due}");
    assert_eq!(text("finance/ledger.csv").lines().count(), 1);
    assert_eq!(text("applications.csv").lines().count(), 2, "the one that nobody decided yet");
    assert!(!text("outputs.csv").contains("1508"), "downloads are a year's own");
    assert!(
        text("working-groups.csv").contains("\nservers,")
            && !text("working-groups.csv").contains("refurbished,")
    );

    let status = cfit(office.path(), &["status", "--year", "2027", "--format", "json"]);
    assert_eq!(status.code, 0, "{}", status.text());
    assert_eq!(status.json()["year"]["returned"], 0);
    let forms = cfit(office.path(), &["forms", "--year", "2027", "--participant", "skogvik"]);
    forms.says(0, &["outbox/2027/skogvik.xlsx", "with last year's answers"]);
}

#[test]
fn funds_open_with_what_they_closed_with_where_that_is_known() {
    let office = example();
    let opening = || {
        let path = office.path().join("inputs/2027/finance/funds.csv");
        let text = fs::read_to_string(&path).unwrap();
        let last = text.lines().nth(1).and_then(|line| line.rsplit(',').next()).unwrap();
        fs::remove_dir_all(office.path().join("inputs/2027")).unwrap();
        last.to_owned()
    };
    let run = cfit(office.path(), &["new-year", "2027"]);
    run.says(0, &["opening: what was in each fund at the end of 2026"]);
    let known = opening();
    assert!(known.split_once('.').is_some_and(|(_, cents)| cents.len() == 2), "{known}");
    // With one cent changed at the bank nobody knows what the funds closed with.
    let settings = fs::read_to_string(office.path().join("inputs/2026/year.toml")).unwrap();
    let bank = settings.lines().find(|line| line.starts_with("bank_closing_balance")).unwrap();
    replace(office.path(), "inputs/2026/year.toml", bank, "bank_closing_balance = 0.01");
    let run = cfit(office.path(), &["new-year", "2027"]);
    run.says(0, &["which are not known: its accounts close with", "and the bank says 0.01"]);
    assert_eq!(opening(), "");
    replace(office.path(), "inputs/2026/year.toml", "bank_closing_balance = 0.01\n", "");
    let run = cfit(office.path(), &["new-year", "2027"]);
    let said = "finance.opening_balance: 11374.68, with which 2026 opened, too: put in";
    run.says(0, &["what the bank says at its end is not on file", said]);
    assert_eq!(opening(), "");
}

#[test]
fn what_stands_there_is_left_and_what_is_missing_is_added() {
    let office = example();
    let folder = office.path().join("inputs/2027");
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join("committee.csv"), "organisation,seat\nskogvik,chair\n").unwrap();
    fs::write(folder.join("received.xlsx"), "kept as a workbook").unwrap();
    let run = cfit(office.path(), &["new-year", "2027"]);
    // The register that is no workbook is told before anything is written.
    run.says(2, &["received.xlsx"]);
    assert_eq!(files(&folder).len(), 2, "{}", run.text());
    fs::remove_file(folder.join("received.xlsx")).unwrap();
    let run = cfit(office.path(), &["new-year", "2027"]);
    run.says(0, &["There already, and left as they are:\n  inputs/2027/committee.csv"]);
    let committee = fs::read_to_string(folder.join("committee.csv")).unwrap();
    assert_eq!(committee, "organisation,seat\nskogvik,chair\n");
    let before = files(office.path());
    cfit(office.path(), &["new-year", "2027"]).says(0, &["everything of 2027 is there already"]);
    assert_eq!(files(office.path()), before);
}

#[test]
fn a_register_kept_as_a_workbook_is_copied_as_it_is() {
    let office = example();
    let Some(python) = python() else { return };
    let code = "\
import csv, openpyxl, os, sys
for name in ('committee', 'events'):
    path = os.path.join(sys.argv[1], name)
    w = openpyxl.Workbook()
    for row in csv.reader(open(path + '.csv', encoding='utf-8')): w.active.append(row)
    w.save(path + '.xlsx'); os.remove(path + '.csv')";
    let last = office.path().join("inputs/2026");
    outside(&python, &["-c", code, last.to_str().unwrap()]);
    let run = cfit(office.path(), &["new-year", "2027"]);
    run.says(
        0,
        &[
            "a workbook, copied as it is: take out the rows that have ended",
            "events.xlsx of 2026 is a workbook; begin it anew where it is needed",
        ],
    );
    let new = office.path().join("inputs/2027");
    assert_eq!(
        fs::read(new.join("committee.xlsx")).unwrap(),
        fs::read(last.join("committee.xlsx")).unwrap()
    );
    assert!(!new.join("events.xlsx").exists() && !new.join("events.csv").exists());
    cfit(office.path(), &["status", "--year", "2027"]).says(0, &["Year 2027"]);
}

#[test]
fn a_year_that_cannot_be_opened_is_refused_whole() {
    let office = example();
    let before = files(office.path());
    cfit(office.path(), &["new-year", "2031"])
        .says(2, &["2031 lies after the Pact, which ends on 2030-12-31"]);
    cfit(office.path(), &["new-year", "2025"]).says(2, &["there is no year before 2025"]);
    replace(office.path(), "inputs/2026/year.toml", "deadline = 2026-11-13", "deadline = soon");
    cfit(office.path(), &["new-year", "2027"]).says(2, &["year.toml"]);
    replace(office.path(), "inputs/2026/year.toml", "deadline = soon", "deadline = 2026-11-13");
    assert_eq!(files(office.path()), before);
    cfit(office.path(), &["new-year", "2029"])
        .says(2, &["2029 does not follow on 2026", "cfit new-year 2027", "--from 2026"]);
    cfit(office.path(), &["new-year", "2029", "--from", "2027"])
        .says(2, &["there is no folder inputs/2027"]);
    assert_eq!(files(office.path()), before);
    cfit(office.path(), &["new-year", "2029", "--from", "2026"])
        .says(0, &["opened from 2026, since there is no 2028", "2029-09-30"]);
}
