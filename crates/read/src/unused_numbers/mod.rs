//! Numbers that came in and are in no figure: every numeric cell of every input is either named by the trace
//! of a published figure or counted here, with the reason.
//!
//! In: the files of the workspace, what was read of them, what was decided about each line, and the figures
//! with their traces. Out: rectangles of cells, one reason each ([`UnusedNumbers`]). Each file is looked at a
//! second time, number by number, and what no trace names is told: so nothing can be forgotten by a reader that
//! passes something over. A day is no number; a text is one where it holds a number and nothing else.

mod finance;
mod numbers;
mod office;
mod rectangles;
mod returned;
mod supporting;
mod traced;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use model::cell::FileFormat;
use model::devices::CountedDevices;
use model::governance::Correction;
use model::submission::{RepeatRow, VersionOutcome};
use model::unused_numbers::{UnusedNumbers, UnusedReason};
use model::{
    Cell, FaultKind, Figures, Identifier, InputFile, PactReading, Sheet, Workbook, YearReading,
};
use tables::{CountedLines, LineUse};

use crate::cells;
use crate::processors::on_all_processors;
use rectangles::Rectangles;
use traced::Traced;

/// What unused numbers are told from.
#[derive(Clone, Copy)]
pub struct UnusedInputs<'a> {
    /// The files of the workspace by their path.
    pub files: &'a BTreeMap<String, InputFile>,
    /// What holds for every year.
    pub pact: &'a PactReading,
    /// What was read for the year.
    pub year: &'a YearReading,
    /// What was decided about each line of purchases.
    pub lines: &'a CountedLines,
    /// What was decided about each row of devices.
    pub devices: &'a [CountedDevices],
    /// The year's figures.
    pub figures: &'a Figures,
    /// Participants whose volume is withheld beside those that ask for it.
    pub withheld: &'a BTreeSet<Identifier>,
}

impl UnusedInputs<'_> {
    /// Whether the open data may name a correction where it names the cell. Of a volume that is withheld they name
    /// neither, nor of a line that another participant reports for a buyer whose volume is.
    fn names(&self, correction: &Correction) -> bool {
        let withheld = |id: &str| {
            self.year.protects_volume(id) || self.withheld.iter().any(|own| own.as_str() == id)
        };
        let own = self.year.returns.get(&correction.participant);
        let of_cell = |row: &&RepeatRow| {
            let mut places = row.answers.values().filter_map(|answer| answer.place.as_ref());
            places.any(|place| Some(place) == correction.applied_to.as_ref())
        };
        let row = own.and_then(|own| own.rows.values().flatten().find(of_cell));
        let buyer = row.map_or(String::new(), |row| row.answer("buyer").raw.trim().to_lowercase());
        !withheld(correction.participant.as_str()) && !withheld(&buyer)
    }
}

/// The numbers of the year's inputs, and of those that hold for every year, that are in no published figure;
/// by file, sheet and cell.
///
/// Files that are no tables (letters, pictures) and files that cannot be read hold no cells; a finding names
/// each of them. Sealed editions are what was published and no inputs; what an export says is in the returns that were
/// imported from it.
pub fn unused_numbers(inputs: &UnusedInputs<'_>) -> Vec<UnusedNumbers> {
    let corrections = inputs.year.corrections.iter().filter(|one| inputs.names(one));
    let context = Context {
        inputs,
        folder: format!("inputs/{}/", inputs.year.year()),
        uses: inputs.lines.uses(),
        traced: Traced::published(inputs.figures).with_corrections(corrections),
        without_value: Traced::without_value(inputs.figures),
    };
    let files: Vec<&InputFile> = inputs.files.values().collect();
    let found = on_all_processors(&files, |file| of_file(file, &context));
    found.into_iter().flatten().collect()
}

/// What every file is looked at with.
struct Context<'a> {
    inputs: &'a UnusedInputs<'a>,
    /// The year's folder, with a `/` behind.
    folder: String,
    uses: BTreeMap<(Arc<str>, Arc<str>), Vec<LineUse>>,
    /// Cells that the traces of figures with a value name.
    traced: Traced,
    /// Cells that those of figures without a value name.
    without_value: Traced,
}

impl Context<'_> {
    /// Whether nothing uses a file, by the fault that says so.
    fn is_not_used(&self, path: &str) -> bool {
        let inputs = self.inputs;
        let faults = inputs.year.faults.iter().chain(&inputs.pact.faults);
        faults
            .filter(|fault| {
                matches!(fault.kind, FaultKind::UnusedFile | FaultKind::CodingNotUsedYet)
            })
            .any(|fault| *fault.place.path == *path)
    }
}

