//! Bad input: each gives a message that says what, where and what to do, and every other return is still read.

use std::fs;
use std::path::{Path, PathBuf};

use tempfile::TempDir;

use crate::harness::{cfit, copy, example, replace};

/// The first return of 2026 in a copy of the example that came once and in xlsx, whose it is, and the number of
/// returns that count. Its supporting files are taken away, so that nothing else stands for it.
fn a_return(folder: &TempDir) -> (PathBuf, String, u64) {
    let json = cfit(folder.path(), &["--format", "json"]).json();
    let rows = json["year"]["participants"].as_array().unwrap();
    let returned: Vec<&str> = rows
        .iter()
        .filter(|row| row["state"] == "returned")
        .map(|row| row["participant"].as_str().unwrap())
        .collect();
    let last_year = folder.path().join("inputs/2025/returns");
    let versions = |id: &str| {
        let entries = fs::read_dir(folder.path().join("inputs/2026/returns").join(id)).unwrap();
        let names = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap());
        names.filter(|name| name.starts_with("return")).collect::<Vec<_>>()
    };
    let once = |id: &&&str| versions(id) == ["return.xlsx"];
    let both_years = |id: &&&str| last_year.join(id).join("return.xlsx").exists();
    let id = returned.iter().filter(once).find(both_years).expect("a return in xlsx in both years");
    let place = folder.path().join("inputs/2026/returns").join(id);
    fs::remove_dir_all(place.join("supporting")).unwrap();
    fs::remove_file(place.join("mapping.toml")).unwrap();
    let path = place.join("return.xlsx");
    (path, (*id).to_owned(), returned.len() as u64)
}

/// Runs `check` and asserts that the rule fires for the participant and all other returns are still read.
#[track_caller]
fn one_return_less(folder: &TempDir, id: &str, before: u64, rule: &str) {
    let run = cfit(folder.path(), &["check", "--format", "json"]);
    assert_eq!(run.code, 1, "{}", run.talk);
    let findings = run.json();
    let own =
        findings.as_array().unwrap().iter().find(|f| f["rule"] == rule && f["participant"] == id);
    let own = own.unwrap_or_else(|| panic!("{rule} does not fire for {id}"));
    assert!(
        own["file"].as_str().unwrap().contains(id) && !own["help"].as_str().unwrap().is_empty()
    );
    let json = cfit(folder.path(), &["--format", "json"]).json();
    let rows = json["year"]["participants"].as_array().unwrap();
    let after = rows.iter().filter(|row| row["state"] == "returned").count() as u64;
    assert_eq!(after, before - 1, "{rows:?}");
}

#[test]
fn a_missing_workspace() {
    let folder = TempDir::new().unwrap();
    for arguments in [&[][..], &["check"], &["report"], &["forms"]] {
        cfit(folder.path(), arguments).says(2, &["inputs", "help: ", "--workspace"]);
    }
    cfit(Path::new("no-such-folder"), &["check"]).says(2, &["no-such-folder", "help: "]);
}

#[test]
fn a_missing_year() {
    let folder = example();
    cfit(folder.path(), &["report", "--year", "2024"]).says(2, &["inputs/2024", "2025, 2026"]);
    fs::remove_file(folder.path().join("inputs/2026/year.toml")).unwrap();
    cfit(folder.path(), &["report"]).says(2, &["inputs/2026/year.toml", "help: "]);
}

#[test]
fn a_return_that_is_no_workbook() {
    let folder = example();
    let (path, id, before) = a_return(&folder);
    fs::write(path, "Dear Secretariat, please find our answers in the attached letter.").unwrap();
    one_return_less(&folder, &id, before, "R001");
}

#[test]
fn a_truncated_return() {
    let folder = example();
    let (path, id, before) = a_return(&folder);
    let bytes = fs::read(&path).unwrap();
    fs::write(path, &bytes[..bytes.len() / 2]).unwrap();
    one_return_less(&folder, &id, before, "R002");
}

