//! What the form says about itself on the sheet `_cfit`: whose it is, for which year, in which language, and
//! whether the office transcribed it.

use model::submission::Transcription;
use model::{CellAddress, Fault, FaultKind, Sheet, Workbook};

use super::reader::{CellFault, Reader};
use super::value;

/// Title of the sheet out of sight.
const SHEET: &str = "_cfit";

/// What the sheet says; everything is missing where people removed it.
#[derive(Default)]
pub(super) struct Identity<'a> {
    sheet: Option<&'a Sheet>,
    year: Option<(String, CellAddress)>,
    participant: Option<(String, CellAddress)>,
    pub(super) language: Option<String>,
    transcribed_from: Option<(String, CellAddress)>,
    entered_by: Option<(String, CellAddress)>,
    confirmed_on: Option<(String, CellAddress)>,
}

/// Reads the sheet.
pub(super) fn identity(workbook: &Workbook) -> Identity<'_> {
    let wanted = |sheet: &&Sheet| sheet.title.trim().eq_ignore_ascii_case(SHEET);
    let Some(sheet) = workbook.sheets.iter().find(wanted) else {
        return Identity::default();
    };
    let entry = |key: &str| {
        let key = sheet.cells.iter().find(|cell| cell.text() == Some(key))?;
        let mut behind = sheet.row(key.address.row).iter();
        let value = behind.find(|cell| cell.address.column > key.address.column)?;
        let text = value.raw.trim();
        (!text.is_empty()).then(|| (text.to_owned(), value.address))
    };
    Identity {
        sheet: Some(sheet),
        year: entry("year"),
        participant: entry("participant"),
        language: entry("language").map(|(text, _)| text),
        transcribed_from: entry("transcribed_from"),
        entered_by: entry("entered_by"),
        confirmed_on: entry("confirmed_on"),
    }
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
    let sheet = identity.sheet?;
    let text = |entry: &Option<(String, CellAddress)>| {
        entry.as_ref().map_or_else(String::new, |(text, _)| text.clone())
    };
    let said = [&identity.transcribed_from, &identity.entered_by, &identity.confirmed_on];
    let (_, first) = said.into_iter().flatten().next()?;
    let mut confirmed_on = None;
    if let Some((_, address)) = &identity.confirmed_on {
        let cell = sheet.at(address.row, address.column);
        match cell.map(value::day) {
            Some(Ok(day)) => confirmed_on = Some(day),
            Some(Err(fault)) => {
                let mut fault = reader.fault_at(sheet, *address, fault);
                fault.field = "confirmed_on".to_owned();
                reader.faults.push(fault);
            }
            None => {}
        }
    }
    let from = text(&identity.transcribed_from);
    if confirmed_on.is_none() {
        let expected = "the day the participant confirmed what was transcribed, behind `confirmed_on` on the \
                        sheet `_cfit`";
        let fault = CellFault::new(FaultKind::TranscriptionUnconfirmed, expected);
        let mut fault = reader.fault_at(sheet, *first, fault);
        fault.raw.clone_from(&from);
        fault.field = "confirmed_on".to_owned();
        fault.context = Vec::new();
        reader.faults.push(fault);
    }
    Some(Transcription { from, entered_by: text(&identity.entered_by), confirmed_on })
}
