//! The office's own files. Those of returns need the questionnaire as it is read: `tests/demo.rs` looks at them.

use super::testing::small_pact;
use super::*;

fn text<'f>(files: &'f [WorkspaceFile], path: &str) -> &'f str {
    let file = files.iter().find(|file| file.path == path);
    let file = file.unwrap_or_else(|| panic!("no {path}"));
    std::str::from_utf8(&file.bytes).unwrap()
}

#[test]
fn every_file_of_the_office_is_there_once() {
    let files = office_files(&small_pact(), "cfit demo DIR --seed 7").unwrap();
    let mut paths: Vec<&str> = files.iter().map(|file| file.path.as_str()).collect();
    paths.sort_unstable();
    let mut once = paths.clone();
    once.dedup();
    assert_eq!(paths, once);
    let of_2026: Vec<&&str> =
        paths.iter().filter(|path| path.starts_with("inputs/2026/")).collect();
    let expected = [
        "coding.xlsx",
        "events.csv",
        "finance/budget.csv",
        "finance/contributions.csv",
        "finance/ledger.csv",
        "narrative/foreword.md",
        "outputs.csv",
        "questionnaire.xlsx",
        "received.csv",
        "year.toml",
    ];
    assert_eq!(
        of_2026,
        expected.map(|name| format!("inputs/2026/{name}")).iter().collect::<Vec<_>>()
    );
    for name in ["pact.toml", "participants.csv", "contacts.csv", "rates/eurofxref-hist.zip"] {
        assert!(paths.contains(&format!("inputs/{name}").as_str()), "{name}");
    }
}

#[test]
fn it_says_that_it_is_invented_and_how_to_make_it_again() {
    let files = office_files(&small_pact(), "cfit demo DIR --seed 7").unwrap();
    let read_me = text(&files, "README.md");
    assert!(read_me.contains("invented") && read_me.contains("    cfit demo DIR --seed 7\n"));
    assert!(text(&files, "inputs/pact.toml").contains("\nsample = true\n"));
}

#[test]
fn it_says_once_what_is_wrong_in_it() {
    let mut pact = crate::invent(&crate::Size { participants: 6, orders: 10, years: 1, seed: 1 });
    let whole = "Nothing in it is wrong, so nobody keeps silent";
    let mut nothing = crate::faults::Faults::default();
    // What was planted decides, whatever the command is.
    let files = nothing.office_files(&pact, "cfit demo DIR --faults").unwrap();
    let read_me = text(&files, "README.md");
    assert!(read_me.contains(whole) && !read_me.contains("planted-mistakes.csv"), "{read_me}");
    assert!(read_me.contains("Every contribution is waived or paid"), "{read_me}");
    let mut planted = crate::faults::plant(&mut pact, 1);
    let files = planted.office_files(&pact, "cfit demo DIR").unwrap();
    let read_me = text(&files, "README.md");
    assert!(!read_me.contains(whole), "{read_me}");
    for once in ["planted-mistakes.csv", "were planted", "a return\nthat does not come"] {
        assert_eq!(read_me.matches(once).count(), 1, "{once}: {read_me}");
    }
}

#[test]
fn names_are_quoted_where_they_must_be() {
    let files = office_files(&small_pact(), "").unwrap();
    let names = text(&files, "inputs/participants.csv");
    assert!(
        names.contains("north-quay,\"Port, \"\"Northern\"\" Quay\",FR,2023-01-01,2024-01-01,,")
    );
    let received = text(&files, "inputs/2026/received.csv");
    assert!(received.contains("val-clair,supporting/displays.csv,2026-11-02,upload,"));
    let mut pact = small_pact();
    pact.years[0].extensions.push(crate::pact::Extension {
        participant: "val-clair".to_owned(),
        until: jiff::civil::date(2025, 12, 1),
        reason: "Its \"new\" system\\".to_owned(),
    });
    let settings = super::settings::year_toml(&pact, 0);
    let read: toml::Table = settings.parse().unwrap();
    assert_eq!(read["extension"][0]["reason"].as_str(), Some("Its \"new\" system\\"));
}

#[test]
fn targets_come_with_the_second_year_and_rest_on_the_first() {
    let pact = small_pact();
    assert!(!super::settings::year_toml(&pact, 0).contains("[[target]]"));
    let second: toml::Table = super::settings::year_toml(&pact, 1).parse().unwrap();
    let targets = second["target"].as_array().unwrap();
    let longer = targets.iter().find(|one| one["id"].as_str() == Some("use-longer-2030")).unwrap();
    let answers = pact.years[0].practices.iter().filter(|own| own.strategy.code() == "use_longer");
    let levels =
        answers.filter_map(|own| match pact.years[0].returns[0].uptake.get(&own.name)? {
            crate::pact::Level::Of(level) => Some(*level),
            crate::pact::Level::NotApplicable => None,
        });
    let levels: Vec<u8> = levels.collect();
    let share = levels.iter().filter(|level| **level > 2).count() as f64 / levels.len() as f64;
    let baseline = longer["baseline"].as_float().unwrap();
    assert!((baseline - share).abs() < 1e-6, "{baseline} {share}");
    assert!(longer["target"].as_float().unwrap() > baseline);
}
