//! Random returns, damaged as people and programs damage them, and read back: what keeps its meaning is read the same,
//! what loses it is said at its cell and changes nothing elsewhere.

mod bits;
mod case;
mod comparison;
mod conditions;
mod filled;
mod grid;
mod ground;
mod keeping;
mod losing;
mod meant;
mod other_programs;
mod questionnaires;
mod reach;
mod reading;

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::sync::Arc;

use model::Questionnaire;
use proptest::prelude::*;
use proptest::test_runner::{FileFailurePersistence, RngSeed, TestRunner};

use bits::Bits;
use case::{Case, Filled};
use comparison::{Expected, asked_about, compared};
use filled::{Asked, Seeds};
use grid::AnswerTag;
use keeping::{Around, Keeping, worn};
use losing::{Losing, Loss, is_late, lost};
use meant::{Meant, Truth};
use reach::{REACHED_BY_KEEPING, REACHED_BY_LOSING, Reached};
use reading::{Reading, read_back};

/// Random returns in every run; `PROPTEST_CASES` asks for another number.
const CASES: u32 = 200;

/// The first random number: the same in every run, so that it finds the same.
const SEED: u64 = 20_261_122;

fn config(cases: u32, part: u64) -> ProptestConfig {
    ProptestConfig {
        cases,
        rng_seed: RngSeed::Fixed(SEED + part),
        // What was found becomes a fixture with a name.
        failure_persistence: Some(Box::new(FileFailurePersistence::Off)),
        max_shrink_iters: 300,
        ..ProptestConfig::default()
    }
}

/// How many are asked for.
fn asked() -> u32 {
    let asked = std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok());
    asked.unwrap_or(CASES)
}

/// What a damaged file must be read as, and the file.
struct Damaged {
    bytes: Vec<u8>,
    book: grid::Book,
    truth: Truth,
    /// How many places each damage reached that keeps the meaning.
    worn: Vec<(Keeping, usize)>,
    loss: Option<(Losing, Loss)>,
}

fn damaged(case: &Case, filled: &Filled) -> Damaged {
    let around = Around::of(filled, case.french);
    let mut book = filled.book.clone();
    let mut loss = None;
    let mut keeping = case.keeping.clone();
    if let Some((kind, seed)) = case.losing {
        // Nothing else may show how a number or a day is meant.
        keeping.retain(|(kind, _)| *kind >= Keeping::SheetsTranslated);
        if is_late(kind) {
            keeping.retain(|(kind, _)| *kind != Keeping::SheetDuplicated);
        } else {
            loss = lost(kind, &mut book, &around, seed);
        }
    }
    let worn = worn(&mut book, &keeping, &around);
    if let Some((kind, seed)) = case.losing.filter(|(kind, _)| is_late(*kind)) {
        loss = lost(kind, &mut book, &around, seed);
    }
    let lost = loss.as_ref().map(|(_, loss)| loss).filter(|loss| !loss.amount_only);
    let truth = filled.without(lost.map_or(&[][..], |loss| &loss.of));
    Damaged { bytes: book.xlsx(), book, truth, worn, loss }
}

impl Filled {
    /// What is meant where some answers cannot be read.
    fn without(&self, unreadable: &[AnswerTag]) -> Truth {
        let mut truth = self.truth.clone();
        if unreadable.is_empty() {
            return truth;
        }
        for tag in unreadable {
            let own = match tag.row {
                Some(row) => truth
                    .rows
                    .get_mut(&tag.section)
                    .and_then(|rows| rows[row].get_mut(&tag.question)),
                None => truth.singles.get_mut(&tag.question),
            };
            *own.expect("an answer") = Meant::Unreadable;
        }
        let asked = Asked { questionnaire: &self.questionnaire, participant: self.participant };
        asked.rejudged(&truth)
    }
}

/// Fills the form of a questionnaire, and reads it back as it was filled in; what differs.
pub(crate) fn goes_out_and_comes_back(
    questionnaire: &Arc<Questionnaire>,
    seed: u64,
) -> Result<(), String> {
    let seeds: Vec<u64> = (0..12).map(|part| Bits::of(seed, part).next()).collect();
    let rows: Vec<Vec<u64>> = seeds.chunks(3).map(<[u64]>::to_vec).collect();
    let seeds = Seeds { singles: &seeds, rows: &rows };
    let french = seed % 2 == 1;
    let filled = Filled::of(questionnaire.clone(), seed as usize, &seeds, french);
    let reading = read_back(filled.bytes.clone(), "xlsx", questionnaire, filled.participant);
    let expected =
        Expected { book: &filled.book, truth: &filled.truth, before: &filled.truth, loss: None };
    compared(&reading, &expected)
}

