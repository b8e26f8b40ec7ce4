//! The rows of `received.csv`, added once all files are stored.

use model::Identifier;
use publish::Error;

use super::{Fate, InPlace, OfferedOutcome, Office};

/// The columns of `received.csv` (data contract).
const COLUMNS: [&str; 6] = ["participant", "file", "received_on", "channel", "by", "note"];
/// Folders that are left empty when a stored file is taken back: its own, the participant's, `returns`.
const FOLDERS: usize = 3;

/// What differs from row to row.
pub(super) struct Row {
    pub(super) participant: Identifier,
    /// Path in the participant's folder.
    pub(super) file: String,
}

impl Office<'_> {
    /// Adds the rows of each year; where that fails, the files stored for it are taken back, so that none is there of
    /// which nobody knows when it came.
    pub(super) fn register(&self, files: &mut [OfferedOutcome]) {
        for (year, rows) in &self.rows {
            let request = self.request;
            let row = |row: &Row| {
                let day = request.received_on.to_string();
                let text = [
                    row.participant.as_str(),
                    &row.file,
                    &day,
                    &request.channel,
                    &request.by,
                    &request.note,
                ];
                text.map(str::to_owned).to_vec()
            };
            let rows: Vec<Vec<String>> = rows.iter().map(row).collect();
            let register = format!("inputs/{year}/received");
            match publish::append_rows(self.root, &register, &COLUMNS, &rows) {
                Ok(()) => {}
                Err(error @ Error::RegisterIsWorkbook { .. }) => {
                    by_hand(files, *year, &error, self)
                }
                Err(error) => self.take_back(files, *year, &error),
            }
        }
    }

    fn take_back(&self, files: &mut [OfferedOutcome], year: i16, error: &Error) {
        for file in files {
            match &mut file.fate {
                Fate::Stored(place) if place.year == year => {
                    publish::take_back(self.root, &place.path, FOLDERS);
                    file.fate =
                        Fate::NotStored { why: error.to_string(), help: error.help().to_owned() };
                }
                Fate::Here(place) if place.year == year && place.registered => {
                    place.registered = false;
                    place.remarks.push(format!("No row was added: {error}; {}.", error.help()));
                }
                _ => {}
            }
        }
    }
}

/// Says which row to type where the register is a workbook.
fn by_hand(files: &mut [OfferedOutcome], year: i16, error: &Error, office: &Office<'_>) {
    let Error::RegisterIsWorkbook { path, .. } = error else { return };
    let places = files.iter_mut().filter_map(|file| match &mut file.fate {
        Fate::Stored(place) | Fate::Here(place) => Some(place),
        _ => None,
    });
    for place in places.filter(|place| place.year == year && place.registered) {
        place.registered = false;
        let row = typed(place, office);
        place.remarks.push(format!(
            "{path} is a workbook, into which this program writes nothing: type a row there by hand, {row}."
        ));
    }
}

/// A row as somebody types it.
fn typed(place: &InPlace, office: &Office<'_>) -> String {
    let prefix = format!("inputs/{}/returns/{}/", place.year, place.participant);
    let file = place.path.strip_prefix(&prefix).unwrap_or(&place.path);
    let request = office.request;
    let day = request.received_on.to_string();
    let fields =
        [place.participant.as_str(), file, &day, &request.channel, &request.by, &request.note];
    let said = COLUMNS.iter().zip(fields).filter(|(_, text)| !text.is_empty());
    said.map(|(column, text)| format!("{column} {text}")).collect::<Vec<_>>().join(", ")
}
