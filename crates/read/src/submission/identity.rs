//! What the form says about itself on the sheet `_cfit`: whose it is, for which year, in which language.

use model::{CellAddress, Fault, FaultKind, Sheet, Workbook};

use super::reader::{CellFault, Reader};

/// Title of the sheet out of sight.
const SHEET: &str = "_cfit";

/// What the sheet says; everything is missing where people removed it.
#[derive(Default)]
pub(super) struct Identity<'a> {
    sheet: Option<&'a Sheet>,
    year: Option<(String, CellAddress)>,
    participant: Option<(String, CellAddress)>,
    pub(super) language: Option<String>,
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
