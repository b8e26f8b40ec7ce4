//! What each file below `returns/` is: a version of a return, something read elsewhere, or out of place.

use std::collections::BTreeMap;

use model::nearest::nearest;
use model::{Fault, FaultKind, Identifier, InputFile};

use super::{ReturnsInputs, file_fault};
use crate::absent::{PassedOver, is_litter, name_of, unreadable};

/// A file of a participant's folder that is a return, or should not lie there.
pub(super) enum Entry<'a> {
    /// A version of the return.
    Version(&'a InputFile),
    /// A version of the return that could not be read from the disk: its path and why.
    Unread(&'a str, &'a str),
    /// What came in another form: a letter, an e-mail, a scan.
    Received(&'a InputFile),
    /// Something that is passed over, and said to be.
    Fault(Fault),
}

/// Formats a return can come in.
const FORMATS: [&str; 4] = ["xlsx", "ods", "xlsm", "xls"];

/// Sorts the files by participant; folders that are none of the register's are faults, once each.
pub(super) fn sorted<'a>(
    inputs: &ReturnsInputs<'a>,
    faults: &mut Vec<Fault>,
) -> BTreeMap<Identifier, Vec<Entry<'a>>> {
    let root = format!("{}/returns/", inputs.year_folder.trim_end_matches('/'));
    let mut folders: BTreeMap<&str, Vec<(&str, &'a InputFile)>> = BTreeMap::new();
    for file in inputs.files.iter().copied() {
        let Some(inside) = file.path.strip_prefix(root.as_str()) else {
            continue;
        };
        match inside.split_once('/') {
            Some((folder, rest)) => folders.entry(folder).or_default().push((rest, file)),
            None if is_litter(file.name()) => {}
            None => faults.push(unexpected(file, "files only in the folder of a participant")),
        }
    }
    let mut sorted = BTreeMap::new();
    for (folder, mut files) in folders {
        files.sort_by_key(|(rest, _)| *rest);
        match Identifier::parse(folder).filter(|id| inputs.register.knows(id.as_str())) {
            Some(id) => {
                let entries = files.into_iter().filter_map(|(rest, file)| entry(rest, file));
                sorted.insert(id, entries.collect());
            }
            None => faults.push(unknown_folder(&root, folder, inputs)),
        }
    }
    unread(&root, inputs, &mut sorted, faults);
    sorted
}

/// Adds what lies below `returns/` and could not be read from the disk.
fn unread<'a>(
    root: &str,
    inputs: &ReturnsInputs<'a>,
    sorted: &mut BTreeMap<Identifier, Vec<Entry<'a>>>,
    faults: &mut Vec<Fault>,
) {
    for (path, why) in PassedOver(inputs.passed_over).below(root) {
        let Some(inside) = path.strip_prefix(root) else {
            continue;
        };
        let (folder, rest) = inside.split_once('/').unwrap_or((inside, ""));
        match Identifier::parse(folder).filter(|id| inputs.register.knows(id.as_str())) {
            Some(id) => {
                let entry = match is_return(&rest.to_lowercase()) {
                    true => Entry::Unread(path, why),
                    false => Entry::Fault(unreadable(path, why)),
                };
                sorted.entry(id).or_default().push(entry);
            }
            None => faults.push(unreadable(path, why)),
        }
    }
}

/// Whether a name, in lower case, is that of a return.
pub(crate) fn is_return(name: &str) -> bool {
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
    name.starts_with("return")
        && name_of(name) == name
        && FORMATS.contains(&ending)
        && copy(name).is_none()
}

fn unknown_folder(root: &str, folder: &str, inputs: &ReturnsInputs<'_>) -> Fault {
    let known = inputs.register.rows.iter().map(|row| row.id.as_str());
    let near = match nearest(folder, known) {
        Some(near) => format!("; the nearest is `{near}`"),
        None => String::new(),
    };
    Fault {
        raw: folder.to_owned(),
        expected: format!("the id of a participant as in participants.csv{near}"),
        ..file_fault(FaultKind::UnknownParticipantFolder, &format!("{root}{folder}"))
    }
}

/// What a file in a participant's folder is; `None` for what is read elsewhere or is office litter.
fn entry<'a>(rest: &str, file: &'a InputFile) -> Option<Entry<'a>> {
    if is_litter(file.name()) {
        return None;
    }
    match rest.split_once('/') {
        Some(("received", _)) => return Some(Entry::Received(file)),
        Some(("supporting", _)) => return None,
        Some((subfolder, _)) => {
            let expected = format!("no folder `{subfolder}` beside `received` and `supporting`");
            return Some(Entry::Fault(unexpected(file, &expected)));
        }
        None => {}
    }
    let name = file.name().to_lowercase();
    if name == "mapping.toml" {
        return None;
    }
    if let Some(what) = copy(&name) {
        return Some(Entry::Fault(unexpected(file, what)));
    }
    if file.bytes.is_empty() {
        let expected = "a file with something in it; this is a placeholder of 0 bytes, such as a shared \
                        folder leaves for a file it has not fetched";
        return Some(Entry::Fault(Fault {
            kind: FaultKind::EmptyFile,
            ..unexpected(file, expected)
        }));
    }
    Some(match is_return(&name) {
        true => Entry::Version(file),
        false => Entry::Fault(unexpected(
            file,
            "`return*.xlsx`, `.ods`, `.xlsm` or `.xls`; letters belong in `received`, tables in `supporting`",
        )),
    })
}

fn unexpected(file: &InputFile, expected: &str) -> Fault {
    Fault {
        raw: file.name().to_owned(),
        expected: expected.to_owned(),
        ..file_fault(FaultKind::UnexpectedFile, &file.path)
    }
}

/// What a file is that a program made beside the real one, by its name in lower case.
fn copy(name: &str) -> Option<&'static str> {
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem).trim_end();
    if ["conflict", "konflikt", "conflit"].iter().any(|word| stem.contains(word)) {
        return Some(
            "one return; this is a conflicted copy that a shared folder made: keep one of the two",
        );
    }
    let numbered =
        stem.strip_suffix(')').and_then(|rest| rest.rsplit_once('(')).is_some_and(|(_, number)| {
            !number.is_empty() && number.chars().all(|c| c.is_ascii_digit())
        });
    if numbered {
        return Some(
            "a name of its own, such as `return-2.xlsx`; this is a second download of the same name",
        );
    }
    let copies =
        [" - copy", " - copie", " - kopie", "- kopia", "copy of ", "copie de ", "kopie von "];
    let copied = copies.iter().any(|word| stem.contains(word));
    copied.then_some(
        "one return; this is a copy: give it a name such as `return-2.xlsx` if it is a new version",
    )
}
