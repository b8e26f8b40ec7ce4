//! What goes wrong on the way from what is meant to the files of a return ([`crate::faults`]).

use std::collections::BTreeMap;

use jiff::civil::Date;
use workbooks::{
    Entries, Entry, FormInputs, SpreadsheetCell, SpreadsheetSheet, beside_row, spreadsheet,
};

use super::returns::ReturnFiles;
use super::{Error, WorkspaceFile};
use crate::faults::encrypted;
use crate::faults::slips::{Arrival, Asked, Content, FormSlip, MappingSlip, ReturnSlips, Typed};
use crate::supporting::UNCOMPUTED;

const FORM: &str = "return.xlsx";

/// Types what is typed wrongly, and sees to it that every answer that is asked for has a cell.
pub(super) fn form(entries: &mut Entries, slips: &ReturnSlips, asked: &[Asked]) {
    for slip in &slips.form {
        match slip {
            FormSlip::Typed(asked, typed) => {
                if let Some(cell) = cell(entries, asked) {
                    *cell = entry(typed);
                }
            }
            FormSlip::Hidden(repeat, row) => {
                entries.mishaps.hidden.push(((*repeat).to_owned(), *row));
            }
            FormSlip::Note(repeat, row, text) => {
                entries.mishaps.notes.push(((*repeat).to_owned(), *row, (*text).to_owned()));
            }
            FormSlip::Deleted(section) => {
                entries.groups.remove(*section);
                entries.repeats.remove(*section);
                entries.mishaps.deleted.insert((*section).to_owned());
            }
            FormSlip::Transcribed(from) => {
                let said = [("transcribed_from", *from), ("entered_by", "SB")];
                let said = said.map(|(key, value)| (key.to_owned(), value.to_owned()));
                entries.mishaps.identity.extend(said);
            }
            FormSlip::OfLastYear => {}
        }
    }
    for asked in asked {
        cell(entries, asked);
    }
}

/// The entry of an answer, blank where there is none yet; `None` for a row that is not entered.
fn cell<'e>(entries: &'e mut Entries, asked: &Asked) -> Option<&'e mut Entry> {
    let answers = match asked.row {
        None => entries.groups.entry(asked.section.clone()).or_default(),
        Some(row) => entries.repeats.get_mut(&asked.section)?.get_mut(row)?,
    };
    Some(answers.entry(asked.question.clone()).or_insert(Entry::Blank))
}

fn entry(typed: &Typed) -> Entry {
    match typed {
        Typed::Blank => Entry::Blank,
        Typed::Text(text) => Entry::Text(text.clone()),
        Typed::Number(number) => Entry::Number(*number),
        Typed::Uncomputed => Entry::Formula("1*1".to_owned(), UNCOMPUTED.to_owned()),
        Typed::Error(error) => Entry::Formula("1*1".to_owned(), (*error).to_owned()),
    }
}

/// Takes out what a form has no cell for.
pub(super) fn without(entries: &mut Entries, not_asked: &[(String, String)]) {
    for (section, question) in not_asked {
        if section == "carried" {
            entries.carried.remove(question);
        }
        if let Some(answers) = entries.groups.get_mut(section) {
            answers.remove(question);
        }
        for row in entries.repeats.get_mut(section).into_iter().flatten() {
            row.remove(question);
        }
    }
}

pub(super) fn holds_uncomputed(slips: &ReturnSlips) -> bool {
    slips.form.iter().any(|slip| matches!(slip, FormSlip::Typed(_, Typed::Uncomputed)))
}

/// Where the notes beside rows stand.
pub(super) fn notes(inputs: &FormInputs) -> BTreeMap<(String, u32), (String, String)> {
    let notes = inputs.entries.into_iter().flat_map(|entries| &entries.mishaps.notes);
    let places = notes.filter_map(|(repeat, row, _)| {
        let place = beside_row(inputs, repeat, *row)?;
        Some(((repeat.clone(), *row), (place.sheet, place.cell.to_string())))
    });
    places.collect()
}

