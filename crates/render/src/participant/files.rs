//! What came: every file in the participant's folder, when and how it came, and what became of it.

use model::document::{Alignment, Inline, TableCell};
use model::registers::Receipt;
use model::submission::VersionOutcome;
use model::{Fault, FaultKind, Identifier};

use crate::context::Material;
use crate::registers::{Content, body, columns, marked};
use crate::store::clean;

/// The folder of a participant that a path lies in, in a year.
pub(crate) fn folder(path: &str, year: i16) -> Option<&str> {
    let inside = path.strip_prefix("inputs/")?.strip_prefix(&year.to_string())?;
    let inside = inside.strip_prefix("/returns/")?;
    inside.split_once('/').map(|(folder, _)| folder)
}

/// The files of a participant's folder, relative to it; without what office programs leave behind.
pub(super) fn of<'a>(material: &'a Material, id: &Identifier) -> Vec<&'a str> {
    let prefix = format!("inputs/{}/returns/{id}/", material.number());
    let own = material.files.iter().filter_map(|path| path.strip_prefix(prefix.as_str()));
    let mut files: Vec<&str> = own.filter(|path| !is_litter(path)).collect();
    files.sort_unstable();
    files
}

/// Whether a name is one that office programs and file managers leave behind.
pub(crate) fn is_litter(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path).to_lowercase();
    ["~$", ".~lock", "._"].iter().any(|start| name.starts_with(start))
        || ["thumbs.db", "desktop.ini", ".ds_store"].contains(&name.as_str())
}

/// The table: file, day, way, what became of it.
pub(super) fn came(material: &Material, id: &Identifier) -> Content {
    let words = &material.words;
    let rows = of(material, id).into_iter().map(|file| {
        let receipt = receipt(material, id, file);
        let day = receipt.map(|one| words.date(one.received_on));
        let way = receipt.filter(|one| !one.channel.is_empty());
        let way = way.map(|one| words.get(&format!("channel.{}", one.channel)));
        body(vec![
            TableCell { text: vec![Inline::Code(clean(file))] },
            TableCell::text(day.unwrap_or_else(|| match is_mapping(file) {
                true => String::new(),
                false => words.get("own.no_day"),
            })),
            TableCell::text(way.unwrap_or_default()),
            TableCell { text: marked(&became(material, id, file)) },
        ])
    });
    let titles = [
        ("file", Alignment::Left, 38),
        ("came", Alignment::Left, 24),
        ("way", Alignment::Left, 18),
        ("became", Alignment::Left, 44),
    ];
    Content { columns: columns(material, &titles), rows: rows.collect(), notes: Vec::new() }
}

/// The last receipt of a file: by its name, or by its path inside the folder.
fn receipt<'a>(material: &'a Material, id: &Identifier, file: &str) -> Option<&'a Receipt> {
    let name = file.rsplit('/').next().unwrap_or(file);
    let own = material.this.reading.receipts.iter().filter(|one| one.participant == *id);
    own.filter(|one| one.file == file || one.file == name).max_by_key(|one| one.received_on)
}

/// What became of a file, in a few words.
fn became(material: &Material, id: &Identifier, file: &str) -> String {
    let reading = &material.this.reading;
    let words = &material.words;
    let path = format!("inputs/{}/returns/{id}/{file}", material.number());
    if let Some(version) = reading.versions.iter().find(|version| version.path == path) {
        return words.get(&format!("own.{}", outcome(version.outcome)));
    }
    if is_mapping(file) {
        return confirmed(material, id);
    }
    if let Some(why) = not_read(material, id, file, &path) {
        return words.fill("own.not_read", &[("why", &clean(&why))]);
    }
    let tables = reading.tables.iter().filter(|table| table.path == path).count();
    match (file.split_once('/').map(|(folder, _)| folder), tables) {
        (_, 1) => words.get("own.one_table"),
        (_, tables) if tables > 1 => words.fill("own.tables", &[("count", &tables.to_string())]),
        (Some("received"), _) if reading.returns.contains_key(id) => words.get("own.letter"),
        (Some("received"), _) => words.get("own.letter_waits"),
        _ => said(&reading.faults, &path).unwrap_or_else(|| words.get("own.not_used")),
    }
}

/// Why nothing is read of a file that the mapping may name: the tables cannot be, or the mapping as a whole.
fn not_read(material: &Material, id: &Identifier, file: &str, path: &str) -> Option<String> {
    let reading = &material.this.reading;
    let own: Vec<_> = reading.tables.iter().filter(|table| table.path == path).collect();
    let not_read = own.iter().find_map(|table| table.not_read.clone());
    if own.iter().any(|table| table.not_read.is_none()) {
        return None;
    }
    let mut faults = reading.faults.iter().filter(|f| f.participant.as_ref() == Some(id));
    let broken = || {
        let fault = faults.find(|fault| fault.kind == FaultKind::MappingSyntax)?;
        file.starts_with("supporting/").then(|| fault.expected.clone())
    };
    not_read.or_else(broken)
}

/// Whether somebody confirmed what the mapping says; of what was read through it also who and when.
fn confirmed(material: &Material, id: &Identifier) -> String {
    let reading = &material.this.reading;
    let words = &material.words;
    let unconfirmed = |fault: &Fault| {
        let kinds = [FaultKind::MappingUnconfirmed, FaultKind::MappingProposed];
        kinds.contains(&fault.kind) && fault.participant.as_ref() == Some(id)
    };
    if reading.faults.iter().any(unconfirmed) {
        return words.get("own.mapping_proposed");
    }
    let mut own = reading.tables.iter().filter(|table| table.participant == *id);
    let Some(said) = own.find_map(|table| table.confirmed.as_ref()) else {
        return words.get("own.mapping");
    };
    let (day, by) = (words.date(said.on), clean(&said.by));
    match by.is_empty() {
        true => words.fill("own.mapping_confirmed_on", &[("day", &day)]),
        false => words.fill("own.mapping_confirmed_by", &[("day", &day), ("by", &by)]),
    }
}

/// The office's own file, which came from nobody.
fn is_mapping(file: &str) -> bool {
    file.eq_ignore_ascii_case("mapping.toml")
}

fn outcome(outcome: VersionOutcome) -> &'static str {
    match outcome {
        VersionOutcome::Counts => "counts",
        VersionOutcome::Superseded => "superseded",
        VersionOutcome::Unusable => "unusable",
        VersionOutcome::Empty => "empty",
    }
}

/// What a fault of the whole file expects instead.
fn said(faults: &[Fault], path: &str) -> Option<String> {
    let mut own = faults.iter().filter(|fault| *fault.place.path == *path);
    own.find(|fault| fault.place.cell.is_none() && !fault.expected.is_empty())
        .map(|fault| clean(&fault.expected))
        .map(|expected| format!("expected: {expected}"))
}
