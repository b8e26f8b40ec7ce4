//! Supporting files that nobody wrote down when they came.

use model::registers::Receipt;
use model::{Fault, FaultKind, Identifier, InputFile, Place};

use crate::absent::is_litter;

/// The files in `supporting/` that `received.csv` does not list; none where it lists nothing at all, which is told of
/// the register itself.
pub(crate) fn not_received(sent: &[&InputFile], receipts: &[Receipt]) -> Vec<Fault> {
    if receipts.is_empty() {
        return Vec::new();
    }
    let mut faults = Vec::new();
    for file in sent.iter().filter(|file| !is_litter(file.name())) {
        let Some((folder, name)) = file.path.split_once("/supporting/") else { continue };
        let owner = folder.rsplit('/').next().and_then(Identifier::parse);
        let Some(participant) = owner else { continue };
        let is_of = |receipt: &&Receipt| {
            let listed = receipt.file.trim();
            receipt.participant == participant
                && (listed.strip_prefix("supporting/").unwrap_or(listed) == name)
        };
        if receipts.iter().find(is_of).is_some() {
            continue;
        }
        faults.push(Fault {
            kind: FaultKind::FileNotReceived,
            participant: Some(participant),
            place: Place::file(file.path.clone()),
            raw: format!("supporting/{name}"),
            field: "file".to_owned(),
            label: name.to_owned(),
            expected: "a row in received.csv that says when it came, how, and who took it in"
                .to_owned(),
            context: Vec::new(),
        });
    }
    faults
}

#[cfg(test)]
mod tests {
    use model::Date;

    use super::*;

    #[test]
    fn a_supporting_file_without_a_row_in_received_is_told() {
        let file = |path: &str| InputFile {
            path: format!("inputs/2026/returns/{path}").into(),
            bytes: [].into(),
            sha256: String::new(),
        };
        let receipt = |participant: &str, file: &str| Receipt {
            participant: Identifier::parse(participant).unwrap(),
            file: file.to_owned(),
            received_on: Date::constant(2026, 11, 1),
            channel: "email".to_owned(),
            by: String::new(),
            note: String::new(),
            place: Place::line("inputs/2026/received.csv", 2, 1),
        };
        let files = [
            "north/supporting/a.csv",
            "north/supporting/b.csv",
            "south/supporting/a.csv",
            "north/return.xlsx",
        ]
        .map(file);
        let files: Vec<&InputFile> = files.iter().collect();
        let receipts = [receipt("north", "supporting/a.csv")];
        let told: Vec<String> = not_received(&files, &receipts)
            .into_iter()
            .map(|fault| fault.place.path.to_string())
            .collect();
        let expected = ["north/supporting/b.csv", "south/supporting/a.csv"];
        assert_eq!(told, expected.map(|path| format!("inputs/2026/returns/{path}")));
        assert!(not_received(&files, &[]).is_empty());
    }
}
