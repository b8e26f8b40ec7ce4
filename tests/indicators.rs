//! What is said of indicators is the same wherever it is said: in `cfit indicators`, the annexes of the report, the data
//! package; and every observation has an entry that names its cut and unit.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use crate::harness::{RENDERED, YEARS, cfit, script};

/// The registry, as programs read it.
fn registry() -> Vec<Value> {
    let run = cfit(RENDERED.path(), &["indicators", "--format", "json"]);
    assert_eq!(run.code, 0, "{}", run.text());
    run.json().as_array().expect("a list").clone()
}

fn text<'a>(entry: &'a Value, key: &str) -> &'a str {
    entry[key].as_str().unwrap_or_else(|| panic!("`{key}` is missing in {entry}"))
}

#[test]
fn the_data_package_says_of_indicators_what_the_registry_says() {
    for year in YEARS {
        let path = RENDERED.path().join(format!("reports/{year}/data/datapackage.json"));
        let package: Value = serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap();
        assert_eq!(package["indicators"], Value::Array(registry()), "{year}");
    }
}

#[test]
fn the_sheet_methodology_says_of_indicators_what_the_registry_says() {
    let folder = tempfile::TempDir::new().unwrap();
    let json = folder.path().join("indicators.json");
    std::fs::write(&json, serde_json::to_vec(&registry()).unwrap()).unwrap();
    for year in YEARS {
        let annex = RENDERED.path().join(format!("reports/{year}/annex.xlsx"));
        script("methodology_sheet.py", &[&annex, &json]);
    }
}

/// The observations of a year: indicator, the dimensions of the cut, unit, whether there is a value.
fn observations(year: &str) -> BTreeSet<(String, Vec<String>, String, bool)> {
    let path = RENDERED.path().join(format!("reports/{year}/data/observations.csv"));
    let mut table = csv::Reader::from_path(path).unwrap();
    let names: Vec<String> = table.headers().unwrap().iter().map(str::to_owned).collect();
    let rows = table.records().map(|row| {
        let row: BTreeMap<&str, String> =
            names.iter().map(String::as_str).zip(row.unwrap().iter().map(str::to_owned)).collect();
        let of_cut = names[2..].iter().take_while(|name| *name != "value");
        let cut = of_cut.filter(|name| !row[name.as_str()].is_empty()).cloned().collect();
        (row["indicator"].clone(), cut, row["unit"].clone(), !row["value"].is_empty())
    });
    rows.collect()
}

#[test]
fn every_observation_has_an_entry_that_names_its_cut_and_unit() {
    let entries: BTreeMap<String, Value> =
        registry().into_iter().map(|entry| (text(&entry, "id").to_owned(), entry)).collect();
    for (indicator, cut, unit, _) in YEARS.iter().flat_map(|year| observations(year)) {
        let entry = entries.get(&indicator).unwrap_or_else(|| panic!("no entry for {indicator}"));
        let whole: BTreeSet<&str> = cut.iter().map(String::as_str).collect();
        let matched: BTreeSet<&str> = whole.iter().copied().filter(|one| *one != "panel").collect();
        let known = entry["dimensions"].as_array().unwrap().iter().any(|known| {
            let known: BTreeSet<&str> =
                known.as_array().unwrap().iter().filter_map(Value::as_str).collect();
            known == whole || known == matched
        });
        assert!(known, "{indicator} is cut by {cut:?}, and its entry does not say so");
        let mut units = text(entry, "unit").split(", ");
        // That of the accounts is set by the year.
        let of_accounts = indicator.starts_with("finance.") && unit == "EUR";
        let known = units.any(|one| one == unit || of_accounts && one == "the accounts' currency");
        assert!(known, "{indicator} is in {unit}");
    }
}

/// White space and line breaks do not matter.
fn joined(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn the_annex_of_the_report_has_every_indicator_with_a_value_in_the_words_of_the_registry() {
    for year in YEARS {
        let path = RENDERED.path().join(format!("reports/{year}/progress-report.html"));
        let html = std::fs::read_to_string(path).unwrap();
        let start = html.rfind("id=\"annex-how-each-indicator-is-computed\"").expect("the annex");
        let plain = html[start..].replace("&amp;", "&").replace("&lt;", "<").replace("&gt;", ">");
        let plain = joined(&plain.replace("&quot;", "\"").replace("&#39;", "'"));
        let given = observations(year).into_iter().filter(|(.., has_value)| *has_value);
        let given: BTreeSet<String> = given.map(|(id, ..)| id).collect();
        for entry in registry() {
            let id = text(&entry, "id");
            if id.starts_with("finance.") || !given.contains(id) {
                continue;
            }
            for key in ["title", "id", "question", "formula", "caveats", "paragraph"] {
                for line in text(&entry, key).lines() {
                    let said = joined(line.trim_start_matches("- "));
                    assert!(plain.contains(&said), "{year} {id}: `{said}` is not in the annex");
                }
            }
        }
    }
}

#[test]
fn the_annex_of_the_report_has_its_indicators_by_subject() {
    let html = RENDERED.path().join("reports/2026/progress-report.html");
    let html = std::fs::read_to_string(html).unwrap();
    let annex =
        &html[html.rfind("id=\"annex-how-each-indicator-is-computed\"").expect("the annex")..];
    let subjects: Vec<&str> = annex
        .split("<tr class=\"section\"")
        .skip(1)
        .filter_map(|row| row.split_once("colspan=\"3\"")?.1.split_once('>')?.1.split_once('<'))
        .map(|(subject, _)| subject)
        .collect();
    let expected = [
        "Who took part",
        "Procurement volume",
        "Shares of what was bought",
        "Buying less",
        "Uptake of practices",
        "Use of the Pact’s outputs",
        "Evidence",
        "Change from year to year",
        "Use and end of use",
        "Outreach",
    ];
    assert_eq!(subjects, expected);
}

#[test]
fn the_components_of_the_change_are_a_list_wherever_they_are_defined() {
    let codes = "joiners leavers resumed silent scope exchange_rate like_for_like";
    let screen = cfit(RENDERED.path(), &["indicators", "change.component"]).answer;
    let html = RENDERED.path().join("reports/2026/progress-report.html");
    let html = std::fs::read_to_string(html).unwrap();
    for code in codes.split(' ') {
        assert!(screen.contains(&format!("\n  - {code}: ")), "{code}: {screen}");
        assert!(html.contains(&format!("<br>– {code}: ")), "{code} in the annex of the report");
    }
}

#[test]
fn each_indicator_is_explained_on_the_screen_and_a_family_is_listed() {
    for entry in registry() {
        let run = cfit(RENDERED.path(), &["indicators", text(&entry, "id")]);
        assert_eq!(run.code, 0, "{}", run.text());
        let said = joined(&run.answer);
        for key in ["id", "title", "question", "formula", "unit", "paragraph", "caveats"] {
            assert!(said.contains(&joined(text(&entry, key))), "{entry}: {said}");
        }
    }
    cfit(RENDERED.path(), &["indicators", "evidence"]).says(0, &["evidence.share"]);
    cfit(RENDERED.path(), &["indicators", "nothing.of.it"]).says(2, &["there is no indicator"]);
}