/// Fills, damages and reads a case; what it reached.
fn held(case: &Case) -> Result<Reached, String> {
    let filled = case.filled();
    let read =
        |bytes: &[u8]| read_back(bytes.to_vec(), "xlsx", &filled.questionnaire, filled.participant);
    if case.losing.is_none() {
        let plain = Expected {
            book: &filled.book,
            truth: &filled.truth,
            before: &filled.truth,
            loss: None,
        };
        compared(&read(&filled.bytes), &plain)
            .map_err(|what| kept(case, &filled.bytes, &format!("as it was filled in:\n{what}")))?;
    }
    let damaged = damaged(case, &filled);
    let reading = read(&damaged.bytes);
    differing(&filled, &damaged, &reading).map_err(|what| kept(case, &damaged.bytes, &what))?;
    Ok(Reached::of(case, &filled, &damaged, &reading))
}

/// Compares a reading of a damaged file; what differs.
fn differing(filled: &Filled, damaged: &Damaged, reading: &Reading) -> Result<(), String> {
    // What can be read two ways may be asked about; what rests on it then applies.
    let asked = asked_about(reading, &damaged.book);
    let truth = match (asked.as_slice(), &damaged.loss) {
        ([_, ..], None) => filled.without(&asked),
        _ => damaged.truth.clone(),
    };
    let expected = Expected {
        book: &damaged.book,
        truth: &truth,
        before: &filled.truth,
        loss: damaged.loss.as_ref().map(|(_, loss)| loss),
    };
    compared(reading, &expected)
}

/// Keeps a case that differs and its file, so that they can be looked at and become a fixture.
fn kept(case: &Case, bytes: &[u8], what: &str) -> String {
    let thread = std::thread::current();
    let name = thread.name().unwrap_or("return").replace("::", "-");
    let path = std::env::temp_dir().join(format!("cfit-{name}.json"));
    fs::write(&path, serde_json::to_string_pretty(case).expect("a case")).expect("a place for it");
    fs::write(path.with_extension("xlsx"), bytes).expect("a place for it");
    format!(
        "{:?} {:?}:\n{what}\nthe case and its file are in {}",
        case.keeping,
        case.losing,
        path.display()
    )
}

/// Holds every case of a strategy, and asks whether they reached what they are for.
#[track_caller]
fn hold(part: u64, cases: impl Strategy<Value = Case>, least: &[(&str, usize)]) {
    let reached = RefCell::new(BTreeMap::new());
    let mut runner = TestRunner::new(config(asked(), part));
    let held = runner.run(&cases, |case| {
        let own = held(&case).map_err(TestCaseError::fail)?;
        own.count(&mut reached.borrow_mut());
        Ok(())
    });
    if let Err(what) = held {
        panic!("{what}");
    }
    reach::assert_reached(&reached.into_inner(), least, asked());
}

#[test]
fn a_damaged_return_reads_back_as_it_was_meant() {
    hold(1, case::keeping(), &REACHED_BY_KEEPING);
}

#[test]
fn what_loses_its_meaning_is_said_and_changes_nothing_else() {
    hold(2, case::losing(), &REACHED_BY_LOSING);
}

/// Returns that were read wrongly once; `fixtures/README.md` says of each how.
#[test]
fn the_returns_that_were_once_read_wrongly_read_back_as_they_were_meant() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("random_returns/fixtures");
    let said = fs::read_to_string(folder.join("README.md")).expect("what each return showed");
    let entries = fs::read_dir(&folder).expect("the fixtures");
    let mut paths: Vec<_> = entries.map(|entry| entry.expect("a fixture").path()).collect();
    paths.retain(|path| path.extension().is_some_and(|ending| ending == "json"));
    paths.sort();
    let mut wrong = String::new();
    for path in &paths {
        let name = path.file_stem().and_then(|name| name.to_str()).expect("a name");
        assert!(said.contains(&format!("`{name}`")), "README.md does not say what {name} showed");
        let case = serde_json::from_slice(&fs::read(path).expect("a fixture")).expect("a case");
        if let Err(what) = held(&case) {
            wrong += &format!("{name}: {what}\n");
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
    let rows = said.matches("\n| `").count();
    assert_eq!(rows, paths.len(), "README.md names returns that are not there");
}
