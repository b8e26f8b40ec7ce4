//! Files that are not there, and files that are there but could not be read from the disk.

use std::collections::BTreeMap;

use model::{Fault, FaultKind, InputFile, Obstacle, Place};

/// Registers that hold for every year, each with what it holds and what its absence changes. Those for which a
/// list is shipped with the program are not missed.
const REGISTERS: [(&str, &str); 2] = [
    ("supporters", "the organisations that support the Pact; without it the report names none"),
    (
        "contacts",
        "whom to write to for each participant; without it nobody is named to write to, and no figure changes",
    ),
];

/// Registers of one year, likewise.
const REGISTERS_OF_A_YEAR: [(&str, &str); 2] = [
    ("outputs", "what the Pact made for procurers to use; without it the report lists no output"),
    (
        "received",
        "the day each return came in; without it nobody is said to be on time or late, and of several versions the file names decide which counts",
    ),
];

/// What is to be done where the reason does not say it.
const SAVE_AGAIN: &str = "save it here again";

/// The files and folders of the workspace that were not read, by path, each with the reason: what is wrong,
/// and after a colon what to do.
#[derive(Clone, Copy)]
pub(crate) struct PassedOver<'a>(pub(crate) &'a [(String, String)]);

impl<'a> PassedOver<'a> {
    /// Path and reason of everything below a folder, and of the folder itself. What office programs leave
    /// behind is nobody's file and not among it.
    pub(crate) fn below(self, folder: &str) -> impl Iterator<Item = (&'a str, &'a str)> {
        let all = self.0.iter().map(|(path, why)| (path.as_str(), why.as_str()));
        all.filter(move |(path, _)| lies_in(path, folder) && !is_litter(name_of(path)))
    }

    /// The reason why a file was not read: its own, or that of a folder it lies in.
    fn reason(self, path: &str) -> Option<&'a str> {
        let found = self.0.iter().find(|(passed_over, _)| lies_in(path, passed_over));
        found.map(|(_, why)| why.as_str())
    }

    /// The reason for a register, which may be a CSV file or a workbook.
    fn reason_of_register(self, name: &str) -> Option<&'a str> {
        FORMATS.iter().find_map(|extension| self.reason(&format!("{name}.{extension}")))
    }

    /// The obstacles, where a file was said to be missing that is there and could not be read now saying so.
    pub(crate) fn explained(self, obstacles: Vec<Obstacle>) -> Vec<Obstacle> {
        let explained = |obstacle: Obstacle| match self.of_obstacle(&obstacle) {
            Some(why) => unreadable_obstacle(obstacle.place.unwrap_or_default(), why),
            None => obstacle,
        };
        obstacles.into_iter().map(explained).collect()
    }

    fn of_obstacle(self, obstacle: &Obstacle) -> Option<&'a str> {
        let path = obstacle.place.as_deref()?;
        let register = path.strip_suffix(".csv");
        self.reason(path).or_else(|| self.reason_of_register(register?))
    }
}

/// Formats a register can come in.
const FORMATS: [&str; 2] = ["csv", "xlsx"];

/// Whether a register stands in the workspace; `name` is its path without extension.
pub(crate) fn stands(files: &BTreeMap<String, InputFile>, name: &str) -> bool {
    FORMATS.iter().any(|extension| files.contains_key(&format!("{name}.{extension}")))
}

/// Faults for what holds for every year and is missing or could not be read.
pub(crate) fn absent_from_pact(
    files: &BTreeMap<String, InputFile>,
    passed_over: PassedOver<'_>,
) -> Vec<Fault> {
    let of_every_year = |path: &str| {
        let first = path.split('/').nth(1).unwrap_or_default();
        !is_year(first)
    };
    let unread = passed_over.below("inputs").filter(|(path, _)| of_every_year(path));
    let unread = unread.map(|(path, why)| unreadable(path, why));
    let absent = REGISTERS.iter().filter_map(|(name, expected)| {
        missing(files, passed_over, &format!("inputs/{name}"), expected)
    });
    unread.chain(absent).collect()
}