/// What is unused in one file of the workspace.
fn of_file(file: &InputFile, context: &Context<'_>) -> Vec<UnusedNumbers> {
    if let Some(inside) = file.path.strip_prefix(&context.folder) {
        return match inside.strip_prefix("returns/").and_then(|rest| rest.split_once('/')) {
            Some((folder, rest)) => of_participant(file, folder, rest, context),
            None if inside.starts_with("editions/") || inside.starts_with("imports/") => Vec::new(),
            None => finance::of_file(file, inside, context)
                .unwrap_or_else(|| office::of_file(file, context)),
        };
    }
    let of_pact = file.path.strip_prefix("inputs/").is_some_and(|rest| {
        let folder = rest.split_once('/').map(|(folder, _)| folder);
        !folder.is_some_and(crate::absent::is_year)
    });
    if of_pact { office::of_file(file, context) } else { Vec::new() }
}

/// What is unused in a file of a participant's folder.
fn of_participant(
    file: &InputFile,
    folder: &str,
    rest: &str,
    context: &Context<'_>,
) -> Vec<UnusedNumbers> {
    let year = context.inputs.year;
    let register = &context.inputs.pact.register;
    let participant = Identifier::parse(folder).filter(|id| register.knows(id.as_str()));
    let Some(id) = &participant else {
        return whole(file, None, UnusedReason::FileNotUsed, context);
    };
    if rest.starts_with("supporting/") {
        return supporting::of_file(file, id, context);
    }
    if rest.eq_ignore_ascii_case("mapping.toml") {
        return office::of_settings(file, participant, context);
    }
    let mut versions = year.versions.iter();
    let version = versions.find(|version| version.path == *file.path);
    let reason = match version.map(|version| version.outcome) {
        Some(VersionOutcome::Counts) => return returned::of_file(file, id, context),
        Some(VersionOutcome::Superseded) => UnusedReason::OtherVersion,
        Some(VersionOutcome::Empty) => UnusedReason::FormsOwn,
        Some(VersionOutcome::Unusable) | None => UnusedReason::FileNotUsed,
    };
    whole(file, participant, reason, context)
}

/// Endings of text files that are tables; a page of notes is none, whatever numbers stand alone in its lines.
const TEXT_TABLES: [&str; 4] = ["csv", "tsv", "tab", "txt"];

/// All numbers of a file that no trace names, as one.
fn whole(
    file: &InputFile,
    participant: Option<Identifier>,
    reason: UnusedReason,
    context: &Context<'_>,
) -> Vec<UnusedNumbers> {
    let Ok(workbook) = cells::workbook(file) else {
        return Vec::new();
    };
    let extension = file.extension();
    if workbook.format == FileFormat::Csv && !TEXT_TABLES.contains(&extension.as_str()) {
        return Vec::new();
    }
    let of_sheet = |sheet: &Sheet| {
        let named = context.traced.sheet(&workbook.path, sheet_key(&workbook, sheet));
        let numbers = sheet.cells.iter().filter(|cell| numbers::holds_number(cell));
        numbers.filter(|cell| !named.is_some_and(|named| named.names(cell.address))).count() as u64
    };
    let count: u64 = workbook.sheets.iter().map(of_sheet).sum();
    let found = UnusedNumbers::whole_file(participant, file.path.clone(), count, reason);
    if count > 0 { vec![found] } else { Vec::new() }
}

/// The title of a sheet as places have it: empty in a text file.
fn sheet_key<'a>(workbook: &Workbook, sheet: &'a Sheet) -> &'a str {
    if workbook.format == FileFormat::Csv { "" } else { &sheet.title }
}

/// The numbers of a sheet that are unused, by what is decided about each; `None` for one that is used.
fn of_sheet(
    workbook: &Workbook,
    sheet: &Sheet,
    participant: Option<&Identifier>,
    decide: impl Fn(&Cell) -> Option<UnusedReason>,
) -> Vec<UnusedNumbers> {
    let mut rectangles = Rectangles::default();
    for cell in sheet.cells.iter().filter(|cell| numbers::holds_number(cell)) {
        rectangles.add(cell.address, decide(cell));
    }
    let path: Arc<str> = workbook.path.as_str().into();
    let title: Arc<str> = sheet_key(workbook, sheet).into();
    let found = rectangles.finish().into_iter().map(|rectangle| UnusedNumbers {
        participant: participant.cloned(),
        path: path.clone(),
        sheet: title.clone(),
        first: rectangle.first,
        last: rectangle.last,
        numbers: rectangle.numbers,
        reason: rectangle.reason,
    });
    found.collect()
}
