//! Invented pacts of any shape, and every figure of them compared: as a plain reading of the methodology computes
//! it from the pact in memory ([`truth`]), and as the pipeline computes it from the files that are written of it.

mod comparison;
mod on_disk;
mod strategies;
mod truth;

use std::fs;
use std::path::Path;

use demo::InventedPact;
use demo::invent::{Size, invent};
use proptest::prelude::*;
use proptest::test_runner::{FileFailurePersistence, RngSeed};

use comparison::compared;

/// Random pacts in every run; `PROPTEST_CASES` asks for another number.
const CASES: u32 = 200;

/// The first random number: the same in every run, so that it finds the same.
const SEED: u64 = 20_261_211;

fn config(cases: u32) -> ProptestConfig {
    let cases =
        std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(cases);
    ProptestConfig {
        cases,
        rng_seed: RngSeed::Fixed(SEED),
        // What was found becomes a fixture with a name.
        failure_persistence: Some(Box::new(FileFailurePersistence::Off)),
        max_shrink_iters: 400,
        ..ProptestConfig::default()
    }
}

/// Keeps a pact that differs, so that it can be looked at and become a fixture.
fn kept(pact: &InventedPact, differences: String) -> TestCaseError {
    let path = std::env::temp_dir().join("cfit-random-pact.json");
    let json = serde_json::to_string_pretty(pact).expect("a pact can be kept");
    fs::write(&path, json).expect("a place for the pact");
    TestCaseError::fail(format!("{differences}\nthe pact is in {}", path.display()))
}

proptest! {
    #![proptest_config(config(CASES))]

    #[test]
    fn every_figure_of_a_random_pact_is_what_was_meant(pact in strategies::pact()) {
        compared(&pact).map_err(|differences| kept(&pact, differences))?;
    }
}

proptest! {
    #![proptest_config(config(2))]

    #[test]
    fn every_figure_of_a_large_random_pact_is_what_was_meant(pact in strategies::large_pact()) {
        compared(&pact).map_err(|differences| kept(&pact, differences))?;
    }
}

#[test]
fn every_figure_of_an_invented_pact_is_what_was_meant() {
    for (participants, orders, years, seed) in
        [(1, 0, 1, 1), (4, 6, 2, 2), (12, 20, 3, 3), (40, 5, 1, 4)]
    {
        let pact = invent(&Size { participants, orders, years, seed });
        if let Err(differences) = compared(&pact) {
            panic!(
                "{participants} participants, {orders} orders, {years} years, seed {seed}: {differences}"
            );
        }
    }
}

/// Pacts in which the two differed once; `fixtures/README.md` says of each what it showed.
#[test]
fn every_figure_of_the_pacts_that_once_differed_is_what_was_meant() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("random_pacts/fixtures");
    let said = fs::read_to_string(folder.join("README.md")).expect("what each pact showed");
    let mut paths: Vec<_> = fs::read_dir(&folder)
        .expect("the fixtures")
        .map(|entry| entry.expect("a fixture").path())
        .collect();
    paths.sort();
    for path in paths.iter().filter(|path| path.extension().is_some_and(|ending| ending == "json"))
    {
        let name = path.file_stem().and_then(|name| name.to_str()).expect("a name");
        assert!(said.contains(&format!("`{name}`")), "README.md does not say what {name} showed");
        let pact: InventedPact =
            serde_json::from_slice(&fs::read(path).expect("a fixture")).expect("a pact");
        if let Err(differences) = compared(&pact) {
            panic!("{name}: {differences}");
        }
    }
}

#[test]
#[ignore = "survey"]
fn survey() {
    use proptest::strategy::ValueTree;
    use proptest::test_runner::{RngAlgorithm, TestRng, TestRunner};
    let number: u64 = std::env::var("N").unwrap().parse().unwrap();
    let from: u64 = std::env::var("FROM").unwrap_or("0".into()).parse().unwrap();
    let mut total = 0;
    for seed in from..from + number {
        let mut bytes = [0u8; 32];
        bytes[..8].copy_from_slice(&seed.to_le_bytes());
        let mut runner = TestRunner::new_with_rng(
            Default::default(),
            TestRng::from_seed(RngAlgorithm::ChaCha, &bytes),
        );
        let pact = strategies::pact().new_tree(&mut runner).unwrap().current();
        let outcome = std::panic::catch_unwind(|| compared(&pact));
        match outcome {
            Ok(Ok(count)) => {
                total += count;
                println!("{seed}: fine {count}")
            }
            other => {
                let text = match other {
                    Ok(Err(text)) => text,
                    _ => "PANIC".to_owned(),
                };
                println!("{seed}: {} participants {text}", pact.participants.len());
                fs::write(
                    format!("/tmp/h4/pact-{seed}.json"),
                    serde_json::to_string_pretty(&pact).unwrap(),
                )
                .unwrap();
            }
        }
    }
    println!("{total} figures");
}