/// The same for the office's own files of a year. What lies below `returns/` is told with the returns; sealed
/// editions are not read.
pub(crate) fn absent_from_year(
    files: &BTreeMap<String, InputFile>,
    passed_over: PassedOver<'_>,
    folder: &str,
) -> Vec<Fault> {
    let elsewhere = ["returns/", "editions/"].map(|name| format!("{folder}/{name}"));
    let own = |path: &str| !elsewhere.iter().any(|elsewhere| path.starts_with(elsewhere));
    let unread = passed_over.below(folder).filter(|(path, _)| own(path));
    let unread = unread.map(|(path, why)| unreadable(path, why));
    let absent = REGISTERS_OF_A_YEAR.iter().filter_map(|(name, expected)| {
        missing(files, passed_over, &format!("{folder}/{name}"), expected)
    });
    unread.chain(absent).collect()
}

/// The fault of a register that is missing; `expected` says what it holds and what its absence changes.
///
/// None where it stands, and none where it could not be read, since a fault of its own says that.
pub(crate) fn missing(
    files: &BTreeMap<String, InputFile>,
    passed_over: PassedOver<'_>,
    name: &str,
    expected: &str,
) -> Option<Fault> {
    if stands(files, name) || passed_over.reason_of_register(name).is_some() {
        return None;
    }
    let path = format!("{name}.csv");
    let raw = name_of(&path).to_owned();
    Some(Fault { raw, ..of_file(FaultKind::MissingFile, &path, expected) })
}

/// The fault of a file or folder that could not be read; `raw` is what is wrong.
pub(crate) fn unreadable(path: &str, why: &str) -> Fault {
    let (cause, remedy) = parted(why);
    let expected = format!("a file that can be read; {remedy}");
    Fault { raw: cause.to_owned(), ..of_file(FaultKind::UnreadableFile, path, &expected) }
}

fn unreadable_obstacle(place: String, why: &str) -> Obstacle {
    let (cause, remedy) = parted(why);
    let what = format!("`{}` is there, but it was not read: {cause}.", name_of(&place));
    let mut letters = remedy.chars();
    let first = letters.next().map(|letter| letter.to_uppercase().to_string());
    let help = format!("{}{}.", first.unwrap_or_default(), letters.as_str());
    Obstacle::new(what, help).at(place)
}

/// A reason as what is wrong and what to do.
fn parted(why: &str) -> (&str, &str) {
    why.split_once(": ").unwrap_or((why, SAVE_AGAIN))
}

fn of_file(kind: FaultKind, path: &str, expected: &str) -> Fault {
    Fault {
        kind,
        participant: None,
        place: Place::file(path),
        raw: String::new(),
        field: String::new(),
        label: name_of(path).to_owned(),
        expected: expected.to_owned(),
        context: Vec::new(),
    }
}

/// Whether a folder has the name of a year: four digits.
pub(crate) fn is_year(name: &str) -> bool {
    name.len() == 4 && name.bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether a path is that of a folder or lies below it.
fn lies_in(path: &str, folder: &str) -> bool {
    let below = path.strip_prefix(folder.trim_end_matches('/'));
    below.is_some_and(|rest| !folder.is_empty() && (rest.is_empty() || rest.starts_with('/')))
}

/// The last part of a path.
pub(crate) fn name_of(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

/// Whether a name is one that office programs and file managers leave behind.
pub(crate) fn is_litter(name: &str) -> bool {
    let lower = name.to_lowercase();
    ["~$", ".~lock", "._"].iter().any(|start| lower.starts_with(start))
        || ["thumbs.db", "desktop.ini", ".ds_store"].contains(&lower.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn passed_over(path: &str) -> Vec<(String, String)> {
        let link =
            "a link that leads out of the workspace is not followed: put the file itself here";
        vec![(path.to_owned(), link.to_owned())]
    }

    #[test]
    fn what_lies_in_a_folder_that_was_passed_over_is_not_missing() {
        let (files, name) = (BTreeMap::new(), "inputs/2026/finance/ledger");
        let said = |path: &str| {
            let entries = passed_over(path);
            missing(&files, PassedOver(&entries), name, "the ledger").is_some()
        };
        assert!(!said("inputs/2026/finance"));
        assert!(!said("inputs/2026/finance/ledger.xlsx"));
        assert!(said("inputs/2026/finance/ledger.ods") && said("inputs/2026/fin"));
    }

    #[test]
    fn a_file_that_is_there_is_not_said_to_be_missing() {
        let entries = passed_over("inputs/participants.xlsx");
        let obstacle = Obstacle::new("There is none.", "Make one.").at("inputs/participants.csv");
        let [said] = &PassedOver(&entries).explained(vec![obstacle])[..] else { panic!("one") };
        assert!(said.what.contains("is there") && said.what.contains("link"), "{said}");
        assert_eq!(said.help, "Put the file itself here.");
    }
}
