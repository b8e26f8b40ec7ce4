//! Files under `inputs/` that nothing reads. They are said, so that nobody takes them to be in a figure.

use std::collections::{BTreeMap, BTreeSet};

use model::{Fault, FaultKind, InputFile, Place};

use crate::absent::is_year;
use crate::finance_inputs::mapped_files;
use crate::registers::is_narrative;

/// Files that hold for every year, without their ending.
const OF_THE_PACT: [&str; 8] = [
    "pact",
    "participants",
    "supporters",
    "contacts",
    "product-codes",
    "ecolabels",
    "condition-words",
    "README",
];

/// Files of one year, without their ending.
const OF_A_YEAR: [&str; 20] = [
    "year",
    "questionnaire",
    "outputs",
    "received",
    "committee",
    "working-groups",
    "events",
    "applications",
    "decisions",
    "corrections",
    "counting",
    "published",
    "finance/budget",
    "finance/ledger",
    "finance/contributions",
    "finance/funds",
    "finance/activities",
    "finance/commitments",
    "finance/in-kind",
    "finance/mapping",
];

/// Folders of a year that are read, or kept, on their own.
const FOLDERS_OF_A_YEAR: [&str; 3] = ["returns/", "editions/", "imports/"];

/// Files the data contract names that this program does not read yet.
const NOT_READ_YET: [&str; 1] = ["findings"];

/// A fault for each file that nothing reads and that holds for every year, or that lies beside what was published of a
/// year of which nothing is computed.
pub(crate) fn unused_of_pact(files: &BTreeMap<String, InputFile>) -> Vec<Fault> {
    let own = || files.keys().filter_map(|path| Some((path, path.strip_prefix("inputs/")?)));
    let of_pact = own().filter(|(_, rest)| year_of(rest).is_none() && !rest.starts_with("rates/"));
    let of_pact = of_pact.filter(|(_, rest)| !OF_THE_PACT.contains(&stem(rest)));
    let begun = years_begun(files);
    let beside = own().filter(|(_, rest)| is_beside_what_was_published(rest));
    let beside = beside.filter(|(_, rest)| year_of(rest).is_some_and(|of| !begun.contains(&of)));
    let beside = beside.filter(|(path, rest)| {
        let folder = path.strip_suffix(*rest).zip(rest.split_once('/'));
        !folder.is_some_and(|(before, (year, _))| {
            rest.contains("/finance/")
                && mapped_files(files, &format!("{before}{year}")).contains(*path)
        })
    });
    of_pact.chain(beside).map(|(path, rest)| fault(path, rest)).collect()
}

/// The years to be computed: those with settings, a questionnaire or returns.
pub(crate) fn years_begun(files: &BTreeMap<String, InputFile>) -> BTreeSet<i16> {
    let own = files.keys().filter_map(|path| path.strip_prefix("inputs/"));
    own.filter(|rest| begins_a_year(rest)).filter_map(year_of).collect()
}

/// Whether a path below `inputs/` is one of those that make a folder a year to be computed.
fn begins_a_year(rest: &str) -> bool {
    let inside = rest.split_once('/').map_or("", |(_, inside)| inside);
    ["year", "questionnaire"].contains(&stem(inside)) || inside.starts_with("returns/")
}

/// Whether a path in a folder of a year is neither of what was published of it nor of its books, which are read for
/// every year.
fn is_beside_what_was_published(rest: &str) -> bool {
    let inside = rest.split_once('/').map_or("", |(_, inside)| inside);
    let books = ["finance/ledger", "finance/budget", "finance/mapping"];
    ![&["published"][..], &books].concat().contains(&stem(inside))
        && !inside.starts_with("editions/")
}

/// The year in whose folder a path below `inputs/` lies.
fn year_of(rest: &str) -> Option<i16> {
    rest.split_once('/').filter(|(folder, _)| is_year(folder))?.0.parse().ok()
}

