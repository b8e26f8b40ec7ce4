//! What lies in the outbox already: forms that were filled in there, letters that were reworded there.

use std::path::Path;

use model::{Identifier, InputFile, Obstacle};
use read::arrival::{read_alone, same_answers};

use super::{Ground, KeptForm, WhyKept};

/// The form of a participant that lies in the outbox and is not written over, with why; `None` where nothing is lost by
/// writing it anew.
///
/// The covering letter beside it holds the form as it was written. One that is still the same byte for byte was not
/// touched. Any other is read: it is written over where it says what a new one says, and nothing besides.
pub(super) fn kept(
    root: &Path,
    (participant, path): (&Identifier, &str),
    form: &[u8],
    ground: &Ground,
) -> Result<Option<KeptForm>, Obstacle> {
    if !intake::is_there(root, path) {
        return Ok(None);
    }
    let lies = intake::file(root, path)?;
    if *lies.bytes == *form || in_its_letter(root, path, &lies.bytes) {
        return Ok(None);
    }
    let kept = |why| KeptForm { participant: participant.clone(), path: path.to_owned(), why };
    let fresh = InputFile { bytes: form.into(), ..lies.clone() };
    let workbooks = [read::cells::workbook(&lies), read::cells::workbook(&fresh)];
    let [Ok(lies), Ok(fresh)] = workbooks else { return Ok(Some(kept(WhyKept::Unreadable))) };
    let (form, pact) = (ground.form, &ground.workspace.pact);
    let read = |workbook| read_alone(workbook, participant, form, pact, form.settings.deadline);
    let (lies, fresh) = (read(&lies), read(&fresh));
    let says_the_same = match (&lies.result, &fresh.result) {
        (Some(lies), Some(fresh)) => same_answers(lies, fresh),
        (None, None) => true,
        _ => false,
    };
    let nothing_besides = lies.faults.len() <= fresh.faults.len();
    Ok((!(says_the_same && nothing_besides)).then(|| kept(WhyKept::FilledIn)))
}

/// Whether the covering letter beside a form carries the same one.
fn in_its_letter(root: &Path, path: &str, form: &[u8]) -> bool {
    let letter = letter_beside(path);
    intake::is_there(root, &letter)
        && intake::file(root, &letter).is_ok_and(|draft| publish::carries(&draft.bytes, form))
}

/// Whether a letter lies there that was changed since it was written.
pub(super) fn is_reworded(root: &Path, path: &str) -> Result<bool, Obstacle> {
    Ok(intake::is_there(root, path) && !publish::is_as_written(&intake::file(root, path)?.bytes))
}

/// Where the letter of a form lies.
pub(super) fn letter_beside(form: &str) -> String {
    format!("{}.eml", form.trim_end_matches(".xlsx"))
}
