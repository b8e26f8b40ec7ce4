//! The example workspace is what it says it is, and its figures are those an independent reader gets.

use std::collections::{BTreeMap, BTreeSet};

use crate::harness::{RENDERED, YEARS, cfit, script, source};

fn findings(year: &str) -> Vec<serde_json::Value> {
    let path = RENDERED.path().join(format!("reports/{year}/findings.json"));
    serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

#[test]
fn at_least_twelve_rules_fire() {
    let mut fired = BTreeSet::new();
    for year in YEARS {
        fired.extend(
            findings(year).iter().map(|finding| finding["rule"].as_str().unwrap().to_owned()),
        );
    }
    assert!(fired.len() >= 12, "{fired:?}");
}

/// `tests/example/slips.csv` lists the mistakes the example holds on purpose.
#[test]
fn every_slip_is_found_and_nothing_else_is_an_error() {
    let slips = std::fs::read_to_string(source().join("tests/example/slips.csv")).unwrap();
    let mut expected: BTreeMap<&str, BTreeSet<(String, String)>> = BTreeMap::new();
    for row in slips.lines().skip(1).filter(|row| !row.trim().is_empty()) {
        let fields: Vec<&str> = row.split(',').collect();
        expected.entry(fields[1]).or_default().insert((fields[0].to_owned(), fields[2].to_owned()));
    }
    for year in YEARS {
        let found: BTreeSet<(String, String)> = findings(year)
            .iter()
            .map(|f| {
                (
                    f["rule"].as_str().unwrap().to_owned(),
                    f["participant"].as_str().unwrap_or("").to_owned(),
                )
            })
            .collect();
        let missed: Vec<_> = expected[year].difference(&found).collect();
        assert!(missed.is_empty(), "{year}: not found: {missed:?}");
        let errors = findings(year);
        let accidents: Vec<_> = errors
            .iter()
            .filter(|f| f["severity"] == "error")
            .filter(|f| {
                let pair = (
                    f["rule"].as_str().unwrap().to_owned(),
                    f["participant"].as_str().unwrap_or("").to_owned(),
                );
                !expected[year].contains(&pair)
            })
            .collect();
        assert!(accidents.is_empty(), "{year}: errors nobody planted: {accidents:#?}");
    }
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
        let path = RENDERED.path().join(format!("reports/{year}/data/accounts.csv"));
        let text = std::fs::read_to_string(path).unwrap();
        let mut rows = text.lines();
        let header: Vec<&str> = rows.next().unwrap().split(',').collect();
        let column = |name: &str| {
            header
                .iter()
                .position(|own| *own == name)
                .unwrap_or_else(|| panic!("{name} in {header:?}"))
        };
        let (read, term) = (column("rows_read"), |name: &str| column(&format!("rows_{name}")));
        let terms = [
            "counted",
            "evidence",
            "outside_period",
            "out_of_scope",
            "unclassified",
            "duplicate",
            "subtotal",
            "refused",
            "left_out",
        ];
        for row in rows {
            let fields: Vec<&str> = row.split(',').collect();
            let number = |index: usize| fields[index].parse::<u64>().unwrap();
            let sum: u64 = terms.iter().map(|name| number(term(name))).sum();
            assert_eq!(number(read), sum, "{row}");
            tables += 1;
        }
    }
    assert!(tables >= 2, "two participants have supporting spreadsheets");
}

#[test]
fn the_years_are_checked_alike_wherever_they_are_asked_from() {
    for year in YEARS {
        let check = cfit(RENDERED.path(), &["check", "--year", year, "--format", "json"]).json();
        assert_eq!(check.as_array().unwrap(), &findings(year));
    }
}
