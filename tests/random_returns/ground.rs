//! What returns are written for and read against: the example's Pact, register, year and questionnaire.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::sync::{Arc, LazyLock};

use model::registers::PactOutput;
use model::{InputFile, Pact, Questionnaire, Register, YearSettings};

use crate::harness::source;

/// The example's 2026 without its returns and its money.
pub(crate) struct Ground {
    pub(crate) pact: Pact,
    pub(crate) register: Register,
    pub(crate) settings: YearSettings,
    pub(crate) questionnaire: Arc<Questionnaire>,
    pub(crate) outputs: Vec<PactOutput>,
}

/// One of each: procuring, coordinating, both.
pub(crate) const PARTICIPANTS: [&str; 3] = ["zilverdam", "hollinmoor", "kruisland"];

pub(crate) static GROUND: LazyLock<Ground> = LazyLock::new(|| {
    let names = [
        "pact.toml",
        "participants.csv",
        "2026/year.toml",
        "2026/questionnaire.xlsx",
        "2026/outputs.csv",
    ];
    let mut files: BTreeMap<String, InputFile> = names.into_iter().map(input).collect();
    let year = files.get_mut("inputs/2026/year.toml").expect("the year's settings");
    let text = String::from_utf8(year.bytes.to_vec()).expect("UTF-8");
    let (without_money, _) = text.split_once("[finance]").expect("the year has accounts");
    year.bytes = without_money.as_bytes().into();
    let reading = read::year::pact_reading(&files, &[]).expect("settings and registers");
    let year = read::year::year_reading(&files, &reading, 2026, &[]).expect("the year").reading;
    Ground {
        pact: reading.pact,
        register: reading.register,
        settings: year.settings,
        questionnaire: Arc::new(year.questionnaire),
        outputs: year.outputs,
    }
});

fn input(name: &str) -> (String, InputFile) {
    let path = format!("inputs/{name}");
    let bytes = fs::read(source().join(Path::new(&path))).expect("a file of the example");
    let file = file(&path, bytes);
    (path, file)
}

/// A file as it is handed to the reader.
pub(crate) fn file(path: &str, bytes: Vec<u8>) -> InputFile {
    InputFile { path: path.into(), bytes: bytes.into(), sha256: String::new() }
}