/// A fault for each file of a year that nothing reads.
pub(crate) fn unused_of_year(files: &BTreeMap<String, InputFile>, folder: &str) -> Vec<Fault> {
    let prefix = format!("{folder}/");
    let own = files.keys().filter_map(|path| Some((path, path.strip_prefix(&prefix)?)));
    let own =
        own.filter(|(_, rest)| !FOLDERS_OF_A_YEAR.iter().any(|folder| rest.starts_with(folder)));
    let mapped = mapped_files(files, folder);
    own.filter(|(path, _)| !mapped.contains(*path))
        .filter(|(_, rest)| !OF_A_YEAR.contains(&stem(rest)) && !is_narrative(rest))
        .map(|(path, rest)| fault(path, rest))
        .collect()
}

/// A path without the ending of its name.
fn stem(rest: &str) -> &str {
    match rest.rsplit_once('.') {
        Some((stem, ending)) if !ending.contains('/') => stem,
        _ => rest,
    }
}

fn fault(path: &str, rest: &str) -> Fault {
    let name = stem(rest);
    let is_coding = ["codebook", "coding"].contains(&name) || name.starts_with("coding-");
    let expected = match NOT_READ_YET.contains(&name) || is_coding {
        true => "nothing to change: this version of cfit does not use such a file yet",
        false => {
            "a name of the data contract, if it is meant to be used; else a place outside `inputs/`"
        }
    };
    Fault {
        kind: if is_coding { FaultKind::CodingNotUsedYet } else { FaultKind::UnusedFile },
        participant: None,
        place: Place::file(path),
        raw: rest.to_owned(),
        field: rest.to_owned(),
        label: String::new(),
        expected: expected.to_owned(),
        context: Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files(paths: &[&str]) -> BTreeMap<String, InputFile> {
        let file = |path: &&str| {
            let file = InputFile { path: (*path).into(), bytes: [].into(), sha256: String::new() };
            ((*path).to_owned(), file)
        };
        paths.iter().map(file).collect()
    }

    #[test]
    fn what_nobody_reads_is_named_and_what_is_read_is_not() {
        let files = files(&[
            "inputs/README.md",
            "inputs/pact.toml",
            "inputs/participant.csv",
            "inputs/rates/eurofxref-hist.zip",
            "inputs/2021/published.csv",
            "inputs/2021/editions/1/data/observations.csv",
            "inputs/2022/publised.csv",
            "inputs/2023/finance/ledger.csv",
            "inputs/2024/returns/north/return.xlsx",
            "inputs/2024/publised.csv",
            "inputs/2026/year.toml",
            "inputs/2026/published.csv",
            "inputs/2026/coding-kb.xlsx",
            "inputs/2026/counting.csv",
            "inputs/2026/finance/commitments.csv",
            "inputs/2026/finance/ledger.xlsx",
            "inputs/2026/finance/legder.csv",
            "inputs/2026/committee.csv",
            "inputs/2026/narrative/foreword.md",
            "inputs/2026/narrative/foreword.fr.md",
            "inputs/2026/narrative/Foreword (old).md",
            "inputs/2026/returns/north/anything.pdf",
            "inputs/2026/imports/returns-2026.xlsx",
            "inputs/2026/imports/survey-map.toml",
            "report-templates/words/en.toml",
        ]);
        let paths =
            |faults: Vec<Fault>| faults.iter().map(|f| f.place.to_string()).collect::<Vec<_>>();
        let of_pact = ["inputs/participant.csv", "inputs/2022/publised.csv"];
        assert_eq!(paths(unused_of_pact(&files)), of_pact);
        let of_year = unused_of_year(&files, "inputs/2026");
        assert_eq!(of_year[0].kind, FaultKind::CodingNotUsedYet);
        assert_eq!(of_year[1].kind, FaultKind::UnusedFile);
        assert_eq!(
            paths(of_year),
            [
                "inputs/2026/coding-kb.xlsx",
                "inputs/2026/finance/legder.csv",
                "inputs/2026/narrative/Foreword (old).md",
            ]
        );
    }
}
