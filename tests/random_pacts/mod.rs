//! Invented pacts of any shape, and every figure of them compared: as a plain reading of the methodology computes
//! it from the pact in memory ([`truth`]), and as the pipeline computes it from the files that are written of it.

mod comparison;
mod laws;
pub(crate) mod on_disk;
mod reach;
pub(crate) mod strategies;
mod truth;
mod withheld;

use std::fs;
use std::path::Path;

use demo::InventedPact;
use demo::invent::{Size, invent};
use proptest::prelude::*;
use proptest::test_runner::{FileFailurePersistence, RngSeed};

use comparison::compared;

/// Random pacts in every run, in four parts that run beside each other; `PROPTEST_CASES` asks for another number.
const CASES: u32 = 200;

/// The first random number: the same in every run, so that it finds the same.
const SEED: u64 = 20_261_211;

fn config(cases: u32, part: u64) -> ProptestConfig {
    ProptestConfig {
        cases,
        rng_seed: RngSeed::Fixed(SEED + part),
        // What was found becomes a fixture with a name.
        failure_persistence: Some(Box::new(FileFailurePersistence::Off)),
        max_shrink_iters: 400,
        ..ProptestConfig::default()
    }
}

/// How many are asked for.
fn asked() -> u32 {
    let asked = std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok());
    asked.unwrap_or(CASES)
}

/// The configuration of one of the four parts.
fn quarter(part: u64) -> ProptestConfig {
    config(asked().div_ceil(4), part)
}

/// Keeps a pact that differs, so that it can be looked at and become a fixture.
fn kept(pact: &InventedPact, differences: String) -> TestCaseError {
    let thread = std::thread::current();
    let name = thread.name().unwrap_or("pact").replace("::", "-");
    let path = std::env::temp_dir().join(format!("cfit-{name}.json"));
    let json = serde_json::to_string_pretty(pact).expect("a pact can be kept");
    fs::write(&path, json).expect("a place for the pact");
    // It shrinks for a while: what differs can be read before the end.
    fs::write(path.with_extension("txt"), &differences).expect("a place for the differences");
    TestCaseError::fail(format!("{differences}\nthe pact is in {}", path.display()))
}

/// Compares random pacts of one part.
macro_rules! random_pacts {
    ($($name:ident: $config:expr, $pacts:expr;)+) => { $(
        proptest! {
            #![proptest_config($config)]

            #[test]
            fn $name(pact in $pacts) {
                compared(&pact).map_err(|differences| kept(&pact, differences))?;
            }
        }
    )+ };
}

random_pacts! {
    every_figure_of_a_random_pact_is_what_was_meant_1: quarter(1), strategies::pact();
    every_figure_of_a_random_pact_is_what_was_meant_2: quarter(2), strategies::pact();
    every_figure_of_a_random_pact_is_what_was_meant_3: quarter(3), strategies::pact();
    every_figure_of_a_random_pact_is_what_was_meant_4: quarter(4), strategies::pact();
    every_figure_of_a_large_random_pact_is_what_was_meant: config(asked().div_ceil(CASES), 5), strategies::large_pact();
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
    let entries = fs::read_dir(&folder).expect("the fixtures");
    let mut paths: Vec<_> = entries.map(|entry| entry.expect("a fixture").path()).collect();
    paths.retain(|path| path.extension().is_some_and(|ending| ending == "json"));
    paths.sort();
    let mut differ = String::new();
    for path in &paths {
        let name = path.file_stem().and_then(|name| name.to_str()).expect("a name");
        assert!(said.contains(&format!("`{name}`")), "README.md does not say what {name} showed");
        let bytes = fs::read(path).expect("a fixture");
        let pact: InventedPact = serde_json::from_slice(&bytes).expect("a pact");
        if let Err(differences) = compared(&pact) {
            differ += &format!("{name}: {differences}\n");
        }
    }
    assert!(differ.is_empty(), "{differ}");
    assert_eq!(
        said.matches("\n| `").count(),
        paths.len(),
        "README.md names pacts that are not there"
    );
}
