//! What the form says about itself on the sheet `_cfit`: whose it is, for which year, in which language, and
//! whether the office transcribed it.

use model::submission::Transcription;
use model::{Cell, CellAddress, Fault, FaultKind, Sheet, Workbook};

use super::day_answer;
use super::reader::{CellFault, Reader};

/// Title of the sheet out of sight.
const SHEET: &str = "_cfit";

/// Cells that a sheet of a few keys has fewer than.
const MOST_CELLS: usize = 400;

/// What the sheet says; everything is missing where people removed it.
#[derive(Default)]
pub(super) struct Identity<'a> {
    sheet: Option<&'a Sheet>,
    pub(super) year: Option<(String, CellAddress)>,
    pub(super) participant: Option<(String, CellAddress)>,
    pub(super) language: Option<String>,
    transcribed_from: Option<Said<'a>>,
    entered_by: Option<Said<'a>>,
    confirmed_on: Option<Said<'a>>,
}

/// What stands behind a key, and where.
struct Said<'a> {
    text: String,
    sheet: &'a Sheet,
    cell: &'a Cell,
}

/// Keys by which the sheet is known where a program or a person renamed it.
const KEYS: [&str; 2] = ["form_id", "form_version"];

/// Reads the sheet. Programs that show sheets which were out of sight also rename them (`_cfit - Table 1`).
pub(super) fn identity(workbook: &Workbook) -> Identity<'_> {
    let titled = |sheet: &&Sheet| sheet.title.trim().eq_ignore_ascii_case(SHEET);
    let keyed = |sheet: &&Sheet| {
        let has = |key: &&str| sheet.cells.iter().any(|cell| cell.text() == Some(*key));
        sheet.cells.len() < MOST_CELLS && KEYS.iter().all(has)
    };
    let sheets = || workbook.sheets.iter();
    let sheet = sheets().find(titled).or_else(|| sheets().find(keyed));
    let own = |key: &str| sheet.and_then(|sheet| entry(sheet, key, 0));
    let place = |key: &str| own(key).map(|said| (said.text, said.cell.address));
    // Who entered it and when it was confirmed is filled in on the first sheet, behind a label.
    let filled_in = |key: &str| {
        let others = sheets().filter(|other| sheet.is_none_or(|own| !std::ptr::eq(*other, own)));
        others.filter(|other| other.cells.len() < MOST_CELLS).find_map(|other| entry(other, key, 1))
    };
    let of_transcription = |key: &str| filled_in(key).or_else(|| own(key));
    Identity {
        sheet,
        year: place("year"),
        participant: place("participant"),
        language: own("language").map(|said| said.text),
        transcribed_from: of_transcription("transcribed_from"),
        entered_by: of_transcription("entered_by"),
        confirmed_on: of_transcription("confirmed_on"),
    }
}

/// What stands behind a key in its row, so many columns passed over.
fn entry<'a>(sheet: &'a Sheet, key: &str, passed_over: u32) -> Option<Said<'a>> {
    let key = sheet.cells.iter().find(|cell| cell.text() == Some(key))?;
    let mut behind = sheet.row(key.address.row).iter();
    let cell = behind.find(|cell| cell.address.column > key.address.column + passed_over)?;
    let text = cell.raw.trim().to_owned();
    (!text.is_empty()).then_some(Said { text, sheet, cell })
}

/// The fault of a form that was made for another participant or another year.
pub(super) fn another_form(identity: &Identity<'_>, reader: &Reader<'_>) -> Option<Fault> {
    let sheet = identity.sheet?;
    let at = |address: &CellAddress, kind, field: &str, expected: String| {
        let mut fault = reader.fault_at(sheet, *address, CellFault::new(kind, expected));
        fault.field = field.to_owned();
        Some(fault)
    };
    let own = reader.inputs.participant.as_str();
    if let Some((id, address)) = &identity.participant
        && id != own
    {
        let name = reader.inputs.register.name(own);
        let expected = format!("the form of {name} (`{own}`), in whose folder it lies");
        return at(address, FaultKind::AnotherParticipantsForm, "participant", expected);
    }
    let year = reader.inputs.settings.year;
    if let Some((text, address)) = &identity.year
        && text.parse() != Ok(year)
    {
        let expected = format!("the form of {year}");
        return at(address, FaultKind::AnotherYearsForm, "year", expected);
    }
    None
}

/// Who transcribed the answers from what, and when the participant confirmed them; `None` for a return that was
/// filled in by its sender.
///
/// One that nobody confirmed yet is noted, and so is a day of confirmation that cannot be read: it counts as
/// none.
pub(super) fn transcription(
    identity: &Identity<'_>,
    reader: &mut Reader<'_>,
) -> Option<Transcription> {
    let text =
        |said: &Option<Said<'_>>| said.as_ref().map_or_else(String::new, |said| said.text.clone());
    let said = [&identity.transcribed_from, &identity.entered_by, &identity.confirmed_on];
    let first = said.into_iter().flatten().next()?;
    let mut confirmed_on = None;
    if let Some(said) = &identity.confirmed_on {
        match day_answer::plain(said.cell) {
            Ok(day) => confirmed_on = Some(day),
            Err(fault) => {
                let mut fault = reader.fault_at(said.sheet, said.cell.address, fault);
                fault.field = "confirmed_on".to_owned();
                reader.faults.push(fault);
            }
        }
    }
    let from = text(&identity.transcribed_from);
    if confirmed_on.is_none() {
        let expected = "the day the participant confirmed what was transcribed, beside it on the first sheet of \
                        the form";
        let fault = CellFault::new(FaultKind::TranscriptionUnconfirmed, expected);
        let mut fault = reader.fault_at(first.sheet, first.cell.address, fault);
        fault.raw.clone_from(&from);
        fault.field = "confirmed_on".to_owned();
        fault.context = Vec::new();
        reader.faults.push(fault);
    }
    Some(Transcription { from, entered_by: text(&identity.entered_by), confirmed_on })
}
