//! The example workspace is what it says it is, and its figures are those an independent reader gets.

use std::collections::BTreeSet;

use crate::harness::{RENDERED, WITHOUT_PROTECTED, YEARS, cfit, program, python, script, source};

fn findings(year: &str) -> Vec<serde_json::Value> {
    let path = RENDERED.path().join(format!("reports/{year}/findings.json"));
    serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

/// A row of `tests/example/slips.csv`: a mistake the example holds on purpose.
struct Slip {
    rule: String,
    year: String,
    participant: String,
    file: String,
}

/// The slips; their last column is words for people and may hold commas.
fn slips() -> Vec<Slip> {
    let text = std::fs::read_to_string(source().join("tests/example/slips.csv")).unwrap();
    let rows = text.lines().skip(1).filter(|row| !row.trim().is_empty());
    rows.map(|row| {
        let fields: Vec<&str> = row.splitn(7, ',').collect();
        assert_eq!(fields.len(), 7, "{row}");
        let [rule, year, participant, file] = [0, 1, 2, 3].map(|index| fields[index].to_owned());
        Slip { rule, year, participant, file }
    })
    .collect()
}

/// Whether a finding is that of a slip: its rule, its participant, and its file where the slip names one.
fn is_of(finding: &serde_json::Value, slip: &Slip) -> bool {
    let text = |name: &str| finding[name].as_str().unwrap_or("").to_owned();
    text("rule") == slip.rule
        && text("participant") == slip.participant
        && text("file").ends_with(&slip.file)
}

#[test]
fn the_example_holds_many_kinds_of_slips() {
    let slips = slips();
    let rules: BTreeSet<&str> = slips.iter().map(|slip| slip.rule.as_str()).collect();
    assert!(slips.len() >= 40, "{} slips", slips.len());
    assert!(rules.len() >= 30, "{rules:?}");
    for severity in ["error", "warning", "note"] {
        let kinds = YEARS.iter().flat_map(|year| findings(year));
        let of_it: BTreeSet<_> = kinds
            .filter(|finding| finding["severity"] == severity)
            .map(|finding| finding["rule"].as_str().unwrap().to_owned())
            .collect();
        assert!(of_it.len() >= 6, "{severity}: {of_it:?}");
    }
}

#[test]
fn every_slip_is_found_and_nothing_else_is_asked_about() {
    for year in YEARS {
        let slips: Vec<_> = slips().into_iter().filter(|slip| slip.year == year).collect();
        let findings = findings(year);
        for slip in &slips {
            assert!(
                findings.iter().any(|finding| is_of(finding, slip)),
                "{year}: not found: {} {} {}",
                slip.rule,
                slip.participant,
                slip.file
            );
        }
        let accidents: Vec<_> = findings
            .iter()
            .filter(|finding| !slips.iter().any(|slip| is_of(finding, slip)))
            .map(|finding| {
                format!(
                    "{} {} {}: {}",
                    finding["rule"], finding["participant"], finding["file"], finding["found"]
                )
            })
            .collect();
        assert!(accidents.is_empty(), "{year}: nobody planted\n{}", accidents.join("\n"));
    }
}

/// The register shows what the issue of a collective report meets: sizes, roles, currencies, comings and goings.
#[test]
fn the_participants_are_as_varied_as_life() {
    let text = std::fs::read_to_string(source().join("inputs/participants.csv")).unwrap();
    let rows: Vec<Vec<&str>> = text.lines().skip(1).map(|row| row.split(',').collect()).collect();
    let countries: BTreeSet<&str> = rows.iter().map(|row| row[2]).collect();
    assert!(rows.len() >= 15 && countries.len() >= 9, "{} in {countries:?}", rows.len());
    let both_roles = rows.iter().filter(|row| !row[3].is_empty() && !row[4].is_empty()).count();
    assert!(both_roles >= 2 && rows.iter().any(|row| !row[5].is_empty()), "both roles; one left");
    let mut currencies = BTreeSet::new();
    for year in YEARS {
        let rates = RENDERED.path().join(format!("reports/{year}/data/rates.csv"));
        let rates = std::fs::read_to_string(rates).unwrap();
        currencies
            .extend(rates.lines().skip(1).map(|row| row.split(',').next().unwrap().to_owned()));
    }
    assert!(currencies.len() >= 5, "{currencies:?}");
}

/// Whoever makes the example again gets the files that are there, byte for byte.
#[test]
fn the_example_is_what_its_sources_make() {
    let Some(python) = python() else { return };
    let script = source().join("tests/example/make.sh");
    let output = std::process::Command::new(script)
        .arg("--check")
        .env("CFIT", program())
        .env("PYTHON", python)
        .output()
        .expect("make.sh starts");
    let text = String::from_utf8_lossy(&output.stdout);
    let talk = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{text}{talk}");
}

#[test]
fn the_direct_volume_of_each_participant_is_what_another_program_adds_up() {
    for year in YEARS {
        script("direct_volume.py", &[RENDERED.path(), std::path::Path::new(year)]);
    }
}

#[test]
fn the_questionnaire_converts_with_pyxform_without_a_warning() {
    let forms: Vec<_> = YEARS
        .iter()
        .map(|year| source().join(format!("inputs/{year}/questionnaire.xlsx")))
        .collect();
    let paths: Vec<_> = forms.iter().map(std::path::PathBuf::as_path).collect();
    script("xlsform.py", &paths);
}

#[test]
fn every_account_of_a_supporting_file_closes() {
    let mut tables = 0;
    for year in YEARS {
        let path = WITHOUT_PROTECTED.path().join(format!("reports/{year}/data/accounts.csv"));
        let text = std::fs::read_to_string(path).unwrap();
        let mut rows = text.lines();
        let header: Vec<&str> = rows.next().unwrap().split(',').collect();
        let column = |name: &str| {
            header
                .iter()
                .position(|own| *own == name)
                .unwrap_or_else(|| panic!("{name} in {header:?}"))
        };
        let terms = [
            "counted",
            "evidence",
            "outside_period",
            "out_of_scope",
            "unclassified",
            "duplicate",
            "subtotal",
            "refused",
            "skipped",
            "left_out",
        ];
        for row in rows {
            let fields: Vec<&str> = row.split(',').collect();
            for measure in ["rows", "amount"] {
                // Amounts have at most three decimals here: without the point they are whole numbers.
                let whole = |text: &str| -> i64 {
                    let (euros, part) = text.split_once('.').unwrap_or((text, ""));
                    format!("{euros}{part:0<3}").parse().unwrap_or_else(|_| panic!("{row}"))
                };
                let of = |name: &str| match fields[column(&format!("{measure}_{name}"))] {
                    "" => 0,
                    number => whole(number),
                };
                let sum: i64 = terms.iter().map(|name| of(name)).sum();
                assert_eq!(of("read"), sum, "{measure}: {row}");
            }
            tables += 1;
        }
    }
    assert!(tables >= 20, "{tables} tables of supporting spreadsheets are read");
}

#[test]
fn the_years_are_checked_alike_wherever_they_are_asked_from() {
    for year in YEARS {
        let check = cfit(RENDERED.path(), &["check", "--year", year, "--format", "json"]).json();
        assert_eq!(check.as_array().unwrap(), &findings(year));
    }
}
