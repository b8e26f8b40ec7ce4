//! When a return came: what `received.csv` says of it.

use crate::identifier::Identifier;
use crate::reading::YearReading;
use crate::registers::Receipt;
use crate::submission::VersionOutcome;

/// Formats a return can come in.
const RETURN_FORMATS: [&str; 4] = ["xlsx", "ods", "xlsm", "xls"];

impl YearReading {
    /// The row of `received.csv` that says when the first version of a participant's return was received, or the
    /// letter it was transcribed from; of a participant that sent only tables, when its first file was. `None` where no row says it: then it is not
    /// known whether the return came on time.
    ///
    /// A file can be received again under the same name, and a version need not lie in the folder any more.
    pub fn first_received(&self, participant: &Identifier) -> Option<&Receipt> {
        let own = self.receipts.iter().filter(|receipt| receipt.participant == *participant);
        match self.returns.get(participant).is_some_and(|own| !own.without_form) {
            true => own
                .filter(|row| self.is_version(row) || self.is_transcribed(row))
                .min_by_key(|row| row.received_on),
            false => own.min_by_key(|row| row.received_on),
        }
    }

    /// Whether a row is of the letter that the return which counts was transcribed from, by its name: what the
    /// participant sent came then, whenever the office stored what it made of it.
    fn is_transcribed(&self, receipt: &Receipt) -> bool {
        let counting = self.returns.get(&receipt.participant);
        let Some(transcription) = counting.and_then(|own| own.transcription.as_ref()) else {
            return false;
        };
        let name = |path: &str| path.trim().rsplit('/').next().unwrap_or_default().to_lowercase();
        let (from, letter) = (name(&transcription.from), name(&receipt.file));
        from == letter || from.split([',', ';', ' ']).any(|word| word == letter)
    }

    /// Whether a row is of a version of a return, by its name: `return*` in a format a return can have, or of
    /// a version that the office saved in another format. A form that was sent back empty is none.
    fn is_version(&self, receipt: &Receipt) -> bool {
        let name = receipt.file.trim().to_lowercase();
        let (stem, ending) = name.rsplit_once('.').unwrap_or((&name, ""));
        let own = self.versions.iter().filter(|version| version.participant == receipt.participant);
        let same = own.filter(|version| {
            let file = version.path.rsplit('/').next().unwrap_or(&version.path).to_lowercase();
            file.rsplit_once('.').map_or(&*file, |(stem, _)| stem) == stem
        });
        let outcomes: Vec<VersionOutcome> = same.map(|version| version.outcome).collect();
        let is_read = outcomes.iter().any(|outcome| *outcome != VersionOutcome::Empty);
        let gone = outcomes.is_empty() && RETURN_FORMATS.contains(&ending);
        name.starts_with("return") && !name.contains('/') && (is_read || gone)
    }
}