/// The mapping with its slips.
pub(super) fn mapping(text: String, slips: &[MappingSlip]) -> String {
    slips.iter().fold(text, |text, slip| match slip {
        MappingSlip::Unconfirmed => with_keys(&text, &["confirmed_on", "confirmed_by"], ""),
        MappingSlip::WithoutBasis => with_keys(&text, &["amount_basis"], ""),
        MappingSlip::OtherDays(file) => in_table(&text, file, |table| {
            with_keys(table, &["date_format"], "date_format = \"dd.mm.yyyy\"\n")
        }),
        MappingSlip::WithoutCurrency(file) => {
            in_table(&text, file, |table| with_keys(table, &["currency"], ""))
        }
        MappingSlip::Unquoted => text.replacen("kind = \"orders\"", "kind = orders", 1),
        MappingSlip::OtherHeader(file) => {
            let named = format!("file = \"supporting/{file}\"\n");
            // The fingerprint of some other header.
            text.replace(&named, &format!("{named}fingerprint = \"{OTHER_HEADER}\"\n"))
        }
        MappingSlip::Table(table) => text + "\n" + table,
    })
}

/// As long as fingerprints are.
const OTHER_HEADER: &str = "5d1f0c3a9e7b2468";

/// The text with another line, or none, in place of those of some keys.
fn with_keys(text: &str, keys: &[&str], line: &str) -> String {
    let begins = |line: &str| keys.iter().any(|key| line.starts_with(&format!("{key} =")));
    text.split_inclusive('\n').map(|own| if begins(own) { line } else { own }).collect()
}

/// The text with the table of a file changed.
fn in_table(text: &str, file: &str, change: impl Fn(&str) -> String) -> String {
    let named = format!("file = \"supporting/{file}\"\n");
    let tables = text.split_inclusive("[[table]]\n");
    tables
        .map(|table| if table.starts_with(&named) { change(table) } else { table.to_owned() })
        .collect()
}

/// What arrives in place of the form, what lies beside it, and another name of the folder, which is `path` with `/` at
/// its end. `other` are the files of the participant whose form arrives.
///
/// # Errors
/// Where a workbook breaks a limit of its format.
pub(super) fn folder(
    made: &mut ReturnFiles,
    path: &str,
    (slips, day): (&ReturnSlips, Date),
    other: Option<ReturnFiles>,
) -> Result<(), Error> {
    let form_path = format!("{path}{FORM}");
    let of = |files: &[WorkspaceFile]| {
        let form = files.iter().find(|file| file.path.ends_with(&format!("/{FORM}")));
        form.map(|file| file.bytes.clone()).unwrap_or_default()
    };
    let form = of(&made.files);
    let arrived = match &slips.arrives {
        None => None,
        Some(Arrival::Nothing) => Some(None),
        Some(Arrival::Content(content)) => Some(Some(bytes(content, &form))),
        Some(Arrival::OwnWorkbook) => Some(Some(own_workbook(day)?)),
        Some(Arrival::FormOf(_)) => Some(other.map(|other| of(&other.files))),
    };
    if let Some(arrived) = arrived {
        made.files.retain(|file| file.path != form_path);
        let arrived = arrived.map(|bytes| WorkspaceFile { path: form_path, bytes });
        made.files.extend(arrived);
    }
    for (name, content) in &slips.beside {
        let file = WorkspaceFile { path: format!("{path}{name}"), bytes: bytes(content, &form) };
        made.files.push(file);
    }
    if let Some(name) = &slips.folder {
        let parent = path.trim_end_matches('/').rsplit_once('/').map_or("", |(parent, _)| parent);
        for file in &mut made.files {
            let rest = file.path.strip_prefix(path).unwrap_or(&file.path);
            file.path = format!("{parent}/{name}/{rest}");
        }
    }
    Ok(())
}

fn bytes(content: &Content, form: &[u8]) -> Vec<u8> {
    match content {
        Content::Empty => Vec::new(),
        Content::CutOff => form[..form.len() / 2].to_vec(),
        Content::Text(text) => text.clone().into_bytes(),
        Content::Encrypted => encrypted::workbook(),
    }
}

/// A workbook somebody made in place of the form.
fn own_workbook(day: Date) -> Result<Vec<u8>, Error> {
    let rows = [["Wir kauften", "Anzahl"], ["Notebooks", "41"], ["Drucker", "3"]];
    let text = |text: &str| SpreadsheetCell::Text(text.to_owned());
    let sheet = SpreadsheetSheet {
        name: "Tabelle1".to_owned(),
        rows: rows.iter().map(|row| row.iter().map(|cell| text(cell)).collect()).collect(),
        ..SpreadsheetSheet::default()
    };
    Ok(spreadsheet("Tabelle", day, &[sheet])?)
}