#[test]
fn last_years_form() {
    let folder = example();
    let (path, id, before) = a_return(&folder);
    fs::copy(folder.path().join(format!("inputs/2025/returns/{id}/return.xlsx")), path).unwrap();
    one_return_less(&folder, &id, before, "R008");
}

#[test]
fn another_participants_form() {
    let folder = example();
    let (path, id, before) = a_return(&folder);
    let returns = folder.path().join("inputs/2026/returns");
    let other = fs::read_dir(returns).unwrap().map(|entry| entry.unwrap().path());
    let other =
        other.filter(|folder| !folder.ends_with(&id)).map(|folder| folder.join("return.xlsx"));
    fs::copy(other.into_iter().find(|file| file.exists()).unwrap(), path).unwrap();
    one_return_less(&folder, &id, before, "R007");
}

#[test]
fn an_unknown_participant() {
    let folder = example();
    let (path, ..) = a_return(&folder);
    let returns = folder.path().join("inputs/2026/returns");
    copy(path.parent().unwrap(), &returns.join("nowhere"));
    cfit(folder.path(), &["check"]).says(1, &["error[R006]", "`nowhere` is no participant"]);
}

#[test]
fn settings_that_cannot_be_read() {
    let folder = example();
    replace(folder.path(), "inputs/2026/year.toml", "deadline", "dedline");
    cfit(folder.path(), &["check"]).says(2, &["inputs/2026/year.toml", "dedline", "deadline"]);
    let folder = example();
    let path = folder.path().join("inputs/pact.toml");
    fs::write(&path, fs::read_to_string(&path).unwrap() + "\ntitle = \n").unwrap();
    cfit(folder.path(), &["check"]).says(2, &["inputs/pact.toml", "help: "]);
}

#[test]
fn a_template_with_an_unknown_name() {
    let folder = example();
    let path = folder.path().join("report-templates/progress-report.md");
    let text = fs::read_to_string(&path).unwrap();
    fs::write(&path, format!("{text}\n\n{{{{ figuer(\"coverage.expected\") }}}}\n")).unwrap();
    cfit(folder.path(), &["report"]).says(2, &["progress-report.md", "figuer", "help: "]);
    assert!(!folder.path().join("reports").exists(), "nothing is left half made");
}

/// Puts a file of the Bank's form into the workspace that quotes the dollar alone.
fn only_dollar_rates(folder: &TempDir) {
    let rates = folder.path().join("inputs/rates");
    fs::remove_file(rates.join("eurofxref-hist.zip")).unwrap();
    let mut text = "Date,USD,\n".to_owned();
    for (year, month) in (2024..=2026).flat_map(|year| (1..=12).map(move |month| (year, month))) {
        for day in 1..=28 {
            text += &format!("{year}-{month:02}-{day:02},1.1,\n");
        }
    }
    fs::write(rates.join("eurofxref-hist.csv"), text).unwrap();
}

#[test]
fn a_currency_without_a_rate() {
    let folder = example();
    only_dollar_rates(&folder);
    let run = cfit(folder.path(), &["check"]);
    run.says(1, &["error[V104]", "has no rate in the reporting period", "left out of the volume"]);
}

#[test]
fn a_workspace_without_rates() {
    let folder = example();
    fs::remove_file(folder.path().join("inputs/rates/eurofxref-hist.zip")).unwrap();
    let texts = ["exchange rates are missing", "CHF", "inputs/rates/eurofxref-hist.zip", "help: "];
    cfit(folder.path(), &["check"]).says(2, &texts);
}

