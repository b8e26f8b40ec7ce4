//! Which file of a participant's folder is the return that counts.
//!
//! In: every file below `returns/`, and `received.csv`. Out: at most one return for each participant, what
//! became of every version, and a fault for whatever else lies there. Versions are ordered by the day they
//! were received, then by file name, numbers in it as numbers; the newest that can be read counts (contract: Which return counts).

mod folder;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};

use model::cell::FileFormat;
use model::governance::Correction;
use model::participant::Role;
use model::registers::{PactOutput, Receipt};
use model::submission::VersionOutcome;
use model::{
    Date, Fault, FaultKind, Identifier, InputFile, Pact, Period, Place, Questionnaire, Register,
    Return, ReturnVersion, Workbook, YearSettings,
};

use crate::absent::{name_of, unreadable};
use crate::cells;
use crate::processors::on_all_processors;
use crate::submission::{
    LastYear, SubmissionInputs, SubmissionReading, not_applied, submission_after,
};
use folder::Entry;
pub(crate) use folder::is_return;

/// What the returns of a year are read from.
#[derive(Clone, Copy)]
pub struct ReturnsInputs<'a> {
    /// The year's folder, such as `inputs/2026`.
    pub year_folder: &'a str,
    /// All files below its `returns/`.
    pub files: &'a [&'a InputFile],
    /// The year's questionnaire.
    pub questionnaire: &'a Questionnaire,
    /// The year.
    pub settings: &'a YearSettings,
    /// What holds for every year.
    pub pact: &'a Pact,
    /// Every participant.
    pub register: &'a Register,
    /// The Pact's outputs.
    pub outputs: &'a [PactOutput],
    /// `received.csv`.
    pub receipts: &'a [Receipt],
    /// `corrections.csv`.
    pub corrections: &'a [Correction],
    /// Last year's returns, where they are in the workspace.
    pub last: Option<LastYear<'a>>,
    /// Path and reason of every file and folder of the workspace that could not be read.
    pub passed_over: &'a [(String, String)],
}

/// The returns of a year.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct ReturnsReading {
    /// The returns that count, by participant.
    pub returns: BTreeMap<Identifier, Return>,
    /// Participants that ask for their volume to be withheld in the form that counts or in a newer one, which need
    /// not be one that can be used.
    pub protecting_in_any_form: BTreeSet<Identifier>,
    /// What became of every file that is or should be a return, by participant, oldest first.
    pub versions: Vec<ReturnVersion>,
    /// The corrections, by participant, with the cells they were laid over.
    pub corrections: Vec<Correction>,
    /// What could not be taken as it stands.
    pub faults: Vec<Fault>,
}

impl ReturnsReading {
    /// Takes in what was read of another participant.
    fn extend(&mut self, other: Self) {
        self.returns.extend(other.returns);
        self.protecting_in_any_form.extend(other.protecting_in_any_form);
        self.versions.extend(other.versions);
        self.corrections.extend(other.corrections);
        self.faults.extend(other.faults);
    }
}

/// Reads the returns of a year, on all processors; the result is in the order of the participants' ids.
///
/// A fault in one file never keeps another from being read. Faults inside a version that does not count are
/// given only where they say why it does not.
pub fn returns(inputs: &ReturnsInputs<'_>) -> ReturnsReading {
    let mut reading = ReturnsReading::default();
    let sorted: Vec<_> = folder::sorted(inputs, &mut reading.faults).into_iter().collect();
    let parts = on_all_processors(&sorted, |(participant, files)| {
        let mut own = ReturnsReading::default();
        of_participant(participant, files, inputs, &mut own);
        own
    });
    parts.into_iter().for_each(|own| reading.extend(own));
    let without = inputs.corrections.iter();
    let without = without.filter(|one| !reading.returns.contains_key(&one.participant));
    for correction in without {
        reading.faults.push(not_applied(correction, NOTHING_TO_CORRECT));
        reading.corrections.push(correction.clone());
    }
    reading
}

/// What is expected where no return counts that could be corrected.
const NOTHING_TO_CORRECT: &str =
    "a return of this participant that counts; none does, so there is nothing to correct";

/// One version while the newest that can be used is looked for.
struct Version<'a> {
    path: &'a str,
    /// The file; why it could not be read from the disk.
    file: Result<&'a InputFile, &'a str>,
    received_on: Option<Date>,
}

