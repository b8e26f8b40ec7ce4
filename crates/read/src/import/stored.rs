//! What a stored return says of the export it was made from.

use model::nearest::nearest;
use model::{Identifier, InputFile, Register, Workbook};

use crate::cells;
use crate::text::folded;

/// Title of the sheet out of sight.
const SHEET: &str = "_cfit";

/// The keys on the sheet out of sight: name of the export, row in it, what the form tool knows the submission by, and
/// the fingerprint of its answers.
pub const KEYS: [&str; 4] =
    ["imported_from", "imported_row", "imported_submission", "imported_answers"];

/// A return that was made from an export.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct StoredSubmission {
    /// What the form tool knows the submission by.
    pub submission: String,
    /// Fingerprint of the answers that were imported.
    pub fingerprint: String,
    /// Name of the export, and the row of it.
    pub place: (String, String),
}

/// What a return says of the submission it was made from; `None` of one that was not imported, or cannot be read.
pub fn stored_submission(file: &InputFile) -> Option<StoredSubmission> {
    let workbook = cells::workbook(file).ok()?;
    Some(StoredSubmission {
        submission: entry(&workbook, KEYS[2])?,
        fingerprint: entry(&workbook, KEYS[3])?,
        place: (
            entry(&workbook, KEYS[0]).unwrap_or_default(),
            entry(&workbook, KEYS[1]).unwrap_or_default(),
        ),
    })
}

fn entry(workbook: &Workbook, key: &str) -> Option<String> {
    let sheet = workbook.sheets.iter().find(|sheet| sheet.title == SHEET)?;
    let key = sheet.cells.iter().find(|cell| cell.text() == Some(key))?;
    let value = sheet.at(key.address.row, key.address.column + 1)?;
    Some(value.raw.trim().to_owned())
}

/// The participant that a text names by its id or its name in the register.
///
/// # Errors
///
/// The id that is nearest, if one is near, where the text names none or several.
pub fn named_participant<'r>(
    text: &str,
    register: &'r Register,
) -> Result<&'r Identifier, Option<&'r str>> {
    let wanted = folded(text);
    if let Some(row) = register.rows.iter().find(|row| row.id.as_str() == wanted) {
        return Ok(&row.id);
    }
    let mut named: Vec<&Identifier> =
        register.rows.iter().filter(|row| folded(&row.name) == wanted).map(|row| &row.id).collect();
    named.sort();
    named.dedup();
    if let [only] = named.as_slice() {
        return Ok(only);
    }
    let known = register.rows.iter().flat_map(|row| [row.id.as_str(), row.name.as_str()]);
    let near = nearest(text, known);
    let id = |near: &str| {
        let row = register.rows.iter().find(|row| row.id.as_str() == near || row.name == near);
        row.map(|row| row.id.as_str())
    };
    Err(near.and_then(id))
}