#[test]
fn a_missing_ledger_is_not_an_income_of_nothing() {
    let folder = example();
    fs::remove_file(folder.path().join("inputs/2026/finance/ledger.csv")).unwrap();
    let run = cfit(folder.path(), &["report"]);
    assert!(run.code <= 1, "{}", run.text());
    let data = folder.path().join("reports/2026/data/observations.csv");
    let text = fs::read_to_string(data).unwrap();
    let mut rows = text.lines().map(|row| row.split(',').collect::<Vec<_>>());
    let header = rows.next().unwrap();
    let column = |name: &str| header.iter().position(|own| *own == name).unwrap();
    let (indicator, value) = (column("indicator"), column("value"));
    let of_money: Vec<_> = rows.filter(|row| row[indicator].starts_with("finance.")).collect();
    assert!(!of_money.is_empty());
    // Help in kind and commitments stand beside the accounts and do not rest on the ledger.
    let beside = |name: &str| name.starts_with("finance.in_kind") || name == "finance.commitments";
    let rests = |name: &str| name != "finance.opening" && !beside(name);
    for row in of_money.iter().filter(|row| rests(row[indicator])) {
        assert_eq!(row[value], "", "{row:?}");
    }
}

#[cfg(unix)]
#[test]
fn a_register_that_cannot_be_opened() {
    let folder = example();
    let register = folder.path().join("inputs/participants.csv");
    fs::remove_file(&register).unwrap();
    std::os::unix::fs::symlink("/etc/hostname", register).unwrap();
    let texts = ["participants.csv", "is there, but it was not read", "link", "help: "];
    cfit(folder.path(), &["check"]).says(2, &texts);
}

/// Takes every block of a name out of a TOML file.
fn drop_blocks(path: &Path, name: &str) {
    let text = fs::read_to_string(path).unwrap();
    let blocks = text.split("\n\n").filter(|block| !block.starts_with(name));
    fs::write(path, blocks.collect::<Vec<_>>().join("\n\n")).unwrap();
}

/// Keeps the header of the register, and the rows of the participants named.
fn keep_participants(folder: &TempDir, kept: &[&str]) {
    let path = folder.path().join("inputs/participants.csv");
    let text = fs::read_to_string(&path).unwrap();
    let rows = text.lines().enumerate().filter(|(index, row)| {
        *index == 0
            || kept
                .iter()
                .any(|id| row.starts_with(&format!("{id},")) || row.starts_with(&format!("{id};")))
    });
    let rows: Vec<&str> = rows.map(|(_, row)| row).collect();
    fs::write(path, rows.join("\n") + "\n").unwrap();
    for year in crate::harness::YEARS {
        let settings = folder.path().join(format!("inputs/{year}/year.toml"));
        drop_blocks(&settings, "[[extension]]");
        drop_blocks(&settings, "[[exempt]]");
        let returns = folder.path().join(format!("inputs/{year}/returns"));
        for entry in fs::read_dir(returns).unwrap().map(|entry| entry.unwrap().path()) {
            if !kept.iter().any(|id| entry.ends_with(id)) {
                fs::remove_dir_all(entry).unwrap();
            }
        }
    }
}

#[test]
fn a_workspace_with_no_participant() {
    let folder = example();
    keep_participants(&folder, &[]);
    for year in ["2025", "2026"] {
        let run = cfit(folder.path(), &["report", "--year", year]);
        assert!(run.code <= 1, "{}", run.text());
    }
    cfit(folder.path(), &[]).says(0, &["0 of 0 participants expected"]);
}

#[test]
fn a_workspace_with_one_participant() {
    let folder = example();
    let (_, id, _) = a_return(&folder);
    keep_participants(&folder, &[&id]);
    let run = cfit(folder.path(), &["report"]);
    assert!(run.code <= 1, "{}", run.text());
}

#[test]
fn a_workspace_with_one_year() {
    let folder = example();
    fs::remove_dir_all(folder.path().join("inputs/2025")).unwrap();
    let run = cfit(folder.path(), &["report"]);
    assert!(run.code <= 1, "{}", run.text());
    let html = fs::read_to_string(folder.path().join("reports/2026/progress-report.html")).unwrap();
    assert!(html.contains("first year"), "one sentence says why there is no comparison");
    for comparison in ["Last year", "than in 2025", ">2025<", "2025 EUR", "percentage point"] {
        assert!(
            !html.contains(comparison),
            "`{comparison}` compares with a year that is not there"
        );
    }
}