impl<'a> Version<'a> {
    fn new(
        path: &'a str,
        file: Result<&'a InputFile, &'a str>,
        participant: &Identifier,
        receipts: &[Receipt],
    ) -> Self {
        Self { path, file, received_on: received_on(participant, name_of(path), receipts) }
    }

    fn name(&self) -> &'a str {
        name_of(self.path)
    }
}

fn of_participant(
    participant: &Identifier,
    files: &[Entry<'_>],
    inputs: &ReturnsInputs<'_>,
    reading: &mut ReturnsReading,
) {
    let (mut versions, mut letters) = (Vec::new(), Vec::new());
    let own: Vec<Correction> =
        inputs.corrections.iter().filter(|one| one.participant == *participant).cloned().collect();
    for entry in files {
        match entry {
            Entry::Version(file) => {
                versions.push(Version::new(&file.path, Ok(file), participant, inputs.receipts));
            }
            Entry::Unread(path, why) => {
                versions.push(Version::new(path, Err(why), participant, inputs.receipts));
            }
            Entry::Received(file) => letters.push(*file),
            Entry::Fault(fault) => {
                let mut fault = fault.clone();
                fault.participant = Some(participant.clone());
                reading.faults.push(fault);
            }
        }
    }
    // A file without a receipt was put there by hand after the others, or nothing is registered at all.
    versions.sort_by_key(|version| {
        let (day, name) = (version.received_on, version.name());
        (day.is_none(), day, name_order(name), name)
    });
    let mut outcomes = Vec::new();
    let mut unusable: Vec<&Version<'_>> = Vec::new();
    let mut counting = None;
    let mut protects = false;
    for version in versions.iter().rev() {
        if counting.is_some() {
            outcomes.push(VersionOutcome::Superseded);
            continue;
        }
        let read = read(participant, version, &own, inputs);
        let outcome = match (&read.result, read.empty) {
            (Some(_), false) => VersionOutcome::Counts,
            (_, true) => VersionOutcome::Empty,
            (None, _) => VersionOutcome::Unusable,
        };
        outcomes.push(outcome);
        protects |= read.protect_volume;
        reading.faults.extend(read.faults);
        match outcome {
            VersionOutcome::Counts => {
                correct(own.clone(), read.corrections, reading);
                counting = read.result.map(|read| (read, version.name()));
            }
            _ => unusable.push(version),
        }
    }
    if protects {
        reading.protecting_in_any_form.insert(participant.clone());
    }
    if let Some((mut read, name)) = counting {
        read.provisional |= !unusable.is_empty();
        let newer = unusable.iter().rev();
        reading.faults.extend(newer.map(|newer| newer_unusable(participant, newer, name)));
        reading.returns.insert(participant.clone(), read);
    } else {
        reading.faults.extend(in_a_letter(participant, &letters));
    }
    let outcomes = outcomes.into_iter().rev();
    let versions = versions.iter().zip(outcomes);
    reading.versions.extend(versions.map(|(version, outcome)| ReturnVersion {
        participant: participant.clone(),
        path: version.path.to_owned(),
        received_on: version.received_on,
        outcome,
    }));
}

/// Keeps the corrections of the return that counts with the cells they were laid over.
fn correct(
    own: Vec<Correction>,
    outcomes: Vec<Result<Place, Fault>>,
    reading: &mut ReturnsReading,
) {
    for (mut correction, outcome) in own.into_iter().zip(outcomes) {
        match outcome {
            Ok(cell) => correction.applied_to = Some(cell),
            Err(fault) => reading.faults.push(fault),
        }
        reading.corrections.push(correction);
    }
}

/// The fault of answers that came as letters where no return holds them.
fn in_a_letter(participant: &Identifier, letters: &[&InputFile]) -> Option<Fault> {
    let first = letters.first()?;
    let names: Vec<&str> = letters.iter().map(|file| file.name()).collect();
    Some(Fault {
        participant: Some(participant.clone()),
        raw: names.join(", "),
        expected: "a return that holds these answers: transcribe them into the participant's form"
            .to_owned(),
        ..file_fault(FaultKind::AnsweredInALetter, &first.path)
    })
}

/// A name without its ending, so that `return-2.xlsx` comes after `return.xlsx`.
fn stem(name: &str) -> &str {
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}

/// The order of names of returns, without their endings: letters as letters and numbers as numbers, so that
/// `return-10` comes after `return-2`, and that after `return`.
pub fn name_order(name: &str) -> impl Ord + use<> {
    let mut rest = stem(name);
    let mut parts: Vec<(String, usize, String)> = Vec::new();
    while !rest.is_empty() {
        let (text, behind) = rest.split_at(rest.find(is_digit).unwrap_or(rest.len()));
        let end = behind.find(|c| !is_digit(c)).unwrap_or(behind.len());
        let (number, others) = behind.split_at(end);
        let number = number.trim_start_matches('0');
        parts.push((text.to_owned(), number.len(), number.to_owned()));
        rest = others;
    }
    parts
}

fn is_digit(letter: char) -> bool {
    letter.is_ascii_digit()
}

/// The last day a file of this name was received; of this name with another ending, where the office
/// saved the file in another format.
fn received_on(participant: &Identifier, file: &str, receipts: &[Receipt]) -> Option<Date> {
    let last = |same: &dyn Fn(&str) -> bool| {
        let own = receipts.iter().filter(|row| row.participant == *participant && same(&row.file));
        own.map(|receipt| receipt.received_on).max()
    };
    last(&|name| name == file)
        .or_else(|| last(&|name| !name.contains('/') && stem(name) == stem(file)))
}

fn read(
    participant: &Identifier,
    version: &Version<'_>,
    corrections: &[Correction],
    inputs: &ReturnsInputs<'_>,
) -> SubmissionReading {
    let workbook = match workbook(version) {
        Ok(workbook) => workbook,
        Err(fault) => {
            let fault = Fault { participant: Some(participant.clone()), ..*fault };
            return SubmissionReading {
                result: None,
                empty: false,
                protect_volume: false,
                faults: vec![fault],
                corrections: Vec::new(),
            };
        }
    };
    let own = SubmissionInputs {
        workbook: &workbook,
        questionnaire: inputs.questionnaire,
        participant,
        roles: &roles_of(participant, inputs.register, &inputs.settings.period),
        settings: inputs.settings,
        pact: inputs.pact,
        register: inputs.register,
        outputs: inputs.outputs,
        received_on: version.received_on,
        corrections,
    };
    let mut reading = submission_after(&own, inputs.last);
    if workbook.format == FileFormat::Csv {
        reading.faults.iter_mut().for_each(name_plain_text);
    }
    reading
}

/// The cells of a version, or why there are none.
fn workbook(version: &Version<'_>) -> Result<Workbook, Box<Fault>> {
    let file = version.file.map_err(|why| Box::new(unreadable(version.path, why)))?;
    cells::workbook(file).map_err(|refused| {
        Box::new(Fault {
            raw: refused.detail,
            expected: "a workbook that opens, saved as .xlsx or .ods".to_owned(),
            ..file_fault(refused.kind, version.path)
        })
    })
}

/// Text in which nothing of the form is recognised is no workbook at all, and the words say so.
fn name_plain_text(fault: &mut Fault) {
    if fault.kind == FaultKind::NotOurForm {
        fault.kind = FaultKind::NotAWorkbook;
        fault.raw = "it holds plain text".to_owned();
    }
}

/// The roles on the period's last day; for one that is not in force, those of its newest row.
pub(crate) fn roles_of(
    participant: &Identifier,
    register: &Register,
    period: &Period,
) -> Vec<Role> {
    let in_force = register.in_force(participant.as_str(), period);
    let newest = || {
        let rows = register.rows.iter().filter(|row| row.id == *participant);
        rows.max_by_key(|row| row.joined())
    };
    let row = in_force.or_else(newest);
    row.map(|row| row.roles(period.end)).unwrap_or_default()
}

/// The fault that names a newer version that cannot be used, and the older one that counts.
fn newer_unusable(participant: &Identifier, newer: &Version<'_>, counting: &str) -> Fault {
    Fault {
        participant: Some(participant.clone()),
        raw: newer.name().to_owned(),
        field: counting.to_owned(),
        expected: format!(
            "a return that can be used; until it comes the older `{counting}` counts, and its figures are provisional"
        ),
        ..file_fault(FaultKind::NewerVersionUnusable, newer.path)
    }
}

/// A fault of a whole file, to be filled in.
fn file_fault(kind: FaultKind, path: &str) -> Fault {
    Fault {
        kind,
        participant: None,
        place: Place::file(path),
        raw: String::new(),
        field: String::new(),
        label: String::new(),
        expected: String::new(),
        context: Vec::new(),
    }
}
